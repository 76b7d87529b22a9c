import type { Assignment, PartnershipAssignment } from '@learning-reviews/contracts/assignment.contract';

/** A rule as somebody types it: everything a text or a choice, so that nothing typed is lost. */
export interface TypedRule {
  readonly module: string;
  readonly agencyKinds: readonly string[];
  readonly jobRoles: readonly string[];
  readonly groups: readonly string[];
  readonly teamIds: readonly string[];
  readonly dueKind: string | null;
  readonly dueOn: string;
  readonly dueDays: string;
  readonly renewalRule: string | null;
  readonly months: string;
  readonly years: string;
  readonly renewalDay: string;
  readonly renewalMonth: string;
  readonly recognise: string;
  readonly from: string;
  readonly to: string;
}

/** What a new rule begins with, from a day on. */
export function newRule(today: string): TypedRule {
  return {
    module: '',
    agencyKinds: [],
    jobRoles: [],
    groups: [],
    teamIds: [],
    dueKind: 'joining',
    dueOn: '',
    dueDays: '30',
    renewalRule: 'completion-date',
    months: '24',
    years: '1',
    renewalDay: '',
    renewalMonth: '',
    recognise: '',
    from: today,
    to: '',
  };
}

/** A rule that is there, as it would be typed. */
export function typedRule(rule: Assignment | PartnershipAssignment): TypedRule {
  const { audience, due, renewal } = rule;
  const [renewalMonth = '', renewalDay = ''] = renewal.rule === 'calendar-day' ? renewal.day.split('-') : [];
  return {
    module: rule.module,
    agencyKinds: 'agencyKinds' in rule ? rule.agencyKinds : [],
    jobRoles: audience.jobRoles,
    groups: audience.groups.map(String),
    teamIds: 'teamIds' in audience ? audience.teamIds : [],
    dueKind: due.kind,
    dueOn: due.kind === 'day' ? due.on : '',
    dueDays: due.kind === 'joining' || due.kind === 'publication' ? String(due.days) : '',
    renewalRule: renewal.rule,
    months: 'months' in renewal ? String(renewal.months) : '',
    years: renewal.rule === 'calendar-day' ? String(renewal.years) : '1',
    renewalDay: String(Number(renewalDay) || ''),
    renewalMonth,
    recognise: rule.recogniseWithinDays === null ? '' : String(rule.recogniseWithinDays),
    from: rule.from,
    to: rule.to ?? '',
  };
}

/** What is sent of it to look at or to save, without the agency kinds, the module and the version. */
export function ruleSettings(typed: TypedRule) {
  return {
    due: dueOf(typed),
    renewal: renewalOf(typed),
    recogniseWithinDays: typed.recognise.trim() === '' ? null : numberOf(typed.recognise),
    from: typed.from,
    to: typed.to === '' ? null : typed.to,
  };
}

/** Whom it is for, as it is sent. */
export function ruleAudience({ jobRoles, groups, teamIds }: TypedRule, withTeams: boolean) {
  return { jobRoles, groups: groups.map(Number), ...(withTeams ? { teamIds } : {}) };
}

function dueOf({ dueKind, dueOn, dueDays }: TypedRule) {
  switch (dueKind) {
    case 'day':
      return { kind: 'day', on: dueOn };
    case 'joining':
    case 'publication':
      return { kind: dueKind, days: numberOf(dueDays) };
    default:
      return { kind: dueKind };
  }
}

function renewalOf({ renewalRule, months, years, renewalDay, renewalMonth }: TypedRule) {
  switch (renewalRule) {
    case 'completion-date':
    case 'expiry-date':
      return { rule: renewalRule, months: numberOf(months) };
    case 'calendar-day':
      return {
        rule: renewalRule,
        years: numberOf(years),
        day: `${renewalMonth}-${renewalDay.trim().padStart(2, '0')}`,
      };
    default:
      return { rule: renewalRule };
  }
}

/** A whole number; anything else stays as it was typed, so that the schema says what to enter. */
function numberOf(text: string): number | string {
  return /^\d+$/.test(text.trim()) ? Number(text.trim()) : text;
}
