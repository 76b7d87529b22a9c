import type { WorklistSort } from '@learning-reviews/contracts/worklist.contract';
import { isListed, type MemberTerms } from './member-select.js';

/** How a statement of the worklist names what it is asked for. See `MemberTerms`. */
interface WorklistTerms extends MemberTerms {
  /** smallint as text, or `none`, or null. */
  readonly group: string;
  /** Membership id of a line manager as text, or `none`, or null. */
  readonly manager: string;
  /** Slug of a module, or null. */
  readonly module: string;
  /** Whether only duties that nobody was nudged about are asked for. */
  readonly isNeverNudged: string;
  /** Due days that are looked for, both included; null when none is. */
  readonly owedFrom: string;
  readonly owedTo: string;
  /** Last valid days that are looked for, both included; null when none is. */
  readonly validFrom: string;
  readonly validTo: string;
}

/**
 * The duties that are asked for: one row a member and module, with the day it is about (`on_day`) and every column
 * that an order may need. A pause that is over hides nothing any more, as `standing_on` has it; the first two lines
 * of the choice are those of the partial indexes on standing.
 */
const dutiesOf = (asked: WorklistTerms) => `
  select m.id as membership_id, s.module_id, m.search_name, duty.on_day, s.state, s.due_on, s.completed_on,
    s.expires_on, s.paused_until
  from standing s
  join membership m on m.agency_id = s.agency_id and m.id = s.membership_id
  cross join lateral (
    select case when s.state < 2 or s.completed_on is null then s.due_on else s.expires_on end as on_day
  ) duty
  where s.agency_id = ${asked.agency}
    and (s.state < 2 and s.due_on between ${asked.owedFrom} and ${asked.owedTo}
      or s.state = 2 and s.expires_on between ${asked.validFrom} and ${asked.validTo}
      or s.state = 3 and s.paused_until < ${asked.today}
        and case when s.completed_on is null then s.due_on between ${asked.owedFrom} and ${asked.owedTo}
          else s.expires_on between ${asked.validFrom} and ${asked.validTo} end)
    and (${asked.module}::text is null or s.module_id = (select id from module where slug = ${asked.module}))
    and ${isListed(asked)}
    and (${asked.group}::text is null
      or case ${asked.group} when 'none' then m.workforce_group is null else m.workforce_group = ${asked.group}::smallint end)
    and (${asked.manager}::text is null
      or case ${asked.manager} when 'none' then m.manager_membership_id is null
        else m.manager_membership_id = ${asked.manager}::uuid end)
    and (not ${asked.isNeverNudged} or not exists (
      select from nudge n
      where n.agency_id = ${asked.agency} and n.membership_id = m.id and n.module_id = s.module_id))`;

const TITLES = `(
  select distinct on (v.module_id) v.module_id, module.slug, v.title
  from module_version v join module on module.id = v.module_id
  order by v.module_id, v.version desc)`;

/** What an order sorts by, with its ties broken, so that a row is on one page only. */
const ORDERS: Readonly<Record<WorklistSort, string>> = {
  days: 'duty.on_day, duty.search_name, duty.membership_id, duty.module_id',
  name: 'duty.search_name, duty.membership_id, duty.on_day, duty.module_id',
  module: 'module.title, duty.module_id, duty.on_day, duty.search_name, duty.membership_id',
  nudge: 'nudged.last_at nulls first, duty.on_day, duty.search_name, duty.membership_id, duty.module_id',
};

/** The latest nudge of each duty of the agency: only an order by it needs them all. */
const nudgesOf = (agency: string) => `(
  select membership_id, module_id, max(nudged_at) as last_at from nudge
  where agency_id = ${agency} group by membership_id, module_id)`;

/** The duties that are asked for, in order; `limit` is SQL, empty for all of them. */
function sorted(asked: WorklistTerms, sort: WorklistSort, limit: string): string {
  return `select duty.*, module.slug, module.title
    from (${dutiesOf(asked)}) duty
    join ${TITLES} module on module.module_id = duty.module_id
    ${sort === 'nudge' ? `left join ${nudgesOf(asked.agency)} nudged on nudged.membership_id = duty.membership_id and nudged.module_id = duty.module_id` : ''}
    order by ${ORDERS[sort]}
    ${limit}`;
}

/** What a list and a file show beside the duty itself, of the rows that are shown only. */
const shown = (asked: WorklistTerms, sort: WorklistSort, limit: string, columns: string) => `
  with ordered as (${sorted(asked, sort, limit)}),
  duty as (select row_number() over () as position, ordered.* from ordered)
  select ${columns}
  from duty
  join membership m on m.agency_id = ${asked.agency} and m.id = duty.membership_id
  left join job_role on job_role.code = m.job_role
  left join team on team.agency_id = m.agency_id and team.id = m.team_id
  left join membership manager on manager.agency_id = m.agency_id and manager.id = m.manager_membership_id
  cross join lateral (
    select count(*) as nudges, max(n.nudged_at) as last_at from nudge n
    where n.agency_id = ${asked.agency} and n.membership_id = duty.membership_id and n.module_id = duty.module_id
  ) nudged
  order by duty.position`;

