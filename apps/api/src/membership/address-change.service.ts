import { Injectable } from '@nestjs/common';
import type { AgencyScope, JobScope } from '@learning-reviews/domain/access/scope';
import { AssignmentService } from '../assignment/assignment.service.js';
import type { Transaction } from '../platform/database/database.js';
import { agencyOf, Joining, known } from './joining.service.js';
import { MembershipRepository, type MembershipRow, type NamedMembership } from './membership.repository.js';

/** What a changed work address means for the person behind a membership. */
@Injectable()
export class AddressChange {
  constructor(
    private readonly memberships: MembershipRepository,
    private readonly joining: Joining,
    private readonly assignment: AssignmentService,
  ) {}

  /** Puts whoever has the new address behind memberships whose old address nobody has proved. */
  async follow(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    before: ReadonlyMap<string, MembershipRow>,
    after: readonly NamedMembership[],
  ): Promise<void> {
    const readdressed = after.filter(({ membershipId, workEmail }) => {
      const old = addressOf(before.get(membershipId)!.workEmail);
      return workEmail !== '' && old !== '' && old !== addressOf(workEmail);
    });
    if (readdressed.length === 0) return;
    const oldPeople = await this.joining.peopleBehind(
      scope,
      tx,
      readdressed.map((row) => ({ ...row, email: addressOf(before.get(row.membershipId)!.workEmail) })),
    );
    const unproved = readdressed.filter(({ membershipId, personId }) => {
      const old = oldPeople.get(addressOf(before.get(membershipId)!.workEmail));
      return old?.personId === personId && !old.isVerified;
    });
    const withEvidence = new Set(
      await this.memberships.findWithEvidence(
        scope,
        tx,
        unproved.map(({ membershipId }) => membershipId),
      ),
    );
    const free = unproved.filter(({ membershipId }) => !withEvidence.has(membershipId));
    if (free.length > 0) await this.putBehind(scope, tx, free);
    const left = [...free, ...oldPeople.values()].map(({ personId }) => personId);
    await this.memberships.removeUnusedPeople(scope, tx, left);
  }

  private async putBehind(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    free: readonly NamedMembership[],
  ): Promise<void> {
    const people = await this.joining.peopleBehind(
      scope,
      tx,
      free.map((row) => ({ ...row, email: addressOf(row.workEmail) })),
    );
    const rows = free.map((row) => ({ ...row, personId: known(people, addressOf(row.workEmail)).personId }));
    // A standing names the person too, so it is made anew; nothing had been begun by somebody who never signed in.
    await this.assignment.removeAll(
      scope,
      tx,
      agencyOf(scope),
      rows.map(({ membershipId }) => membershipId),
    );
    await this.memberships.changePeople(scope, tx, rows);
    await this.joining.assign(scope, tx, rows);
  }
}

const addressOf = (email: string) => email.trim().toLowerCase();
