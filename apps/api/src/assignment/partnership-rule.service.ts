import { Injectable } from '@nestjs/common';
import type {
  PartnershipAssignment,
  PartnershipAssignmentChoice,
  PartnershipAssignmentDetail,
  PartnershipAssignmentList,
  PartnershipAssignmentPreview,
  PreviewPartnershipAssignmentRequest,
} from '@learning-reviews/contracts/assignment.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { AGENCY_KINDS, agencyKindInWords } from '@learning-reviews/domain/agency/agency-kind';
import { audienceInWords } from '@learning-reviews/domain/assignment/audience-words';
import { isForKind, peopleUpTo } from '@learning-reviews/domain/assignment/partnership-rule';
import { partnershipWarnings } from '@learning-reviews/domain/assignment/partnership-warning';
import { isRuleOver } from '@learning-reviews/domain/assignment/rule-problem';
import { grantState } from '@learning-reviews/domain/membership/role-grant';
import { WORKFORCE_GROUPS } from '@learning-reviews/domain/report/workforce-group';
import { Database, type Transaction } from '../platform/database/database.js';
import { notFound } from '../platform/http/domain-error.js';
import { PartnershipRuleCheck } from './partnership-rule-check.service.js';
import {
  type PartnershipRuleRow,
  PartnershipRuleRepository,
  type PresentAgency,
} from './partnership-rule.repository.js';
import { settingInContract } from './rule-setting.js';
import { RuleSettingRepository } from './rule-setting.repository.js';

/** What the partnership's rules are shown with. */
interface Surroundings {
  /** Labels by code. */
  readonly jobRoles: ReadonlyMap<string, string>;
  readonly agencies: readonly PresentAgency[];
  readonly spread: readonly {
    readonly ruleId: string;
    readonly agencyId: number;
    readonly version: number;
  }[];
}

const STATES = ['current', 'coming', 'ended'] as const;
const NO_TEAMS: ReadonlyMap<string, string> = new Map();

/** Shows the partnership's rules, with how many agencies they reach; and what one would do. Never anybody's people. */
@Injectable()
export class PartnershipRuleService {
  constructor(
    private readonly database: Database,
    private readonly rules: PartnershipRuleRepository,
    private readonly settings: RuleSettingRepository,
    private readonly check: PartnershipRuleCheck,
  ) {}

  /** Every rule: in force first, then to come, then over. */
  list(scope: AgencyScope): Promise<PartnershipAssignmentList> {
    return this.database.read(scope, async (tx) => {
      const around = await this.surroundings(scope, tx);
      const rules = (await this.rules.findAll(scope, tx)).map((rule) => this.inWords(scope, rule, around));
      return {
        today: this.check.today(scope),
        rules: STATES.flatMap((state) => rules.filter((rule) => rule.state === state)),
      };
    });
  }

  /** @throws DomainError `request.not-found` */
  read(scope: AgencyScope, id: string): Promise<PartnershipAssignmentDetail> {
    return this.database.read(scope, async (tx) => {
      const rule = await this.rules.find(scope, tx, id);
      if (rule === undefined) throw notFound();
      return {
        rule: this.inWords(scope, rule, await this.surroundings(scope, tx)),
        choice: await this.choiceIn(scope, tx),
      };
    });
  }

  /** What rules can be made of. */
  readChoice(scope: AgencyScope): Promise<PartnershipAssignmentChoice> {
    return this.database.read(scope, (tx) => this.choiceIn(scope, tx));
  }

  /**
   * What a rule would do, as far as the partnership may know.
   *
   * @throws DomainError `request.not-found`, `assignment.is-over`, `assignment.wrong-rule` with the field.
   */
  preview(
    scope: AgencyScope,
    asked: PreviewPartnershipAssignmentRequest,
  ): Promise<PartnershipAssignmentPreview> {
    return this.database.read(scope, async (tx) => {
      const today = this.check.today(scope);
      const { assignmentId } = asked;
      const before = assignmentId === null ? null : await this.check.find(scope, tx, assignmentId);
      const { moduleId, isPublished } = await this.check.moduleFor(scope, tx, asked.module, before);
      const setting = await this.check.settingFor(scope, tx, asked, before);
      const agencies = await this.check.reached(scope, tx, setting);
      const sizes = await this.rules.findSizes(scope, tx, today);
      const { jobRoles } = await this.surroundings(scope, tx);
      const others = (await this.rules.findAll(scope, tx)).filter(
        (other) => other.moduleId === moduleId && other.id !== assignmentId && !isRuleOver(other, today),
      );
      return {
        on: setting.fromOn > today ? setting.fromOn : today,
        agencies: agencies.map(({ name, kind }) => ({ name, kind })),
        peopleUpTo: peopleUpTo(agencies.map(({ id }) => sizes.get(id) ?? 0)),
        warnings: partnershipWarnings(
          { ...setting, id: '', isPublished },
          agencies.length,
          others,
          ({ audience }) =>
            `The partnership’s rule for ${audienceInWords(audience, { jobRoles, teams: NO_TEAMS }).replace(/^Everyone/, 'everyone')}`,
        ),
      };
    });
  }

  private async choiceIn(scope: AgencyScope, tx: Transaction): Promise<PartnershipAssignmentChoice> {
    const today = this.check.today(scope);
    const [modules, jobRoles, agencies] = await Promise.all([
      this.settings.findModules(scope, tx),
      this.settings.findJobRoles(scope, tx),
      this.rules.findAgencies(scope, tx, today),
    ]);
    return {
      today,
      modules: modules.map(({ module, title, isPublished }) => ({ module, title, isPublished })),
      agencyKinds: AGENCY_KINDS.filter((kind) => isForKind(null, kind)).map((kind) => ({
        kind,
        label: agencyKindInWords(kind),
        agencies: agencies.filter((agency) => agency.kind === kind).length,
      })),
      jobRoles,
      groups: WORKFORCE_GROUPS.map(({ group, label }) => ({ group, label })),
    };
  }

  private async surroundings(scope: AgencyScope, tx: Transaction): Promise<Surroundings> {
    const [jobRoles, agencies, spread] = await Promise.all([
      this.settings.findJobRoles(scope, tx),
      this.rules.findAgencies(scope, tx, this.check.today(scope)),
      this.rules.findSpread(scope, tx),
    ]);
    return { jobRoles: new Map(jobRoles.map(({ code, label }) => [code, label])), agencies, spread };
  }

  private inWords(
    scope: AgencyScope,
    rule: PartnershipRuleRow,
    { jobRoles, agencies, spread }: Surroundings,
  ): PartnershipAssignment {
    const { id, module, title, agencyKinds, version } = rule;
    const { audience, ...setting } = settingInContract(rule);
    const state = grantState(rule, this.check.today(scope));
    const reached = agencies.filter(({ kind }) => isForKind(agencyKinds, kind));
    const done = new Set(
      spread.filter((one) => one.ruleId === id && one.version === version).map(({ agencyId }) => agencyId),
    );
    return {
      id,
      module,
      title,
      agencyKinds: [...(agencyKinds ?? [])],
      audience: { groups: audience.groups, jobRoles: audience.jobRoles },
      audienceWords: audienceInWords(rule.audience, { jobRoles, teams: NO_TEAMS }),
      ...setting,
      version,
      state,
      agencies: reached.length,
      agenciesDone: reached.filter((agency) => done.has(agency.id)).length,
      mayChange: state !== 'ended',
    };
  }
}
