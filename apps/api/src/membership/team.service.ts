import { Injectable } from '@nestjs/common';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { v7 as uuid } from 'uuid';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/http/domain-error.js';
import { TeamRepository, type TeamRow } from './team.repository.js';

/** The parts of an agency that its people know by name. Every change is audited. */
@Injectable()
export class TeamService {
  constructor(
    private readonly teams: TeamRepository,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Every team by name, with its members today. */
  teamsOf(scope: AgencyScope, tx: Transaction): Promise<TeamRow[]> {
    return this.teams.find(scope, tx, this.clock.today(scope.timeZone));
  }

  /**
   * Adds a team. One of this name that was closed is opened again, so that what its former members show goes on.
   *
   * @returns Its id.
   * @throws DomainError `team.name-taken`
   */
  async addTeam(scope: AgencyScope, tx: Transaction, name: string): Promise<string> {
    const known = await this.teams.findByName(scope, tx, name);
    if (known !== undefined && !known.isClosed) throw nameTaken();
    const id = known?.id ?? uuid();
    if (known === undefined) await this.teams.insert(scope, tx, id, name);
    else await this.teams.rename(scope, tx, id, name);
    await this.audit.record(scope, tx, 'team.added', `team:${id}`);
    return id;
  }

  /** @throws DomainError `request.not-found`; `team.name-taken` when another team has the name. */
  async renameTeam(scope: AgencyScope, tx: Transaction, teamId: string, name: string): Promise<void> {
    if (!(await this.teams.lock(scope, tx, teamId))) throw notFound();
    const known = await this.teams.findByName(scope, tx, name);
    if (known !== undefined && known.id !== teamId) throw nameTaken();
    await this.teams.rename(scope, tx, teamId, name);
    await this.audit.record(scope, tx, 'team.renamed', `team:${teamId}`);
  }

  /**
   * Takes away a team in which nobody works. Former members go on showing its name.
   *
   * @throws DomainError `request.not-found`; `team.in-use` while somebody works in it, or a rule names it.
   */
  async removeTeam(scope: AgencyScope, tx: Transaction, teamId: string): Promise<void> {
    if (!(await this.teams.lock(scope, tx, teamId))) throw notFound();
    const team = (await this.teamsOf(scope, tx)).find(({ id }) => id === teamId);
    if (team === undefined) return;
    if (!team.isEmpty) {
      const sentence = 'People work in this team, or a rule about modules names it. Change that first';
      throw new DomainError('team.in-use', sentence);
    }
    await this.teams.remove(scope, tx, teamId, this.clock.today(scope.timeZone));
    await this.audit.record(scope, tx, 'team.removed', `team:${teamId}`);
  }
}

function nameTaken(): DomainError {
  const message = 'There is a team of this name already. Choose another name';
  return new DomainError('team.name-taken', message, { errors: [{ field: 'name', message }] });
}
