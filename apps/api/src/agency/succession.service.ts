import { Injectable } from '@nestjs/common';
import type { SuccessionPlan, SuccessionQuery } from '@learning-reviews/contracts/succession.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { planMoves } from '@learning-reviews/domain/agency/succession';
import { calendarDate } from '@learning-reviews/domain/calendar-date';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { AgencyRepository } from './agency.repository.js';
import { pairOf } from './succession-pair.js';
import { SuccessionRepository } from './succession.repository.js';

/** So many staff numbers are shown; how many there are in all is said. */
const MOST_STAFF_REFS = 50;

/** Says what it would mean if one agency took over the work of another. Nothing is written. */
@Injectable()
export class SuccessionService {
  constructor(
    private readonly database: Database,
    private readonly agencies: AgencyRepository,
    private readonly successions: SuccessionRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * What a succession would move and leave. Numbers, names of teams and staff numbers; nobody's name.
   *
   * @throws DomainError `request.not-found`, `agency.wrong-change` with the field.
   */
  plan(scope: AgencyScope, agencyId: number, query: SuccessionQuery): Promise<SuccessionPlan> {
    const on = calendarDate(query.on);
    return this.database.read(scope, async (tx) => {
      const all = await this.agencies.findAll(scope, tx);
      const { agency, successor } = pairOf(all, agencyId, query.successorId, on, ({ timeZone }) =>
        this.clock.today(timeZone),
      );
      const ending = await this.database.withAgency(tx, agency.id, async () => ({
        members: await this.successions.findMoving(scope, tx, agency.id, on, null),
        managed: await this.successions.findManaged(scope, tx, agency.id, on),
        ...(await this.successions.countRoles(scope, tx, agency.id, on)),
      }));
      const there = await this.database.withAgency(tx, successor.id, async () => ({
        present: await this.successions.findPresent(scope, tx, successor.id, on, ending.members),
        teams: await this.successions.findTeamNames(scope, tx, successor.id),
        rules: await this.successions.countRules(scope, tx, successor.id, on),
      }));
      const moves = planMoves(ending.members, there.present, on, agency.code);
      const moving = moves.flatMap((move) => (move.isThere ? [] : [move]));
      const renumbered = moving.filter(({ member, staffRef }) => member.staffRef !== staffRef);
      const movingIds = new Set(moving.map(({ member }) => member.personId));
      const atSuccessor = new Set(moves.map(({ member }) => member.personId));
      const teams = new Set(moving.flatMap(({ member }) => member.team ?? []));
      return {
        agency: { id: agency.id, name: agency.name },
        code: agency.code,
        successor: { id: successor.id, name: successor.name },
        on,
        today: this.clock.today(agency.timeZone),
        moving: moving.length,
        alreadyThere: moves.length - moving.length,
        joiningLater: moving.filter(({ fromOn }) => fromOn > on).length,
        withManager: ending.managed.filter(
          ({ personId, managerPersonId }) => movingIds.has(personId) && atSuccessor.has(managerPersonId),
        ).length,
        teamsAdded: [...teams].filter((name) => !there.teams.has(name.toLowerCase())).sort(),
        staffRefs: renumbered
          .slice(0, MOST_STAFF_REFS)
          .map(({ member, staffRef }) => ({ staffRef: member.staffRef, becomes: staffRef })),
        staffRefsInAll: renumbered.length,
        leads: ending.leads,
        lineManagers: ending.lineManagers,
        modulesRequired: there.rules,
        agenciesBelow: all.filter(({ parentId }) => parentId === agency.id).length,
      };
    });
  }
}
