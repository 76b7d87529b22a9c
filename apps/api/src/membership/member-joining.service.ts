import { Injectable } from '@nestjs/common';
import type {
  AddMemberRequest,
  MadeMembership,
  ReturnRequest,
} from '@learning-reviews/contracts/membership.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { calendarDate } from '@learning-reviews/domain/calendar-date';
import { v7 as uuid } from 'uuid';
import { PassphraseService } from '../passphrase/passphrase.service.js';
import { Audit } from '../platform/audit/audit.js';
import type { Transaction } from '../platform/database/database.js';
import { DomainError } from '../platform/http/domain-error.js';
import { OnceOnly } from '../platform/idempotency/once-only.js';
import type { Submission } from '../platform/idempotency/submission.js';
import { MemberCheck } from './member-check.service.js';
import { MembershipService } from './membership.service.js';

/** How one person comes to an agency by a form: taken on, taken on again, and invited to sign in. */
@Injectable()
export class MemberJoining {
  constructor(
    private readonly onceOnly: OnceOnly,
    private readonly memberships: MembershipService,
    private readonly check: MemberCheck,
    private readonly passphrases: PassphraseService,
    private readonly audit: Audit,
  ) {}

  /**
   * Takes somebody on and invites them. The answer is the same whether anybody knew their address or not.
   *
   * @throws DomainError `request.invalid` or `membership.wrong-day` with the field, `membership.overlaps` when this
   * address belongs to somebody who works here on some of these days.
   */
  add(scope: AgencyScope, submission: Submission, request: AddMemberRequest): Promise<MadeMembership> {
    const { from, to, ...details } = request;
    const days = asDays(from, to);
    return this.onceOnly.write(scope, submission, async (tx) => {
      await this.check.begin(scope, tx);
      this.check.refuseWrongDays(scope, days);
      await this.check.refuseWrongDetails(scope, tx, details, null);
      const membershipId = uuid();
      const email = details.workEmail.toLowerCase();
      const [joined] = await this.memberships.join(scope, tx, [{ ...details, ...days, membershipId, email }]);
      const recognised = joined?.recognised ?? 0;
      const detail = { ...days, recognised };
      await this.audit.record(scope, tx, 'membership.joined', `membership:${membershipId}`, detail);
      await this.invite(scope, tx, membershipId);
      return { membershipId };
    });
  }

  /**
   * Takes a former member on again: the same person, another membership. What they finished before and still counts is
   * recognised.
   *
   * @param membershipId Of any membership the person had here.
   * @throws DomainError as `add`, and `request.not-found`
   */
  comeBack(
    scope: AgencyScope,
    submission: Submission,
    membershipId: string,
    request: ReturnRequest,
  ): Promise<MadeMembership> {
    const { from, to, ...details } = request;
    const days = asDays(from, to);
    return this.onceOnly.write(scope, submission, async (tx) => {
      const former = await this.check.locked(scope, tx, membershipId, null);
      this.check.refuseWrongDays(scope, days);
      await this.check.refuseWrongDetails(scope, tx, details, former);
      const newMembershipId = uuid();
      const returning = { ...details, ...days, membershipId, newMembershipId };
      const { recognised } = await this.memberships.comeBack(scope, tx, returning);
      const detail = { ...days, before: membershipId, recognised };
      await this.audit.record(scope, tx, 'membership.returned', `membership:${newMembershipId}`, detail);
      await this.invite(scope, tx, newMembershipId);
      return { membershipId: newMembershipId };
    });
  }

  /**
   * Invites a member once more: with a new link if they have no passphrase yet. Nothing tells which it was.
   *
   * @throws DomainError `request.not-found`, `membership.wrong-day` for somebody who does not work here any more.
   */
  inviteAgain(scope: AgencyScope, submission: Submission, membershipId: string): Promise<MadeMembership> {
    return this.onceOnly.write(scope, submission, async (tx) => {
      const member = await this.check.locked(scope, tx, membershipId, null);
      if (member.accessEndedAt !== null || (member.toOn !== null && member.toOn < this.check.today(scope))) {
        throw new DomainError('membership.wrong-day', 'This person does not work here any more');
      }
      await this.audit.record(scope, tx, 'membership.invited', `membership:${membershipId}`);
      await this.invite(scope, tx, membershipId);
      return { membershipId };
    });
  }

  private invite(scope: AgencyScope, tx: Transaction, membershipId: string): Promise<void> {
    return this.passphrases.invite(scope, tx, [{ membershipId }]);
  }
}

function asDays(from: string, to: string | null) {
  return { fromOn: calendarDate(from), toOn: to === null ? null : calendarDate(to) };
}
