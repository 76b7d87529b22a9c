import type {
  AssignmentAudience,
  AssignmentDue,
  AssignmentRenewal,
} from '@learning-reviews/contracts/assignment.contract';
import type { AssignmentRule, Audience } from '@learning-reviews/domain/assignment/assignment';
import type { Renewal } from '@learning-reviews/domain/assignment/renewal';
import { calendarDate } from '@learning-reviews/domain/calendar-date';
import type { AuditDetail } from '../platform/audit/audit.js';

/** What can be set of a rule, as it is stored. */
export type RuleSetting = Omit<AssignmentRule, 'id'>;

/** What can be set of a rule, as forms have it. */
export interface AskedSetting {
  readonly audience: Omit<AssignmentAudience, 'teamIds'> & Partial<Pick<AssignmentAudience, 'teamIds'>>;
  readonly due: AssignmentDue;
  readonly renewal: AssignmentRenewal;
  readonly recogniseWithinDays: number | null;
  readonly from: string;
  readonly to: string | null;
}

/** Makes what is stored of what was asked. */
export function settingOf(asked: AskedSetting): RuleSetting {
  const { due, renewal, from, to, recogniseWithinDays } = asked;
  return {
    audience: audienceOf(asked.audience),
    dueWithinDays: due.kind === 'joining' ? due.days : null,
    dueOn: due.kind === 'day' ? calendarDate(due.on) : null,
    dueAfterPublicationDays: due.kind === 'publication' ? due.days : null,
    renewal: renewalOf(renewal),
    recogniseWithinDays,
    fromOn: calendarDate(from),
    toOn: to === null ? null : calendarDate(to),
  };
}

/** Makes what a page shows of what is stored. */
export function settingInContract(rule: RuleSetting) {
  const { audience, renewal, recogniseWithinDays, fromOn, toOn } = rule;
  return {
    audience: {
      groups: [...(audience.groups ?? [])],
      jobRoles: [...(audience.jobRoles ?? [])],
      teamIds: [...(audience.teams ?? [])],
    },
    due: dueInContract(rule),
    renewal: renewalInContract(renewal),
    recogniseWithinDays,
    from: fromOn,
    to: toOn,
  };
}

/** Whether two settings differ in nothing but their last day. */
export function differsInLastDayAlone(one: RuleSetting, other: RuleSetting): boolean {
  const rest = (rule: RuleSetting) => JSON.stringify({ ...settingInContract(rule), to: null });
  return one.toOn !== other.toOn && rest(one) === rest(other);
}

/** A list that names nothing leaves nobody out, so it is not stored; each name is stored once. */
function audienceOf({ groups, jobRoles, teamIds = [] }: AskedSetting['audience']): Audience {
  return {
    ...(groups.length > 0 && { groups: [...new Set(groups)].sort() }),
    ...(jobRoles.length > 0 && { jobRoles: [...new Set(jobRoles)].sort() }),
    ...(teamIds.length > 0 && { teams: [...new Set(teamIds)].sort() }),
  };
}

function renewalOf(renewal: AssignmentRenewal): Renewal {
  switch (renewal.rule) {
    case 'never':
      return { rule: 'completion-date', months: null, day: null };
    case 'calendar-day':
      return { rule: 'calendar-day', months: 12 * renewal.years, day: renewal.day };
    default:
      return { ...renewal, day: null };
  }
}

function renewalInContract({ rule, months, day }: Renewal): AssignmentRenewal {
  if (months === null) return { rule: 'never' };
  return rule === 'calendar-day' ? { rule, years: months / 12, day: day ?? '01-01' } : { rule, months };
}

function dueInContract({ dueWithinDays, dueOn, dueAfterPublicationDays }: RuleSetting): AssignmentDue {
  if (dueWithinDays !== null) return { kind: 'joining', days: dueWithinDays };
  if (dueAfterPublicationDays !== null) return { kind: 'publication', days: dueAfterPublicationDays };
  return dueOn === null ? { kind: 'none' } : { kind: 'day', on: dueOn };
}

/** What the audit keeps of a setting: plain values, no names. */
export function auditedSetting(rule: RuleSetting): AuditDetail {
  const { audience, renewal, recogniseWithinDays, fromOn, toOn } = rule;
  const { dueWithinDays, dueOn, dueAfterPublicationDays } = rule;
  return {
    groups: audience.groups?.join(' ') ?? null,
    jobRoles: audience.jobRoles?.join(' ') ?? null,
    teams: audience.teams?.join(' ') ?? null,
    dueWithinDays,
    dueOn,
    dueAfterPublicationDays,
    renewal: renewal.months === null ? 'never' : renewal.rule,
    months: renewal.months,
    day: renewal.day,
    recogniseWithinDays,
    fromOn,
    toOn,
  };
}

/** The values of `audience`, the three kinds of due, `refresh_…`, `recognise_within_days`, `from_on` and `to_on`. */
export function settingValues(rule: RuleSetting): unknown[] {
  const { rule: counted, months, day } = rule.renewal;
  return [
    JSON.stringify(rule.audience),
    rule.dueWithinDays,
    rule.dueOn,
    rule.dueAfterPublicationDays,
    counted,
    months,
    day,
    rule.recogniseWithinDays,
    rule.fromOn,
    rule.toOn,
  ];
}
