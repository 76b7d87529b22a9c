import { Injectable } from '@nestjs/common';
import type {
  Assignment,
  AssignmentChoice,
  AssignmentDetail,
  AssignmentList,
} from '@learning-reviews/contracts/assignment.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { isInAudience } from '@learning-reviews/domain/assignment/assignment';
import { type AudienceNames, audienceInWords } from '@learning-reviews/domain/assignment/audience-words';
import { grantState } from '@learning-reviews/domain/membership/role-grant';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { notFound } from '../platform/http/domain-error.js';
import { findWorkforceGroups } from '../platform/setting/workforce-groups.js';
import { type AlikeMembers, type AlikeStandings, RuleReachRepository } from './rule-reach.repository.js';
import { settingInContract } from './rule-setting.js';
import { type RecomputeProgress, type RuleRow, RuleSettingRepository } from './rule-setting.repository.js';

/** What the rules of an agency are shown with. */
interface Surroundings {
  readonly names: AudienceNames;
  readonly members: readonly AlikeMembers[];
  readonly standings: readonly AlikeStandings[];
  readonly progress: readonly RecomputeProgress[];
}

const STATES = ['current', 'coming', 'ended'] as const;

/** Shows the rules of an agency, its own and the partnership's, with whom they reach. */
@Injectable()
export class RuleListService {
  constructor(
    private readonly database: Database,
    private readonly settings: RuleSettingRepository,
    private readonly reach: RuleReachRepository,
    private readonly clock: Clock,
  ) {}

  /** Every rule: in force first, then to come, then over. */
  list(scope: AgencyScope): Promise<AssignmentList> {
    return this.database.read(scope, async (tx) => {
      const rules = await this.settings.findAll(scope, tx);
      const around = await this.surroundings(scope, tx, rules);
      const inWords = rules.map((rule) => this.inWords(scope, rule, around));
      return {
        today: this.clock.today(scope.timeZone),
        rules: STATES.flatMap((state) => inWords.filter((rule) => rule.state === state)),
      };
    });
  }

  /** @throws DomainError `request.not-found` for a rule of another agency. */
  read(scope: AgencyScope, id: string): Promise<AssignmentDetail> {
    return this.database.read(scope, async (tx) => {
      const rule = await this.settings.find(scope, tx, id);
      if (rule === undefined) throw notFound();
      return {
        rule: this.inWords(scope, rule, await this.surroundings(scope, tx, [rule])),
        choice: await this.choiceIn(scope, tx),
      };
    });
  }

  /** What rules can be made of. */
  readChoice(scope: AgencyScope): Promise<AssignmentChoice> {
    return this.database.read(scope, (tx) => this.choiceIn(scope, tx));
  }

  private async choiceIn(scope: AgencyScope, tx: Transaction): Promise<AssignmentChoice> {
    const today = this.clock.today(scope.timeZone);
    const [modules, jobRoles, teams, groups] = await Promise.all([
      this.settings.findModules(scope, tx),
      this.settings.findJobRoles(scope, tx),
      this.settings.findTeams(scope, tx),
      findWorkforceGroups(scope, tx, today),
    ]);
    return {
      today,
      modules: modules.map(({ module, title, isPublished }) => ({ module, title, isPublished })),
      jobRoles,
      groups: groups.filter(({ isRetired }) => !isRetired).map(({ group, label }) => ({ group, label })),
      teams,
    };
  }

  private async surroundings(
    scope: AgencyScope,
    tx: Transaction,
    rules: readonly RuleRow[],
  ): Promise<Surroundings> {
    const today = this.clock.today(scope.timeZone);
    const moduleIds = [...new Set(rules.map(({ moduleId }) => moduleId))];
    const [jobRoles, teams, members, standings, progress] = await Promise.all([
      this.settings.findJobRoles(scope, tx),
      this.settings.findTeams(scope, tx),
      this.reach.countMembers(scope, tx, today),
      this.reach.countStandings(scope, tx, moduleIds, today),
      this.settings.findProgress(scope, tx),
    ]);
    const names = {
      jobRoles: new Map(jobRoles.map(({ code, label }) => [code, label])),
      teams: new Map(teams.map(({ id, name }) => [id, name])),
    };
    return { names, members, standings, progress };
  }

  private inWords(
    scope: AgencyScope,
    rule: RuleRow,
    { names, members, standings, progress }: Surroundings,
  ): Assignment {
    const { id, module, moduleId, title, partnershipId, version, audience } = rule;
    const state = grantState(rule, this.clock.today(scope.timeZone));
    const of = standings.filter((some) => some.moduleId === moduleId && isInAudience(audience, some));
    const running = progress.find(({ moduleIds }) => moduleIds === null || moduleIds.includes(moduleId));
    return {
      id,
      module,
      title,
      setBy: partnershipId === null ? 'agency' : 'partnership',
      audienceWords: audienceInWords(audience, names),
      ...settingInContract(rule),
      version,
      state,
      people: sum(members.filter((some) => isInAudience(audience, some)).map(({ people }) => people)),
      done: sum(of.map(({ done }) => done)),
      overdue: sum(of.map(({ overdue }) => overdue)),
      mayChange: partnershipId === null && state !== 'ended',
      progress: running === undefined ? null : { people: running.people, peopleDone: running.peopleDone },
    };
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, next) => total + next, 0);
