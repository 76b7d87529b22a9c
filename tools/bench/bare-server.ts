// What the API is compared with: Node's own http and pg, sending the same SQL and nothing else. It checks no session, no
// permission and no contract. Started as a child; its parent sends the plan and hears the port.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';
import type { LoggedStatement } from './statement-log.ts';

/** What the server is to do. */
export interface BarePlan {
  readonly databaseUrl: string;
  readonly poolSize: number;
  /** The statements of one request, by path. */
  readonly routes: Readonly<Record<string, readonly Pick<LoggedStatement, 'sql' | 'parameters'>[]>>;
  /**
   * Values that a request has of its own although they look like no id, such as the author's id of a question. Only a
   * parameter that is one from end to end is meant.
   */
  readonly own?: readonly string[];
}

/** A request's own values: what to put in the place of what was logged. */
export type Replacements = Readonly<Record<string, string>>;

/** What a request has of its own: ids, and numbers of certificates. */
const OWN = /([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[0-9A-HJKMNP-TV-Z]{20}\b)/;

/** A statement as it is sent: each parameter cut once, at the start, into text and what a request has of its own. */
interface Cut {
  readonly sql: string;
  /** Text and own values in turns, beginning with text; `null` for a parameter that is null. */
  readonly parameters: readonly (readonly string[] | null)[];
}

process.once('message', (plan: BarePlan) => {
  const routes = new Map(
    Object.entries(plan.routes).map(
      ([route, statements]) =>
        [route, statements.map((statement) => cut(statement, plan.own ?? []))] as const,
    ),
  );
  const pool = new Pool({ connectionString: plan.databaseUrl, max: plan.poolSize });
  const server = createServer((request, response) => {
    answer(pool, routes, request).then(
      (body) => response.writeHead(200, { 'content-type': 'application/json' }).end(body),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
  server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
});
process.once('disconnect', () => process.exit(0));

async function answer(
  pool: Pool,
  routes: ReadonlyMap<string, readonly Cut[]>,
  request: IncomingMessage,
): Promise<string> {
  const statements = routes.get(request.url ?? '') ?? [];
  const replacements = request.method === 'POST' ? (JSON.parse(await read(request)) as Replacements) : {};
  const client = await pool.connect();
  const rows: unknown[] = [];
  try {
    for (const { sql, parameters } of statements) {
      // Without parameters pg speaks the simple protocol, as it does for the API.
      const result =
        parameters.length === 0
          ? await client.query(sql)
          : await client.query(
              sql,
              parameters.map((parts) => replaced(parts, replacements)),
            );
      // Who writes is answered briefly, by the API too.
      rows.push(request.method === 'POST' ? result.rowCount : result.rows);
    }
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
  return JSON.stringify(rows);
}

function cut({ sql, parameters }: Pick<LoggedStatement, 'sql' | 'parameters'>, own: readonly string[]): Cut {
  const parts = (value: string) => (own.includes(value) ? ['', value, ''] : value.split(OWN));
  return { sql, parameters: parameters.map((value) => (value === null ? null : parts(value))) };
}

function replaced(parts: readonly string[] | null, replacements: Replacements): string | null {
  if (parts === null) return null;
  return parts.map((part, index) => (index % 2 === 0 ? part : (replacements[part] ?? part))).join('');
}

async function read(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}
