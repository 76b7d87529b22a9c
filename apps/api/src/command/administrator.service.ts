import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { v7 as uuid } from 'uuid';
import { MembershipService } from '../membership/membership.service.js';
import { type HandedLink, HandedLinkService } from '../passphrase/handed-link.service.js';
import { BY_OPERATOR } from '../platform/audit/asker.js';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { DomainError } from '../platform/http/domain-error.js';
import {
  type Administrator,
  AdministratorRepository,
  type KnownAddress,
} from './administrator.repository.js';
import { WrongCall } from './operator-command.js';
import { PARTNERSHIP } from './operator-scope.js';

/** Somebody to make administrator. */
export interface NewAdministrator {
  /** To sign in with: trimmed, lower case. */
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  /** Code. */
  readonly jobRole: string;
}

/** An administrator who was added. */
export interface AddedAdministrator {
  readonly personId: string;
  readonly membershipId: string;
  /** `null` for somebody who has a passphrase already. */
  readonly link: HandedLink | null;
}

/** Says who administers the site, and makes the first of them, whom nobody could grant it. */
@Injectable()
export class AdministratorService {
  constructor(
    private readonly database: Database,
    private readonly administrators: AdministratorRepository,
    private readonly memberships: MembershipService,
    private readonly links: HandedLinkService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Whoever administers the site now or will, by name. In the scope of the partnership. */
  list(scope: JobScope): Promise<Administrator[]> {
    return this.database.read(scope, (tx) => this.administrators.find(scope, tx, this.today()));
  }

  /**
   * Makes somebody administrator from today on: a member of the partnership who is, or becomes, a person of this
   * address. Nobody's passphrase changes.
   *
   * @param scope In the partnership.
   * @throws WrongCall for a job role that does not exist; DomainError `membership.overlaps` when they are administrator
   * already.
   */
  async add(scope: JobScope, asked: NewAdministrator): Promise<AddedAdministrator> {
    const added = await this.database.write(scope, async (tx) => {
      if (!(await this.administrators.isJobRole(scope, tx, asked.jobRole)))
        throw new WrongCall(`There is no job role "${asked.jobRole}"`);
      const person = await this.personOf(scope, tx, asked);
      const membershipId = await this.membershipOf(scope, tx, asked, person);
      const from = this.today();
      await this.administrators.grant(scope, tx, membershipId, from);
      await this.record(tx, 'role.granted', membershipId, {
        role: 'administrator',
        fromOn: from,
        toOn: null,
      });
      return { ...person, membershipId };
    });
    const { personId, membershipId, isVerified } = added;
    return { personId, membershipId, link: isVerified ? null : await this.links.make(scope, personId) };
  }

  private async personOf(scope: JobScope, tx: Transaction, asked: NewAdministrator): Promise<KnownAddress> {
    const { email, givenName, familyName } = asked;
    const name = `${givenName} ${familyName}`;
    const person = await this.administrators.findOrAdd(scope, tx, { id: uuid(), email, name });
    if (person !== undefined) return person;
    throw new DomainError('service.unavailable', 'Somebody is adding this person at this moment. Try again');
  }

  /** The membership they have, or a new one from today. */
  private async membershipOf(
    scope: JobScope,
    tx: Transaction,
    { email, givenName, familyName, jobRole }: NewAdministrator,
    { personId }: KnownAddress,
  ): Promise<string> {
    const held = await this.administrators.lockMembership(scope, tx, personId, this.today());
    if (held?.isAdministrator) {
      throw new DomainError(
        'membership.overlaps',
        `${email} belongs to an administrator already. Whoever has no passphrase, or has forgotten it, asks for a link on the page for signing in`,
      );
    }
    if (held !== undefined) return held.membershipId;
    const membershipId = uuid();
    await this.memberships.join(scope, tx, [
      {
        membershipId,
        email,
        givenName,
        familyName,
        workEmail: email,
        jobRole,
        // The partnership can give them its own number later.
        staffRef: `admin-${membershipId.slice(-8)}`,
        workforceGroup: null,
        teamId: null,
        managerMembershipId: null,
        fromOn: this.today(),
        toOn: null,
      },
    ]);
    await this.record(tx, 'membership.joined', membershipId, { fromOn: this.today(), toOn: null });
    return membershipId;
  }

  private record(
    tx: Transaction,
    action: string,
    membershipId: string,
    detail: Readonly<Record<string, string | null>>,
  ): Promise<void> {
    const operator = { agencyId: PARTNERSHIP, personId: null };
    return this.audit.record(operator, tx, action, `membership:${membershipId}`, {
      ...detail,
      ...BY_OPERATOR,
    });
  }

  private today() {
    return this.clock.today(DEFAULT_TIME_ZONE);
  }
}
