import { Injectable } from '@nestjs/common';
import type { AgencyScope, JobScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { RowProblem } from '@learning-reviews/domain/import/import-row';
import type { PlanAction, PlanChange, PlannedRow } from '@learning-reviews/domain/import/people-plan';
import type { Transaction } from '../platform/database/database.js';

/** A line of a file as it is stored. */
export interface StoredRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly decision: 'same' | 'another' | 'leave-out' | null;
  readonly decidedMembershipId: string | null;
}

/** A line with what was found of it. */
export interface CheckedRow extends StoredRow {
  readonly action: PlanAction;
  readonly membershipId: string | null;
  readonly changes: readonly PlanChange[];
  readonly problems: readonly RowProblem[];
  readonly candidates: readonly string[];
}

/** A proposed leaver, with the day somebody chose. */
export interface LeaverRow {
  readonly membershipId: string;
  readonly lastDay: CalendarDate | null;
  readonly chosenDay: CalendarDate | null;
}

const CHECKED = `line, cells, decision, decided_membership_id as "decidedMembershipId", action,
  membership_id as "membershipId", changes, problems, candidates`;

/** Imports that ended long enough ago. */
const OVER = 'select id from import where agency_id = $1 and ended_at < $2 and rows_deleted_at is null';

/** The lines of files that agencies brought. */
@Injectable()
export class ImportRowRepository {
  /** Adds lines. */
  async add(
    scope: JobScope,
    tx: Transaction,
    importId: string,
    rows: readonly { readonly line: number; readonly cells: readonly string[] }[],
  ): Promise<void> {
    await tx.query(
      `insert into import_row (agency_id, import_id, line, cells)
       select $1, $2, line, cells from jsonb_to_recordset($3) as row(line int, cells jsonb)`,
      [scope.agencyId, importId, JSON.stringify(rows)],
    );
  }

  async count(scope: JobScope, tx: Transaction, importId: string): Promise<number> {
    const [row]: { rows: number }[] = await tx.query(
      'select count(*) as rows from import_row where agency_id = $1 and import_id = $2',
      [scope.agencyId, importId],
    );
    return row?.rows ?? 0;
  }

  /** Every line, in order. */
  findAll(scope: JobScope | AgencyScope, tx: Transaction, importId: string): Promise<StoredRow[]> {
    return tx.query(
      `select line, cells, decision, decided_membership_id as "decidedMembershipId"
       from import_row where agency_id = $1 and import_id = $2 order by line`,
      [scope.agencyId, importId],
    );
  }

  /** The first cells below the header. */
  findSample(scope: AgencyScope, tx: Transaction, importId: string, limit: number): Promise<StoredRow[]> {
    return tx.query(
      `select line, cells, null as decision, null as "decidedMembershipId" from import_row
       where agency_id = $1 and import_id = $2 order by line limit $3`,
      [scope.agencyId, importId, limit],
    );
  }

  /** A page of checked lines, of one action or of all. */
  findPage(
    scope: AgencyScope,
    tx: Transaction,
    importId: string,
    action: PlanAction | null,
    limit: number,
    offset: number,
  ): Promise<CheckedRow[]> {
    return tx.query(
      `select ${CHECKED} from import_row
       where agency_id = $1 and import_id = $2 and action is not null and ($3::text is null or action = $3)
       order by line limit $4 offset $5`,
      [scope.agencyId, importId, action, limit, offset],
    );
  }

  /** One line, locked; `null` when there is none. */
  async lock(
    scope: AgencyScope,
    tx: Transaction,
    importId: string,
    line: number,
  ): Promise<CheckedRow | null> {
    const [row]: CheckedRow[] = await tx.query(
      `select ${CHECKED} from import_row where agency_id = $1 and import_id = $2 and line = $3 for update`,
      [scope.agencyId, importId, line],
    );
    return row ?? null;
  }

  /** Keeps what a human said of a line. */
  async decide(
    scope: AgencyScope,
    tx: Transaction,
    importId: string,
    line: number,
    decision: StoredRow['decision'],
    membershipId: string | null,
  ): Promise<void> {
    await tx.query(
      `update import_row set decision = $4, decided_membership_id = $5
       where agency_id = $1 and import_id = $2 and line = $3`,
      [scope.agencyId, importId, line, decision, membershipId],
    );
  }

