import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { countActions, digestOf, ImportCheck } from './import-check.service.js';
import { ImportContextRepository } from './import-context.repository.js';
import { ImportRepository, type ImportRecord } from './import.repository.js';
import { ImportRowRepository } from './import-row.repository.js';
import type { CheckedFile } from './read-rows.js';

/** What a file would do on a day. */
export interface Found {
  readonly file: CheckedFile;
  readonly today: CalendarDate;
  /** Digest of it all. */
  readonly checked: string;
}

const ROWS_AT_ONCE = 2_000;

/** Finds out what an import would do, and keeps it for somebody to look at. */
@Injectable()
export class ImportFinding {
  constructor(
    private readonly imports: ImportRepository,
    private readonly rows: ImportRowRepository,
    private readonly context: ImportContextRepository,
    private readonly checks: ImportCheck,
    private readonly clock: Clock,
  ) {}

  /** @param onProgress Told how many rows have been looked at. */
  async find(
    scope: JobScope,
    tx: Transaction,
    record: ImportRecord,
    onProgress: (done: number) => void,
  ): Promise<Found> {
    const today = await this.today(scope, tx);
    const rows = await this.rows.findAll(scope, tx, record.id);
    const file = await this.checks.check(scope, tx, { record, rows, today, onProgress });
    return { file, today, checked: digestOf(file) };
  }

  /** The day it is in the agency. */
  async today(scope: JobScope, tx: Transaction): Promise<CalendarDate> {
    return this.clock.today(await this.context.findTimeZone(scope, tx));
  }

  /** Keeps what was found; the import is then for somebody to look at. */
  async keep(
    scope: JobScope,
    tx: Transaction,
    importId: string,
    { file, checked }: Found,
    message: string | null,
  ): Promise<void> {
    for (let from = 0; from < file.rows.length; from += ROWS_AT_ONCE)
      await this.rows.noteFindings(scope, tx, importId, file.rows.slice(from, from + ROWS_AT_ONCE));
    await this.rows.propose(scope, tx, importId, file.leavers);
    await this.imports.noteCheck(scope, tx, importId, {
      counts: countActions(file.rows),
      newTeams: file.newTeams,
      checked,
      message,
    });
  }
}
