import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import { warningHorizon } from '@learning-reviews/domain/learning/standing';
import type { Client } from 'pg';
import { type CountDimension, type CountLine, type DutyCounts, dutyCounts } from '../duty-count.js';

/** Duties counted together, as tests compare them. */
export interface CountedDuties extends DutyCounts {
  readonly dimension: CountDimension;
  readonly key: string;
}

/** A line of counts by the names of its columns. */
export function counted(line: CountLine): CountedDuties {
  return { dimension: line[0], key: line[1], ...dutyCounts(line) };
}

/** The duties of an agency's members on a day, counted one dimension at a time with nothing of the read model. */
export async function plainCount(
  superuser: Client,
  agencyId: number,
  today: CalendarDate,
): Promise<{ people: number; counts: CountedDuties[] }> {
  const { dueSoonTo, expiringTo } = warningHorizon(today);
  const counts: CountedDuties[] = [];
  for (const [dimension, key] of [
    ['all', `''`],
    ['module', 's.module_id::text'],
    ['team', `coalesce(m.team_id::text, 'none')`],
    ['job-role', 'm.job_role'],
    ['workforce-group', `coalesce(m.workforce_group::text, 'none')`],
  ] as const) {
    const { rows } = await superuser.query<CountedDuties>(
      `select '${dimension}' as dimension, key, count(*)::int as required,
         count(*) filter (where standing in ('done', 'expiring'))::int as done,
         count(*) filter (where standing = 'in-progress')::int as "inProgress",
         count(*) filter (where standing = 'not-started')::int as "notStarted",
         count(*) filter (where standing = 'overdue')::int as overdue,
         count(*) filter (where standing in ('in-progress', 'not-started') and due_on <= $3)::int as "dueSoon",
         count(*) filter (where standing = 'expiring')::int as expiring,
         count(*) filter (where standing = 'expired')::int as expired,
         count(*) filter (where standing = 'paused')::int as paused
       from (
         select ${key} as key, s.due_on,
           standing_on(s.state, s.due_on, s.completed_on, s.expires_on, s.paused_until, $2, $4) as standing
         from standing s join membership m on m.agency_id = s.agency_id and m.id = s.membership_id
         where s.agency_id = $1 and m.from_on <= $2 and (m.to_on is null or m.to_on >= $2)
       ) duty group by key`,
      [agencyId, today, dueSoonTo, expiringTo],
    );
    counts.push(...rows);
  }
  const { rows } = await superuser.query<{ people: number }>(
    `select count(*)::int as people from membership
     where agency_id = $1 and from_on <= $2 and (to_on is null or to_on >= $2)`,
    [agencyId, today],
  );
  return { people: rows[0]?.people ?? 0, counts: inOrder(counts) };
}

/** By dimension and key, so that two lists can be compared. */
export function inOrder(counts: readonly CountedDuties[]): CountedDuties[] {
  const place = ({ dimension, key }: CountedDuties) => `${dimension} ${key}`;
  return [...counts].sort((a, b) => (place(a) < place(b) ? -1 : 1));
}
