import { Injectable } from '@nestjs/common';
import type { NewExport } from '@learning-reviews/contracts/agency-export.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { v7 as uuid } from 'uuid';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/http/domain-error.js';
import { OnceOnly } from '../platform/idempotency/once-only.js';
import type { Submission } from '../platform/idempotency/submission.js';
import { JobQueue } from '../platform/jobs/job-queue.js';
import { findWarningDays } from '../platform/setting/warning-days.js';
import { AgencyExportRepository } from './agency-export.repository.js';
import { ExportChoiceService } from './export-choice.service.js';
import { WRITE_EXPORT } from './export-job-kinds.js';
import { exportSettings } from './export-settings.js';

/** Files of one agency that may wait or be written at once. */
const MOST_UNDER_WAY = 5;
const RETRY_AFTER_SECONDS = 60;

/** Takes orders for files that are written in the background, and takes them back. */
@Injectable()
export class PreparedExportService {
  constructor(
    private readonly onceOnly: OnceOnly,
    private readonly exports: AgencyExportRepository,
    private readonly choices: ExportChoiceService,
    private readonly queue: JobQueue,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Orders a file. The order, its audit row and its job are kept together or not at all.
   *
   * @returns Its id.
   * @throws DomainError `request.invalid` for a filter that does not exist; `export.too-long` for a workbook with too
   * many rows; `export.busy` when the agency has enough files under way.
   */
  prepare(scope: AgencyScope, submission: Submission, asked: NewExport): Promise<{ id: string }> {
    return this.onceOnly.write(scope, submission, async (tx) => {
      await this.refuseTooMany(scope, tx);
      const { kind, format, from, to } = asked;
      const marks = await this.exports.findMarks(scope, tx);
      const { choice } = await this.choices.require(scope, tx, asked);
      const [at, today] = [this.clock.now(), this.clock.today(scope.timeZone)];
      const warning = await findWarningDays(scope, tx);
      const { staffRef } = marks;
      const settings = exportSettings({ ...choice, from, to, at, staffRef, today, warning });
      const rowsExpected = await this.choices.count(scope, tx, kind, settings, format);
      const id = uuid();
      await this.exports.insert(scope, tx, {
        ...choice,
        id,
        kind,
        format,
        from,
        to,
        at,
        state: 'waiting',
        rowsExpected,
      });
      await this.audit.record(scope, tx, 'export.ordered', `export:${id}`, { kind, format, from, to });
      await this.queue.send(tx, WRITE_EXPORT, { agencyId: scope.agencyId, exportId: id });
      return { id };
    });
  }

  /**
   * Takes an order back. One that was taken back before stays so.
   *
   * @throws DomainError `request.not-found` for a foreign or unknown id; `export.not-ready` when there is nothing left
   * to cancel.
   */
  cancel(scope: AgencyScope, submission: Submission, id: string): Promise<void> {
    return this.onceOnly.write(scope, submission, async (tx) => {
      if (await this.exports.cancel(scope, tx, id)) {
        await this.audit.record(scope, tx, 'export.cancelled', `export:${id}`);
        return;
      }
      const state = await this.exports.findState(scope, tx, id);
      if (state === null) throw notFound();
      if (state !== 'cancelled')
        throw new DomainError('export.not-ready', 'This file is not being prepared any more');
    });
  }

  private async refuseTooMany(scope: AgencyScope, tx: Transaction): Promise<void> {
    if ((await this.exports.countUnderWay(scope, tx)) < MOST_UNDER_WAY) return;
    throw new DomainError(
      'export.busy',
      `Your agency has ${MOST_UNDER_WAY} files being prepared. Wait for one of them, or cancel one`,
      { retryAfterSeconds: RETRY_AFTER_SECONDS },
    );
  }
}
