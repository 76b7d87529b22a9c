import type { CalendarDate } from '@learning-reviews/domain/calendar-date';

/** What duties are counted by. */
export type CountDimension = 'all' | 'module' | 'team' | 'job-role' | 'workforce-group';

/** Duties by where they stand. `done` includes expiring; `dueSoon` is of those in progress or not started. */
export interface DutyCounts {
  readonly required: number;
  readonly done: number;
  readonly inProgress: number;
  readonly notStarted: number;
  readonly overdue: number;
  readonly dueSoon: number;
  readonly expiring: number;
  readonly expired: number;
  readonly paused: number;
}

/** Counts of one agency as they are at this moment. */
export interface LiveCounts {
  /** The day on which they are judged. */
  readonly day: CalendarDate;
  /** Members on that day. */
  readonly people: number;
  /** How many deltas wait to be folded in. They are counted already. */
  readonly waiting: number;
  /** One for each dimension and key with any duty. */
  readonly lines: readonly CountLine[];
}

/**
 * Duties counted together: dimension, key, and the counts in the order of `COUNT_COLUMNS`. The key is empty for all,
 * id of the module, id of the team or `none`, code of the job role, number of the group or `none`.
 */
export type CountLine = readonly [
  dimension: CountDimension,
  key: string,
  required: number,
  done: number,
  inProgress: number,
  notStarted: number,
  overdue: number,
  dueSoon: number,
  expiring: number,
  expired: number,
  paused: number,
];

/**
 * What `LIVE` reads. Day, people and counts are null before the agency was ever counted, the day also while it was
 * counted with other warnings than those of now; changes are null while there are none.
 */
export interface LiveRow {
  readonly day: CalendarDate | null;
  readonly people: number | null;
  readonly waiting: number;
  readonly counts: readonly CountLine[] | null;
  readonly changes: readonly CountLine[] | null;
}

/** The columns in which counts are kept. */
export const COUNT_COLUMNS =
  'required, done, in_progress, not_started, overdue, due_soon, expiring, expired, paused';

/** Sums of rows `(sign, standing, is_due_soon)` in the order of `COUNT_COLUMNS`. */
export const SUMS = `coalesce(sum(sign), 0)::int as required,
  coalesce(sum(sign) filter (where standing in ('done', 'expiring')), 0)::int as done,
  coalesce(sum(sign) filter (where standing = 'in-progress'), 0)::int as in_progress,
  coalesce(sum(sign) filter (where standing = 'not-started'), 0)::int as not_started,
  coalesce(sum(sign) filter (where standing = 'overdue'), 0)::int as overdue,
  coalesce(sum(sign) filter (where is_due_soon and standing in ('in-progress', 'not-started')), 0)::int as due_soon,
  coalesce(sum(sign) filter (where standing = 'expiring'), 0)::int as expiring,
  coalesce(sum(sign) filter (where standing = 'expired'), 0)::int as expired,
  coalesce(sum(sign) filter (where standing = 'paused'), 0)::int as paused`;

/** Which dimension and key a row of `BY_EACH_DIMENSION` is of. */
export const DIMENSION_AND_KEY = `
  case grouping(module_id, team_id, job_role, workforce_group)
    when 15 then 'all' when 7 then 'module' when 11 then 'team' when 13 then 'job-role' else 'workforce-group'
  end as dimension,
  case grouping(module_id, team_id, job_role, workforce_group)
    when 15 then '' when 7 then module_id::text when 11 then coalesce(team_id::text, 'none') when 13 then job_role
    else coalesce(workforce_group::text, 'none')
  end as key`;

/** Everything at once: one pass over the duties. With no duty at all it still gives the row of `all`. */
export const BY_EACH_DIMENSION =
  'group by grouping sets ((), (module_id), (team_id), (job_role), (workforce_group))';

/** Whether the agency's `head` was counted with warnings as the partnership has set them now. */
export const IS_WARNING_CURRENT = `(head.due_soon_days, head.expiring_days) = (
    select due_soon_days, expiring_days from platform_setting)`;

/**
 * The facts of deltas `d` judged on the day of the agency's `head`; those of members of another day are left out.
 * Warnings are those the head was counted with, so that counts and deltas say the same. Parameter: agency.
 */
