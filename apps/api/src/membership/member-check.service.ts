import { Injectable } from '@nestjs/common';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import { isEmailAddress } from '@learning-reviews/domain/email/email-address';
import { jobDaysProblem } from '@learning-reviews/domain/membership/leaving-day';
import type { Days } from '@learning-reviews/domain/membership/role-grant';
import { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/http/domain-error.js';
import { MemberRepository, type MemberRow } from './member.repository.js';
import type { MemberDetails } from './membership.repository.js';

/** Holds what a form says about a member to what the agency has: one form at a time in each agency. */
@Injectable()
export class MemberCheck {
  constructor(
    private readonly members: MemberRepository,
    private readonly clock: Clock,
  ) {}

  /** Which day it is in the agency. */
  today(scope: AgencyScope): CalendarDate {
    return this.clock.today(scope.timeZone);
  }

  /** Begins a form about somebody who is not a member yet. */
  begin(scope: AgencyScope, tx: Transaction): Promise<void> {
    return this.members.lockForms(scope, tx);
  }

  /**
   * The membership that a form is about, as nobody else changes it meanwhile.
   *
   * @param revision As the page read it; `null` when it does not matter.
   * @throws DomainError `request.not-found`, `stale.version` when it was changed since.
   */
  async locked(
    scope: AgencyScope,
    tx: Transaction,
    membershipId: string,
    revision: number | null,
  ): Promise<MemberRow> {
    await this.members.lockForms(scope, tx);
    await this.members.lock(scope, tx, membershipId);
    const member = await this.members.find(scope, tx, membershipId);
    if (member === undefined) throw notFound();
    if (revision !== null && member.revision !== revision) {
      const sentence =
        'This record has been changed since you opened the page. Load it again to see the change';
      throw new DomainError('stale.version', sentence);
    }
    return member;
  }

  /**
   * Refuses what cannot be recorded of a member, each with its field.
   *
   * @param member Whose details they are: their own staff number is theirs; `null` for somebody new.
   * @throws DomainError `request.invalid`
   */
  async refuseWrongDetails(
    scope: AgencyScope,
    tx: Transaction,
    details: MemberDetails,
    member: Pick<MemberRow, 'membershipId' | 'personId'> | null,
  ): Promise<void> {
    const today = this.today(scope);
    if (!isEmailAddress(details.workEmail)) {
      throw invalid('workEmail', 'Enter an email address, such as name@agency.example');
    }
    const personId = member?.personId ?? null;
    const holder = await this.members.findStaffRef(scope, tx, details.staffRef, today, personId);
    if (holder !== undefined) {
      throw invalid(
        'staffRef',
        `${holder.name} (${holder.jobRole}) has this staff number. Each is given once`,
      );
    }
    const jobRoles = await this.members.findJobRoles(scope, tx, today);
    if (!jobRoles.some(({ code }) => code === details.jobRole)) throw invalid('jobRole', 'Choose a job role');
    const teams = details.teamId === null ? [] : await this.members.findTeams(scope, tx);
    if (details.teamId !== null && !teams.some(({ id }) => id === details.teamId)) {
      throw invalid('teamId', 'Choose a team of your agency');
    }
    const manager = details.managerMembershipId;
    if (manager === null) return;
    if (manager === member?.membershipId) {
      throw invalid('managerMembershipId', 'Nobody can be their own line manager. Choose somebody else');
    }
    if (!(await this.members.isMember(scope, tx, manager, today))) {
      throw invalid('managerMembershipId', 'Choose a line manager who works in your agency');
    }
  }

  /** @throws DomainError `membership.wrong-day` with the field, for days on which nobody can begin a job. */
  refuseWrongDays(scope: AgencyScope, days: Days): void {
    const problem = jobDaysProblem(days, this.today(scope));
    if (problem !== null) throw wrongDay(problem.field, problem.message);
  }
}

/** @returns `membership.wrong-day` with the field it belongs to. */
export function wrongDay(field: string, message: string): DomainError {
  return new DomainError('membership.wrong-day', message, { errors: [{ field, message }] });
}

function invalid(field: string, message: string): DomainError {
  return new DomainError('request.invalid', message, { errors: [{ field, message }] });
}
