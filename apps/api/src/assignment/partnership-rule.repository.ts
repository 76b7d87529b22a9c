import { Injectable } from '@nestjs/common';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { AssignmentRule } from '@learning-reviews/domain/assignment/assignment';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';
import { type RuleSetting, settingValues } from './rule-setting.js';

/** A rule of the partnership as those see it who set it. */
export interface PartnershipRuleRow extends AssignmentRule {
  readonly moduleId: number;
  readonly module: string;
  readonly title: string;
  /** Kinds of agency it is for; `null` for every kind. */
  readonly agencyKinds: readonly string[] | null;
  readonly version: number;
}

/** What can be set of it. */
export interface PartnershipSetting extends RuleSetting {
  readonly agencyKinds: readonly string[] | null;
}

/** An agency that is there today. */
export interface PresentAgency {
  readonly id: number;
  readonly name: string;
  readonly kind: string;
}

const TITLE = `coalesce((select v.title from module_version v where v.module_id = module.id
  order by v.version desc limit 1), module.slug)`;
const RULE = `select p.id, p.module_id as "moduleId", module.slug as module, ${TITLE} as title,
    p.agency_kinds as "agencyKinds", p.audience, p.due_within_days as "dueWithinDays", p.due_on as "dueOn",
    p.due_after_publication_days as "dueAfterPublicationDays",
    json_build_object('rule', p.refresh_rule, 'months', p.refresh_months, 'day', p.refresh_day) as renewal,
    p.recognise_within_days as "recogniseWithinDays", p.from_on as "fromOn", p.to_on as "toOn", p.version
  from partnership_assignment p
  join module on module.id = p.module_id
  where p.removed_at is null`;

/** Reads and writes the partnership's rules, in the scope of its own agency alone. */
@Injectable()
export class PartnershipRuleRepository {
  /** Every rule that was not taken away, by title. */
  findAll(_scope: AgencyScope, tx: Transaction): Promise<PartnershipRuleRow[]> {
    return tx.query(`${RULE} order by title, p.from_on, p.id`);
  }

  /** `undefined` when there is none. */
  async find(_scope: AgencyScope, tx: Transaction, id: string): Promise<PartnershipRuleRow | undefined> {
    const rows: PartnershipRuleRow[] = await tx.query(`${RULE} and p.id = $1`, [id]);
    return rows[0];
  }

  /** The same, locked until the transaction ends. */
  async lock(_scope: AgencyScope, tx: Transaction, id: string): Promise<PartnershipRuleRow | undefined> {
    const rows: PartnershipRuleRow[] = await tx.query(`${RULE} and p.id = $1 for update of p`, [id]);
    return rows[0];
  }

  async insert(
    _scope: AgencyScope,
    tx: Transaction,
    {
      id,
      moduleId,
      agencyKinds,
      ...rule
    }: PartnershipSetting & { readonly id: string; readonly moduleId: number },
  ): Promise<void> {
    await tx.query(
      `insert into partnership_assignment (id, agency_kinds, audience, due_within_days, due_on, due_after_publication_days,
         refresh_rule, refresh_months, refresh_day, recognise_within_days, from_on, to_on, module_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [id, agencyKinds, ...settingValues(rule), moduleId],
    );
  }

  /** @returns The new version. */
  async update(
    _scope: AgencyScope,
    tx: Transaction,
    id: string,
    { agencyKinds, ...rule }: PartnershipSetting,
  ): Promise<number> {
    const [[row]]: [[{ version: number }], number] = await tx.query(
      `update partnership_assignment set agency_kinds = $2, audience = $3, due_within_days = $4, due_on = $5,
         due_after_publication_days = $6, refresh_rule = $7, refresh_months = $8, refresh_day = $9,
         recognise_within_days = $10, from_on = $11, to_on = $12, version = version + 1
       where id = $1 returning version`,
      [id, agencyKinds, ...settingValues(rule)],
    );
    return row.version;
  }

  /** Takes a rule away. Its row stays for the jobs that take its copies away. */
  async remove(_scope: AgencyScope, tx: Transaction, id: string, at: Date): Promise<void> {
    await tx.query('update partnership_assignment set removed_at = $2, version = version + 1 where id = $1', [
      id,
      at.toISOString(),
    ]);
  }

  /** Agencies that are there on a day, but for the partnership's own, by name. */
  findAgencies(_scope: AgencyScope, tx: Transaction, today: CalendarDate): Promise<PresentAgency[]> {
    return tx.query(
      `select id, name, kind from agency
       where id <> 1 and from_on <= $1 and (to_on is null or to_on >= $1) order by name, id`,
      [today],
    );
  }

  /** How many work in each agency on a day; agencies of nobody are left out. For the partnership alone. */
  async findSizes(
    _scope: AgencyScope,
    tx: Transaction,
    today: CalendarDate,
  ): Promise<ReadonlyMap<number, number>> {
    const rows: { id: number; members: number }[] = await tx.query(
      'select agency_id as id, members from agency_sizes($1)',
      [today],
    );
    return new Map(rows.map(({ id, members }) => [id, members]));
  }

  /** Up to which version agencies have followed rules. */
  findSpread(
    _scope: AgencyScope,
    tx: Transaction,
  ): Promise<{ ruleId: string; agencyId: number; version: number }[]> {
    return tx.query(
      `select partnership_assignment_id as "ruleId", agency_id as "agencyId", version from assignment_spread`,
    );
  }
}
