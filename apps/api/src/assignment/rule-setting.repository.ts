import { Injectable } from '@nestjs/common';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { AssignmentRule } from '@learning-reviews/domain/assignment/assignment';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';
import { type RuleSetting, settingValues } from './rule-setting.js';

/** A rule as those see it who set it. */
export interface RuleRow extends AssignmentRule {
  readonly moduleId: number;
  /** The partnership's rule it is a copy of; `null` for the agency's own. */
  readonly partnershipId: string | null;
  /** Day on which the module's first version was published, in the agency's time zone; `null` while it has none. */
  readonly publishedOn: CalendarDate | null;
  readonly module: string;
  readonly title: string;
  readonly version: number;
}

/** A module that rules may ask for. */
export interface RuleModule {
  readonly moduleId: number;
  readonly module: string;
  readonly title: string;
  /** Whether its latest version is there to be done. */
  readonly isPublished: boolean;
  /** Day on which its first version was published, in the agency's time zone; `null` while it has none. */
  readonly publishedOn: CalendarDate | null;
}

/** How far a change of rules is worked into standings. */
export interface RecomputeProgress {
  /** `null` for all. */
  readonly moduleIds: readonly number[] | null;
  /** `null` before it is begun. */
  readonly people: number | null;
  readonly peopleDone: number;
}

const TITLE = `coalesce((select v.title from module_version v where v.module_id = module.id
  order by v.version desc limit 1), module.slug)`;
const PUBLISHED_ON = `(select (min(v.published_at) at time zone agency.time_zone)::date from module_version v
  where v.module_id = module.id)`;
const RULE = `select a.id, a.module_id as "moduleId", module.slug as module, ${TITLE} as title, a.audience,
    a.due_within_days as "dueWithinDays", a.due_on as "dueOn",
    a.due_after_publication_days as "dueAfterPublicationDays",
    json_build_object('rule', a.refresh_rule, 'months', a.refresh_months, 'day', a.refresh_day) as renewal,
    a.recognise_within_days as "recogniseWithinDays", a.from_on as "fromOn", a.to_on as "toOn",
    a.partnership_assignment_id as "partnershipId", a.version, ${PUBLISHED_ON} as "publishedOn"
  from assignment a
  join agency on agency.id = a.agency_id
  join module on module.id = a.module_id`;

/** Reads the rules of one agency as they are set, and writes its own. */
@Injectable()
export class RuleSettingRepository {
  /** Every rule, by title. */
  findAll(scope: AgencyScope, tx: Transaction): Promise<RuleRow[]> {
    return tx.query(`${RULE} where a.agency_id = $1 order by title, a.from_on, a.id`, [scope.agencyId]);
  }

  /** `undefined` for a rule of another agency. */
  async find(scope: AgencyScope, tx: Transaction, id: string): Promise<RuleRow | undefined> {
    const rows: RuleRow[] = await tx.query(`${RULE} where a.agency_id = $1 and a.id = $2`, [
      scope.agencyId,
      id,
    ]);
    return rows[0];
  }

  /** A rule of the agency's own, locked until the transaction ends; `undefined` for a copy of the partnership's too. */
  async lock(scope: AgencyScope, tx: Transaction, id: string): Promise<RuleRow | undefined> {
    const rows: RuleRow[] = await tx.query(`${RULE} where a.agency_id = $1 and a.id = $2 for update of a`, [
      scope.agencyId,
      id,
    ]);
    return rows[0];
  }

  async insert(
    scope: AgencyScope,
    tx: Transaction,
    { id, moduleId, ...rule }: RuleSetting & { readonly id: string; readonly moduleId: number },
  ): Promise<void> {
    await tx.query(
      `insert into assignment (agency_id, id, module_id, audience, due_within_days, due_on, due_after_publication_days,
         refresh_rule, refresh_months, refresh_day, recognise_within_days, from_on, to_on)
       values ($1, $2, $13, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [scope.agencyId, id, ...settingValues(rule), moduleId],
    );
  }

  /** @returns The new version. */
  async update(scope: AgencyScope, tx: Transaction, id: string, rule: RuleSetting): Promise<number> {
    const [[row]]: [[{ version: number }], number] = await tx.query(
      `update assignment set audience = $3, due_within_days = $4, due_on = $5, due_after_publication_days = $6,
         refresh_rule = $7, refresh_months = $8, refresh_day = $9, recognise_within_days = $10, from_on = $11,
         to_on = $12, version = version + 1
       where agency_id = $1 and id = $2 returning version`,
      [scope.agencyId, id, ...settingValues(rule)],
    );
    return row.version;
  }

  async remove(scope: AgencyScope, tx: Transaction, id: string): Promise<void> {
    await tx.query('delete from assignment where agency_id = $1 and id = $2', [scope.agencyId, id]);
  }

  /** Every module, by title. */
  findModules(scope: AgencyScope, tx: Transaction): Promise<RuleModule[]> {
    return tx.query(
      `select module.id as "moduleId", module.slug as module, ${TITLE} as title, ${PUBLISHED_ON} as "publishedOn",
         coalesce((select v.withdrawn_at is null from module_version v where v.module_id = module.id
           order by v.version desc limit 1), false) as "isPublished"
       from module join agency on agency.id = $1
       order by title, module.id`,
      [scope.agencyId],
    );
  }

  /** Job roles by label. */
  findJobRoles(_scope: AgencyScope, tx: Transaction): Promise<{ code: string; label: string }[]> {
    return tx.query('select code, label from job_role order by label, code');
  }

  /** Teams that are there, by name. */
  findTeams(scope: AgencyScope, tx: Transaction): Promise<{ id: string; name: string }[]> {
    return tx.query(
      'select id, name from team where agency_id = $1 and closed_on is null order by lower(name), id',
      [scope.agencyId],
    );
  }

  /** Changes of rules that are not worked into all standings yet. */
  findProgress(scope: AgencyScope, tx: Transaction): Promise<RecomputeProgress[]> {
    return tx.query(
      `select module_ids as "moduleIds", people, people_done as "peopleDone"
       from standing_recompute where agency_id = $1 and state <> 'done' order by at, id`,
      [scope.agencyId],
    );
  }
}
