import { Injectable } from '@nestjs/common';
import type {
  ChangeMemberRequest,
  LeaveRequest,
  MadeMembership,
  MoveMemberRequest,
} from '@learning-reviews/contracts/membership.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { addDays, calendarDate, type CalendarDate } from '@learning-reviews/domain/calendar-date';
import { lastDayProblem } from '@learning-reviews/domain/membership/leaving-day';
import { v7 as uuid } from 'uuid';
import { Audit } from '../platform/audit/audit.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { DomainError } from '../platform/http/domain-error.js';
import { OnceOnly } from '../platform/idempotency/once-only.js';
import type { Submission } from '../platform/idempotency/submission.js';
import { MemberCheck, wrongDay } from './member-check.service.js';
import type { MemberRow } from './member.repository.js';
import { MembershipService } from './membership.service.js';
import { RoleGrantService } from './role-grant.service.js';

/** What a training lead does with one member by a form. Each act is audited: ids and days, never names. */
@Injectable()
export class MemberService {
  constructor(
    private readonly database: Database,
    private readonly onceOnly: OnceOnly,
    private readonly memberships: MembershipService,
    private readonly check: MemberCheck,
    private readonly roles: RoleGrantService,
    private readonly audit: Audit,
  ) {}

  /**
   * Changes details of a job that goes on.
   *
   * @throws DomainError `request.not-found`, `stale.version`, `request.invalid` with the field
   */
  change(scope: AgencyScope, membershipId: string, request: ChangeMemberRequest): Promise<void> {
    const { revision, ...details } = request;
    return this.database.write(scope, async (tx) => {
      const before = await this.check.locked(scope, tx, membershipId, revision);
      const { jobRole, workforceGroup } = before;
      // A team that was closed since, and a manager who has left, may stay until somebody changes them.
      const asked = { ...details, jobRole, workforceGroup, ...changedPlace(before, details) };
      await this.check.refuseWrongDetails(scope, tx, asked, before);
      await this.memberships.change(scope, tx, [{ ...details, membershipId }]);
      await this.audit.record(scope, tx, 'membership.changed', `membership:${membershipId}`);
    });
  }

  /**
   * Moves a member to another job role or workforce group from a day.
   *
   * @returns The membership that is theirs from then on: a new one, or the same one when the job began on that day.
   * @throws DomainError `request.not-found`, `stale.version`, `membership.wrong-day` and `request.invalid` with the field
   */
  move(
    scope: AgencyScope,
    submission: Submission,
    membershipId: string,
    { on, revision, ...job }: MoveMemberRequest,
  ): Promise<MadeMembership> {
    const day = calendarDate(on);
    return this.onceOnly.write(scope, submission, async (tx) => {
      const before = await this.check.locked(scope, tx, membershipId, revision);
      const { staffRef, givenName, familyName, workEmail } = before;
      const details = { staffRef, givenName, familyName, workEmail, ...job };
      this.refuseWrongMove(scope, before, day);
      if (before.jobRole === job.jobRole && before.workforceGroup === job.workforceGroup) {
        const message = 'Choose another job role or workforce group than now';
        throw new DomainError('request.invalid', message, { errors: [{ field: 'jobRole', message }] });
      }
      await this.check.refuseWrongDetails(scope, tx, { ...details, ...changedPlace(before, job) }, before);
      const newMembershipId = uuid();
      await this.memberships.move(scope, tx, [{ ...details, membershipId, newMembershipId, on: day }]);
      const made = before.fromOn === day ? membershipId : newMembershipId;
      const detail = { on: day, before: membershipId };
      await this.audit.record(scope, tx, 'membership.moved', `membership:${made}`, detail);
      return { membershipId: made };
    });
  }

  /**
   * Enters the last day of a member, or takes it back while it has not come.
   *
   * @throws DomainError `request.not-found`, `stale.version`, `membership.wrong-day`, `membership.last-lead`
   */
  leave(
    scope: AgencyScope,
    submission: Submission,
    membershipId: string,
    { lastDay, isAtOnce, revision }: LeaveRequest,
  ): Promise<MadeMembership> {
    return this.onceOnly.write(scope, submission, async (tx) => {
      const before = await this.check.locked(scope, tx, membershipId, revision);
      if (before.toOn !== null && before.toOn < this.check.today(scope)) {
        throw wrongDay('lastDay', 'This job has ended already');
      }
      if (lastDay === null) {
        await this.memberships.reopen(scope, tx, [{ membershipId, lastDay: null }]);
        await this.audit.record(scope, tx, 'membership.stays', `membership:${membershipId}`);
        return { membershipId };
      }
      const last = calendarDate(lastDay);
      const problem = lastDayProblem(last, before, this.check.today(scope));
      if (problem !== null) throw wrongDay('lastDay', problem);
      await this.refuseLastLead(
        scope,
        tx,
        membershipId,
        isAtOnce ? this.check.today(scope) : addDays(last, 1),
      );
      await this.memberships.leave(scope, tx, [{ membershipId, lastDay: last, isAtOnce }]);
      const detail = { lastDay, isAtOnce };
      await this.audit.record(scope, tx, 'membership.left', `membership:${membershipId}`, detail);
      return { membershipId };
    });
  }

  /**
   * Takes away a membership that should never have been.
   *
   * @throws DomainError `request.not-found`, `membership.has-evidence` when something was learned or exported in it,
   * `membership.last-lead`
   */
  remove(scope: AgencyScope, membershipId: string): Promise<void> {
    return this.database.write(scope, async (tx) => {
      await this.check.locked(scope, tx, membershipId, null);
      await this.refuseLastLead(scope, tx, membershipId, this.check.today(scope));
      const { kept } = await this.memberships.remove(scope, tx, [membershipId]);
      if (kept.length > 0) {
        const sentence =
          'Learning is recorded for this job, so it cannot be removed. Enter the last day instead';
        throw new DomainError('membership.has-evidence', sentence);
      }
      await this.audit.record(scope, tx, 'membership.removed', `membership:${membershipId}`);
    });
  }

  private refuseLastLead(
    scope: AgencyScope,
    tx: Transaction,
    membershipId: string,
    on: CalendarDate,
  ): Promise<void> {
    const today = this.check.today(scope);
    return this.roles.refuseLastLead(scope, tx, [membershipId], on < today ? today : on);
  }

  private refuseWrongMove(scope: AgencyScope, { fromOn, toOn }: MemberRow, on: CalendarDate): void {
    const today = this.check.today(scope);
    if (toOn !== null && toOn < today) throw wrongDay('on', 'This job has ended already');
    if (on > today) throw wrongDay('on', 'The first day in the new job must be today or earlier');
    if (on < fromOn) throw wrongDay('on', 'The first day in the new job cannot be before this job began');
  }
}

interface PlaceInAgency {
  readonly teamId: string | null;
  readonly managerMembershipId: string | null;
}

/** Only what differs is looked at: `null` passes every check. */
function changedPlace(before: PlaceInAgency, after: PlaceInAgency): PlaceInAgency {
  return {
    teamId: after.teamId === before.teamId ? null : after.teamId,
    managerMembershipId:
      after.managerMembershipId === before.managerMembershipId ? null : after.managerMembershipId,
  };
}
