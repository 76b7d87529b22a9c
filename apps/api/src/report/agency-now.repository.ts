import { Injectable } from '@nestjs/common';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';
import { type PreparedStatement, queryPrepared } from '../platform/database/prepared.js';
import { DELTA, LIVE, type LiveRow } from './duty-count.js';

/** Everything a dashboard shows, as it is read: one row. */
export interface AgencyNowRow extends LiveRow {
  readonly name: string;
  /** What the agency decided, or what is usual while it has decided nothing. */
  readonly targetPercent: number;
  /** Latest supplied headcount; `null` when none was. */
  readonly headcount: number | null;
  readonly headcountSource: string | null;
  readonly headcountOn: CalendarDate | null;
  /** How months ended, oldest first: first day, required and done of each, as `2026-01-01 40 31,…`. */
  readonly months: string | null;
  /** Changes whenever the counts do; `null` before there are any. The counts are left out where it is the one kept. */
  readonly countsVersion: string | null;
  /** Names of teams by id, in the order of the names. Left out where their version is the one kept. */
  readonly teams: Readonly<Record<string, string>> | null;
  readonly teamsVersion: string;
  /** Changes when the name of a module, a job role or a workforce group may have. */
  readonly labelVersion: string;
}

/** What the key of a count is called. */
export interface CountLabel {
  readonly dimension: 'module' | 'job-role';
  /** As in `agency_count`. */
  readonly key: string;
  /** As pages and filters know it: a module by its slug. */
  readonly name: string;
  readonly label: string;
}

/** Versions of what the reader has kept from an earlier reading, so that it need not be sent again. */
export interface KeptVersions {
  readonly countsVersion: string | null;
  readonly teamsVersion: string;
}

// A row's xmin is the transaction that wrote it: no two commits of one head share it.
const AGENCY_NOW: PreparedStatement = {
  name: 'agency-now',
  text: `with ${DELTA}
    select agency.name, coalesce(setting.target_percent, usual.target_percent) as "targetPercent",
      headcount.people as headcount, headcount.source as "headcountSource", headcount.as_of_on as "headcountOn",
      head.xmin::text as "countsVersion", case when head.xmin::text is distinct from $4 then head.counts end as counts,
      ${LIVE},
      (select string_agg(concat_ws(' ', m.month, m.required, m.done), ',' order by m.month) from agency_month m
       where m.agency_id = $1 and m.dimension = 'all' and m.key = '' and m.month >= $3) as months,
      teams.version as "teamsVersion", case when teams.version is distinct from $5 then (
        select json_object_agg(t.id, t.name order by t.name) from team t where t.agency_id = $1) end as teams,
      concat_ws(' ', (select max(id) from content_load), (select count(*) from module_version),
        (select count(*) from job_role), (
          select concat_ws(' ', edition.id, edition.version) from framework_edition edition
          where edition.framework = 'workforce-groups' and edition.from_on <= $2
          order by edition.from_on desc limit 1)) as "labelVersion"
    from agency
    left join agency_count_head head on head.agency_id = $1
    cross join platform_setting usual
    left join agency_setting setting on setting.agency_id = $1
    left join lateral (
      select h.people, h.source, h.as_of_on from headcount h
      where h.agency_id = $1 and h.workforce_group is null and h.as_of_on <= $2
      order by h.as_of_on desc, h.supplied_at desc, h.id desc limit 1
    ) headcount on true
    cross join lateral (
      select concat_ws(' ', count(*), sum(hashtextextended(t.name, uuid_hash_extended(t.id, 0)))) as version
      from team t where t.agency_id = $1
    ) teams
    where agency.id = $1`,
};

/** Reads what the dashboard of one agency shows. */
@Injectable()
export class AgencyNowRepository {
  private labels: { readonly version: string; readonly all: readonly CountLabel[] } | undefined;

  /**
   * Counts with deltas and what they are compared with, in one statement, so of one moment.
   *
   * @param since First month of the trend.
   * @param kept  What the reader has already.
   */
  async find(
    scope: AgencyScope,
    tx: Transaction,
    today: CalendarDate,
    since: CalendarDate,
    kept: KeptVersions | undefined,
  ): Promise<AgencyNowRow> {
    const versions = [kept?.countsVersion ?? null, kept?.teamsVersion ?? null];
    const values = [scope.agencyId, today, since, ...versions];
    const [row] = await queryPrepared<AgencyNowRow>(tx, AGENCY_NOW, values);
    if (row === undefined) throw new Error(`There is no agency ${scope.agencyId}`);
    return row;
  }

  /**
   * Names of modules and job roles, each in the order of its label. They change with published content only, so they
   * are kept until the version does.
   */
  async findLabels(_scope: AgencyScope, tx: Transaction, version: string): Promise<readonly CountLabel[]> {
    if (this.labels?.version === version) return this.labels.all;
    const all: CountLabel[] = await tx.query(
      `select 'module' as dimension, module.id::text as key, module.slug as name, version.title as label
       from module
       join lateral (
         select v.title from module_version v where v.module_id = module.id order by v.version desc limit 1
       ) version on true
       union all
       select 'job-role', job_role.code, job_role.code, job_role.label from job_role
       order by label`,
    );
    this.labels = { version, all };
    return all;
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
