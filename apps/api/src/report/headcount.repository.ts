import { Injectable } from '@nestjs/common';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';

/** One row to keep. `group` is `null` for the whole agency. */
export interface NewHeadcountRow {
  readonly id: string;
  readonly group: number | null;
  readonly people: number;
  readonly fte: number | null;
  readonly reason: string;
}

/** What was supplied together. */
export interface NewHeadcountSet {
  readonly id: string;
  readonly on: string;
  readonly source: string;
  readonly at: Date;
  readonly rows: readonly NewHeadcountRow[];
}

/** A set as it was kept. */
export interface HeadcountSetRow {
  readonly id: string;
  readonly on: CalendarDate;
  readonly source: string;
  /** Display name of the member who supplied it. */
  readonly by: string | null;
  readonly at: Date;
  readonly people: number;
  readonly fte: number | null;
  readonly groups: readonly {
    readonly group: number;
    readonly people: number;
    readonly fte: number | null;
  }[];
  readonly reason: string;
}

/** The supplied, dated denominators of one agency. Only ever added to. */
@Injectable()
export class HeadcountRepository {
  /** Keeps a set. */
  async insert(scope: AgencyScope, tx: Transaction, set: NewHeadcountSet): Promise<void> {
    await tx.query(
      `insert into headcount (agency_id, id, set_id, as_of_on, source, supplied_by, supplied_at, workforce_group, people, fte, reason)
       select $1, id, $2, $3, $4, $5, $6, "group", people, fte, reason
       from jsonb_to_recordset($7) as row(id uuid, "group" smallint, people int, fte numeric, reason text)`,
      [
        scope.agencyId,
        set.id,
        set.on,
        set.source,
        scope.personId,
        set.at.toISOString(),
        JSON.stringify(set.rows),
      ],
    );
  }

  /** The latest sets of days up to `upTo`: latest day first, and within a day what was supplied last first. */
  findLatest(
    scope: AgencyScope,
    tx: Transaction,
    upTo: CalendarDate,
    limit: number,
  ): Promise<HeadcountSetRow[]> {
    return tx.query(
      `select h.set_id as id, h.as_of_on as "on", h.source, h.supplied_at as at, h.people, h.fte::float8 as fte, h.reason,
         who.display_name as by, coalesce(part.groups, '[]') as groups
       from headcount h
       left join lateral (
         select m.display_name from membership m
         where m.agency_id = $1 and m.person_id = h.supplied_by order by m.from_on desc limit 1
       ) who on true
       left join lateral (
         select jsonb_agg(jsonb_build_object('group', g.workforce_group, 'people', g.people, 'fte', g.fte)
           order by g.workforce_group) as groups
         from headcount g
         where g.agency_id = $1 and g.set_id = h.set_id and g.workforce_group is not null
       ) part on true
       where h.agency_id = $1 and h.workforce_group is null and h.as_of_on <= $2
       order by h.as_of_on desc, h.supplied_at desc, h.id desc
       limit $3`,
      [scope.agencyId, upTo, limit],
    );
  }

  /** Members on a day by workforce group; `null` for those of whom none is recorded. */
  countMembers(
    scope: AgencyScope,
    tx: Transaction,
    on: CalendarDate,
  ): Promise<{ group: number | null; people: number }[]> {
    return tx.query(
      `select m.workforce_group as "group", count(*) as people from membership m
       where m.agency_id = $1 and m.from_on <= $2 and (m.to_on is null or m.to_on >= $2)
       group by m.workforce_group order by m.workforce_group nulls last`,
      [scope.agencyId, on],
    );
  }
}
