import { Injectable } from '@nestjs/common';
import type {
  AppointMemberRequest,
  AppointPersonRequest,
  EndAgencyRoleRequest,
} from '@learning-reviews/contracts/admin-agency.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { calendarDate, type CalendarDate } from '@learning-reviews/domain/calendar-date';
import { v7 as uuid } from 'uuid';
import { MembershipService } from '../membership/membership.service.js';
import { PassphraseService } from '../passphrase/passphrase.service.js';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { OnceOnly } from '../platform/idempotency/once-only.js';
import type { Submission } from '../platform/idempotency/submission.js';
import { AgencyDetailRepository } from './agency-detail.repository.js';
import { refused } from './agency-refusal.js';

/** Whom an administrator makes a training lead of one agency, and until when. */
@Injectable()
export class AgencyLeadService {
  constructor(
    private readonly onceOnly: OnceOnly,
    private readonly details: AgencyDetailRepository,
    private readonly memberships: MembershipService,
    private readonly passphrases: PassphraseService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes a member a training lead for days, found by staff number or work email address.
   *
   * @throws DomainError `agency.wrong-change` when nobody or more than one is found, `membership.wrong-day`.
   */
  appointMember(
    scope: AgencyScope,
    submission: Submission,
    { found, from, to }: AppointMemberRequest,
  ): Promise<void> {
    return this.onceOnly.write(scope, submission, async (tx) => {
      const today = this.clock.today(scope.timeZone);
      const ids = await this.details.findMembers(scope, tx, found, today);
      if (ids.length === 0)
        throw refused('found', 'Nobody who works here today has this staff number or work email address');
      if (ids.length > 1)
        throw refused('found', 'More than one member has this. Enter the other of staff number and address');
      await this.grantLead(scope, tx, ids[0]!, from, to);
    });
  }

  /**
   * Takes somebody on and makes them a training lead for days. They are invited to set a passphrase; whoever has one
   * already is told that they now work here too.
   *
   * @throws DomainError `membership.overlaps` when they work here already, `agency.wrong-change`, `membership.wrong-day`.
   */
  appointPerson(scope: AgencyScope, submission: Submission, asked: AppointPersonRequest): Promise<void> {
    return this.onceOnly.write(scope, submission, async (tx) => {
      const jobRoles = await this.details.findJobRoles(scope, tx);
      if (!jobRoles.some(({ code }) => code === asked.jobRole))
        throw refused('jobRole', 'Choose a job role from the list');
      const { email, staffRef, givenName, familyName, jobRole, from, to } = asked;
      const membershipId = uuid();
      const fromOn = calendarDate(from);
      const member = {
        membershipId,
        email,
        workEmail: email,
        staffRef,
        givenName,
        familyName,
        jobRole,
        fromOn,
      };
      const place = { workforceGroup: null, teamId: null, managerMembershipId: null, toOn: null };
      await this.memberships.join(scope, tx, [{ ...member, ...place }]);
      await this.audit.record(scope, tx, 'membership.added', `membership:${membershipId}`, { from });
      await this.grantLead(scope, tx, membershipId, from, to);
      await this.passphrases.invite(scope, tx, [{ membershipId }]);
    });
  }

  /** @throws DomainError `request.not-found`, `membership.wrong-day` */
  endRole(scope: AgencyScope, submission: Submission, ended: EndAgencyRoleRequest): Promise<void> {
    const { membershipId, role, from, lastDay } = ended;
    return this.onceOnly.write(scope, submission, (tx) =>
      this.memberships.endRole(scope, tx, {
        membershipId,
        role,
        fromOn: calendarDate(from),
        lastDay: dayOrNull(lastDay),
      }),
    );
  }

  private grantLead(
    scope: AgencyScope,
    tx: Transaction,
    membershipId: string,
    from: string,
    to: string | null,
  ): Promise<void> {
    const days = { fromOn: calendarDate(from), toOn: dayOrNull(to) };
    return this.memberships.grantRole(scope, tx, { membershipId, role: 'training-lead', ...days });
  }
}

const dayOrNull = (day: string | null): CalendarDate | null => (day === null ? null : calendarDate(day));
