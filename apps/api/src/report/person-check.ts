import type { PersonCheck } from '@learning-reviews/contracts/record-health.contract';

const hasMail = (condition: string) => `exists (
  select from email_message message
  where message.agency_id = m.agency_id and message.membership_id = m.id and ${condition}
    and message.created_at > now() - interval '30 days')`;

const hasFault = (faults: string) => `exists (
  select from duty_fault f
  where f.agency_id = m.agency_id and f.membership_id = m.id and f.fault in (${faults}))`;

/**
 * When a row `m` of membership needs a person to look at it. $2 is the day. The list of people and the counts of
 * record health ask by these same texts, so that each number leads to exactly as many people.
 */
export const PERSON_CHECKS: Readonly<Record<PersonCheck, string>> = {
  'no-team': 'm.team_id is null',
  // A manager who has left can be asked nothing.
  'no-manager': `not exists (
    select from membership manager
    where manager.agency_id = m.agency_id and manager.id = m.manager_membership_id
      and (manager.to_on is null or manager.to_on >= $2))`,
  'no-work-email': `m.work_email = ''`,
  'no-staff-number': `m.staff_ref = ''`,
  'unknown-job-role': 'not exists (select from job_role where job_role.code = m.job_role)',
  'same-name': `exists (
    select from membership namesake
    where namesake.agency_id = m.agency_id and namesake.search_name = m.search_name and namesake.id <> m.id
      and namesake.from_on <= $2 and (namesake.to_on is null or namesake.to_on >= $2))`,
  corrected: `exists (
    select from agency_completion c
    where c.agency_id = m.agency_id and c.membership_id = m.id and c.corrected_at is not null)`,
  // What nobody has tried to send yet is on its way, and nothing to mend.
  'mail-waiting': hasMail(`message.state = 'waiting' and message.attempts > 0`),
  'mail-refused': hasMail(`message.state = 'refused'`),
  'mail-kept': hasMail(`message.state = 'kept'`),
  // Found at night, since looking at every duty takes seconds.
  'duty-broken': hasFault(`'no-evidence', 'not-counted', 'wrong-pause', 'wrong-dates', 'missing'`),
  'duty-early': hasFault(`'due-early'`),
  'duty-orphaned': hasFault(`'not-asked'`),
};

/** The condition that a row `m` of membership is found by the check whose name is $13; everyone without one. */
export const IS_FOUND_BY_CHECK = `($13::text is null or case $13 ${Object.entries(PERSON_CHECKS)
  .map(([check, condition]) => `when '${check}' then ${condition}`)
  .join(' ')} end)`;
