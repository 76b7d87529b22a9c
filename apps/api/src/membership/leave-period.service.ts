import { Injectable } from '@nestjs/common';
import type {
  AddLeaveRequest,
  ChangeLeaveRequest,
  MemberLeave,
} from '@learning-reviews/contracts/leave-period.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { calendarDate } from '@learning-reviews/domain/calendar-date';
import { leavePeriodProblem } from '@learning-reviews/domain/membership/leave-period';
import { type Days, grantState } from '@learning-reviews/domain/membership/role-grant';
import { v7 as uuid } from 'uuid';
import { AssignmentService } from '../assignment/assignment.service.js';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/http/domain-error.js';
import { OnceOnly } from '../platform/idempotency/once-only.js';
import type { Submission } from '../platform/idempotency/submission.js';
import { LeavePeriodRepository, type LeaveRow, type MemberOnLeave } from './leave-period.repository.js';

/**
 * When members are away for long, as a training lead says. What they owe is worked out anew with each change, in its own
 * transaction. Each change is audited: days, never why.
 */
@Injectable()
export class LeavePeriodService {
  constructor(
    private readonly database: Database,
    private readonly onceOnly: OnceOnly,
    private readonly leave: LeavePeriodRepository,
    private readonly assignment: AssignmentService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `request.not-found` for a membership of another agency. */
  read(scope: AgencyScope, membershipId: string): Promise<MemberLeave> {
    return this.database.read(scope, async (tx) => {
      const member = await this.leave.findMember(scope, tx, membershipId);
      if (member === undefined) throw notFound();
      return this.inWords(scope, tx, membershipId, member);
    });
  }

  /**
   * Notes that a member is on leave on some days.
   *
   * @throws DomainError `request.not-found`, `membership.wrong-day` with the field
   */
  add(
    scope: AgencyScope,
    submission: Submission,
    membershipId: string,
    { from, to }: AddLeaveRequest,
  ): Promise<MemberLeave> {
    const days = { fromOn: calendarDate(from), toOn: to === null ? null : calendarDate(to) };
    return this.onceOnly.write(scope, submission, async (tx) => {
      const member = await this.locked(scope, tx, membershipId);
      this.refuseWrongDays(scope, days, member, await this.leave.find(scope, tx, membershipId));
      await this.leave.insert(scope, tx, membershipId, member.personId, { id: uuid(), ...days });
      await this.noteChange(scope, tx, membershipId, 'leave-period.added', days);
      return this.inWords(scope, tx, membershipId, member);
    });
  }

  /**
   * Gives a leave period another last day, or none while nobody knows it.
   *
   * @throws DomainError `request.not-found`, `membership.wrong-day` with the field
   */
  change(
    scope: AgencyScope,
    membershipId: string,
    leaveId: string,
    { to }: ChangeLeaveRequest,
  ): Promise<void> {
    const toOn = to === null ? null : calendarDate(to);
    return this.database.write(scope, async (tx) => {
      const member = await this.locked(scope, tx, membershipId);
      const { period, others } = await this.periodOf(scope, tx, membershipId, leaveId);
      const days = { fromOn: period.fromOn, toOn };
      if (toOn !== null && toOn < period.fromOn) {
        throw wrongDay('to', 'This is before the leave begins. If they were never away, remove it instead');
      }
      // It may have come along from the job before, so that it began before this one.
      this.refuseWrongDays(scope, days, { fromOn: period.fromOn, toOn: member.toOn }, others);
      await this.leave.setLastDay(scope, tx, leaveId, toOn);
      await this.noteChange(scope, tx, membershipId, 'leave-period.changed', days);
    });
  }

  /** Takes away a leave period that was entered by mistake. @throws DomainError `request.not-found` */
  remove(scope: AgencyScope, membershipId: string, leaveId: string): Promise<void> {
    return this.database.write(scope, async (tx) => {
      await this.locked(scope, tx, membershipId);
      const { period } = await this.periodOf(scope, tx, membershipId, leaveId);
      await this.leave.remove(scope, tx, leaveId);
      const { fromOn, toOn } = period;
      await this.noteChange(scope, tx, membershipId, 'leave-period.removed', { fromOn, toOn });
    });
  }

  private async locked(scope: AgencyScope, tx: Transaction, membershipId: string): Promise<MemberOnLeave> {
    const member = await this.leave.lockMember(scope, tx, membershipId);
    if (member === undefined) throw notFound();
    return member;
  }

  private async periodOf(
    scope: AgencyScope,
    tx: Transaction,
    membershipId: string,
    leaveId: string,
  ): Promise<{ readonly period: LeaveRow; readonly others: readonly LeaveRow[] }> {
    const periods = await this.leave.find(scope, tx, membershipId);
    const period = periods.find(({ id }) => id === leaveId);
    if (period === undefined) throw notFound();
    return { period, others: periods.filter((one) => one !== period) };
  }

  private refuseWrongDays(scope: AgencyScope, days: Days, job: Days, others: readonly Days[]): void {
    const problem = leavePeriodProblem(days, job, others, this.clock.today(scope.timeZone));
    if (problem !== null) throw wrongDay(problem.field, problem.message);
  }

  private async noteChange(
    scope: AgencyScope,
    tx: Transaction,
    membershipId: string,
    action: 'leave-period.added' | 'leave-period.changed' | 'leave-period.removed',
    { fromOn, toOn }: Days,
  ): Promise<void> {
    const today = this.clock.today(scope.timeZone);
    await this.assignment.recompute(scope, tx, scope.agencyId, { membershipIds: [membershipId] }, today);
    await this.audit.record(scope, tx, action, `membership:${membershipId}`, { fromOn, toOn });
  }

  private async inWords(
    scope: AgencyScope,
    tx: Transaction,
    membershipId: string,
    { name }: MemberOnLeave,
  ): Promise<MemberLeave> {
    const today = this.clock.today(scope.timeZone);
    const periods = await this.leave.find(scope, tx, membershipId);
    return {
      membershipId,
      name,
      today,
      periods: periods.map((period) => ({
        id: period.id,
        from: period.fromOn,
        to: period.toOn,
        state: grantState(period, today),
      })),
    };
  }
}

function wrongDay(field: string, message: string): DomainError {
  return new DomainError('membership.wrong-day', message, { errors: [{ field, message }] });
}
