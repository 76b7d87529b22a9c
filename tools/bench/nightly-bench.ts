import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import type { BenchDatabase } from './bench-database.ts';
import type { BenchServer } from './data/bench-server.ts';
import { startDataProduct } from './data-product.ts';
import { finding, told, type Finding } from './finding.ts';

const LOOK_MS = 200;

/**
 * The night's work over all agencies: in each of them a rule begins for everybody, and one member in fifty goes on leave.
 * The process that does it is killed once half-way and started again. It writes, so it is measured on a copy.
 */
export async function benchNightly(server: BenchServer, copy: BenchDatabase): Promise<Finding[]> {
  const { superuser } = copy;
  const touched = await arrange(superuser);
  const agencies = await waiting(superuser);
  let product = await startDataProduct(server, copy);
  const began = performance.now();
  try {
    while ((await waiting(superuser)) > agencies / 2) await pause(LOOK_MS);
    process.kill(product.api.pid, 'SIGKILL');
    const killedAfter = (performance.now() - began) / 1000;
    // Its folder and its connection go; the process has gone already.
    await product.stop().catch(() => undefined);
    product = await startDataProduct(server, copy);
    while ((await waiting(superuser)) > 0) await pause(LOOK_MS);
    const seconds = (performance.now() - began) / 1000;
    return [
      told(
        'Agencies, standings in all',
        `${agencies}, ${await count(superuser, 'select count(*) as n from standing')}`,
      ),
      told('Members whom the day touches', String(touched)),
      told('Killed after', `${killedAfter.toFixed(1)} s`),
      finding('All agencies, the restart included', seconds / 60, { atMost: 10 }, ' min'),
      finding('Members on leave who are not paused', await notPaused(superuser), { atMost: 0 }),
      finding('Members of whom the new rule asks nothing', await notAsked(superuser), { atMost: 0 }),
    ];
  } finally {
    await product.stop().catch(() => undefined);
  }
}

/** Lets something begin today in every agency. @returns How many members it touches. */
async function arrange(superuser: Client): Promise<number> {
  await superuser.query(
    `insert into assignment_day (agency_id, day) select id, current_date - 1 from agency
     on conflict (agency_id) do update set day = excluded.day`,
  );
  await superuser.query(
    `insert into assignment (agency_id, id, module_id, due_within_days, from_on)
     select id, gen_random_uuid(), (select min(id) from module), 30, current_date from agency`,
  );
  await superuser.query(
    `insert into leave_period (agency_id, id, membership_id, person_id, from_on, to_on, created_by)
     select agency_id, gen_random_uuid(), id, person_id, current_date, current_date + 90, person_id
     from membership where to_on is null and from_on < current_date and hashtext(id::text) % 50 = 0`,
  );
  return count(
    superuser,
    'select count(*) as n from membership where to_on is null and from_on <= current_date',
  );
}

const waiting = (superuser: Client) =>
  count(superuser, 'select count(*) as n from assignment_day where day < current_date');

const notPaused = (superuser: Client) =>
  count(
    superuser,
    `select count(*) as n from leave_period l join standing s on s.agency_id = l.agency_id and s.membership_id = l.membership_id
     where s.state < 2`,
  );

const notAsked = (superuser: Client) =>
  count(
    superuser,
    `select count(*) as n from membership m where m.to_on is null and m.from_on <= current_date and not exists (
       select from standing s where s.agency_id = m.agency_id and s.membership_id = m.id
         and s.module_id = (select min(id) from module))`,
  );

/** @param sql Counts as `n`. */
async function count(superuser: Client, sql: string): Promise<number> {
  const { rows } = await superuser.query<{ n: string }>(sql);
  return Number(rows[0]?.n ?? 0);
}
