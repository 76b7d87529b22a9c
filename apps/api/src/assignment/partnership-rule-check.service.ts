import { Injectable } from '@nestjs/common';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { isAgencyKind } from '@learning-reviews/domain/agency/agency-kind';
import { isForKind } from '@learning-reviews/domain/assignment/partnership-rule';
import { isRuleOver } from '@learning-reviews/domain/assignment/rule-problem';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';
import { notFound } from '../platform/http/domain-error.js';
import {
  type PartnershipRuleRow,
  PartnershipRuleRepository,
  type PartnershipSetting,
  type PresentAgency,
} from './partnership-rule.repository.js';
import { RuleCheck } from './rule-check.service.js';
import { isOver, isStale, planChanged, wrongRule } from './rule-refusal.js';
import type { AskedSetting } from './rule-setting.js';
import type { RuleModule } from './rule-setting.repository.js';

/** Refuses what cannot be a rule of the partnership. */
@Injectable()
export class PartnershipRuleCheck {
  constructor(
    private readonly check: RuleCheck,
    private readonly rules: PartnershipRuleRepository,
  ) {}

  /** The day it is at the partnership. */
  today(scope: AgencyScope): CalendarDate {
    return this.check.today(scope);
  }

  /**
   * The module of a rule, which stays once it is set.
   *
   * @throws DomainError `assignment.wrong-rule` with the field.
   */
  async moduleFor(
    scope: AgencyScope,
    tx: Transaction,
    slug: string,
    before: PartnershipRuleRow | null,
  ): Promise<RuleModule> {
    if (before !== null && before.module !== slug)
      throw wrongRule('module', 'The module of a rule stays. End this rule, and add another');
    return this.check.moduleOf(scope, tx, slug);
  }

  /** @throws DomainError `assignment.wrong-rule` with the field. */
  async settingFor(
    scope: AgencyScope,
    tx: Transaction,
    asked: AskedSetting & { readonly agencyKinds: readonly string[] },
    before: PartnershipRuleRow | null,
  ): Promise<PartnershipSetting> {
    const kinds = [...new Set(asked.agencyKinds)].sort();
    // A kind of before the list was closed may stay.
    if (
      !kinds.every(
        (kind) => (isAgencyKind(kind) && isForKind(null, kind)) || before?.agencyKinds?.includes(kind),
      )
    )
      throw wrongRule('agencyKinds', 'Choose kinds of agency from the list');
    const setting = await this.check.settingFor(scope, tx, asked, before);
    return { ...setting, agencyKinds: kinds.length === 0 ? null : kinds };
  }

  /**
   * A rule that goes on.
   *
   * @throws DomainError `request.not-found`, `assignment.is-over`.
   */
  async find(scope: AgencyScope, tx: Transaction, id: string): Promise<PartnershipRuleRow> {
    const rule = await this.rules.find(scope, tx, id);
    if (rule === undefined) throw notFound();
    if (isRuleOver(rule, this.today(scope))) throw isOver();
    return rule;
  }

  /**
   * The same to change: nobody else changes it until the transaction ends.
   *
   * @throws DomainError as `find`, and `stale.version`.
   */
  async open(scope: AgencyScope, tx: Transaction, id: string, version: number): Promise<PartnershipRuleRow> {
    await this.find(scope, tx, id);
    const rule = await this.rules.lock(scope, tx, id);
    if (rule === undefined) throw notFound();
    if (rule.version !== version) throw isStale();
    return rule;
  }

  /** Agencies of today that a rule is for, by name. */
  async reached(
    scope: AgencyScope,
    tx: Transaction,
    { agencyKinds }: Pick<PartnershipSetting, 'agencyKinds'>,
  ): Promise<PresentAgency[]> {
    const agencies = await this.rules.findAgencies(scope, tx, this.today(scope));
    return agencies.filter(({ kind }) => isForKind(agencyKinds, kind));
  }

  /** @throws DomainError `assignment.plan-changed` unless it reaches as many agencies as whoever saves it saw. */
  async confirm(
    scope: AgencyScope,
    tx: Transaction,
    setting: PartnershipSetting,
    agencies: number,
  ): Promise<void> {
    if ((await this.reached(scope, tx, setting)).length !== agencies) throw planChanged();
  }
}
