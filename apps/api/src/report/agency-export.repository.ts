import { Injectable } from '@nestjs/common';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';
import type { ExportFile } from './export-select.js';

/** One file as it was asked for. */
export interface NewExport {
  readonly id: string;
  readonly kind: ExportFile;
  readonly from: string;
  readonly to: string;
  readonly at: Date;
}

/** One file as it stands in the history. */
export interface ExportRow extends Omit<NewExport, 'from' | 'to'> {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** Display name of the member who asked. */
  readonly by: string;
  readonly rows: number | null;
  readonly sha256: string | null;
}

/** Keeps the record of who exported what from one agency. */
@Injectable()
export class AgencyExportRepository {
  /** Code of the agency and staff reference of whoever acts: what file names and rows are marked with. */
  async findMarks(
    scope: AgencyScope,
    tx: Transaction,
  ): Promise<{ agency: string; code: string; staffRef: string }> {
    const [marks]: { agency: string; code: string; staffRef: string }[] = await tx.query(
      `select agency.name as agency, agency.code, m.staff_ref as "staffRef"
       from agency join membership m on m.agency_id = agency.id
       where agency.id = $1 and m.agency_id = $1 and m.id = $2`,
      [scope.agencyId, scope.membershipId],
    );
    if (marks === undefined) throw new Error('The acting membership is not of the acting agency');
    return marks;
  }

  /** Notes a file before its first byte. */
  async insert(scope: AgencyScope, tx: Transaction, { id, kind, from, to, at }: NewExport): Promise<void> {
    await tx.query(
      `insert into agency_export (agency_id, id, kind, from_on, to_on, actor, at) values ($1, $2, $3, $4, $5, $6, $7)`,
      [scope.agencyId, id, kind, from, to, scope.personId, at.toISOString()],
    );
  }

  /** Notes after the last byte what was in the file. */
  async finish(
    scope: AgencyScope,
    tx: Transaction,
    id: string,
    { rows, sha256, at }: { rows: number; sha256: string; at: Date },
  ): Promise<void> {
    await tx.query(
      `update agency_export set finished_at = $3, rows = $4, sha256 = $5 where agency_id = $1 and id = $2`,
      [scope.agencyId, id, at.toISOString(), rows, sha256],
    );
  }

  /** The latest files, newest first. */
  findHistory(scope: AgencyScope, tx: Transaction, limit: number): Promise<ExportRow[]> {
    return tx.query(
      `select e.id, e.kind, e.from_on as "from", e.to_on as "to", e.at, e.rows, e.sha256,
         coalesce(who.display_name, 'Somebody who has left') as by
       from agency_export e
       left join lateral (
         select m.display_name from membership m
         where m.agency_id = $1 and m.person_id = e.actor order by m.from_on desc limit 1
       ) who on true
       where e.agency_id = $1
       order by e.at desc, e.id desc
       limit $2`,
      [scope.agencyId, limit],
    );
  }

  /** The latest finished file of each kind for exactly this range. */
  findLatestFinished(
    scope: AgencyScope,
    tx: Transaction,
    range: { from: string; to: string },
  ): Promise<{ kind: ExportFile; rows: number; sha256: string; at: Date }[]> {
    return tx.query(
      `select distinct on (kind) kind, rows, sha256, at
       from agency_export
       where agency_id = $1 and from_on = $2 and to_on = $3 and finished_at is not null
       order by kind, at desc, id desc`,
      [scope.agencyId, range.from, range.to],
    );
  }
}
