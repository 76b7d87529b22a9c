import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { planMoves } from '@learning-reviews/domain/agency/succession';
import { addDays, type CalendarDate } from '@learning-reviews/domain/calendar-date';
import { v7 as uuid } from 'uuid';
import { MembershipService } from '../membership/membership.service.js';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { type ManagedBy, type MovingRow, SuccessionRepository } from './succession.repository.js';

/** So many people are moved in one transaction of each agency. */
const AT_ONCE = 200;

/** One agency that ends, its successor, and the first day of the successor's time. */
interface Succession {
  readonly agencyId: number;
  readonly code: string;
  readonly successorId: number;
  readonly on: CalendarDate;
}

/**
 * Moves the people of an agency to its successor. Two agencies are two transactions, so each chunk begins in the
 * successor and then ends in the old one: cut off in between, its people are found again, and found to be there
 * already. Nobody is doubled, because `ex_membership_period` allows one job a day in one agency.
 */
@Injectable()
export class SuccessionMove {
  constructor(
    private readonly database: Database,
    private readonly successions: SuccessionRepository,
    private readonly memberships: MembershipService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Agencies that are succeeded. */
  findEnding(scope: JobScope): Promise<number[]> {
    return this.database.read(scope, (tx) => this.successions.findEnding(scope, tx));
  }

  /** Moves whoever is still to move from the scope's agency; nobody before the successor's first day. */
  async move(scope: JobScope, signal: AbortSignal): Promise<void> {
    const succession = await this.findDue(scope);
    if (succession === null) return;
    const { on, agencyId } = succession;
    for (;;) {
      signal.throwIfAborted();
      const { members, managed } = await this.database.read(scope, async (tx) => {
        const found = await this.successions.findMoving(scope, tx, agencyId, on, AT_ONCE);
        const ids = found.map(({ membershipId }) => membershipId);
        return {
          members: found,
          managed: await this.successions.findManagedAround(scope, tx, agencyId, ids),
        };
      });
      if (members.length === 0) return;
      await this.begin(succession, members, managed);
      await this.end(scope, succession, members);
    }
  }

  private async findDue(scope: JobScope): Promise<Succession | null> {
    const { agencyId } = scope;
    if (agencyId === null) throw new RangeError('A succession is of one agency');
    const agency = await this.database.read(scope, (tx) => this.successions.findAgency(scope, tx, agencyId));
    if (agency === undefined || agency.successorId === null || agency.toOn === null) return null;
    const on = addDays(agency.toOn, 1);
    if (on > this.clock.today(agency.timeZone)) return null;
    return { agencyId, code: agency.code, successorId: agency.successorId, on };
  }

  /** Gives the members their jobs with the successor: those who have none there yet. */
  private begin(
    { agencyId, code, successorId, on }: Succession,
    members: readonly MovingRow[],
    managed: readonly ManagedBy[],
  ): Promise<void> {
    const scope: JobScope = { brand: 'JobScope', agencyId: successorId };
    return this.database.write(scope, async (tx) => {
      const present = await this.successions.findPresent(scope, tx, successorId, on, members);
      const moving = planMoves(members, present, on, code).flatMap((move) => (move.isThere ? [] : [move]));
      const teamNames = [...new Set(moving.flatMap(({ member }) => member.team ?? []))];
      const teams = await this.successions.teamsNamed(scope, tx, successorId, teamNames);
      await this.memberships.takeOver(
        scope,
        tx,
        moving.map(({ member, staffRef, fromOn, toOn }) => ({
          membershipId: uuid(),
          personId: member.personId,
          staffRef,
          givenName: member.givenName,
          familyName: member.familyName,
          workEmail: member.workEmail,
          jobRole: member.jobRole,
          workforceGroup: member.workforceGroup,
          teamId: member.team === null ? null : (teams.get(member.team.toLowerCase()) ?? null),
          managerMembershipId: null,
          fromOn,
          toOn,
        })),
      );
      await this.successions.setManagers(scope, tx, successorId, on, managed);
      if (moving.length === 0) return;
      const detail = { people: moving.length, from: agencyId, on };
      await this.audit.record(
        ofNobody(successorId),
        tx,
        'agency.members-taken-over',
        `agency:${agencyId}`,
        detail,
      );
    });
  }

  /** Ends their jobs in the agency that has ended. What they learned there stays on record there. */
  private end(
    scope: JobScope,
    { agencyId, successorId, on }: Succession,
    members: readonly MovingRow[],
  ): Promise<void> {
    const lastDay = addDays(on, -1);
    return this.database.write(scope, async (tx) => {
      const before = members.filter(({ fromOn }) => fromOn < on);
      const never = members.filter(({ fromOn }) => fromOn >= on).map(({ membershipId }) => membershipId);
      const { kept } = await this.memberships.remove(scope, tx, never);
      const leavers = [
        ...before.map(({ membershipId }) => ({ membershipId, lastDay })),
        // Something was learned in a job that should never have begun: it is kept as short as it can be.
        ...members
          .filter(({ membershipId }) => kept.includes(membershipId))
          .map(({ membershipId, fromOn }) => ({ membershipId, lastDay: fromOn })),
      ].map((leaver) => ({ ...leaver, isAtOnce: false }));
      await this.memberships.leave(scope, tx, leavers);
      const detail = { people: members.length, to: successorId, on };
      await this.audit.record(
        ofNobody(agencyId),
        tx,
        'agency.members-moved',
        `agency:${successorId}`,
        detail,
      );
    });
  }
}

/** A job acts, and no person. */
const ofNobody = (agencyId: number) => ({ agencyId, personId: null });
