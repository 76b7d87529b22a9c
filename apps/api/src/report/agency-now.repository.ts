import { Injectable } from '@nestjs/common';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';
import type { CountDimension } from './duty-count.js';

/** The agency itself, and what its figures are compared with. */
export interface AgencyFacts {
  readonly name: string;
  /** What the agency decided; `null` while it has decided nothing. */
  readonly targetPercent: number | null;
  /** Latest supplied headcount; `null` when none was. */
  readonly headcount: number | null;
  readonly headcountSource: string | null;
  readonly headcountOn: CalendarDate | null;
}

/** What the key of a count is called. */
export interface CountLabel {
  readonly dimension: CountDimension;
  /** As in `agency_count`. */
  readonly key: string;
  /** As pages and filters know it: a module by its slug. */
  readonly name: string;
  readonly label: string;
}

/** Reads what stands beside the counts of one agency. */
@Injectable()
export class AgencyNowRepository {
  async findAgency(scope: AgencyScope, tx: Transaction, today: CalendarDate): Promise<AgencyFacts> {
    const [facts]: AgencyFacts[] = await tx.query(
      `select agency.name, setting.target_percent as "targetPercent",
         headcount.people as headcount, headcount.source as "headcountSource", headcount.as_of_on as "headcountOn"
       from agency
       left join agency_setting setting on setting.agency_id = $1
       left join lateral (
         select h.people, h.source, h.as_of_on from headcount h
         where h.agency_id = $1 and h.workforce_group is null and h.as_of_on <= $2
         order by h.as_of_on desc, h.supplied_at desc, h.id desc limit 1
       ) headcount on true
       where agency.id = $1`,
      [scope.agencyId, today],
    );
    if (facts === undefined) throw new Error(`There is no agency ${scope.agencyId}`);
    return facts;
  }

  /** Names of modules and job roles, and of the agency's teams, each in the order of its label. */
  findLabels(scope: AgencyScope, tx: Transaction): Promise<CountLabel[]> {
    return tx.query(
      `select 'module' as dimension, module.id::text as key, module.slug as name, version.title as label
       from module
       join lateral (
         select v.title from module_version v where v.module_id = module.id order by v.version desc limit 1
       ) version on true
       union all
       select 'team', team.id::text, team.id::text, team.name from team where team.agency_id = $1
       union all
       select 'job-role', job_role.code, job_role.code, job_role.label from job_role
       order by label`,
      [scope.agencyId],
    );
  }

  /** Writes what share of its duties the agency means to have done. */
  async saveTarget(scope: AgencyScope, tx: Transaction, percent: number, now: Date): Promise<void> {
    await tx.query(
      `insert into agency_setting (agency_id, target_percent, saved_at) values ($1, $2, $3)
       on conflict (agency_id) do update set target_percent = excluded.target_percent, saved_at = excluded.saved_at`,
      [scope.agencyId, percent, now.toISOString()],
    );
  }
}