export const DELTA_FACTS = `
  select d.sign, d.module_id, d.team_id, d.job_role, d.workforce_group,
    standing_on(d.state, d.due_on, d.completed_on, d.expires_on, d.paused_until, head.day, head.day + head.expiring_days) as standing,
    d.due_on <= head.day + head.due_soon_days as is_due_soon`;

/** Which deltas count. */
export const ON_THE_DAY = `
  where d.agency_id = $1 and head.agency_id = $1 and d.from_on <= head.day and (d.to_on is null or d.to_on >= head.day)`;

/** The deltas of an agency that count, for `LIVE`. */
export const DELTA = `delta as materialized (
    ${DELTA_FACTS} from standing_delta d cross join agency_count_head head ${ON_THE_DAY}
  )`;

/** The parts of a `LiveRow` beside its counts, from `delta` and the agency's `head`. */
export const LIVE = `case when ${IS_WARNING_CURRENT} then head.day end as day,
  head.people + (select coalesce(sum(sign), 0) from delta where module_id is null)::int as people,
  (select count(*) from standing_delta where agency_id = $1) as waiting,
  case when exists (select from delta) then (
    select json_agg(json_build_array(dimension, key, ${COUNT_COLUMNS})) from (
      select ${DIMENSION_AND_KEY}, ${SUMS} from delta where module_id is not null ${BY_EACH_DIMENSION}
    ) changed
  ) end as changes`;

/** Adds sums, or the opposite of what went. */
export const ADD_COUNTS = `
  on conflict (agency_id, dimension, key) do update set
    required = agency_count.required + excluded.required, done = agency_count.done + excluded.done,
    in_progress = agency_count.in_progress + excluded.in_progress,
    not_started = agency_count.not_started + excluded.not_started, overdue = agency_count.overdue + excluded.overdue,
    due_soon = agency_count.due_soon + excluded.due_soon, expiring = agency_count.expiring + excluded.expiring,
    expired = agency_count.expired + excluded.expired, paused = agency_count.paused + excluded.paused`;

/** Puts new counts in the place of old ones. */
export const REPLACE_COUNTS = `
  on conflict (agency_id, dimension, key) do update set
    required = excluded.required, done = excluded.done, in_progress = excluded.in_progress,
    not_started = excluded.not_started, overdue = excluded.overdue, due_soon = excluded.due_soon,
    expiring = excluded.expiring, expired = excluded.expired, paused = excluded.paused`;

/** Counts and changes added up; `null` before the agency was ever counted. What counts nothing is left out. */
export function liveCounts({ day, people, waiting, counts, changes }: LiveRow): LiveCounts | null {
  if (day === null || people === null || counts === null) return null;
  const lines = changes === null ? counts : added(counts, changes);
  return { day, people, waiting, lines: lines.filter(([, , required]) => required !== 0) };
}

/** The counts of a line; of nothing when there is none. */
export function dutyCounts(line: CountLine | undefined): DutyCounts {
  return {
    required: line?.[2] ?? 0,
    done: line?.[3] ?? 0,
    inProgress: line?.[4] ?? 0,
    notStarted: line?.[5] ?? 0,
    overdue: line?.[6] ?? 0,
    dueSoon: line?.[7] ?? 0,
    expiring: line?.[8] ?? 0,
    expired: line?.[9] ?? 0,
    paused: line?.[10] ?? 0,
  };
}

function added(counts: readonly CountLine[], changes: readonly CountLine[]): CountLine[] {
  const place = ([dimension, key]: CountLine) => `${dimension} ${key}`;
  const places = new Map(counts.map((line) => [place(line), line]));
  for (const change of changes) {
    const [dimension, key, ...by] = change;
    const known = places.get(place(change));
    if (known === undefined) places.set(place(change), change);
    else places.set(place(change), [dimension, key, ...sums(known, by)]);
  }
  return [...places.values()];
}

type Numbers = CountLine extends readonly [unknown, unknown, ...infer Rest] ? Rest : never;

function sums([, , ...counts]: CountLine, by: Numbers): Numbers {
  return counts.map((count, index) => count + (by[index] ?? 0)) as unknown as Numbers;
}
