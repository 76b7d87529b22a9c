import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import { DUE_SOON_DAYS, EXPIRING_DAYS } from '@learning-reviews/domain/learning/standing';

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

/** Duties counted together. */
export interface CountedDuties extends DutyCounts {
  readonly dimension: CountDimension;
  /** Empty for all, id of the module, id of the team or `none`, code of the job role, number of the group or `none`. */
  readonly key: string;
}

/** Counts of one agency as they are at this moment. */
export interface LiveCounts {
  /** The day on which they are judged. */
  readonly day: CalendarDate;
  /** Members on that day. */
  readonly people: number;
  /** How many deltas wait to be folded in. They are counted already. */
  readonly waiting: number;
  readonly counts: readonly CountedDuties[];
}

/** Dimension, key, and the counts in the order of `COUNT_COLUMNS`. */
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

/** What `LIVE` reads. All but `changes` is null before the agency was ever counted. */
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

/** Parameters 2 and 3 of `DELTA_FACTS`: how far warnings reach from the head's day. */
export const WARNING_DAYS = [EXPIRING_DAYS, DUE_SOON_DAYS] as const;

/**
 * The facts of deltas `d` judged on the day of the agency's `head`; those of members of another day are left out.
 * Parameters: agency, `WARNING_DAYS`.
 */
export const DELTA_FACTS = `
  select d.sign, d.module_id, d.team_id, d.job_role, d.workforce_group,
    standing_on(d.state, d.due_on, d.completed_on, d.expires_on, d.paused_until, head.day, head.day + $2::int) as standing,
    d.due_on <= head.day + $3::int as is_due_soon`;

/** Which deltas count. */
export const ON_THE_DAY = `
  where d.agency_id = $1 and head.agency_id = $1 and d.from_on <= head.day and (d.to_on is null or d.to_on >= head.day)`;

/** The deltas of an agency that count, for `LIVE`. */
export const DELTA = `delta as materialized (
    ${DELTA_FACTS} from standing_delta d cross join agency_count_head head ${ON_THE_DAY}
  )`;

/** The parts of a `LiveRow`, from `delta` and the agency's `head`. */
export const LIVE = `head.day, head.counts,
  head.people + (select coalesce(sum(sign), 0) from delta where module_id is null)::int as people,
  (select count(*) from standing_delta where agency_id = $1) as waiting,
  (select json_agg(json_build_array(dimension, key, ${COUNT_COLUMNS})) from (
     select ${DIMENSION_AND_KEY}, ${SUMS} from delta where module_id is not null ${BY_EACH_DIMENSION}
   ) changed) as changes`;

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

/** A count of nothing. */
export const NO_DUTIES: CountedDuties = {
  dimension: 'all',
  key: '',
  required: 0,
  done: 0,
  inProgress: 0,
  notStarted: 0,
  overdue: 0,
  dueSoon: 0,
  expiring: 0,
  expired: 0,
  paused: 0,
};

/** Counts and changes added up; `null` before the agency was ever counted. What counts nothing is left out. */
export function liveCounts({ day, people, waiting, counts, changes }: LiveRow): LiveCounts | null {
  if (day === null || people === null || counts === null) return null;
  const places = new Map(counts.map((line) => [`${line[0]} ${line[1]}`, counted(line)]));
  for (const line of changes ?? []) {
    const place = `${line[0]} ${line[1]}`;
    const change = counted(line);
    const known = places.get(place);
    places.set(place, known === undefined ? change : sum(known, change));
  }
  return { day, people, waiting, counts: [...places.values()].filter(({ required }) => required !== 0) };
}

function counted(line: CountLine): CountedDuties {
  const [
    dimension,
    key,
    required,
    done,
    inProgress,
    notStarted,
    overdue,
    dueSoon,
    expiring,
    expired,
    paused,
  ] = line;
  return {
    dimension,
    key,
    required,
    done,
    inProgress,
    notStarted,
    overdue,
    dueSoon,
    expiring,
    expired,
    paused,
  };
}

function sum(counts: CountedDuties, change: CountedDuties): CountedDuties {
  return {
    ...counts,
    required: counts.required + change.required,
    done: counts.done + change.done,
    inProgress: counts.inProgress + change.inProgress,
    notStarted: counts.notStarted + change.notStarted,
    overdue: counts.overdue + change.overdue,
    dueSoon: counts.dueSoon + change.dueSoon,
    expiring: counts.expiring + change.expiring,
    expired: counts.expired + change.expired,
    paused: counts.paused + change.paused,
  };
}
