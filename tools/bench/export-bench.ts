import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { say } from '../launcher/say.ts';
import type { BenchDatabase } from './bench-database.ts';
import type { DataProduct } from './data-product.ts';
import { finding, told, type Finding } from './finding.ts';
import { median } from './load.ts';
import { latencies, p95, watchMemory } from './felt-by-others.ts';
import type { SignedIn } from './product.ts';
import type { LoggedStatement } from './statement-log.ts';

const ROUNDS = 3;
const STALLED = 20;
const OTHER_ROUTES = ['/api/review', '/api/learning', '/api/agency', '/api/session'];

/** One way of getting the rows out. */
interface Download {
  readonly megabytes: number;
  readonly seconds: number;
  readonly firstByteSeconds: number;
}

/**
 * Every completion of the largest agency as a file, through HTTP, beside a bare COPY of the same SELECT in the same
 * run; then what other pages feel of twenty downloads that nobody reads.
 */
export async function benchExport(full: BenchDatabase, product: DataProduct): Promise<Finding[]> {
  const lead = await product.as(full.lead.personId);
  const path = await exportPath(full);
  const copy = await copyStatements(product, lead);
  const rows = await rowsOf(full);

  const ours: Download[] = [];
  const theirs: Download[] = [];
  let growth = 0;
  // One that does not count: pages are read from disk.
  await bareCopy(full.addresses.DATABASE_URL, copy, path);
  for (let round = 1; round <= ROUNDS; round += 1) {
    const watch = watchMemory(product.api.pid);
    const downloaded = await download(`${product.address}${path}`, lead);
    growth = Math.max(growth, await watch());
    const copied = await bareCopy(full.addresses.DATABASE_URL, copy, path);
    say(`  download ${downloaded.seconds.toFixed(1)} s, bare COPY ${copied.seconds.toFixed(1)} s`);
    ours.push(downloaded);
    theirs.push(copied);
  }
  const rate = (downloads: readonly Download[]) =>
    median(downloads.map(({ megabytes, seconds }) => megabytes / seconds));
  return [
    told('Rows of the export', String(rows)),
    told('Download, bare COPY', `${rate(ours).toFixed(1)}, ${rate(theirs).toFixed(1)} MB/s`),
    finding('Download ÷ bare COPY, MB/s', rate(ours) / rate(theirs), { atLeast: 0.7 }),
    finding('Memory of the API beyond what it had', growth, { atMost: 64 }, ' MB'),
    finding('First byte', median(ours.map(({ firstByteSeconds }) => firstByteSeconds)), { atMost: 1 }, ' s'),
    ...(await benchStalled(product, lead, path)),
  ];
}

async function exportPath({ superuser }: BenchDatabase): Promise<string> {
  const { rows } = await superuser.query<{ from: string; to: string }>(
    'select (current_date - 3640)::text as from, current_date::text as to',
  );
  return `/api/agency/export/completions.csv?from=${rows[0]?.from}&to=${rows[0]?.to}`;
}

async function rowsOf({ superuser, lead }: BenchDatabase): Promise<number> {
  const { rows } = await superuser.query<{ n: number }>(
    'select count(*)::int as n from agency_completion where agency_id = $1',
    [lead.agencyId],
  );
  return rows[0]?.n ?? 0;
}

/** What the product sends to PostgreSQL for a small file of the same kind: the COPY, and the settings before it. */
async function copyStatements(product: DataProduct, lead: SignedIn): Promise<LoggedStatement[]> {
  const small = '/api/agency/export/completions.csv?from=2001-01-01&to=2001-01-02';
  const statements = await product.statementsWith(['export.from_on'], () =>
    fetch(`${product.address}${small}`, { headers: lead.headers }).then((answer) => answer.text()),
  );
  if (!statements.some(({ sql }) => isCopy(sql))) throw new Error('The export sent no COPY');
  return statements;
}

const isCopy = (sql: string) => /^copy /i.test(sql.trimStart());

async function download(url: string, { headers }: SignedIn): Promise<Download> {
  const began = performance.now();
  const answer = await fetch(url, { headers });
  if (!answer.ok || answer.body === null) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return consume(began, answer.body);
}

/** The same COPY with the same settings, as the same login, with nothing between it and us. */
async function bareCopy(
  databaseUrl: string,
  statements: readonly LoggedStatement[],
  path: string,
): Promise<Download> {
  const range = new URL(path, 'http://localhost').searchParams;
  const own = (parameters: readonly (string | null)[]) => {
    const [name, value] = parameters;
    if (name === 'export.from_on') return [name, range.get('from')];
    if (name === 'export.to_on') return [name, range.get('to')];
    return [name, value];
  };
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const began = performance.now();
    let result: Download | undefined;
    for (const { sql, parameters } of statements) {
      if (isCopy(sql)) result = await consume(began, client.query(copyTo(sql)));
      else if (parameters.length === 2) await client.query(sql, own(parameters));
      else if (parameters.length > 0) await client.query(sql, [...parameters]);
      else await client.query(sql);
    }
    if (result === undefined) throw new Error('There was nothing to copy');
    return result;
  } finally {
    await client.end();
  }
}

async function consume(began: number, stream: AsyncIterable<Uint8Array>): Promise<Download> {
  let bytes = 0;
  let first = Number.NaN;
  for await (const chunk of stream) {
    if (bytes === 0) first = performance.now();
    bytes += chunk.length;
  }
  const ended = performance.now();
  return {
    megabytes: bytes / 1e6,
    seconds: (ended - began) / 1000,
    firstByteSeconds: (first - began) / 1000,
  };
}

/** Other pages with and without stalled downloads, in turns; the worst of their p95. */
async function benchStalled(product: DataProduct, lead: SignedIn, path: string): Promise<Finding[]> {
  const alone = new Map<string, number[]>(OTHER_ROUTES.map((route) => [route, []]));
  const beside = new Map<string, number[]>(OTHER_ROUTES.map((route) => [route, []]));
  for (const route of OTHER_ROUTES) await lead.get(route);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const route of OTHER_ROUTES) alone.get(route)?.push(...(await latencies(lead, route)));
    const stalled = await Promise.all(
      Array.from({ length: STALLED }, () => stall(product.address, path, lead)),
    );
    // Their buffers fill, and those that wait for a connection have been told.
    await pause(2_000);
    for (const route of OTHER_ROUTES) beside.get(route)?.push(...(await latencies(lead, route)));
    for (const socket of stalled) socket.destroy();
    await pause(1_000);
  }
  const findings = OTHER_ROUTES.map((route) => {
    const [without, withThem] = [p95(alone.get(route) ?? []), p95(beside.get(route) ?? [])];
    return { route, without, withThem, ratio: withThem / without };
  });
  const worst = findings.reduce((one, other) => (other.ratio > one.ratio ? other : one));
  return [
    finding(`p95 of other routes beside ${STALLED} stalled downloads ÷ without, worst`, worst.ratio, {
      atMost: 2,
    }),
    ...findings.map(({ route, without, withThem, ratio }) =>
      told(`  ${route}`, `${withThem.toFixed(1)} ÷ ${without.toFixed(1)} ms = ${ratio.toFixed(2)}`),
    ),
  ];
}

/** Asks for a file and reads nothing of it. */
async function stall(address: string, path: string, { headers }: SignedIn): Promise<Socket> {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.pause();
  socket.write(`GET ${path} HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncookie: ${headers['cookie']}\r\n\r\n`);
  return socket;
}
