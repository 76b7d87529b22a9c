import type { ExportFile } from './export-columns.js';

// Whose rows: the team and the job role that members have now. Empty is everybody. `m` is the membership.
const CHOSEN_MEMBER = `
      (current_setting('export.team') = '' or coalesce(m.team_id::text, 'none') = current_setting('export.team'))
      and (current_setting('export.job_role') = '' or m.job_role = current_setting('export.job_role'))`;
const EVERY_MODULE = `current_setting('export.module_id') = ''`;
const CHOSEN_MODULE = `nullif(current_setting('export.module_id'), '')::int`;
const MEMBER_TODAY = `
      m.from_on <= current_setting('export.today')::date
      and (m.to_on is null or m.to_on >= current_setting('export.today')::date)`;
const STATE_TODAY = `
        standing_on(s.state, s.due_on, s.completed_on, s.expires_on, s.paused_until,
          current_setting('export.today')::date, current_setting('export.expiring_to')::date) as state`;

const OF_COMPLETIONS = `
    c.agency_id = current_setting('app.agency_id')::int
      and c.completed_on between current_setting('export.from_on')::date and current_setting('export.to_on')::date
      and (${EVERY_MODULE} or c.module_id = ${CHOSEN_MODULE}) and ${CHOSEN_MEMBER}`;

const OWED = `standing s
    cross join lateral (
      select s.due_on, s.completed_on, s.expires_on, s.paused_until, ${STATE_TODAY}
    ) duty
    join membership m on m.agency_id = s.agency_id and m.id = s.membership_id`;
const OF_OWED = `
    s.agency_id = current_setting('app.agency_id')::int and duty.state not in ('done', 'expiring')
      and (${EVERY_MODULE} or s.module_id = ${CHOSEN_MODULE}) and ${CHOSEN_MEMBER} and ${MEMBER_TODAY}`;

const SUMMARY_COUNTS = `
    with duty as (
      select s.module_id, m.workforce_group, m.job_role, ${STATE_TODAY}
      from standing s
      join membership m on m.agency_id = s.agency_id and m.id = s.membership_id
      where s.agency_id = current_setting('app.agency_id')::int
        and (${EVERY_MODULE} or s.module_id = ${CHOSEN_MODULE}) and ${CHOSEN_MEMBER} and ${MEMBER_TODAY}
    ), counted as (
      select module_id, workforce_group, job_role, count(*) as required,
        count(*) filter (where state in ('done', 'expiring')) as done,
        count(*) filter (where state = 'in-progress') as in_progress,
        count(*) filter (where state = 'not-started') as not_started,
        count(*) filter (where state = 'overdue') as overdue,
        count(*) filter (where state = 'expired') as expired,
        count(*) filter (where state = 'paused') as paused,
        0 as completions, 0 as minutes, 0 as participatory_minutes
      from duty group by module_id, workforce_group, job_role
      union all
      select c.module_id, m.workforce_group, m.job_role, 0, 0, 0, 0, 0, 0, 0,
        count(*), sum(c.minutes), sum(c.participatory_minutes)
      from agency_completion c
      join membership m on m.agency_id = c.agency_id and m.id = c.membership_id
      where ${OF_COMPLETIONS} and c.result = 'pass'
      group by c.module_id, m.workforce_group, m.job_role
    )`;

// What every row begins with. A scalar subquery is worked out once, not for each row.
const MARKS = `'cpd-1' as schema, current_setting('export.exported_at') as exported_at,
      (select without_formula(current_setting('export.exported_by'))) as exported_by, agency.code as agency_code`;
const MEMBER = `without_formula(m.staff_ref) as staff_ref, without_formula(m.family_name) as surname,
      without_formula(m.given_name) as forename, without_formula(m.work_email) as work_email,
      without_formula(coalesce(job_role.label, m.job_role)) as role_title, m.workforce_group,
      case when m.workforce_group is not null then 'Workforce groups 1 to 8' end as level_framework,
      m.workforce_group as level, without_formula(manager.staff_ref) as line_manager_ref`;
const MEMBER_JOINS = `
    left join job_role on job_role.code = m.job_role
    left join membership manager on manager.agency_id = m.agency_id and manager.id = m.manager_membership_id`;

