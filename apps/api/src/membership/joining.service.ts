import { Injectable } from '@nestjs/common';
import type { AgencyScope, JobScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import { v7 as uuid } from 'uuid';
import { AssignmentService } from '../assignment/assignment.service.js';
import { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { CarriedRepository } from './carried.repository.js';
import {
  type FoundPerson,
  type MemberDetails,
  MembershipRepository,
  type MembershipRow,
} from './membership.repository.js';
import { displayName } from './named-membership.js';

/** What happens whenever a membership begins: who is behind it, what is required of them, and what is recognised. */
@Injectable()
export class Joining {
  constructor(
    private readonly memberships: MembershipRepository,
    private readonly assignment: AssignmentService,
    private readonly clock: Clock,
    private readonly carried: CarriedRepository,
  ) {}

  /** Who is behind addresses; people are made for those nobody had. Keyed by address. */
  async peopleBehind(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    members: readonly (Pick<MemberDetails, 'givenName' | 'familyName'> & { readonly email: string })[],
  ): Promise<ReadonlyMap<string, FoundPerson>> {
    const asked = members.map((member) => ({ email: member.email, name: displayName(member), id: uuid() }));
    const found = new Map<string, FoundPerson>();
    // Whom another transaction has just made is seen by the second look.
    for (let look = 1; look <= 2 && asked.some(({ email }) => !found.has(email)); look += 1) {
      const people = await this.memberships.findOrAddPeople(scope, tx, asked);
      for (const person of people) found.set(person.email, person);
    }
    return found;
  }

  /**
   * Gives new memberships their standings and writes down what is recognised. Leave and exceptions that are not over
   * go along from the job before.
   *
   * @param previous New membership → the one in this agency that it follows.
   * @returns How many completions were recognised for each membership.
   */
  async assign(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    rows: readonly MembershipRow[],
    previous: ReadonlyMap<string, string> = new Map(),
  ): Promise<ReadonlyMap<string, number>> {
    const links = rows.flatMap(({ membershipId: to, fromOn: on }) => {
      const from = previous.get(to);
      return from === undefined ? [] : [{ from, to, on }];
    });
    await this.carried.carry(scope, tx, links);
    const { recognised } = await this.assignment.recompute(
      scope,
      tx,
      agencyOf(scope),
      {
        membershipIds: rows.map(({ membershipId }) => membershipId),
        areNewcomers: true,
        following: previous,
      },
      await this.today(scope, tx),
    );
    return recognised;
  }

  /** Brings what is asked of members to what the rules say of them now: where they work has changed. */
  async askAnew(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    rows: readonly MembershipRow[],
    today: CalendarDate,
  ): Promise<void> {
    const membershipIds = rows.map(({ membershipId }) => membershipId);
    await this.assignment.recompute(scope, tx, agencyOf(scope), { membershipIds }, today);
  }

  /** Lets leave and exceptions of memberships that are about to go be those of the ones they followed again. */
  async takeBack(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    moves: readonly { readonly membershipId: string; readonly newMembershipId: string }[],
  ): Promise<void> {
    const links = moves.map((move) => ({ from: move.newMembershipId, to: move.membershipId, on: null }));
    await this.carried.carry(scope, tx, links);
  }

  /** The day it is in the scope's agency. */
  async today(scope: AgencyScope | JobScope, tx: Transaction): Promise<CalendarDate> {
    const isAgency = scope.brand === 'AgencyScope';
    return this.clock.today(isAgency ? scope.timeZone : await this.memberships.findTimeZone(scope, tx));
  }
}

/** The agency of a scope that acts for one. */
export function agencyOf({ agencyId }: AgencyScope | JobScope): number {
  if (agencyId === null) throw new RangeError('A membership belongs to one agency');
  return agencyId;
}

/** The person behind an address, of those that were looked up. */
export function known(people: ReadonlyMap<string, FoundPerson>, email: string): FoundPerson {
  const person = people.get(email);
  if (person === undefined) throw new Error('A person was neither found nor added');
  return person;
}

/** Whether rules may ask something else of a member now: they ask by team, job role and workforce group. */
export function isAskedAnew(before: MembershipRow, after: MembershipRow): boolean {
  return (
    before.teamId !== after.teamId ||
    before.jobRole !== after.jobRole ||
    before.workforceGroup !== after.workforceGroup
  );
}
