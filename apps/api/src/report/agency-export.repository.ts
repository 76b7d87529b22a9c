import { Injectable } from '@nestjs/common';
import type { AgencyScope, JobScope } from '@learning-reviews/domain/access/scope';
import type { Transaction } from '../platform/database/database.js';
import { askerOf, OPERATOR } from '../platform/audit/asker.js';
import type { ExportFile } from './export-columns.js';
import {
  changedOne,
  type ExportMarks,
  type ExportRow,
  type FetchedExport,
  MODULE_LABEL,
  NAME_OF_ACTOR,
  type NewExportRow,
  ROLE_LABEL,
  type StoredFormat,
  type StoredProblem,
  type StoredState,
  TEAM_LABEL,
  type WholeFile,
} from './export-row.js';
import type { ExportChoice } from './export-settings.js';

/** Keeps the record of who exported what from one agency, and where each file stands. */
@Injectable()
export class AgencyExportRepository {
  /** Code and time zone of the agency, and name and staff reference of whoever acts. */
  async findMarks(scope: AgencyScope | JobScope, tx: Transaction): Promise<ExportMarks> {
    const { agencyId, membershipId } = askerOf(scope);
    const [found]: (Omit<ExportMarks, 'by' | 'staffRef'> & { by: string | null; staffRef: string | null })[] =
      await tx.query(
        `select agency.name as agency, agency.code, agency.time_zone as "timeZone", m.display_name as by,
           m.staff_ref as "staffRef"
         from agency left join membership m on m.agency_id = agency.id and m.id = $2
         where agency.id = $1 and ($2::uuid is null or m.agency_id = $1)`,
        [agencyId, membershipId],
      );
    if (found === undefined) throw new Error('The acting membership is not of the acting agency');
    return { ...found, by: found.by ?? OPERATOR.name, staffRef: found.staffRef ?? OPERATOR.staffRef };
  }

  /** Notes a download before its first byte, or a file in the background when it is asked for. */
  async insert(scope: AgencyScope | JobScope, tx: Transaction, row: NewExportRow): Promise<void> {
    const { agencyId, personId, membershipId } = askerOf(scope);
    await tx.query(
      `insert into agency_export (agency_id, id, kind, format, from_on, to_on, team, job_role, module_id, actor,
         membership_id, at, state, rows_expected)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        agencyId,
        row.id,
        row.kind,
        row.format,
        row.from,
        row.to,
        row.team,
        row.jobRole,
        row.moduleId,
        personId,
        membershipId,
        row.at.toISOString(),
        row.state,
        row.rowsExpected,
      ],
    );
  }

  /** Notes after the last byte of a download what was in it. */
  async finish(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    id: string,
    file: WholeFile,
    at: Date,
  ): Promise<void> {
    await tx.query(
      `update agency_export set state = 'sent', finished_at = $3, rows = $4, bytes = $5, sha256 = $6
       where agency_id = $1 and id = $2 and state = 'sending'`,
      [scope.agencyId, id, at.toISOString(), file.rows, file.bytes, file.sha256],
    );
  }

  /** Notes that a download ended before its last byte. */
  async breakOff(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    id: string,
    problem: StoredProblem,
  ): Promise<void> {
    await tx.query(
      `update agency_export set state = 'broken-off', problem = $3 where agency_id = $1 and id = $2 and state = 'sending'`,
      [scope.agencyId, id, problem],
    );
  }

  /** The latest files, newest first. */
  findHistory(scope: AgencyScope, tx: Transaction, limit: number): Promise<ExportRow[]> {
    return tx.query(
      `select e.id, e.kind, e.format, e.from_on as "from", e.to_on as "to", e.at, ${TEAM_LABEL} as team,
         ${ROLE_LABEL} as role, ${MODULE_LABEL} as module, ${NAME_OF_ACTOR} as by, e.state, e.problem, e.rows, e.sha256,
         e.bytes, e.rows_so_far as "rowsSoFar", e.rows_expected as "rowsExpected", e.expires_at as "expiresAt",
         e.deleted_at as "deletedAt", e.fetched
       from agency_export e
       where e.agency_id = $1
       order by e.at desc, e.id desc
       limit $2`,
      [scope.agencyId, limit],
    );
  }

  /** The latest whole file of each kind and format for exactly these days and rows. */
  findLatestWhole(
    scope: AgencyScope,
    tx: Transaction,
    range: { from: string; to: string },
    choice: ExportChoice,
  ): Promise<{ kind: ExportFile; format: StoredFormat; rows: number; sha256: string; at: Date }[]> {
    return tx.query(
      `select distinct on (kind, format) kind, format, rows, sha256, at
       from agency_export
       where agency_id = $1 and from_on = $2 and to_on = $3 and sha256 is not null
         and team is not distinct from $4 and job_role is not distinct from $5 and module_id is not distinct from $6
       order by kind, format, at desc, id desc`,
      [scope.agencyId, range.from, range.to, choice.team, choice.jobRole, choice.moduleId],
    );
  }

  /**
   * Gives a file up that waits or is being written.
   *
   * @returns Whether there was one; it may have become ready meanwhile.
   */
  async cancel(scope: AgencyScope, tx: Transaction, id: string): Promise<boolean> {
    return changedOne(
      await tx.query(
        `update agency_export set state = 'cancelled', cancelled_by = $3
         where agency_id = $1 and id = $2 and state in ('waiting', 'writing') returning id`,
        [scope.agencyId, id, scope.personId],
      ),
    );
  }

  /** Where a file stands; `null` for a foreign or unknown id. */
  async findState(scope: AgencyScope, tx: Transaction, id: string): Promise<StoredState | null> {
    const [row]: { state: StoredState }[] = await tx.query(
      'select state from agency_export where agency_id = $1 and id = $2',
      [scope.agencyId, id],
    );
    return row?.state ?? null;
  }

  /** Counts a fetch of a file that is ready and not over; `null` when there is none. */
  async fetch(scope: AgencyScope, tx: Transaction, id: string, now: Date): Promise<FetchedExport | null> {
    const [rows]: [FetchedExport[], number] = await tx.query(
      `update agency_export set fetched = fetched + 1
       where agency_id = $1 and id = $2 and state = 'ready' and expires_at > $3
       returning kind, format, from_on as "from", to_on as "to", bytes,
         num_nonnulls(team, job_role, module_id) > 0 as "isPart"`,
      [scope.agencyId, id, now.toISOString()],
    );
    return rows[0] ?? null;
  }

  /** How many files of the agency wait or are being written. */
  async countUnderWay(scope: AgencyScope, tx: Transaction): Promise<number> {
    const [row]: { count: number }[] = await tx.query(
      `select count(*) as count from agency_export where agency_id = $1 and state in ('waiting', 'writing')`,
      [scope.agencyId],
    );
    return row?.count ?? 0;
  }
}