/**
 * The SELECT of each file. Constant SQL, because COPY takes no parameters: whose and which rows comes from
 * settings of the transaction. Texts are guarded against formulas; `agency_id` stands beside row-level security.
 *
 * Settings: `app.agency_id` of the scope; `export.exported_at` (UTC), `export.exported_by` (staff reference),
 * `export.from_on`, `export.to_on` (days, included), `export.today` and `export.expiring_to`; `export.team` (id or
 * `none`), `export.job_role` (code) and `export.module_id`, each empty for all.
 */
export const EXPORT_SELECT: Readonly<Record<ExportFile, string>> = {
  // One row a completion, retakes included. Who employed the person that day is the row's own membership.
  completions: `
    select ${MARKS}, ${MEMBER},
      module.slug as module_id, c.version as module_version, without_formula(version.title) as module_title,
      c.learning_type, c.completed_on, c.minutes, c.participatory_minutes, c.result, c.valid_until,
      c.certificate_number as certificate_no, c.source,
      without_formula(concat_ws('; ',
        case when m.to_on < current_setting('export.today')::date then 'Left on ' || m.to_on end,
        'Corrected: ' || c.correction_reason,
        nullif(c.evidence, ''))) as notes
    from agency_completion c
    join membership m on m.agency_id = c.agency_id and m.id = c.membership_id
    join agency on agency.id = c.agency_id
    join module on module.id = c.module_id
    join module_version version on version.module_id = c.module_id and version.version = c.version
    ${MEMBER_JOINS}
    where ${OF_COMPLETIONS}
    order by c.completed_on, m.search_name, c.completion_id`,

  // What is still owed today: returns need the denominator too.
  'not-completed': `
    select ${MARKS}, ${MEMBER},
      module.slug as module_id, without_formula(version.title) as module_title, duty.state, duty.due_on,
      case when duty.state = 'overdue' then current_setting('export.today')::date - duty.due_on end as days_overdue,
      duty.completed_on as last_completed_on, duty.expires_on as valid_until, duty.paused_until
    from ${OWED}
    join agency on agency.id = s.agency_id
    join module on module.id = s.module_id
    join lateral (
      select v.title from module_version v where v.module_id = s.module_id order by v.version desc limit 1
    ) version on true
    ${MEMBER_JOINS}
    where ${OF_OWED}
    order by m.search_name, m.id, module.slug`,

  // Counts by module, group and role for the annual return: the day's standing, and completions of the range.
  summary: `
    ${SUMMARY_COUNTS}
    select ${MARKS},
      module.slug as module_id, without_formula(version.title) as module_title, counted.workforce_group,
      without_formula(coalesce(job_role.label, counted.job_role)) as role_title,
      sum(required)::int as required, sum(done)::int as done, sum(in_progress)::int as in_progress,
      sum(not_started)::int as not_started, sum(overdue)::int as overdue, sum(expired)::int as expired,
      sum(paused)::int as paused, sum(completions)::int as completions_in_range, sum(minutes)::int as minutes_in_range,
      sum(participatory_minutes)::int as participatory_minutes_in_range
    from counted
    join agency on agency.id = current_setting('app.agency_id')::int
    join module on module.id = counted.module_id
    join lateral (
      select v.title from module_version v where v.module_id = counted.module_id order by v.version desc limit 1
    ) version on true
    left join job_role on job_role.code = counted.job_role
    group by agency.code, module.slug, version.title, counted.workforce_group, counted.job_role, job_role.label
    order by module.slug, counted.workforce_group nulls last, counted.job_role`,
};

/** How many rows each file has, from the same settings. */
export const EXPORT_COUNT: Readonly<Record<ExportFile, string>> = {
  completions: `
    select count(*) as rows
    from agency_completion c
    join membership m on m.agency_id = c.agency_id and m.id = c.membership_id
    where ${OF_COMPLETIONS}`,
  'not-completed': `select count(*) as rows from ${OWED} where ${OF_OWED}`,
  summary: `
    ${SUMMARY_COUNTS}
    select count(*) as rows from (select distinct module_id, workforce_group, job_role from counted) line`,
};
