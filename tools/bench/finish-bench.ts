import { randomUUID } from 'node:crypto';
import { startBare, type Bare } from './bare-client.ts';
import { LARGEST, type BenchDatabase } from './bench-database.ts';
import type { DataProduct } from './data-product.ts';
import { finding, told, type Finding } from './finding.ts';
import { CONNECTIONS, load, median, type NextRequest } from './load.ts';
import { signedIn } from './product.ts';
import { type Candidate, hotCandidates, type Press, pressed, Presses } from './presses.ts';
import type { LoggedStatement } from './statement-log.ts';

const ROUNDS = 3;
const REQUESTS = 960;
const POOL_SIZE = 10;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const CERTIFICATE_NUMBER = /^[0-9A-HJKMNP-TV-Z]{20}$/;

/**
 * Finishing a module, the whole request at 32 connections: of one module in the largest agency, beside bare Node http
 * and pg that send the very statements PostgreSQL saw the product send; and of all modules in all other agencies. In
 * turns. It writes, so it is measured on a copy of the data.
 */
export async function benchFinish(copy: BenchDatabase, product: DataProduct): Promise<Finding[]> {
  const hot = await hotCandidates(copy);
  const half = Math.floor(hot.length / 2);
  const requests = Math.min(REQUESTS, half);
  if (requests < CONNECTIONS) return [told('Finishing', 'too few people in this data to measure it')];
  const pools = {
    hot: new Presses(copy, product, hot.slice(0, half)),
    bare: new Presses(copy, product, hot.slice(half)),
    spread: new Presses(copy, product, await spreadCandidates(copy)),
  };
  const [first, sample] = await pools.bare.take(2);
  if (first === undefined || sample === undefined) throw new Error('Nobody has anything to finish');
  const finish = ({ cookie, slug }: Press) =>
    signedIn(product.address, cookie).post(`/api/learning/${slug}/completion`, {});
  // The first reads what the product keeps from then on, such as the version's content.
  await finish(first);
  const statements = await product.statementsWith([sample.personId], () => finish(sample));
  // Without reading the session, which takes a connection of another role: the bare server is spared it.
  const bare = await startBare({
    databaseUrl: copy.addresses.DATABASE_URL,
    poolSize: POOL_SIZE,
    routes: { '/finish': statements },
  });
  try {
    const rates = { hot: [] as number[], bare: [] as number[], spread: [] as number[] };
    // One round of each that does not count: code is compiled and pages are read.
    for (let round = 0; round <= ROUNDS; round += 1) {
      const hotRate = await rateOf(product.address, product.api.pid, await pools.hot.take(requests), pressed);
      const bareRate = await bareRateOf(bare, await pools.bare.take(requests), statements, sample);
      const spreadRate = await rateOf(
        product.address,
        product.api.pid,
        await pools.spread.take(requests),
        pressed,
      );
      if (round === 0) continue;
      rates.hot.push(hotRate);
      rates.bare.push(bareRate);
      rates.spread.push(spreadRate);
    }
    const [ours, theirs, spread] = [median(rates.hot), median(rates.bare), median(rates.spread)];
    return [
      told('Finishing one module in the largest agency', `${ours.toFixed(0)}/s`),
      told(`Bare http and pg, the same ${statements.length} statements`, `${theirs.toFixed(0)}/s`),
      told('Finishing all modules in all agencies', `${spread.toFixed(0)}/s`),
      finding('Finishing ÷ bare', ours / theirs, { atLeast: 0.5 }),
      finding('Spread ÷ one hot agency and module', spread / ours, { atMost: 1.5 }),
    ];
  } finally {
    bare.stop();
  }
}

async function spreadCandidates({ superuser }: BenchDatabase): Promise<Candidate[]> {
  const { rows } = await superuser.query<Candidate>(
    `select distinct on (hashtext(s.person_id::text), s.person_id) s.person_id as "personId",
       s.membership_id as "membershipId", s.module_id as "moduleId"
     from standing s join membership m on m.agency_id = s.agency_id and m.id = s.membership_id
     where s.agency_id > $1 and m.to_on is null and hashtext(s.membership_id::text || s.module_id) % 500 = 0
     order by hashtext(s.person_id::text), s.person_id, s.module_id`,
    [LARGEST],
  );
  return rows;
}

async function rateOf(
  address: string,
  pid: number,
  presses: readonly Press[],
  request: (press: Press, address: string) => ReturnType<NextRequest>,
): Promise<number> {
  const waiting = presses.values();
  const measured = await load(address, pid, { requests: presses.length }, () => () => {
    const { value } = waiting.next();
    if (value === undefined) throw new Error('More requests were sent than were prepared');
    return request(value, address);
  });
  return measured.rate;
}

/** The bare server is told in each request what to put in the place of each id of the request that was captured. */
function bareRateOf(
  bare: Bare,
  presses: readonly Press[],
  statements: readonly LoggedStatement[],
  sample: Press,
): Promise<number> {
  const values = statements.flatMap(({ parameters }) => parameters.map((value) => value ?? ''));
  const ids = new Set(values.flatMap((value) => value.match(UUID) ?? []));
  const certificate = values.find((value) => CERTIFICATE_NUMBER.test(value));
  const known = new Map<string, (press: Press) => string>([
    [sample.personId, (press) => press.personId],
    [sample.attemptId, (press) => press.attemptId],
    [sample.membershipId, (press) => press.membershipId],
  ]);
  return rateOf(bare.address, bare.pid, presses, (press) => {
    const replacements: Record<string, string> = {};
    for (const id of ids) replacements[id] = known.get(id)?.(press) ?? randomUUID();
    if (certificate !== undefined) replacements[certificate] = inventedNumber();
    return {
      method: 'POST',
      path: '/finish',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(replacements),
    };
  });
}

/** Hexadecimal digits are letters of Crockford's base32 too. */
function inventedNumber(): string {
  return randomUUID().replaceAll('-', '').slice(0, 20).toUpperCase();
}