/** Whether a duty that is not done and not late is due soon: every such row of the worklist is. */
const stateOn = (today: string, expiringTo: string) => `
  case standing_on(duty.state, duty.due_on, duty.completed_on, duty.expires_on, duty.paused_until, ${today}, ${expiringTo})
    when 'overdue' then 'overdue' when 'expired' then 'expired' when 'expiring' then 'expiring' else 'due-soon' end`;

/** Names a value's place in a query: the repository gives them in this order. */
const PARAMETERS: WorklistTerms = {
  agency: '$1',
  today: '$2',
  teamOf: '$3',
  prefix: '$4',
  prefixEnd: '$5',
  team: '$6',
  jobRole: '$7',
  group: '$8',
  manager: '$9',
  module: '$10',
  isNeverNudged: '$11::boolean',
  owedFrom: '$12::date',
  owedTo: '$13::date',
  validFrom: '$14::date',
  validTo: '$15::date',
};

/** Every duty that is asked for, without an order: `membership_id` and `module_id` among its columns. */
export const WORKLIST_DUTIES = dutiesOf(PARAMETERS);

/** Counts the duties that are asked for, up to $16: past that nobody reads the number, and the counting would be all the work. */
export const WORKLIST_COUNT = `select count(*) as total from (select from (${WORKLIST_DUTIES}) duty limit $16) counted`;

const PAGE_COLUMNS = `duty.membership_id as "membershipId", m.display_name as name,
  coalesce(job_role.label, m.job_role) as "jobRole", team.name as team, manager.display_name as manager,
  duty.slug as module, duty.title, ${stateOn('$2', '$16')} as state, duty.on_day as "dueOn",
  $2::date - duty.on_day as "daysOver", nudged.nudges, nudged.last_at as "lastNudgedAt"`;

const pageBy = (sort: WorklistSort) => shown(PARAMETERS, sort, 'limit $17 offset $18', PAGE_COLUMNS);

/** One page of them, by each order. $16 is the last day that is "expiring", $17 how many rows, $18 how many before. */
export const WORKLIST_PAGE: Readonly<Record<WorklistSort, string>> = {
  days: pageBy('days'),
  name: pageBy('name'),
  module: pageBy('module'),
  nudge: pageBy('nudge'),
};

const setting = (name: string) => `nullif(current_setting('export.${name}'), '')`;

const SETTINGS: WorklistTerms = {
  agency: `current_setting('app.agency_id')::int`,
  today: `${setting('today')}::date`,
  teamOf: `${setting('team_of')}::uuid`,
  prefix: setting('prefix'),
  prefixEnd: setting('prefix_end'),
  team: setting('team'),
  jobRole: setting('job_role'),
  group: setting('workforce_group'),
  manager: setting('manager'),
  module: setting('module'),
  isNeverNudged: `current_setting('export.is_never_nudged')::boolean`,
  owedFrom: `${setting('owed_from')}::date`,
  owedTo: `${setting('owed_to')}::date`,
  validFrom: `${setting('valid_from')}::date`,
  validTo: `${setting('valid_to')}::date`,
};

const FILE_COLUMNS = `'worklist-1' as schema, ${setting('exported_at')} as exported_at,
  without_formula(${setting('exported_by')}) as exported_by, without_formula(m.staff_ref) as staff_ref,
  without_formula(m.family_name) as surname, without_formula(m.given_name) as forename,
  without_formula(m.work_email) as work_email,
  without_formula(coalesce(job_role.label, m.job_role)) as role_title, m.workforce_group,
  without_formula(team.name) as team, without_formula(manager.display_name) as line_manager,
  duty.slug as module_id, without_formula(duty.title) as module_title,
  ${stateOn(SETTINGS.today, `${setting('expiring_to')}::date`)} as state, duty.on_day as due_on,
  ${SETTINGS.today} - duty.on_day as days_over, nudged.nudges,
  to_char(nudged.last_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as last_nudged_at`;

const fileBy = (sort: WorklistSort) => shown(SETTINGS, sort, '', FILE_COLUMNS);

/** All of them as a file, by each order. */
export const WORKLIST_FILE: Readonly<Record<WorklistSort, string>> = {
  days: fileBy('days'),
  name: fileBy('name'),
  module: fileBy('module'),
  nudge: fileBy('nudge'),
};
