import { Injectable } from '@nestjs/common';
import type {
  AssignmentPreview,
  PreviewAssignmentRequest,
} from '@learning-reviews/contracts/assignment.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { isInAudience } from '@learning-reviews/domain/assignment/assignment';
import { audienceInWords } from '@learning-reviews/domain/assignment/audience-words';
import { type RulePlan, RulePlanTally } from '@learning-reviews/domain/assignment/rule-plan';
import { ruleWarnings } from '@learning-reviews/domain/assignment/rule-warning';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import { Database, type Transaction } from '../platform/database/database.js';
import { type AssignmentRow, AssignmentRuleRepository } from './assignment-rule.repository.js';
import { DutyRepository } from './duty.repository.js';
import { byMember, judge } from './member-duties.js';
import { RuleCheck } from './rule-check.service.js';
import { type ReachedMember, RuleReachRepository } from './rule-reach.repository.js';
import { wrongRule } from './rule-refusal.js';
import { type RuleRow, RuleSettingRepository } from './rule-setting.repository.js';

/** The rules for one module of an agency as they are, and as they would be. */
interface Planned {
  readonly rule: AssignmentRow;
  readonly before: RuleRow | null;
  readonly now: readonly AssignmentRow[];
  readonly then: readonly AssignmentRow[];
  readonly on: CalendarDate;
}

type Named = AssignmentPreview['some'][number];

/** What a new rule is called while it is none. */
const NEW_RULE = 'new';
/** Members that are worked out at once: a hundred thousand are never held together. */
const MEMBERS_AT_ONCE = 2_000;
const NAMED = 10;

/**
 * Works out what a rule would do before it is saved, by the very functions that standings are worked out by. Only what
 * the agency has evidence of is looked at; learning from elsewhere is found when the rule is saved.
 */
@Injectable()
export class RulePreviewService {
  constructor(
    private readonly database: Database,
    private readonly check: RuleCheck,
    private readonly settings: RuleSettingRepository,
    private readonly reach: RuleReachRepository,
    private readonly rules: AssignmentRuleRepository,
    private readonly duties: DutyRepository,
  ) {}

  /** @throws DomainError as `RuleSettingService.add` and `change`, but for version and plan. */
  preview(scope: AgencyScope, asked: PreviewAssignmentRequest): Promise<AssignmentPreview> {
    return this.database.read(scope, async (tx) => {
      const { assignmentId } = asked;
      const before = assignmentId === null ? null : await this.check.find(scope, tx, assignmentId);
      if (before !== null && before.module !== asked.module)
        throw wrongRule('module', 'The module of a rule stays. End this rule, and add another');
      const module = await this.check.moduleOf(scope, tx, asked.module);
      const setting = await this.check.settingFor(scope, tx, asked, before);
      const { moduleId, publishedOn, isPublished } = module;
      const rule = { ...setting, id: before?.id ?? NEW_RULE, moduleId, partnershipId: null, publishedOn };
      const now = await this.rules.find(scope, tx, scope.agencyId, [moduleId]);
      const then = [...now.filter(({ id }) => id !== rule.id), rule];
      const on = this.check.judgedOn(scope, setting, before);
      const { plan, some } = await this.plan(scope, tx, { rule, before, now, then, on });
      const names = await this.namesIn(scope, tx);
      const nameOf = (ruleId: string) => {
        const met = then.find(({ id }) => id === ruleId)!;
        const whose = met.partnershipId === null ? 'Your agency’s' : 'The partnership’s';
        return `${whose} rule for ${audienceInWords(met.audience, names).replace(/^Everyone/, 'everyone')}`;
      };
      const { people, asked: anew, noLonger, earlier, later, overdue, done } = plan;
      const label = (code: string) => names.jobRoles.get(code) ?? code;
      return {
        on,
        people,
        asked: anew,
        noLonger,
        earlier,
        later,
        overdue,
        done,
        byJobRole: [...plan.byJobRole]
          .map(([code, reached]) => ({ code, label: label(code), people: reached }))
          .sort((a, b) => a.label.localeCompare(b.label, 'en-GB')),
        some: some
          .map((one) => ({ ...one, jobRole: label(one.jobRole) }))
          .sort((a, b) => a.name.localeCompare(b.name, 'en-GB')),
        warnings: ruleWarnings({ ...setting, isPublished }, plan, nameOf),
      };
    });
  }

  /** Goes through everybody whom the rule reaches or reached, a batch after another. */
  private async plan(
    scope: AgencyScope,
    tx: Transaction,
    planned: Planned,
  ): Promise<{ plan: RulePlan; some: Named[] }> {
    const { rule, before, on } = planned;
    const audiences = before === null ? [rule.audience] : [rule.audience, before.audience];
    const tally = new RulePlanTally(rule.id, on);
    const some: Named[] = [];
    let after: string | null = null;
    for (;;) {
      const members: ReachedMember[] = await this.reach.membersAfter(
        scope,
        tx,
        audiences,
        on,
        after,
        MEMBERS_AT_ONCE,
      );
      const named = await this.planSome(scope, tx, planned, members, tally);
      some.push(...named.slice(0, NAMED - some.length));
      after = members.at(-1)?.membershipId ?? null;
      if (members.length < MEMBERS_AT_ONCE) return { plan: tally.plan(), some };
    }
  }

  /** @returns Those of the members for whom something changes. */
  private async planSome(
    scope: AgencyScope,
    tx: Transaction,
    { rule, now, then, on }: Planned,
    members: readonly ReachedMember[],
    tally: RulePlanTally,
  ): Promise<Named[]> {
    const ids = members.map(({ membershipId }) => membershipId);
    const { moduleId } = rule;
    const known = await this.duties.findKnown(scope, tx, scope.agencyId, ids, [moduleId], { lock: false });
    const facts = byMember(members, known);
    const judged = { today: on, notBefore: on };
    return members.flatMap((member): Named[] => {
      const { membershipId, name, jobRole } = member;
      const of = facts.get(membershipId)!;
      const [is] = judge(member, new Map([[moduleId, now]]), of, judged);
      const [would] = judge(member, new Map([[moduleId, then]]), of, judged);
      const change = tally.add({
        jobRole,
        isReached: isInAudience(rule.audience, member),
        now: is?.after ?? null,
        then: would?.after ?? null,
        duty: would?.duty ?? null,
      });
      return change === null
        ? []
        : [{ membershipId, name, jobRole, change, dueOn: would?.after?.dueOn ?? null }];
    });
  }

  private async namesIn(scope: AgencyScope, tx: Transaction) {
    const [jobRoles, teams] = await Promise.all([
      this.settings.findJobRoles(scope, tx),
      this.settings.findTeams(scope, tx),
    ]);
    return {
      jobRoles: new Map(jobRoles.map(({ code, label }) => [code, label])),
      teams: new Map(teams.map(({ id, name }) => [id, name])),
    };
  }
}
