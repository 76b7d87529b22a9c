import { Injectable } from '@nestjs/common';
import type {
  AddPartnershipAssignmentRequest,
  ChangePartnershipAssignmentRequest,
  EndAssignmentRequest,
  RemoveAssignmentRequest,
  SavedAssignment,
} from '@learning-reviews/contracts/assignment.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { lastDayProblem } from '@learning-reviews/domain/assignment/rule-problem';
import { calendarDate } from '@learning-reviews/domain/calendar-date';
import { v7 as uuid } from 'uuid';
import { Audit, type AuditDetail } from '../platform/audit/audit.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { OnceOnly } from '../platform/idempotency/once-only.js';
import type { Submission } from '../platform/idempotency/submission.js';
import { PartnershipRuleCheck } from './partnership-rule-check.service.js';
import { PartnershipRuleRepository, type PartnershipSetting } from './partnership-rule.repository.js';
import { RecomputeQueue } from './recompute-queue.service.js';
import { hasBegun, wrongRule } from './rule-refusal.js';
import { auditedSetting } from './rule-setting.js';

/**
 * Sets, changes and ends rules of the partnership, in its own scope. Agencies follow by a job that is sent in the same
 * transaction.
 */
@Injectable()
export class PartnershipRuleSetting {
  constructor(
    private readonly database: Database,
    private readonly onceOnly: OnceOnly,
    private readonly rules: PartnershipRuleRepository,
    private readonly check: PartnershipRuleCheck,
    private readonly recomputeQueue: RecomputeQueue,
    private readonly audit: Audit,
  ) {}

  /** @throws DomainError `assignment.wrong-rule` with the field, `assignment.plan-changed`. */
  add(
    scope: AgencyScope,
    submission: Submission,
    asked: AddPartnershipAssignmentRequest,
  ): Promise<SavedAssignment> {
    return this.onceOnly.write(scope, submission, async (tx) => {
      const { moduleId, module } = await this.check.moduleFor(scope, tx, asked.module, null);
      const setting = await this.check.settingFor(scope, tx, asked, null);
      await this.check.confirm(scope, tx, setting, asked.confirmed.agencies);
      const id = uuid();
      await this.rules.insert(scope, tx, { ...setting, id, moduleId });
      await this.followUp(scope, tx, 'added', id, { module, ...audited(setting) });
      return { id, version: 1 };
    });
  }

  /**
   * @throws DomainError `request.not-found`, `assignment.is-over`, `stale.version`, `assignment.wrong-rule` with the
   * field, `assignment.plan-changed`.
   */
  change(
    scope: AgencyScope,
    id: string,
    asked: ChangePartnershipAssignmentRequest,
  ): Promise<SavedAssignment> {
    return this.database.write(scope, async (tx) => {
      const before = await this.check.open(scope, tx, id, asked.version);
      const setting = await this.check.settingFor(scope, tx, asked, before);
      await this.check.confirm(scope, tx, setting, asked.confirmed.agencies);
      const version = await this.rules.update(scope, tx, id, setting);
      await this.followUp(scope, tx, 'changed', id, { module: before.module, ...audited(setting) });
      return { id, version };
    });
  }

  /**
   * Gives a rule a last day.
   *
   * @throws DomainError as `change`, but for the plan.
   */
  end(
    scope: AgencyScope,
    submission: Submission,
    id: string,
    { lastDay, version }: EndAssignmentRequest,
  ): Promise<SavedAssignment> {
    return this.onceOnly.write(scope, submission, async (tx) => {
      const before = await this.check.open(scope, tx, id, version);
      const setting = { ...before, toOn: calendarDate(lastDay) };
      const problem = lastDayProblem(setting, this.check.today(scope), 'lastDay');
      if (problem !== null) throw wrongRule(problem.field, problem.message);
      const saved = await this.rules.update(scope, tx, id, setting);
      await this.followUp(scope, tx, 'ended', id, { module: before.module, lastDay });
      return { id, version: saved };
    });
  }

  /**
   * Takes away a rule that has not begun.
   *
   * @throws DomainError `request.not-found`, `stale.version`, `assignment.has-begun`.
   */
  remove(
    scope: AgencyScope,
    submission: Submission,
    id: string,
    { version }: RemoveAssignmentRequest,
  ): Promise<void> {
    return this.onceOnly.write(scope, submission, async (tx) => {
      const rule = await this.check.open(scope, tx, id, version);
      if (rule.fromOn <= this.check.today(scope)) throw hasBegun();
      await this.rules.remove(scope, tx, id, this.recomputeQueue.now(scope));
      await this.followUp(scope, tx, 'removed', id, { module: rule.module, ...audited(rule) });
    });
  }

  /** Writes down what was done, and has agencies follow. */
  private async followUp(
    scope: AgencyScope,
    tx: Transaction,
    verb: string,
    id: string,
    detail: AuditDetail,
  ): Promise<void> {
    await this.audit.record(
      scope,
      tx,
      `partnership-assignment.${verb}`,
      `partnership-assignment:${id}`,
      detail,
    );
    await this.recomputeQueue.spread(scope, tx);
  }
}

const audited = (setting: PartnershipSetting): AuditDetail => ({
  agencyKinds: setting.agencyKinds?.join(' ') ?? null,
  ...auditedSetting(setting),
});
