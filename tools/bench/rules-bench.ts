import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import { say } from '../launcher/say.ts';
import { LARGEST, type BenchDatabase } from './bench-database.ts';
import type { DataProduct } from './data-product.ts';
import { p95 } from './felt-by-others.ts';
import { finding, told, type Finding } from './finding.ts';
import { hotCandidates, pressed, Presses } from './presses.ts';

const STANDINGS = 100_000;
const MEMBERS_AT_ONCE = 500;
/** Presses of Finish while nothing else happens, and at most so many while it does. */
const QUIET = 200;
const BUSY = 600;
const LOOK_MS = 100;

/**
 * A change of rules that touches a hundred thousand standings of the largest agency: its order by the job, beside bare
 * SQL that writes the same in one statement a batch, and what members feel who finish a module meanwhile. It writes, so
 * it is measured on a copy.
 */
export async function benchRules(copy: BenchDatabase, product: DataProduct): Promise<Finding[]> {
  const { superuser } = copy;
  const { moduleIds, standings } = await modulesOf(superuser);
  const presses = new Presses(copy, product, await hotCandidates(copy));
  const quiet = await finishAll(product, await presses.take(QUIET));
  const waiting = await presses.take(BUSY);
  await superuser.query(
    'update assignment set refresh_months = 12 where agency_id = $1 and module_id = any($2)',
    [LARGEST, moduleIds],
  );
  const began = performance.now();
  const id = await order(superuser, moduleIds);
  let isOver = false;
  const felt = finishAll(product, waiting, () => isOver);
  const { changed } = await untilDone(superuser, id);
  const seconds = (performance.now() - began) / 1000;
  isOver = true;
  const busy = await felt;
  const bare = await bareSeconds(superuser, moduleIds);
  const alone = await again(superuser, moduleIds);
  say(`  ${changed} of ${standings} standings in ${seconds.toFixed(1)} s, bare ${bare.toFixed(1)} s`);
  const perHundredThousand = (seconds / changed) * STANDINGS;
  return [
    told('Standings that the change touched', String(changed)),
    told('The job, others finishing meanwhile', `${seconds.toFixed(1)} s`),
    finding('The same for 100,000', perHundredThousand, { atMost: 60 }, ' s'),
    told('The job with nobody beside it', `${alone.toFixed(1)} s`),
    told('Bare SQL, one statement a batch', `${bare.toFixed(1)} s`),
    finding('The job with nobody beside it ÷ bare', alone / bare, { atMost: 4 }),
    told('Finishing meanwhile, quiet', `${busy.length} presses, ${quiet.length} presses`),
    finding('p95 of finishing meanwhile ÷ quiet', p95(busy) / p95(quiet), { atMost: 3 }),
    told('  milliseconds', `${p95(busy).toFixed(1)} ÷ ${p95(quiet).toFixed(1)}`),
  ];
}

/** Modules of the largest agency that together have enough standings, or all of them. */
async function modulesOf(superuser: Client): Promise<{ moduleIds: number[]; standings: number }> {
  const { rows } = await superuser.query<{ id: number; n: number }>(
    `select s.module_id as id, count(*)::int as n from standing s
     join membership m on m.agency_id = s.agency_id and m.id = s.membership_id
     where s.agency_id = $1 and m.to_on is null group by s.module_id order by n desc, id`,
    [LARGEST],
  );
  const moduleIds: number[] = [];
  let standings = 0;
  for (const { id, n } of rows) {
    if (standings >= STANDINGS) break;
    moduleIds.push(id);
    standings += n;
  }
  return { moduleIds, standings };
}

/** What a change of rules leaves behind it. @returns The id of the order. */
async function order(superuser: Client, moduleIds: readonly number[]): Promise<string> {
  const id = randomUUID();
  await superuser.query(
    `insert into standing_recompute (agency_id, id, cause, module_ids) values ($1, $2, 'rule', $3)`,
    [LARGEST, id, moduleIds],
  );
  await superuser.query(`insert into pgboss.job (name, data) values ('assignment.recompute', $1)`, [
    { agencyId: LARGEST, recomputeId: id },
  ]);
  return id;
}

async function untilDone(superuser: Client, id: string): Promise<{ changed: number }> {
  for (;;) {
    const { rows } = await superuser.query<{ state: string; changed: number }>(
      'select state, standings_changed as changed from standing_recompute where agency_id = $1 and id = $2',
      [LARGEST, id],
    );
    if (rows[0]?.state === 'done') return rows[0];
    await pause(LOOK_MS);
  }
}

/** Presses Finish one after another; answers how long each took, in milliseconds. */
async function finishAll(
  { address }: DataProduct,
  presses: Awaited<ReturnType<Presses['take']>>,
  isOver = () => false,
): Promise<number[]> {
  const milliseconds: number[] = [];
  for (const press of presses) {
    if (isOver()) break;
    const { path, ...request } = pressed(press, address);
    const began = performance.now();
    const answer = await fetch(`${address}${path}`, request as RequestInit);
    milliseconds.push(performance.now() - began);
    if (!answer.ok) throw new Error(`Somebody could not finish: ${answer.status} ${await answer.text()}`);
    await pause(10);
  }
  return milliseconds;
}

/** The same dates by SQL alone, a batch of members a statement and a transaction, as the owner of the tables would. */
async function bareSeconds(superuser: Client, moduleIds: readonly number[]): Promise<number> {
  const { rows } = await superuser.query<{ id: string }>(
    'select id from membership where agency_id = $1 and to_on is null order by id',
    [LARGEST],
  );
  const began = performance.now();
  for (let from = 0; from < rows.length; from += MEMBERS_AT_ONCE) {
    await superuser.query(
      `update standing set due_on = due_on + 1, expires_on = (completed_on + interval '24 months')::date - 1
       where agency_id = $1 and membership_id = any($2) and module_id = any($3)`,
      [LARGEST, rows.slice(from, from + MEMBERS_AT_ONCE).map(({ id }) => id), moduleIds],
    );
  }
  return (performance.now() - began) / 1000;
}

/** The order once more, after bare SQL has written other dates everywhere. */
async function again(superuser: Client, moduleIds: readonly number[]): Promise<number> {
  const began = performance.now();
  await untilDone(superuser, await order(superuser, moduleIds));
  return (performance.now() - began) / 1000;
}
