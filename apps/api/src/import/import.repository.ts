import { Injectable } from '@nestjs/common';
import type { AgencyScope, JobScope } from '@learning-reviews/domain/access/scope';
import type { ColumnMapping, ImportKind } from '@learning-reviews/domain/import/import-column';
import type { PlanAction } from '@learning-reviews/domain/import/people-plan';
import { askerOf, OPERATOR } from '../platform/audit/asker.js';
import type { Transaction } from '../platform/database/database.js';

/** Where an import stands, as it is stored. */
export type ImportState =
  | 'reading'
  | 'mapping'
  | 'checking'
  | 'checked'
  | 'waiting'
  | 'applying'
  | 'applied'
  | 'undoing'
  | 'undone'
  | 'refused'
  | 'cancelled'
  | 'failed';

/** Rows by what applying would do with them. */
export type ActionCounts = Readonly<Record<PlanAction, number>>;

/** An import as it is stored. */
export interface ImportRecord {
  readonly id: string;
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly state: ImportState;
  readonly message: string | null;
  readonly at: Date;
  /** Display name of whoever brought it. */
  readonly by: string;
  /** `null` for an operator. */
  readonly actor: string | null;
  /** Names the file in its folder until it is read. */
  readonly fileId: string;
  readonly headers: readonly string[];
  readonly mapping: ColumnMapping;
  readonly mayAddTeams: boolean;
  readonly rows: number | null;
  readonly counts: ActionCounts | null;
  readonly newTeams: readonly string[];
  readonly checked: string | null;
  readonly leaveOutProblems: boolean;
  readonly invite: boolean;
  readonly appliedBy: string | null;
  readonly progressDone: number;
  readonly progressOf: number;
  readonly leavers: number;
  readonly kept: number;
  readonly appliedAt: Date | null;
  readonly undoneAt: Date | null;
}

/** A file that has just come. */
export interface NewImportRecord {
  readonly id: string;
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly at: Date;
}

/** What a check found, over all rows. */
export interface CheckResult {
  readonly counts: ActionCounts;
  readonly newTeams: readonly string[];
  /** Digest of it all. */
  readonly checked: string;
  readonly message: string | null;
}

/** Whoever brought it: a member, or an operator at the command line. */
const BY = `coalesce(m.display_name, '${OPERATOR.name}')`;

const COLUMNS = `i.id, i.kind, i.file_name as "fileName", i.state, i.message, i.at, ${BY} as by, i.actor,
  i.file_id as "fileId", i.headers,
  i.mapping, i.may_add_teams as "mayAddTeams", i.rows, i.counts, i.new_teams as "newTeams", i.checked,
  i.leave_out_problems as "leaveOutProblems", i.invite, i.applied_by as "appliedBy", i.progress_done as "progressDone",
  i.progress_of as "progressOf", i.leavers, i.kept, i.applied_at as "appliedAt", i.undone_at as "undoneAt"`;

