import { Injectable } from '@nestjs/common';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { FormerName } from '@learning-reviews/domain/agency/agency-rename';
import type { Transaction } from '../platform/database/database.js';

/** An agency as it is stored. */
export interface AgencyRow {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly parentId: number | null;
  readonly timeZone: string;
  readonly fromOn: CalendarDate;
  readonly toOn: CalendarDate | null;
  readonly succeededBy: number | null;
  readonly version: number;
}

/** How many work in an agency. */
export interface AgencySize {
  readonly id: number;
  readonly members: number;
  readonly leads: number;
}

/** An agency to add. */
export type NewAgency = Omit<AgencyRow, 'succeededBy' | 'version'>;

/** What a change writes. */
export type AgencyChange = Pick<AgencyRow, 'kind' | 'parentId' | 'timeZone' | 'fromOn' | 'toOn'>;

/** Changes of the tree follow each other: two that were each right could make a circle together. */
const TREE_LOCK = 7_216_070;

const COLUMNS = `id, code, name, kind, parent_id as "parentId", time_zone as "timeZone", from_on as "fromOn", to_on as "toOn",
  succeeded_by as "succeededBy", version`;

/** Reads agencies for everybody, and writes them in the partnership's own scope (ADR 23). */
@Injectable()
export class AgencyRepository {
  /** Every agency, by name. */
  findAll(_scope: AgencyScope, tx: Transaction): Promise<AgencyRow[]> {
    return tx.query(`select ${COLUMNS} from agency order by name, id`);
  }

  /** How many work in each agency on a day; agencies of nobody are left out. For the partnership alone. */
  findSizes(_scope: AgencyScope, tx: Transaction, today: CalendarDate): Promise<AgencySize[]> {
    return tx.query('select agency_id as id, members, leads from agency_sizes($1)', [today]);
  }

  /** Names the agency had, the latest first. */
  findFormerNames(_scope: AgencyScope, tx: Transaction, agencyId: number): Promise<FormerName[]> {
    return tx.query(
      `select name, from_on as "fromOn", to_on as "toOn" from agency_name where agency_id = $1 order by from_on desc`,
      [agencyId],
    );
  }

  /** Makes every other change of agencies wait for this transaction. */
  async lock(_scope: AgencyScope, tx: Transaction): Promise<void> {
    await tx.query('select pg_advisory_xact_lock($1)', [TREE_LOCK]);
  }

  async insert(_scope: AgencyScope, tx: Transaction, agency: NewAgency): Promise<void> {
    await tx.query(
      `insert into agency (id, code, name, kind, parent_id, time_zone, from_on, to_on)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        agency.id,
        agency.code,
        agency.name,
        agency.kind,
        agency.parentId,
        agency.timeZone,
        agency.fromOn,
        agency.toOn,
      ],
    );
  }

  /** Gives an agency another name, and keeps the one it had. */
  async rename(
    _scope: AgencyScope,
    tx: Transaction,
    agencyId: number,
    name: string,
    former: FormerName,
  ): Promise<void> {
    await tx.query('insert into agency_name (agency_id, from_on, to_on, name) values ($1, $2, $3, $4)', [
      agencyId,
      former.fromOn,
      former.toOn,
      former.name,
    ]);
    await tx.query('update agency set name = $2, version = version + 1 where id = $1', [agencyId, name]);
  }

  async change(_scope: AgencyScope, tx: Transaction, agencyId: number, to: AgencyChange): Promise<void> {
    await tx.query(
      `update agency set kind = $2, parent_id = $3, time_zone = $4, from_on = $5, to_on = $6, version = version + 1
       where id = $1`,
      [agencyId, to.kind, to.parentId, to.timeZone, to.fromOn, to.toOn],
    );
  }

  /** Names the successor and the last day; `null` for both takes them back. */
  async setSuccessor(
    _scope: AgencyScope,
    tx: Transaction,
    agencyId: number,
    successorId: number | null,
    lastDay: CalendarDate | null,
  ): Promise<void> {
    await tx.query('update agency set succeeded_by = $2, to_on = $3, version = version + 1 where id = $1', [
      agencyId,
      successorId,
      lastDay,
    ]);
  }
}
