import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable, Logger } from '@nestjs/common';
import type {
  ExportFormat,
  ExportKind,
  ExportQuery,
} from '@learning-reviews/contracts/agency-export.contract';
import type { AgencyScope, JobScope } from '@learning-reviews/domain/access/scope';
import { v7 as uuid } from 'uuid';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { ExportDatabase } from '../platform/database/export-database.js';
import { DomainError } from '../platform/http/domain-error.js';
import { errorWithoutValues } from '../platform/logging/error-without-values.js';
import { AgencyExportRepository } from './agency-export.repository.js';
import { ExportChoiceService } from './export-choice.service.js';
import { askerOf, BY_OPERATOR } from '../platform/audit/asker.js';
import { findWarningDays } from '../platform/setting/warning-days.js';
import { COPIED_AS, fileName, fileStream } from './export-file.js';
import { type Reader, ReaderLeft } from './export-reader.js';
import type { StoredProblem, WholeFile } from './export-row.js';
import { EXPORT_SELECT } from './export-select.js';
import { exportSettings } from './export-settings.js';
import { ReaderStalled, watchReader } from './stalled-reader.js';

/** Streams an agency's evidence to whoever takes it out, past memory and disk, and keeps who took what. */
@Injectable()
export class ExportDownloadService {
  private readonly logger = new Logger(ExportDownloadService.name);

  constructor(
    private readonly database: Database,
    private readonly exportDatabase: ExportDatabase,
    private readonly exports: AgencyExportRepository,
    private readonly choices: ExportChoiceService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Streams one file. It is noted and audited before the first byte, and its rows and hash before the end: one that
   * broke off stays in the history as such, with the reason. A reader who has gone, or takes nothing, is no fault:
   * it resolves, and the connection is free.
   *
   * @param scope An operator at the command line comes in the scope of a job.
   * @returns What was sent; `null` to a reader who did not take all of it.
   * @throws DomainError `request.invalid` for a filter that does not exist; `export.too-long` for a workbook with too
   * many rows; `export.busy` when no connection becomes free in time.
   */
  async send(
    scope: AgencyScope | JobScope,
    { kind, format, query }: { kind: ExportKind; format: ExportFormat; query: ExportQuery },
    reader: Reader,
  ): Promise<WholeFile | null> {
    const id = uuid();
    const at = this.clock.now();
    const asker = askerOf(scope);
    const { marks, found, settings } = await this.database.read(scope, async (tx) => {
      const marks = await this.exports.findMarks(scope, tx);
      const found = await this.choices.require(scope, tx, query);
      const { from, to } = query;
      const today = this.clock.today(marks.timeZone);
      const warning = await findWarningDays(scope, tx);
      const { staffRef } = marks;
      const settings = exportSettings({ ...found.choice, from, to, at, staffRef, today, warning });
      if (format === 'xlsx') await this.choices.count(scope, tx, kind, settings, format);
      return { marks, found, settings };
    });
    const { from, to } = query;
    const file = fileStream(format, { ...marks, ...found.labels, kind, from, to, at });
    const isPart = Object.values(found.choice).some((value) => value !== null);
    let download: Writable | undefined;
    try {
      const rows = await this.exportDatabase.exportStream(
        scope,
        EXPORT_SELECT[kind],
        settings,
        async (lines) => {
          await this.database.write(scope, async (tx) => {
            const row = {
              ...found.choice,
              id,
              kind,
              format,
              from,
              to,
              at,
              state: 'sending',
              rowsExpected: null,
            } as const;
            await this.exports.insert(scope, tx, row);
            const detail = { kind, format, from, to, ...(asker.personId === null && BY_OPERATOR) };
            await this.audit.record(asker, tx, 'export.made', `export:${id}`, detail);
          });
          reader.left.throwIfAborted();
          download = reader.open(fileName(marks.code, kind, query, format, isPart));
          const stall = watchReader(download);
          const signal = AbortSignal.any([stall.signal, reader.left]);
          await pipeline(lines, file, download, { end: false, signal })
            .catch((error: unknown) => {
              throw signal.aborted ? signal.reason : error;
            })
            .finally(() => stall.stop());
        },
        { format: COPIED_AS[format], signal: reader.left },
      );
      const whole = { rows, bytes: file.bytes, sha256: file.sha256() };
      await this.database.write(scope, (tx) => this.exports.finish(scope, tx, id, whole, this.clock.now()));
      // Only now: whoever has the whole file finds it in the manifest.
      download?.end();
      return whole;
    } catch (error) {
      const problem = problemOf(error);
      await this.noteBroken(scope, id, problem);
      if (problem !== 'left' && problem !== 'stalled') throw error;
      // Nobody reads an answer any more; a tidy end would pass for a whole file.
      download?.destroy();
      return null;
    }
  }

  private async noteBroken(scope: AgencyScope | JobScope, id: string, problem: StoredProblem): Promise<void> {
    try {
      await this.database.write(scope, (tx) => this.exports.breakOff(scope, tx, id, problem));
    } catch (error) {
      // The error that broke the download is the one to be told; a daily job tidies such rows.
      this.logger.warn({ err: errorWithoutValues(error) }, 'A broken download could not be noted');
    }
  }
}

function problemOf(error: unknown): StoredProblem {
  if (error instanceof ReaderLeft) return 'left';
  if (error instanceof DomainError && error.code === 'export.too-long') return 'too-long';
  return error instanceof ReaderStalled ? 'stalled' : 'fault';
}
