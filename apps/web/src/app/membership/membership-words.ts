import type { DutyException, MemberExceptions } from '@learning-reviews/contracts/duty-exception.contract';
import type { ExceptionKind } from '@learning-reviews/contracts/exception-kind';
import type { LeavePeriod } from '@learning-reviews/contracts/leave-period.contract';
import type { AgencyRole, RoleGrant } from '@learning-reviews/contracts/role-grant.contract';
import { dayInWords } from '@learning-reviews/ui/day';
import type { Option } from '@learning-reviews/ui/option';

/** Roles an agency gives, as a question offers them. */
export const ROLE_OPTIONS: readonly Option<AgencyRole>[] = [
  {
    value: 'line-manager',
    label: 'Line manager',
    hint: 'Sees where their own team stands, and reminds them. Nobody else in the agency',
  },
  {
    value: 'training-lead',
    label: 'Training lead',
    hint: 'Sees and changes all people of your agency, as you do, exports and returns',
  },
];

/** What a role is called. One of the partnership is called by what it is. */
export function roleName(role: string): string {
  return ROLE_OPTIONS.find(({ value }) => value === role)?.label ?? role.replaceAll('-', ' ');
}

/** Where a grant is today. */
export const STATES: Readonly<Record<RoleGrant['state'], string>> = {
  current: 'In force',
  coming: 'Not yet begun',
  ended: 'Ended',
};

/** Where leave is today. */
export const LEAVE_STATES: Readonly<Record<LeavePeriod['state'], string>> = {
  current: 'On leave',
  coming: 'Not yet begun',
  ended: 'Over',
};

/** What somebody may be given who cannot do what the rules say, as a question offers it. */
export const EXCEPTION_KINDS: readonly Option<ExceptionKind>[] = [
  {
    value: 'excused',
    label: 'Excuse them',
    hint: 'The module is not asked of them on these days, and they are not counted',
  },
  {
    value: 'later-due',
    label: 'Give more time',
    hint: 'They are overdue only after a later day',
  },
];

/** `Excused from 1 March 2026 to 30 April 2026`, `Due on 30 April 2026 instead`. */
export function exceptionInWords({
  kind,
  from,
  until,
}: Pick<DutyException, 'kind' | 'from' | 'until'>): string {
  if (kind === 'later-due') return `Due on ${dayInWords(until ?? from)} instead`;
  return `Excused from ${dayInWords(from)}${until === null ? '' : ` to ${dayInWords(until)}`}`;
}

/** A required module as it is chosen from a list: by title, with the day that could be moved. */
export function moduleWithDueDay({ title, dueOn, isDone }: MemberExceptions['modules'][number]): string {
  if (isDone) return `${title} (done)`;
  return dueOn === null ? title : `${title} (due ${dayInWords(dueOn)})`;
}
