import { Injectable } from '@nestjs/common';
import type {
  AddExceptionRequest,
  MemberExceptions,
} from '@learning-reviews/contracts/duty-exception.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { exceptionProblem } from '@learning-reviews/domain/assignment/exception-problem';
import { addDays, calendarDate } from '@learning-reviews/domain/calendar-date';
import { grantState, shareADay } from '@learning-reviews/domain/membership/role-grant';
import { v7 as uuid } from 'uuid';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/http/domain-error.js';
import { OnceOnly } from '../platform/idempotency/once-only.js';
import type { Submission } from '../platform/idempotency/submission.js';
import { AssignmentService } from './assignment.service.js';
import { DutyExceptionRepository, type ExceptedMember } from './duty-exception.repository.js';

/**
 * What a training lead asks of one member otherwise than the rules say. What they owe is worked out anew with each
 * change, in its own transaction. Each change is audited, without the reason: that is for the lead and the member.
 */
@Injectable()
export class DutyExceptionService {
  constructor(
    private readonly database: Database,
    private readonly onceOnly: OnceOnly,
    private readonly exceptions: DutyExceptionRepository,
    private readonly assignment: AssignmentService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `request.not-found` for a membership of another agency. */
  read(scope: AgencyScope, membershipId: string): Promise<MemberExceptions> {
    return this.database.read(scope, async (tx) => {
      const member = await this.exceptions.findMember(scope, tx, membershipId);
      if (member === undefined) throw notFound();
      return this.inWords(scope, tx, membershipId, member);
    });
  }

  /**
   * Excuses a member from a module, or gives them until a later day, from today.
   *
   * @throws DomainError `request.not-found`, `membership.wrong-day` for somebody who has left, `request.invalid` with
   * the field
   */
  add(
    scope: AgencyScope,
    submission: Submission,
    membershipId: string,
    { module, kind, until, reason }: AddExceptionRequest,
  ): Promise<MemberExceptions> {
    const today = this.clock.today(scope.timeZone);
    const untilOn = until === null ? null : calendarDate(until);
    return this.onceOnly.write(scope, submission, async (tx) => {
      const member = await this.locked(scope, tx, membershipId);
      if (member.toOn !== null && member.toOn < today) {
        throw new DomainError('membership.wrong-day', 'They do not work here any more, so nothing is asked');
      }
      const required = await this.exceptions.findRequired(scope, tx, membershipId);
      const standing = required.find((one) => one.module === module);
      const problem = exceptionProblem(kind, untilOn, standing ?? null, today);
      if (problem !== null) throw invalid(problem.field, problem.message);
      const moduleId = standing!.moduleId;
      const held = await this.exceptions.find(scope, tx, membershipId);
      const days = { fromOn: today, toOn: untilOn };
      if (held.some((other) => other.moduleId === moduleId && shareADay(other, days))) {
        throw invalid('module', 'There is an exception for this module on these days already. End it first');
      }
      const { personId } = member;
      await this.exceptions.insert(scope, tx, {
        id: uuid(),
        membershipId,
        personId,
        moduleId,
        kind,
        fromOn: today,
        untilOn,
        reason,
      });
      await this.askAnew(scope, tx, membershipId, moduleId);
      const detail = { kind, module, fromOn: today, untilOn };
      await this.audit.record(scope, tx, 'exception.added', `membership:${membershipId}`, detail);
      return this.inWords(scope, tx, membershipId, member);
    });
  }

  /**
   * Ends an exception: from now on they are asked what the rules say. One that began today never was, and neither was
   * more time that is taken back.
   *
   * @throws DomainError `request.not-found` for one that is not there or is over.
   */
  end(
    scope: AgencyScope,
    submission: Submission,
    membershipId: string,
    exceptionId: string,
  ): Promise<MemberExceptions> {
    const today = this.clock.today(scope.timeZone);
    return this.onceOnly.write(scope, submission, async (tx) => {
      const member = await this.locked(scope, tx, membershipId);
      const held = await this.exceptions.find(scope, tx, membershipId);
      const exception = held.find(({ id }) => id === exceptionId);
      if (exception === undefined || grantState(exception, today) === 'ended') throw notFound();
      const { kind, module, fromOn } = exception;
      if (kind === 'later-due' || fromOn >= today) await this.exceptions.remove(scope, tx, exceptionId);
      else await this.exceptions.setLastDay(scope, tx, exceptionId, addDays(today, -1));
      await this.askAnew(scope, tx, membershipId, exception.moduleId);
      const detail = { kind, module, fromOn };
      await this.audit.record(scope, tx, 'exception.ended', `membership:${membershipId}`, detail);
      return this.inWords(scope, tx, membershipId, member);
    });
  }

  private async locked(scope: AgencyScope, tx: Transaction, membershipId: string): Promise<ExceptedMember> {
    const member = await this.exceptions.lockMember(scope, tx, membershipId);
    if (member === undefined) throw notFound();
    return member;
  }

  private async askAnew(
    scope: AgencyScope,
    tx: Transaction,
    membershipId: string,
    moduleId: number,
  ): Promise<void> {
    const request = { membershipIds: [membershipId], moduleIds: [moduleId] };
    await this.assignment.recompute(scope, tx, scope.agencyId, request, this.clock.today(scope.timeZone));
  }

  private async inWords(
    scope: AgencyScope,
    tx: Transaction,
    membershipId: string,
    { name, toOn }: ExceptedMember,
  ): Promise<MemberExceptions> {
    const today = this.clock.today(scope.timeZone);
    const required = await this.exceptions.findRequired(scope, tx, membershipId);
    const exceptions = await this.exceptions.find(scope, tx, membershipId);
    return {
      membershipId,
      name,
      today,
      hasLeft: toOn !== null && toOn < today,
      modules: required.map(({ module, title, dueOn, completedOn }) => ({
        module,
        title,
        dueOn,
        isDone: completedOn !== null,
      })),
      exceptions: exceptions.map((exception) => ({
        id: exception.id,
        module: exception.module,
        title: exception.title,
        kind: exception.kind,
        from: exception.fromOn,
        until: exception.toOn,
        reason: exception.reason,
        state: grantState(exception, today),
      })),
    };
  }
}

function invalid(field: string, message: string): DomainError {
  return new DomainError('request.invalid', message, { errors: [{ field, message }] });
}
