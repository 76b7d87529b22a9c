import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import { signInDirectly } from '../../bench/data/signed-in.ts';
import { signedIn, type SignedIn } from '../../bench/product.ts';
import type { DrillProduct } from './drill-product.ts';

/** The largest agency of the data: its jobs take longest. */
const LARGEST = 2;
const LOOK_EVERY_MS = 5;
const CAUGHT_WITHIN_MS = 180_000;

/** A kind of job that a worker is killed in the middle of. */
export interface Victim {
  readonly name: 'fold' | 'snapshot' | 'export';
  /** Gives the worker something to do. */
  begin(): Promise<void>;
  /** What PostgreSQL runs for it while it is in the middle, as LIKE has it. */
  readonly statement: string;
}

/** The jobs whose kills are proved, over one connection past every policy. */
export async function victims(product: DrillProduct, superuser: Client): Promise<Victim[]> {
  const lead = await leadOf(product, superuser);
  return [
    {
      name: 'fold',
      async begin() {
        // Twice 30,000 deltas in the largest agency, and some in all others.
        await superuser.query(
          'update standing set due_on = due_on + 1 where agency_id = $1 and due_on is not null',
          [LARGEST],
        );
        await superuser.query(
          'update standing set due_on = due_on - 1 where agency_id > $1 and module_id % 50 = 7',
          [LARGEST],
        );
        await send(superuser, 'report.fold');
      },
      statement: 'with folded as (%delete from standing_delta%returning%',
    },
    {
      name: 'snapshot',
      async begin() {
        // As if it had been counted yesterday, before the latest month ended.
        await superuser.query('update agency_count_head set day = day - 1');
        await superuser.query('delete from agency_month where month = (select max(month) from agency_month)');
        await send(superuser, 'report.snapshot');
      },
      statement: 'insert into agency_month%',
    },
    {
      name: 'export',
      begin: () => orderExport(lead),
      statement: 'copy (%',
    },
  ];
}

/** Waits until a worker is in the middle of it: its own connection runs the statement at this moment. */
export async function caughtInTheMiddle(superuser: Client, { name, statement }: Victim): Promise<void> {
  const giveUpAt = Date.now() + CAUGHT_WITHIN_MS;
  while (Date.now() < giveUpAt) {
    const { rows } = await superuser.query<{ there: boolean }>(
      `select exists (select from pg_stat_activity where state = 'active' and ltrim(query, E' \\n') like $1
         and datname = current_database() and pid <> pg_backend_pid()) as there`,
      [statement],
    );
    if (rows[0]?.there) return;
    await pause(LOOK_EVERY_MS);
  }
  throw new Error(`No worker was in the middle of a ${name} within three minutes`);
}

/** Orders every completion of the agency as a file that is written in the background. */
export async function orderExport(lead: SignedIn): Promise<void> {
  const day = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);
  await lead.post('/api/agency/export', { kind: 'completions', format: 'csv', from: day(3_650), to: day(0) });
}

/** The training lead of the largest agency, signed in. */
export async function leadOf(product: DrillProduct, superuser: Client): Promise<SignedIn> {
  const { rows } = await superuser.query<{ id: string }>(
    `select m.person_id as id from membership m
     join membership_grant g on g.agency_id = m.agency_id and g.membership_id = m.id
     where m.agency_id = $1 and g.access_role = 'training-lead'`,
    [LARGEST],
  );
  const [cookie = ''] = await signInDirectly(superuser, product.sessionSecret, [rows[0]?.id ?? randomUUID()]);
  return signedIn(product.address, cookie);
}

/** Sends a job as a job would. */
async function send(superuser: Client, kind: string): Promise<void> {
  await superuser.query('begin');
  await superuser.query('set local role lr_job');
  await superuser.query("select send_job($1, '{}', null, null)", [kind]);
  await superuser.query('commit');
}
