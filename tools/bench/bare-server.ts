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
}

/** A request's own values: what to put in the place of what was logged. */
export type Replacements = Readonly<Record<string, string>>;

process.once('message', (plan: BarePlan) => {
  const pool = new Pool({ connectionString: plan.databaseUrl, max: plan.poolSize });
  const server = createServer((request, response) => {
    answer(pool, plan, request).then(
      (body) => response.writeHead(200, { 'content-type': 'application/json' }).end(body),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
  server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
});
process.once('disconnect', () => process.exit(0));

async function answer(pool: Pool, { routes }: BarePlan, request: IncomingMessage): Promise<string> {
  const statements = routes[request.url ?? ''] ?? [];
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
              parameters.map((value) => replaced(value, replacements)),
            );
      rows.push(result.rows);
    }
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
  return JSON.stringify(rows);
}

function replaced(value: string | null, replacements: Replacements): string | null {
  if (value === null) return null;
  let text = value;
  for (const [logged, own] of Object.entries(replacements)) text = text.replaceAll(logged, own);
  return text;
}

async function read(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}
