import autocannon from 'autocannon';
import { cpuMicroseconds } from './process-usage.ts';

/** Connections held open, each with one request under way. */
export const CONNECTIONS = 32;

/** What one round of load showed. */
export interface Measured {
  /** Good answers a second. */
  readonly rate: number;
  /** Processor time of the server for each, in microseconds. PostgreSQL's own is not in it. */
  readonly cpu: number;
}

/** The next request of one connection. */
export type NextRequest = () => Omit<autocannon.Request, 'path'> & { readonly path: string };

/** How long a load lasts: so many seconds, or until so many requests are answered. */
export type LoadLength = { readonly seconds: number } | { readonly requests: number };

/**
 * Loads one server for a while.
 *
 * @param connection Called once for each of the connections; gives the function that makes its requests.
 * @throws Error when an answer was not good: a fast refusal is no result.
 */
export async function load(
  address: string,
  pid: number,
  length: LoadLength,
  connection: (index: number) => NextRequest,
): Promise<Measured> {
  let index = 0;
  let refusal = '';
  const before = cpuMicroseconds(pid);
  const result = await autocannon({
    url: address,
    connections: CONNECTIONS,
    ...('seconds' in length ? { duration: length.seconds } : { amount: length.requests }),
    setupClient: (client) => {
      const next = connection(index++);
      const setupRequest: autocannon.Request['setupRequest'] = (defaults) => {
        const request = next();
        return { ...defaults, ...request, headers: { ...request.headers } };
      };
      client.setRequests([{ setupRequest }]);
      client.on('body', (body: Buffer) => {
        if (refusal === '' && !/^[[{]/.test(String(body))) refusal = String(body).slice(0, 300);
      });
    },
    // A page is a good answer too, but to another question.
    verifyBody: (body) => /^[[{]/.test(String(body)),
  });
  const used = cpuMicroseconds(pid) - before;
  if (result.non2xx + result.errors + result.mismatches > 0 || result['2xx'] === 0) {
    throw new Error(
      `${address}: answers by status ${JSON.stringify(result.statusCodeStats)}, ${result.errors} errors, ${result.mismatches} that are no JSON. ${refusal}`,
    );
  }
  return { rate: result['2xx'] / result.duration, cpu: used / result['2xx'] };
}

/** The middle of an odd number of values. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
