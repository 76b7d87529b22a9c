import { Injectable } from '@nestjs/common';
import type {
  AddAssignmentRequest,
  ChangeAssignmentRequest,
  EndAssignmentRequest,
  RemoveAssignmentRequest,
  SavedAssignment,
} from '@learning-reviews/contracts/assignment.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { isInForce } from '@learning-reviews/domain/assignment/assignment';
import { lastDayProblem } from '@learning-reviews/domain/assignment/rule-problem';
import { calendarDate } from '@learning-reviews/domain/calendar-date';
import { v7 as uuid } from 'uuid';
import { Audit } from '../platform/audit/audit.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { OnceOnly } from '../platform/idempotency/once-only.js';
import type { Submission } from '../platform/idempotency/submission.js';
import { RecomputeQueue } from './recompute-queue.service.js';
import { RuleCheck } from './rule-check.service.js';
import { hasBegun, wrongRule } from './rule-refusal.js';
import { auditedSetting, type RuleSetting } from './rule-setting.js';
import { RuleSettingRepository } from './rule-setting.repository.js';

/**
 * Sets, changes and ends rules of an agency's own. What members owe is worked out anew by a job that is sent in the same
 * transaction; what begins or ends on a later day, by that day's.
 */
@Injectable()
export class RuleSettingService {
  constructor(
    private readonly database: Database,
    private readonly onceOnly: OnceOnly,
    private readonly settings: RuleSettingRepository,
    private readonly check: RuleCheck,
    private readonly recomputeQueue: RecomputeQueue,
    private readonly audit: Audit,
  ) {}

  /** @throws DomainError `assignment.wrong-rule` with the field, `assignment.plan-changed`. */
  add(scope: AgencyScope, submission: Submission, asked: AddAssignmentRequest): Promise<SavedAssignment> {
    return this.onceOnly.write(scope, submission, async (tx) => {
      const { moduleId, module } = await this.check.moduleOf(scope, tx, asked.module);
      const setting = await this.check.settingFor(scope, tx, asked, null);
      await this.check.confirm(scope, tx, setting, null, asked.confirmed.people);
      const id = uuid();
      await this.settings.insert(scope, tx, { ...setting, id, moduleId });
      const detail = { module, ...auditedSetting(setting), people: asked.confirmed.people };
      await this.audit.record(scope, tx, 'assignment.added', `assignment:${id}`, detail);
      await this.recompute(scope, tx, { id, moduleId }, [setting]);
      return { id, version: 1 };
    });
  }

  /**
   * @throws DomainError `request.not-found`, `assignment.not-yours`, `assignment.is-over`, `stale.version`,
   * `assignment.wrong-rule` with the field, `assignment.plan-changed`.
   */
  change(scope: AgencyScope, id: string, asked: ChangeAssignmentRequest): Promise<SavedAssignment> {
    return this.database.write(scope, async (tx) => {
      const before = await this.check.open(scope, tx, id, asked.version);
      const setting = await this.check.settingFor(scope, tx, asked, before);
      await this.check.confirm(scope, tx, setting, before, asked.confirmed.people);
      const version = await this.settings.update(scope, tx, id, setting);
      const detail = { module: before.module, ...auditedSetting(setting), people: asked.confirmed.people };
      await this.audit.record(scope, tx, 'assignment.changed', `assignment:${id}`, detail);
      await this.recompute(scope, tx, before, [before, setting]);
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
      const saved = await this.settings.update(scope, tx, id, setting);
      const detail = { module: before.module, lastDay };
      await this.audit.record(scope, tx, 'assignment.ended', `assignment:${id}`, detail);
      await this.recompute(scope, tx, before, [before, setting]);
      return { id, version: saved };
    });
  }

  /**
   * Takes away a rule that has not begun.
   *
   * @throws DomainError `request.not-found`, `assignment.not-yours`, `stale.version`, `assignment.has-begun`.
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
      await this.settings.remove(scope, tx, id);
      const detail = { module: rule.module, ...auditedSetting(rule) };
      await this.audit.record(scope, tx, 'assignment.removed', `assignment:${id}`, detail);
    });
  }

  /** Has standings worked out anew where the rule asks today, or did. */
  private async recompute(
    scope: AgencyScope,
    tx: Transaction,
    { id, moduleId }: { readonly id: string; readonly moduleId: number },
    settings: readonly Pick<RuleSetting, 'fromOn' | 'toOn'>[],
  ): Promise<void> {
    const today = this.check.today(scope);
    if (!settings.some((setting) => isInForce(setting, today))) return;
    await this.recomputeQueue.order(scope, tx, { cause: 'rule', moduleIds: [moduleId], assignmentId: id });
  }
}
