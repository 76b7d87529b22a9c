import { Injectable } from '@nestjs/common';
import type { AgencyScope, JobScope } from '@learning-reviews/domain/access/scope';
import { addDays, type CalendarDate } from '@learning-reviews/domain/calendar-date';
import { AssignmentService } from '../assignment/assignment.service.js';
import { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/http/domain-error.js';
import { AddressChange } from './address-change.service.js';
import { agencyOf, isAskedAnew, Joining, known } from './joining.service.js';
import { type MemberDetails, MembershipRepository, type MembershipRow } from './membership.repository.js';
import { named } from './named-membership.js';
import type { GrantRow } from './role-grant.repository.js';
import type { EndedGrant, NewGrant } from './role-grant.service.js';
import { StructureService } from './structure.service.js';
import type { TeamRow } from './team.repository.js';

/** Somebody to take on. */
export interface NewMember extends MemberDetails {
  /** Made by the caller, uuid v7, so that a list can name managers who come with it. */
  readonly membershipId: string;
  /** To sign in with: trimmed, lower case. Whoever has it already gets another job; nobody is told which it was. */
  readonly email: string;
  readonly fromOn: CalendarDate;
  /** Last day, included. */
  readonly toOn: CalendarDate | null;
}

/** A member who was taken on. For the server alone: `isVerified` would tell that an address is known elsewhere. */
export interface Joined {
  readonly membershipId: string;
  readonly personId: string;
  /** Whether the person can sign in already. */
  readonly isVerified: boolean;
  /** How many required modules they had finished before. */
  readonly recognised: number;
}

/** Details that change in a job that goes on. The job role and the workforce group are another job: `move`. */
export type MemberChange = Omit<MemberDetails, 'jobRole' | 'workforceGroup'> & {
  readonly membershipId: string;
};

/** A change to another job role or workforce group in the same agency. */
export interface MemberMove extends MemberDetails {
  readonly membershipId: string;
  /** Of the membership that begins. */
  readonly newMembershipId: string;
  /** First day in the new job; the old one ends the day before. */
  readonly on: CalendarDate;
}

/** A former member who comes back. */
export interface ReturningMember extends MemberDetails {
  /** Any membership they had here. */
  readonly membershipId: string;
  readonly newMembershipId: string;
  readonly fromOn: CalendarDate;
  readonly toOn: CalendarDate | null;
}

/** Somebody who goes. */
export interface Leaver {
  readonly membershipId: string;
  readonly lastDay: CalendarDate;
  /** Whether access is taken away now, whatever day it is. */
  readonly isAtOnce: boolean;
}

/**
 * How people come to an agency, change there and go: one of them from a form, or thousands from a file. It writes no
 * audit, which is the caller's: it knows who asked and how. What each side keeps is written in docs/data.md.
 */
@Injectable()
export class MembershipService {
  constructor(
    private readonly memberships: MembershipRepository,
    private readonly joining: Joining,
    private readonly addresses: AddressChange,
    private readonly assignment: AssignmentService,
    private readonly clock: Clock,
    private readonly structure: StructureService,
  ) {}

  /**
   * Takes people on: makes those nobody knew, gives each their membership and what the agency requires of it, and
   * recognises what they had finished before and still counts.
   *
   * @throws DomainError `membership.overlaps` when one of them works here already on some of these days.
   */
  async join(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    members: readonly NewMember[],
  ): Promise<readonly Joined[]> {
    if (members.length === 0) return [];
    const people = await this.joining.peopleBehind(scope, tx, members);
    const rows = members.map((member) => {
      const { personId } = known(people, member.email);
      return named({ ...member, personId });
    });
    await this.memberships.insert(scope, tx, rows);
    const recognised = await this.joining.assign(scope, tx, rows);
    return rows.map(({ membershipId, personId }, index) => ({
      membershipId,
      personId,
      isVerified: known(people, members[index]!.email).isVerified,
      recognised: recognised.get(membershipId) ?? 0,
    }));
  }

  /**
   * Takes people on who are known: members of an agency whose work this one takes over. Everything else is as in
   * `join`.
   *
   * @throws DomainError `membership.overlaps` when one of them works here already on some of these days.
   */
  async takeOver(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    members: readonly MembershipRow[],
  ): Promise<void> {
    if (members.length === 0) return;
    const rows = members.map(named);
    await this.memberships.insert(scope, tx, rows);
    await this.joining.assign(scope, tx, rows);
  }

  /**
   * Changes details of jobs that go on. Where nobody has proved the address yet and it changes, the person behind the
   * membership is whoever has the new one: an invitation to a mistyped address must not stay the only way in.
   *
   * @throws DomainError `request.not-found` for a membership of another agency, `membership.overlaps` when whoever has
   * the new address works here already.
   */
  async change(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    changes: readonly MemberChange[],
  ): Promise<void> {
    if (changes.length === 0) return;
    const before = await this.lockAll(scope, tx, changes);
    const after = changes.map((change) => named({ ...before.get(change.membershipId)!, ...change }));
    await this.memberships.update(scope, tx, after);
    await this.addresses.follow(scope, tx, before, after);
    const moved = after.filter((row) => isAskedAnew(before.get(row.membershipId)!, row));
    if (moved.length === 0) return;
    await this.joining.askAnew(scope, tx, moved, await this.joining.today(scope, tx));
  }

  /**
   * Moves members to another job role or workforce group: the old membership ends the day before, a new one begins.
   * Standings go along as they are, and so do roles, leave and exceptions that run on and the people they manage. A member whose job began
   * on that very day has it changed in place.
   *
   * @throws DomainError `request.not-found`, `membership.wrong-day` for a day before the job began or after it ended,
   * or one that has not come.
   */
  async move(scope: AgencyScope | JobScope, tx: Transaction, moves: readonly MemberMove[]): Promise<void> {
    if (moves.length === 0) return;
    const today = await this.joining.today(scope, tx);
    const before = await this.lockAll(scope, tx, moves);
    for (const { membershipId, on } of moves) {
      const { fromOn, toOn } = before.get(membershipId)!;
      if (on < fromOn || (toOn !== null && on > toOn) || (on > today && on !== fromOn)) throw wrongDay();
    }
    const inPlace = moves.filter(({ membershipId, on }) => before.get(membershipId)!.fromOn === on);
    await this.changeInPlace(scope, tx, before, inPlace, today);

    const following = moves.filter((one) => !inPlace.includes(one));
    if (following.length === 0) return;
    const links = following.map(({ membershipId, newMembershipId, on }) => ({
      from: membershipId,
      to: newMembershipId,
      on,
    }));
    await this.memberships.end(
      scope,
      tx,
      links.map(({ from, on }) => ({ membershipId: from, lastDay: addDays(on, -1) })),
    );
    const rows = following.map(({ membershipId, newMembershipId, on, ...details }) => {
      const { personId, toOn } = before.get(membershipId)!;
      return named({ ...details, membershipId: newMembershipId, personId, fromOn: on, toOn });
    });
    await this.memberships.insert(scope, tx, rows);
    await this.memberships.moveGrants(scope, tx, links);
    await this.memberships.changeManagers(scope, tx, links);
    await this.joining.assign(scope, tx, rows, new Map(links.map(({ from, to }) => [to, from])));
  }

  /**
   * Lets members go. The agency keeps what it recorded; what they do afterwards never enters it.
   *
   * @throws DomainError `request.not-found`, `membership.wrong-day` for a last day before the first.
   */
  async leave(scope: AgencyScope | JobScope, tx: Transaction, leavers: readonly Leaver[]): Promise<void> {
    if (leavers.length === 0) return;
    const before = await this.lockAll(scope, tx, leavers);
    if (leavers.some(({ membershipId, lastDay }) => lastDay < before.get(membershipId)!.fromOn))
      throw wrongDay();
    await this.memberships.end(scope, tx, leavers);
    const atOnce = leavers.filter(({ isAtOnce }) => isAtOnce).map(({ membershipId }) => membershipId);
    if (atOnce.length > 0) await this.memberships.endAccess(scope, tx, atOnce, this.clock.now());
  }

  /** Says who manages whom, of memberships of this agency. */
  async manage(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    managers: readonly { readonly membershipId: string; readonly managerMembershipId: string }[],
  ): Promise<void> {
    if (managers.length > 0) await this.memberships.setManagers(scope, tx, managers);
  }

  /**
   * Takes a move back: the job that followed goes, unless something was learned in it, and the one before is open again
   * with the roles and the team it had.
   *
   * @returns The memberships that follow and had to be kept.
   */
  async takeBack(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    moves: readonly {
      readonly membershipId: string;
      readonly newMembershipId: string;
      /** Last day of the job before, as it was. */
      readonly lastDay: CalendarDate | null;
    }[],
  ): Promise<readonly string[]> {
    if (moves.length === 0) return [];
    const following = await this.lockAll(
      scope,
      tx,
      moves.map(({ newMembershipId }) => ({ membershipId: newMembershipId })),
    );
    const kept = new Set(await this.memberships.findWithEvidence(scope, tx, [...following.keys()]));
    const free = moves.filter(({ newMembershipId }) => !kept.has(newMembershipId));
    const links = free.map(({ membershipId, newMembershipId }) => ({
      from: newMembershipId,
      to: membershipId,
      on: following.get(newMembershipId)!.fromOn,
    }));
    await this.memberships.changeManagers(scope, tx, links);
    await this.memberships.reopenGrants(scope, tx, links);
    await this.joining.takeBack(scope, tx, free);
    await this.remove(
      scope,
      tx,
      free.map(({ newMembershipId }) => newMembershipId),
    );
    await this.reopen(scope, tx, free);
    return [...kept];
  }

  /** Refuses to leave the agency without a training lead when these go. @throws DomainError `membership.last-lead` */
  refuseLastLeads(
    scope: AgencyScope,
    tx: Transaction,
    leavers: readonly Pick<Leaver, 'membershipId' | 'lastDay'>[],
  ): Promise<void> {
    return this.structure.roles.refuseLastLeads(scope, tx, leavers);
  }

  /**
   * Opens memberships again that were ended, as they were, and asks of them what the rules say now.
   *
   * @throws DomainError `request.not-found`, `membership.overlaps` when they work here again meanwhile.
   */
  async reopen(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    memberships: readonly { readonly membershipId: string; readonly lastDay: CalendarDate | null }[],
  ): Promise<void> {
    if (memberships.length === 0) return;
    const rows = await this.lockAll(scope, tx, memberships);
    await this.memberships.end(scope, tx, memberships);
    await this.joining.askAnew(scope, tx, [...rows.values()], await this.joining.today(scope, tx));
  }

  /**
   * Takes a former member on again: the person of an earlier membership here gets another one.
   *
   * @returns How many required modules they had finished before.
   * @throws DomainError `request.not-found`, `membership.overlaps` when they work here on some of these days.
   */
  async comeBack(
    scope: AgencyScope,
    tx: Transaction,
    { membershipId, newMembershipId, ...details }: ReturningMember,
  ): Promise<{ readonly recognised: number }> {
    const before = await this.lockAll(scope, tx, [{ membershipId }]);
    const { personId } = before.get(membershipId)!;
    const row = named({ ...details, membershipId: newMembershipId, personId });
    await this.memberships.insert(scope, tx, [row]);
    const recognised = await this.joining.assign(scope, tx, [row]);
    return { recognised: recognised.get(newMembershipId) ?? 0 };
  }

  /**
   * Takes away memberships that should never have been. One in which something was learned is kept: evidence stays.
   *
   * @throws DomainError `request.not-found`
   */
  async remove(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    membershipIds: readonly string[],
  ): Promise<{ readonly removed: readonly string[]; readonly kept: readonly string[] }> {
    if (membershipIds.length === 0) return { removed: [], kept: [] };
    const before = await this.lockAll(
      scope,
      tx,
      membershipIds.map((membershipId) => ({ membershipId })),
    );
    const kept = await this.memberships.findWithEvidence(scope, tx, membershipIds);
    const keptIds = new Set(kept);
    const removed = membershipIds.filter((id) => !keptIds.has(id));
    await this.assignment.removeAll(scope, tx, agencyOf(scope), removed);
    await this.memberships.remove(scope, tx, removed);
    await this.memberships.removeUnusedPeople(
      scope,
      tx,
      removed.map((id) => before.get(id)!.personId),
    );
    return { removed, kept };
  }

  /** The agency's teams by name, with their members today. */
  teamsOf(scope: AgencyScope, tx: Transaction): Promise<readonly TeamRow[]> {
    return this.structure.teams.teamsOf(scope, tx);
  }

  /**
   * Adds a team, audited.
   *
   * @returns Its id.
   * @throws DomainError `team.name-taken`
   */
  addTeam(scope: AgencyScope, tx: Transaction, name: string): Promise<string> {
    return this.structure.teams.addTeam(scope, tx, name);
  }

  /** Gives a team another name, audited. @throws DomainError `request.not-found`, `team.name-taken` */
  renameTeam(scope: AgencyScope, tx: Transaction, teamId: string, name: string): Promise<void> {
    return this.structure.teams.renameTeam(scope, tx, teamId, name);
  }

  /** Takes away a team in which nobody works, audited. @throws DomainError `request.not-found`, `team.in-use` */
  removeTeam(scope: AgencyScope, tx: Transaction, teamId: string): Promise<void> {
    return this.structure.teams.removeTeam(scope, tx, teamId);
  }

  /** Every role of one membership, the latest first. */
  rolesOf(scope: AgencyScope, tx: Transaction, membershipId: string): Promise<readonly GrantRow[]> {
    return this.structure.roles.rolesOf(scope, tx, membershipId);
  }

  /** Grants a role for days, audited, within the bounds of whoever acts. @throws DomainError as `RoleGrantService` */
  grantRole(scope: AgencyScope, tx: Transaction, grant: NewGrant): Promise<void> {
    return this.structure.roles.grantRole(scope, tx, grant);
  }

  /** Ends a role, audited, within the bounds of whoever acts. @throws DomainError as `RoleGrantService` */
  endRole(scope: AgencyScope, tx: Transaction, ended: EndedGrant): Promise<void> {
    return this.structure.roles.endRole(scope, tx, ended);
  }

  private async changeInPlace(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    before: ReadonlyMap<string, MembershipRow>,
    moves: readonly MemberMove[],
    today: CalendarDate,
  ): Promise<void> {
    if (moves.length === 0) return;
    const after = moves.map(({ newMembershipId: _new, on: _on, ...details }) =>
      named({ ...before.get(details.membershipId)!, ...details }),
    );
    await this.memberships.update(scope, tx, after);
    await this.joining.askAnew(scope, tx, after, today);
  }

  private async lockAll(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    asked: readonly { readonly membershipId: string }[],
  ): Promise<ReadonlyMap<string, MembershipRow>> {
    const ids = [...new Set(asked.map(({ membershipId }) => membershipId))];
    const rows = await this.memberships.lock(scope, tx, ids);
    if (rows.length < ids.length) throw notFound();
    return new Map(rows.map((row) => [row.membershipId, row]));
  }
}

const wrongDay = () =>
  new DomainError(
    'membership.wrong-day',
    'Enter a day on which this person works here, up to today. The first day of a new job cannot be before the old one began',
  );
