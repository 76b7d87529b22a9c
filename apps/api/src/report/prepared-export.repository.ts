import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import type { Transaction } from '../platform/database/database.js';
import {
  changedOne,
  type ExportWork,
  MODULE_LABEL,
  ROLE_LABEL,
  type StoredProblem,
  TEAM_LABEL,
  type WholeFile,
} from './export-row.js';

/** Keeps where the files stand that are written in the background, for whoever writes and deletes them. */
@Injectable()
export class PreparedExportRepository {
  /** Every agency there is: files are looked after in one agency at a time. */
  async findAgencies(_scope: JobScope, tx: Transaction): Promise<number[]> {
    const rows: { id: number }[] = await tx.query('select id from agency order by id');
    return rows.map(({ id }) => id);
  }

  /** Takes up a file that waits, or that another worker left half written; `null` when nobody wants it any more. */
  async begin(scope: JobScope, tx: Transaction, id: string): Promise<ExportWork | null> {
    const begun = await tx.query(
      `update agency_export set state = 'writing', rows_so_far = 0
       where agency_id = $1 and id = $2 and state in ('waiting', 'writing') returning id`,
      [scope.agencyId, id],
    );
    if (!changedOne(begun)) return null;
    const [work]: ExportWork[] = await tx.query(
      `select e.kind, e.format, e.from_on as "from", e.to_on as "to", e.at, e.team, e.job_role as "jobRole",
         e.module_id as "moduleId", agency.time_zone as "timeZone", agency.name as agency, m.display_name as by,
         m.staff_ref as "staffRef", ${TEAM_LABEL} as "teamLabel", ${ROLE_LABEL} as "roleLabel", ${MODULE_LABEL} as "moduleLabel"
       from agency_export e
       join agency on agency.id = e.agency_id
       join membership m on m.agency_id = e.agency_id and m.id = e.membership_id
       where e.agency_id = $1 and e.id = $2`,
      [scope.agencyId, id],
    );
    return work ?? null;
  }

  /** Notes how far the writing is; `false` when it was cancelled meanwhile. */
  async noteProgress(scope: JobScope, tx: Transaction, id: string, rows: number): Promise<boolean> {
    return changedOne(
      await tx.query(
        `update agency_export set rows_so_far = $3 where agency_id = $1 and id = $2 and state = 'writing' returning id`,
        [scope.agencyId, id, rows],
      ),
    );
  }

  /** Offers a whole file until `expiresAt`; `false` when it was cancelled meanwhile. */
  async makeReady(
    scope: JobScope,
    tx: Transaction,
    id: string,
    file: WholeFile,
    { at, expiresAt }: { at: Date; expiresAt: Date },
  ): Promise<boolean> {
    return changedOne(
      await tx.query(
        `update agency_export set state = 'ready', finished_at = $3, rows = $4, rows_so_far = $4, bytes = $5, sha256 = $6,
           expires_at = $7
         where agency_id = $1 and id = $2 and state = 'writing' returning id`,
        [scope.agencyId, id, at.toISOString(), file.rows, file.bytes, file.sha256, expiresAt.toISOString()],
      ),
    );
  }

  /** Notes that a file will not be written. */
  async fail(scope: JobScope, tx: Transaction, id: string, problem: StoredProblem): Promise<void> {
    await tx.query(
      `update agency_export set state = 'failed', problem = $3
       where agency_id = $1 and id = $2 and state in ('waiting', 'writing')`,
      [scope.agencyId, id, problem],
    );
  }

  /** Ids of the files that there should be on the disk, or may be at this moment. */
  async findKept(scope: JobScope, tx: Transaction): Promise<Set<string>> {
    const rows: { id: string }[] = await tx.query(
      `select id from agency_export where agency_id = $1 and state in ('waiting', 'writing', 'ready')`,
      [scope.agencyId],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Notes the files whose days are over as deleted. Their rows stay. */
  async expire(scope: JobScope, tx: Transaction, now: Date): Promise<void> {
    await tx.query(
      `update agency_export set state = 'deleted', deleted_at = $2
       where agency_id = $1 and state = 'ready' and expires_at <= $2`,
      [scope.agencyId, now.toISOString()],
    );
  }

  /** Notes what nobody is at any more, since its process ended: asked for before `before` and not over. */
  async giveUp(scope: JobScope, tx: Transaction, before: Date): Promise<void> {
    await tx.query(
      `update agency_export
       set state = case state when 'sending' then 'broken-off' else 'failed' end, problem = 'fault'
       where agency_id = $1 and state in ('sending', 'waiting', 'writing') and at < $2`,
      [scope.agencyId, before.toISOString()],
    );
  }
}
