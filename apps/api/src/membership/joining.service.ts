import { Injectable } from '@nestjs/common';
import type { AgencyScope, JobScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import { v7 as uuid } from 'uuid';
import { AssignmentService, type JoiningMember } from '../assignment/assignment.service.js';
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
import { type EarlierRow, RecognitionRepository } from './recognition.repository.js';

/** What happens whenever a membership begins: who is behind it, what is required of them, and what is recognised. */
@Injectable()
export class Joining {
  constructor(
    private readonly memberships: MembershipRepository,
    private readonly recognition: RecognitionRepository,
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
    const personIds = [...new Set(rows.map(({ personId }) => personId))];
    const held = await this.recognition.findHeld(scope, tx, personIds);
    const heldIds = new Set(held.map(({ completionId }) => completionId));
    const elsewhere = (await this.recognition.findAnywhere(scope, tx, personIds)).filter(
      ({ completionId }) => !heldIds.has(completionId),
    );
    const earlier = Map.groupBy([...held, ...elsewhere], ({ personId }) => personId);
    const carried = Map.groupBy(
      await this.assignment.standingsOfMembers(scope, tx, agencyOf(scope), [...previous.values()]),
      ({ membershipId }) => membershipId,
    );
    const joining = rows.map((row) => ({
      ...asJoining(row),
      earlier: earlier.get(row.personId) ?? [],
      carried: carried.get(previous.get(row.membershipId) ?? '') ?? [],
    }));
    const { recognised } = await this.assignment.assignTo(
      scope,
      tx,
      agencyOf(scope),
      joining,
      await this.today(scope, tx),
    );
    const byId = new Map<string, EarlierRow>(
      [...held, ...elsewhere].map((completion) => [completion.completionId, completion]),
    );
    const recordedAt = this.clock.now();
    const evidence = recognised.flatMap(({ membershipId, completionId, validUntil }) => {
      const { isHeld, ...completion } = byId.get(completionId)!;
      return isHeld ? [] : [{ ...completion, membershipId, validUntil, recordedAt }];
    });
    if (evidence.length > 0) await this.recognition.insert(scope, tx, evidence);
    const counts = new Map<string, number>();
    for (const { membershipId } of recognised) counts.set(membershipId, (counts.get(membershipId) ?? 0) + 1);
    return counts;
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

/** A membership as the rules ask about it. */
export function asJoining(row: MembershipRow): JoiningMember {
  return { ...row, joinedOn: row.fromOn };
}

/** Whether rules may ask something else of a member now: they ask by team, job role and workforce group. */
export function isAskedAnew(before: MembershipRow, after: MembershipRow): boolean {
  return (
    before.teamId !== after.teamId ||
    before.jobRole !== after.jobRole ||
    before.workforceGroup !== after.workforceGroup
  );
}
