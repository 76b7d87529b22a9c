import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Fact } from './completion-facts.ts';

/** What a list of duties counts to, module by module and in all; `sign` is −1 for a duty that went. */
const SUMS = `coalesce(sum(sign), 0)::int as required,
  coalesce(sum(sign) filter (where standing in ('done', 'expiring')), 0)::int as done,
  coalesce(sum(sign) filter (where standing = 'overdue'), 0)::int as overdue,
  coalesce(sum(sign) filter (where standing = 'in-progress'), 0)::int as in_progress,
  coalesce(sum(sign) filter (where standing = 'not-started'), 0)::int as not_started,
  coalesce(sum(sign) filter (where standing = 'expired'), 0)::int as expired,
  coalesce(sum(sign) filter (where standing = 'paused'), 0)::int as paused`;

/** Counts as they are kept with the deltas that wait, and the same counted anew from the standings: not the product's SQL. */
const DIFFERENCES = `
  with fresh as (
    select s.agency_id, s.module_id, 1 as sign,
      standing_on(s.state, s.due_on, s.completed_on, s.expires_on, s.paused_until, head.day, head.day + 90) as standing
    from agency_count_head head
    join standing s on s.agency_id = head.agency_id
    join membership m on m.agency_id = s.agency_id and m.id = s.membership_id
    where m.from_on <= head.day and (m.to_on is null or m.to_on >= head.day)
  ), waiting as (
    select d.agency_id, d.module_id, d.sign,
      standing_on(d.state, d.due_on, d.completed_on, d.expires_on, d.paused_until, head.day, head.day + 90) as standing
    from standing_delta d join agency_count_head head on head.agency_id = d.agency_id
    where d.module_id is not null and d.from_on <= head.day and (d.to_on is null or d.to_on >= head.day)
  ), expected as (
    select agency_id, coalesce(module_id::text, '') as key, ${SUMS} from fresh group by grouping sets ((agency_id, module_id), (agency_id))
  ), kept as (
    select agency_id, key, sum(required)::int as required, sum(done)::int as done, sum(overdue)::int as overdue,
      sum(in_progress)::int as in_progress, sum(not_started)::int as not_started, sum(expired)::int as expired,
      sum(paused)::int as paused
    from (
      select agency_id, key, required, done, overdue, in_progress, not_started, expired, paused from agency_count
      where dimension in ('all', 'module')
      union all
      select agency_id, coalesce(module_id::text, ''), ${SUMS} from waiting group by grouping sets ((agency_id, module_id), (agency_id))
    ) parts
    group by agency_id, key
  )
  select count(*) from expected full join kept using (agency_id, key)
  where (expected.required, expected.done, expected.overdue, expected.in_progress, expected.not_started, expected.expired, expected.paused)
    is distinct from (kept.required, kept.done, kept.overdue, kept.in_progress, kept.not_started, kept.expired, kept.paused)
    and (coalesce(expected.required, 0) <> 0 or coalesce(kept.required, 0) <> 0)`;

const UNCOUNTED = `
  select count(*) from agency a where exists (select from membership m where m.agency_id = a.id)
      and not exists (select from agency_count_head head where head.agency_id = a.id and head.day > '2000-01-01')`;

const FACTS: readonly { readonly sentence: string; readonly sql: string }[] = [
  { sentence: 'counts and waiting deltas are what a recount of the standings gives', sql: DIFFERENCES },
  {
    sentence: 'every agency with members has been counted',
    sql: UNCOUNTED,
  },
  {
    sentence: 'every breakdown of an agency adds up to its whole',
    sql: `select count(*) from (
        select agency_id from agency_count group by agency_id
        having count(distinct (select sum(part.required) from agency_count part
          where part.agency_id = agency_count.agency_id and part.dimension = agency_count.dimension)) > 1) uneven`,
  },
  {
    sentence: 'every breakdown of a month adds up to the month',
    sql: `select count(*) from (
        select agency_id, month from (
          select agency_id, month, dimension, sum(required) as required
          from agency_month group by agency_id, month, dimension) sums
        group by agency_id, month having count(distinct required) > 1) uneven`,
  },
];

const COUNTED_WITHIN_MS = 600_000;

/** Waits until the product, which counts every agency when it starts, has counted them all. */
export async function untilCounted(superuser: Client): Promise<void> {
  const giveUpAt = Date.now() + COUNTED_WITHIN_MS;
  for (;;) {
    const { rows } = await superuser.query<{ count: string }>(UNCOUNTED);
    if (Number(rows[0]?.count) === 0) return;
    if (Date.now() > giveUpAt)
      throw new Error(`${rows[0]?.count} agencies were not counted within ten minutes`);
    await pause(500);
  }
}

/** Whether counts, months and standings agree. Of one moment only while nobody writes. */
export async function countFacts(superuser: Client): Promise<Fact[]> {
  const facts: Fact[] = [];
  for (const { sentence, sql } of FACTS) {
    const { rows } = await superuser.query<{ count: string }>(sql);
    facts.push({ sentence, wrong: Number(rows[0]?.count) });
  }
  return facts;
}