  /** Keeps what was found of lines. */
  async noteFindings(
    scope: JobScope,
    tx: Transaction,
    importId: string,
    rows: readonly PlannedRow[],
  ): Promise<void> {
    await tx.query(
      `update import_row r set action = found.action, membership_id = found."membershipId", changes = found.changes,
         problems = found.problems, candidates = found.candidates
       from jsonb_to_recordset($3) as found(line int, action text, "membershipId" uuid, changes jsonb, problems jsonb,
         candidates jsonb)
       where r.agency_id = $1 and r.import_id = $2 and r.line = found.line`,
      [scope.agencyId, importId, JSON.stringify(rows)],
    );
  }

  /** The lines with problems, in order. */
  findProblems(scope: AgencyScope | JobScope, tx: Transaction, importId: string): Promise<CheckedRow[]> {
    return tx.query(
      `select ${CHECKED} from import_row
       where agency_id = $1 and import_id = $2 and action = 'problem' order by line`,
      [scope.agencyId, importId],
    );
  }

  /** Takes away the lines with problems, for the mended ones to come in their place. Answers the last line left or taken. */
  async removeProblems(scope: JobScope, tx: Transaction, importId: string): Promise<number> {
    const [last]: { line: number }[] = await tx.query(
      'select coalesce(max(line), 1) as line from import_row where agency_id = $1 and import_id = $2',
      [scope.agencyId, importId],
    );
    await tx.query(`delete from import_row where agency_id = $1 and import_id = $2 and action = 'problem'`, [
      scope.agencyId,
      importId,
    ]);
    return last?.line ?? 1;
  }

  /** Deletes every line and proposal of an import. */
  async removeAll(scope: AgencyScope | JobScope, tx: Transaction, importId: string): Promise<void> {
    for (const statement of [
      'delete from import_row where agency_id = $1 and import_id = $2',
      'delete from import_leaver where agency_id = $1 and import_id = $2',
    ])
      await tx.query(statement, [scope.agencyId, importId]);
  }

  /** Puts proposals in the place of those that were there; a day that was chosen stays chosen. */
  async propose(
    scope: JobScope,
    tx: Transaction,
    importId: string,
    leavers: readonly { readonly membershipId: string; readonly lastDay: CalendarDate | null }[],
  ): Promise<void> {
    const ids = leavers.map(({ membershipId }) => membershipId);
    await tx.query(
      'delete from import_leaver where agency_id = $1 and import_id = $2 and membership_id <> all($3::uuid[])',
      [scope.agencyId, importId, ids],
    );
    await tx.query(
      `insert into import_leaver (agency_id, import_id, membership_id, last_day)
       select $1, $2, * from unnest($3::uuid[], $4::date[])
       on conflict (agency_id, import_id, membership_id) do update set last_day = excluded.last_day`,
      [scope.agencyId, importId, ids, leavers.map(({ lastDay }) => lastDay)],
    );
  }

  findLeavers(scope: AgencyScope | JobScope, tx: Transaction, importId: string): Promise<LeaverRow[]> {
    return tx.query(
      `select membership_id as "membershipId", last_day as "lastDay", chosen_day as "chosenDay"
       from import_leaver where agency_id = $1 and import_id = $2 order by membership_id`,
      [scope.agencyId, importId],
    );
  }

  /** Keeps which proposals somebody has confirmed; answers how many of them are proposals. */
  async chooseLeavers(
    scope: AgencyScope,
    tx: Transaction,
    importId: string,
    leavers: readonly { readonly membershipId: string; readonly lastDay: string }[],
  ): Promise<number> {
    const [rows]: [object[], number] = await tx.query(
      `update import_leaver l set chosen_day = chosen.day
       from unnest($3::uuid[], $4::date[]) as chosen(id, day)
       where l.agency_id = $1 and l.import_id = $2 and l.membership_id = chosen.id returning l.membership_id`,
      [
        scope.agencyId,
        importId,
        leavers.map(({ membershipId }) => membershipId),
        leavers.map(({ lastDay }) => lastDay),
      ],
    );
    return rows.length;
  }

  /** Deletes the lines of imports that ended before an instant. */
  async forget(scope: JobScope, tx: Transaction, before: Date, now: Date): Promise<void> {
    await tx.query(`delete from import_row where agency_id = $1 and import_id in (${OVER})`, [
      scope.agencyId,
      before.toISOString(),
    ]);
    await tx.query(`delete from import_leaver where agency_id = $1 and import_id in (${OVER})`, [
      scope.agencyId,
      before.toISOString(),
    ]);
    await tx.query(
      `update import_change set before = null, after = null where agency_id = $1 and import_id in (${OVER})`,
      [scope.agencyId, before.toISOString()],
    );
    await tx.query(
      `update import set rows_deleted_at = $3, message = null
       where agency_id = $1 and ended_at < $2 and rows_deleted_at is null`,
      [scope.agencyId, before.toISOString(), now.toISOString()],
    );
  }
}