/** Keeps where imports stand. */
@Injectable()
export class ImportRepository {
  async insert(scope: AgencyScope | JobScope, tx: Transaction, file: NewImportRecord): Promise<void> {
    const { agencyId, personId, membershipId } = askerOf(scope);
    await tx.query(
      `insert into import (agency_id, id, file_id, kind, file_name, bytes, sha256, actor, membership_id, at)
       values ($1, $2, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        agencyId,
        file.id,
        file.kind,
        file.fileName,
        file.bytes,
        file.sha256,
        personId,
        membershipId,
        file.at.toISOString(),
      ],
    );
  }

  /** The latest imports, newest first. */
  findLatest(scope: AgencyScope, tx: Transaction, limit: number): Promise<ImportRecord[]> {
    return tx.query(
      `select ${COLUMNS} from import i
       left join membership m on m.agency_id = i.agency_id and m.id = i.membership_id
       where i.agency_id = $1 order by i.at desc, i.id desc limit $2`,
      [scope.agencyId, limit],
    );
  }

  /** One import; `null` for any other id. */
  async find(scope: AgencyScope | JobScope, tx: Transaction, id: string): Promise<ImportRecord | null> {
    const [record]: ImportRecord[] = await tx.query(
      `select ${COLUMNS} from import i
       left join membership m on m.agency_id = i.agency_id and m.id = i.membership_id
       where i.agency_id = $1 and i.id = $2`,
      [scope.agencyId, id],
    );
    return record ?? null;
  }

  /** The same, locked until the transaction ends. */
  async lock(scope: AgencyScope | JobScope, tx: Transaction, id: string): Promise<ImportRecord | null> {
    await tx.query('select from import where agency_id = $1 and id = $2 for update', [scope.agencyId, id]);
    return this.find(scope, tx, id);
  }

  /** The id of the import of people that was applied last and not undone; `null` without one. */
  async findLastApplied(scope: AgencyScope | JobScope, tx: Transaction): Promise<string | null> {
    const [row]: { id: string; state: ImportState }[] = await tx.query(
      `select id, state from import
       where agency_id = $1 and kind = 'people' and applied_at is not null and rows_deleted_at is null
       order by applied_at desc, id desc limit 1`,
      [scope.agencyId],
    );
    return row?.state === 'applied' ? row.id : null;
  }

  /** Display name of whoever brought the import that is being applied now; `null` when none is. */
  async findApplying(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    exceptId: string,
  ): Promise<string | null> {
    const [row]: { by: string }[] = await tx.query(
      `select ${BY} as by from import i
       left join membership m on m.agency_id = i.agency_id and m.id = i.membership_id
       where i.agency_id = $1 and i.id <> $2 and i.state in ('applying', 'undoing') limit 1`,
      [scope.agencyId, exceptId],
    );
    return row?.by ?? null;
  }

  /** Moves an import on, and says why. */
  async enter(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    id: string,
    state: ImportState,
    message: string | null,
    now: Date,
  ): Promise<void> {
    const isEnd = ['applied', 'undone', 'refused', 'cancelled', 'failed'].includes(state);
    await tx.query(
      `update import set state = $3, message = $4, progress_done = 0, progress_of = 0,
         ended_at = case when $5 then $6::timestamptz when $3 = 'undoing' then ended_at end,
         applied_at = case when $3 = 'applied' then coalesce(applied_at, $6) else applied_at end,
         undone_at = case when $3 = 'undone' then $6 end
       where agency_id = $1 and id = $2`,
      [scope.agencyId, id, state, message, isEnd, now.toISOString()],
    );
  }

  /** Names the file that is to be read next. */
  async setFile(scope: AgencyScope, tx: Transaction, id: string, fileId: string): Promise<void> {
    await tx.query('update import set file_id = $3 where agency_id = $1 and id = $2', [
      scope.agencyId,
      id,
      fileId,
    ]);
  }

  /** Keeps what the header of the file says. */
  async describe(
    scope: JobScope,
    tx: Transaction,
    id: string,
    { headers, mapping, rows }: Pick<ImportRecord, 'headers' | 'mapping'> & { readonly rows: number },
  ): Promise<void> {
    await tx.query(
      'update import set headers = $3, mapping = $4, rows = $5 where agency_id = $1 and id = $2',
      [scope.agencyId, id, JSON.stringify(headers), JSON.stringify(mapping), rows],
    );
  }

  /** Keeps which column is which. */
  async map(
    scope: AgencyScope,
    tx: Transaction,
    id: string,
    mapping: ColumnMapping,
    mayAddTeams: boolean,
  ): Promise<void> {
    await tx.query('update import set mapping = $3, may_add_teams = $4 where agency_id = $1 and id = $2', [
      scope.agencyId,
      id,
      JSON.stringify(mapping),
      mayAddTeams,
    ]);
  }

  /** Keeps what a check found; the import is then for somebody to look at. */
  async noteCheck(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    id: string,
    { counts, newTeams, checked, message }: CheckResult,
  ): Promise<void> {
    await tx.query(
      `update import set state = 'checked', counts = $3, new_teams = $4, checked = $5, message = $6,
         progress_done = 0, progress_of = 0
       where agency_id = $1 and id = $2`,
      [scope.agencyId, id, JSON.stringify(counts), JSON.stringify(newTeams), checked, message],
    );
  }

  /** Keeps how it is to be applied. */
  async order(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    id: string,
    { leaveOutProblems, invite }: Pick<ImportRecord, 'leaveOutProblems' | 'invite'>,
  ): Promise<void> {
    await tx.query(
      `update import set state = 'waiting', message = null, leave_out_problems = $3, invite = $4, applied_by = $5
       where agency_id = $1 and id = $2`,
      [scope.agencyId, id, leaveOutProblems, invite, askerOf(scope).personId],
    );
  }

  /** Keeps how many members were let go, or had to be kept when it was undone. */
  async noteOutcome(
    scope: JobScope,
    tx: Transaction,
    id: string,
    outcome: { readonly leavers?: number; readonly kept?: number },
  ): Promise<void> {
    await tx.query(
      `update import set leavers = coalesce($3, leavers), kept = coalesce($4, kept) where agency_id = $1 and id = $2`,
      [scope.agencyId, id, outcome.leavers ?? null, outcome.kept ?? null],
    );
  }

  /** Notes how far the work is. */
  async noteProgress(scope: JobScope, tx: Transaction, id: string, done: number, of: number): Promise<void> {
    await tx.query(
      'update import set progress_done = $3, progress_of = $4 where agency_id = $1 and id = $2',
      [scope.agencyId, id, done, of],
    );
  }

  /** What the agency decided about headers of this kind before: header key → column key, empty for none. */
  async findColumns(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    kind: ImportKind,
  ): Promise<Record<string, string>> {
    const rows: { header: string; column: string }[] = await tx.query(
      `select header_key as header, column_key as column from import_column where agency_id = $1 and kind = $2`,
      [scope.agencyId, kind],
    );
    return Object.fromEntries(rows.map(({ header, column }) => [header, column]));
  }

  /** Remembers what somebody decided about headers. */
  async rememberColumns(
    scope: AgencyScope,
    tx: Transaction,
    kind: ImportKind,
    columns: Readonly<Record<string, string>>,
  ): Promise<void> {
    await tx.query(
      `insert into import_column (agency_id, kind, header_key, column_key)
       select $1, $2, key, value from jsonb_each_text($3)
       on conflict (agency_id, kind, header_key) do update set column_key = excluded.column_key`,
      [scope.agencyId, kind, JSON.stringify(columns)],
    );
  }

  /** Every agency there has been. */
  async findAgencies(_scope: JobScope, tx: Transaction): Promise<number[]> {
    const rows: { id: number }[] = await tx.query('select id from agency order by id');
    return rows.map(({ id }) => id);
  }

  /** Stops imports that nobody has gone on with since an instant. */
  async cancelOld(scope: JobScope, tx: Transaction, before: Date, now: Date): Promise<void> {
    await tx.query(
      `update import set state = 'cancelled', message = 'Nobody went on with it within a week', ended_at = $3
       where agency_id = $1 and at < $2 and state in ('reading', 'mapping', 'checked')`,
      [scope.agencyId, before.toISOString(), now.toISOString()],
    );
  }

  /** Files that have not been read yet. */
  async findUnread(scope: JobScope, tx: Transaction): Promise<Set<string>> {
    const rows: { id: string }[] = await tx.query(
      `select file_id as id from import where agency_id = $1 and state = 'reading'`,
      [scope.agencyId],
    );
    return new Set(rows.map(({ id }) => id));
  }
}
