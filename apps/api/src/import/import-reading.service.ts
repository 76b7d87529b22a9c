import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import {
  type ColumnMapping,
  headerKey,
  mappingProblems,
  proposeMapping,
} from '@learning-reviews/domain/import/import-column';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { JobQueue } from '../platform/jobs/job-queue.js';
import { readImportFile } from './import-file.js';
import { ImportFolder } from './import-folder.js';
import { CHECK_IMPORT } from './import-job-kinds.js';
import type { ImportTable } from './import-table.js';
import { ImportRepository, type ImportRecord } from './import.repository.js';
import { ImportRowRepository } from './import-row.repository.js';
import { UnreadableFile } from './unreadable-file.js';

const ROWS_AT_ONCE = 2_000;

/** Turns a file into rows that can be looked at, and finds out which column is which. */
@Injectable()
export class ImportReading {
  constructor(
    private readonly database: Database,
    private readonly imports: ImportRepository,
    private readonly rows: ImportRowRepository,
    private readonly folder: ImportFolder,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** Reads the file of an import. One that cannot be read is refused with a sentence; mended rows come in the old ones' place. */
  async read(scope: JobScope, importId: string, signal: AbortSignal): Promise<void> {
    const { agencyId } = scope;
    if (agencyId === null) throw new RangeError('An import belongs to one agency');
    const found = await this.database.read(scope, (tx) => this.imports.find(scope, tx, importId));
    // Stopped meanwhile, or read by a worker that could not say so any more.
    if (found?.state !== 'reading') return;
    try {
      const table = await readImportFile(this.folder.pathOf(agencyId, found.fileId), found.fileName, signal);
      await this.database.write(scope, async (tx) => {
        const record = await this.imports.lock(scope, tx, importId);
        if (record?.state !== 'reading') return;
        if (record.headers.length > 0) await this.keepMended(scope, tx, record, table);
        else await this.keep(scope, tx, record, table);
      });
    } catch (error) {
      if (!isNotReadable(error)) throw error;
      const message = error instanceof UnreadableFile ? error.message : GONE;
      await this.database.write(scope, (tx) => this.refuse(scope, tx, importId, message));
    }
    await this.folder.remove(agencyId, found.fileId);
  }

  private async keep(
    scope: JobScope,
    tx: Transaction,
    record: ImportRecord,
    table: ImportTable,
  ): Promise<void> {
    const { id, kind } = record;
    const { headers } = table;
    const mapping = proposeMapping(kind, headers, await this.imports.findColumns(scope, tx, kind));
    await this.addRows(scope, tx, id, table.rows);
    await this.imports.describe(scope, tx, id, { headers, mapping, rows: table.rows.length });
    await this.goOn(scope, tx, record, { headers, mapping });
  }

  /** Puts mended rows in the place of those with problems, each cell where its heading stood in the first file. */
  private async keepMended(
    scope: JobScope,
    tx: Transaction,
    record: ImportRecord,
    table: ImportTable,
  ): Promise<void> {
    const { id, headers, mapping } = record;
    const positions = table.headers.map((header) => headerKey(header));
    const from = headers.map((header) => positions.indexOf(headerKey(header)));
    const missing = Object.values(mapping).filter((at) => from[at] === -1);
    if (missing.length > 0) {
      const message = `The mended file has no column “${headers[missing[0]!]}”. Use the file of rows to mend as it was downloaded`;
      await this.imports.enter(scope, tx, id, 'checked', message, this.clock.now());
      return;
    }
    const last = await this.rows.removeProblems(scope, tx, id);
    const rows = table.rows.map(({ cells }, index) => ({
      line: last + 1 + index,
      cells: from.map((at) => (at === -1 ? '' : (cells[at] ?? ''))),
    }));
    await this.addRows(scope, tx, id, rows);
    await this.imports.describe(scope, tx, id, {
      headers,
      mapping,
      rows: await this.rows.count(scope, tx, id),
    });
    await this.goOn(scope, tx, record, { headers, mapping });
  }

  private async addRows(
    scope: JobScope,
    tx: Transaction,
    id: string,
    rows: readonly { readonly line: number; readonly cells: readonly string[] }[],
  ): Promise<void> {
    for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
      await this.rows.add(scope, tx, id, rows.slice(at, at + ROWS_AT_ONCE));
  }

  private async goOn(
    scope: JobScope,
    tx: Transaction,
    { id, kind }: ImportRecord,
    { headers, mapping }: { readonly headers: readonly string[]; readonly mapping: ColumnMapping },
  ): Promise<void> {
    const isClear = mappingProblems(kind, headers, mapping).length === 0;
    await this.imports.enter(scope, tx, id, isClear ? 'checking' : 'mapping', null, this.clock.now());
    if (isClear) await this.queue.send(tx, CHECK_IMPORT, { agencyId: scope.agencyId, importId: id });
  }

  private async refuse(scope: JobScope, tx: Transaction, id: string, message: string): Promise<void> {
    const record = await this.imports.lock(scope, tx, id);
    if (record?.state !== 'reading') return;
    // A mended file that cannot be read leaves everything as it was.
    const state = record.headers.length > 0 ? 'checked' : 'refused';
    await this.imports.enter(scope, tx, id, state, message, this.clock.now());
  }
}

const GONE = 'The file was lost before it could be read. Choose it again';

const isNotReadable = (error: unknown) =>
  error instanceof UnreadableFile || (error as NodeJS.ErrnoException).code === 'ENOENT';
