import { Injectable } from '@nestjs/common';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { isRuleOver, ruleDaysProblem } from '@learning-reviews/domain/assignment/rule-problem';
import { addDays, type CalendarDate } from '@learning-reviews/domain/calendar-date';
import { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { notFound } from '../platform/http/domain-error.js';
import { RuleReachRepository } from './rule-reach.repository.js';
import { isOver, isStale, notYours, planChanged, wrongRule } from './rule-refusal.js';
import { type AskedSetting, differsInLastDayAlone, type RuleSetting, settingOf } from './rule-setting.js';
import { type RuleModule, type RuleRow, RuleSettingRepository } from './rule-setting.repository.js';

/** Refuses what cannot be a rule of an agency, and changes to what is not the agency's to change. */
@Injectable()
export class RuleCheck {
  constructor(
    private readonly settings: RuleSettingRepository,
    private readonly reach: RuleReachRepository,
    private readonly clock: Clock,
  ) {}

  /** The day it is in the agency. */
  today(scope: AgencyScope): CalendarDate {
    return this.clock.today(scope.timeZone);
  }

  /** @throws DomainError `assignment.wrong-rule` when there is no such module. */
  async moduleOf(scope: AgencyScope, tx: Transaction, slug: string): Promise<RuleModule> {
    const modules = await this.settings.findModules(scope, tx);
    const module = modules.find((one) => one.module === slug);
    if (module === undefined) throw wrongRule('module', 'Choose a module');
    return module;
  }

  /**
   * What is to be stored of what was asked.
   *
   * @param before The rule as it is; `null` for a new one.
   * @throws DomainError `assignment.wrong-rule` with the field.
   */
  async settingFor(
    scope: AgencyScope,
    tx: Transaction,
    asked: AskedSetting,
    before: RuleSetting | null,
  ): Promise<RuleSetting> {
    const setting = settingOf(asked);
    const problem = ruleDaysProblem(setting, before, this.today(scope));
    if (problem !== null) throw wrongRule(problem.field, problem.message);
    const { jobRoles, teams } = setting.audience;
    // What was chosen before may stay, though it can be chosen no more: a team that was closed since.
    const isKnown = (
      chosen: readonly string[] | undefined,
      names: readonly string[],
      held?: readonly string[],
    ) => (chosen ?? []).every((one) => names.includes(one) || held?.includes(one));
    const roles = (await this.settings.findJobRoles(scope, tx)).map(({ code }) => code);
    if (!isKnown(jobRoles, roles, before?.audience.jobRoles))
      throw wrongRule('audience.jobRoles', 'Choose job roles from the list');
    const own = (await this.settings.findTeams(scope, tx)).map(({ id }) => id);
    if (!isKnown(teams, own, before?.audience.teams))
      throw wrongRule('audience.teamIds', 'Choose teams of your own agency');
    return setting;
  }

  /**
   * A rule of the agency's own that goes on.
   *
   * @throws DomainError `request.not-found`, `assignment.not-yours`, `assignment.is-over`.
   */
  async find(scope: AgencyScope, tx: Transaction, id: string): Promise<RuleRow> {
    const rule = await this.settings.find(scope, tx, id);
    if (rule === undefined) throw notFound();
    if (rule.partnershipId !== null) throw notYours();
    if (isRuleOver(rule, this.today(scope))) throw isOver();
    return rule;
  }

  /**
   * The same to change: nobody else changes it until the transaction ends.
   *
   * @throws DomainError as `find`, and `stale.version`.
   */
  async open(scope: AgencyScope, tx: Transaction, id: string, version: number): Promise<RuleRow> {
    await this.find(scope, tx, id);
    const rule = await this.settings.lock(scope, tx, id);
    if (rule === undefined) throw notFound();
    if (rule.version !== version) throw isStale();
    return rule;
  }

  /**
   * The day on which a change shows what it does: the first on which the rule asks, and for one that is only to end, the
   * day after its last.
   */
  judgedOn(scope: AgencyScope, setting: RuleSetting, before: RuleRow | null): CalendarDate {
    const today = this.today(scope);
    const from = setting.fromOn > today ? setting.fromOn : today;
    if (before === null || setting.toOn === null || !differsInLastDayAlone(setting, before)) return from;
    const after = addDays(setting.toOn, 1);
    return after > from ? after : from;
  }

  /** @throws DomainError `assignment.plan-changed` unless the rule reaches as many people as whoever saves it saw. */
  async confirm(
    scope: AgencyScope,
    tx: Transaction,
    setting: RuleSetting,
    before: RuleRow | null,
    people: number,
  ): Promise<void> {
    const on = this.judgedOn(scope, setting, before);
    if ((await this.reach.count(scope, tx, setting.audience, on)) !== people) throw planChanged();
  }
}
