import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { EXPORT_KEPT_DAYS } from '@learning-reviews/contracts/agency-export.contract';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { ExportDatabase } from '../platform/database/export-database.js';
import { isDatabaseAway } from '../platform/http/database-fault.js';
import { DomainError } from '../platform/http/domain-error.js';
import { HandlesJob } from '../platform/jobs/handles-job.js';
import { findWarningDays } from '../platform/setting/warning-days.js';
import { COPIED_AS, type FileStream, fileStream } from './export-file.js';
import { ExportFolder } from './export-folder.js';
import { TIDY_EXPORTS, WRITE_EXPORT, type WriteExport } from './export-job-kinds.js';
import type { ExportWork, StoredProblem, WholeFile } from './export-row.js';
import { EXPORT_SELECT } from './export-select.js';
import { exportSettings } from './export-settings.js';
import { PreparedExportRepository } from './prepared-export.repository.js';

/** How often it is noted how far the writing is, and asked whether anybody still wants it. */
const PROGRESS_MS = 1_000;
const DAY_MS = 86_400_000;
/** No export takes as long: its process has ended, and its job was given up. */
const GIVEN_UP_MS = DAY_MS;

/** Somebody gave the file up while it was being written. */
class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** Writes the files that were asked for in the background, and takes them away when their days are over. */
@Injectable()
export class PreparedExportJobs {
  constructor(
    private readonly database: Database,
    private readonly exportDatabase: ExportDatabase,
    private readonly exports: PreparedExportRepository,
    private readonly folder: ExportFolder,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes one file. After a kill it begins again from the first row: the file gets its name only when it is whole,
   * and is offered only in the transaction that knows its rows and SHA-256.
   */
  @HandlesJob(WRITE_EXPORT)
  async write({ agencyId, exportId }: WriteExport, signal: AbortSignal): Promise<void> {
    const scope: JobScope = { brand: 'JobScope', agencyId };
    const work = await this.database.write(scope, (tx) => this.exports.begin(scope, tx, exportId));
    // Cancelled, or done by a worker that could not say so any more.
    if (work === null) return;
    try {
      await this.writeFile(scope, agencyId, exportId, work, signal);
    } catch (error) {
      if (error instanceof Cancelled) return;
      // Another try may do better: the process stops, or the database is away.
      if (signal.aborted || isDatabaseAway(error)) throw error;
      const problem = problemOf(error);
      await this.database.write(scope, (tx) => this.exports.fail(scope, tx, exportId, problem));
      if (problem === 'fault') throw error;
    }
  }

  /** Takes away what is over: files whose days have passed, and rows and files that nobody is at any more. */
  @HandlesJob(TIDY_EXPORTS)
  async tidy(_data: object, signal: AbortSignal): Promise<void> {
    const everywhere: JobScope = { brand: 'JobScope', agencyId: null };
    const agencies = await this.database.read(everywhere, (tx) => this.exports.findAgencies(everywhere, tx));
    const now = this.clock.now();
    for (const agencyId of agencies) {
      signal.throwIfAborted();
      const scope: JobScope = { brand: 'JobScope', agencyId };
      const kept = await this.database.write(scope, async (tx) => {
        await this.exports.expire(scope, tx, now);
        await this.exports.giveUp(scope, tx, new Date(now.getTime() - GIVEN_UP_MS));
        return this.exports.findKept(scope, tx);
      });
      // After the commit: a row that promises a file without one would be worse than a file without a row.
      await this.folder.removeAllBut(agencyId, kept);
    }
  }

  private async writeFile(
    scope: JobScope,
    agencyId: number,
    exportId: string,
    work: ExportWork,
    signal: AbortSignal,
  ): Promise<void> {
    const { from, to, at } = work;
    const { teamLabel: team, roleLabel: role, moduleLabel: module } = work;
    const file = fileStream(work.format, { ...work, team, role, module });
    const half = await this.folder.begin(agencyId, exportId);
    const progress = this.followProgress(scope, exportId, file);
    try {
      const today = this.clock.today(work.timeZone);
      const warning = await this.database.read(scope, (tx) => findWarningDays(scope, tx));
      const settings = exportSettings({ ...work, from, to, at, today, warning });
      const ending = AbortSignal.any([signal, progress.cancelled]);
      const rows = await this.exportDatabase.exportStream(
        scope,
        EXPORT_SELECT[work.kind],
        settings,
        (lines) =>
          pipeline(lines, file, half.stream, { signal: ending }).catch((error: unknown) => {
            throw ending.aborted ? ending.reason : error;
          }),
        { format: COPIED_AS[work.format], signal: ending, waitMs: Infinity },
      );
      await half.finish();
      await this.offer(scope, agencyId, exportId, { rows, bytes: file.bytes, sha256: file.sha256() });
    } catch (error) {
      half.stream.destroy();
      await half.discard();
      throw error;
    } finally {
      await progress.stop();
    }
  }

  /** Offers a whole file, unless it was cancelled at the last moment. */
  private async offer(scope: JobScope, agencyId: number, exportId: string, whole: WholeFile): Promise<void> {
    const at = this.clock.now();
    const expiresAt = new Date(at.getTime() + EXPORT_KEPT_DAYS * DAY_MS);
    const isWanted = await this.database.write(scope, (tx) =>
      this.exports.makeReady(scope, tx, exportId, whole, { at, expiresAt }),
    );
    if (!isWanted) await this.folder.remove(agencyId, exportId);
  }

  /** Notes each second how many rows there are, and finds out that the file was cancelled. */
  private followProgress(
    scope: JobScope,
    exportId: string,
    file: FileStream,
  ): { cancelled: AbortSignal; stop(): Promise<void> } {
    const cancelled = new AbortController();
    const ended = new AbortController();
    const follow = async () => {
      while (!ended.signal.aborted && !cancelled.signal.aborted) {
        await pause(PROGRESS_MS, undefined, { signal: ended.signal }).catch(() => undefined);
        if (ended.signal.aborted) return;
        const isWanted = await this.database
          .write(scope, (tx) => this.exports.noteProgress(scope, tx, exportId, file.rows))
          // A progress that cannot be noted stops no export.
          .catch(() => true);
        if (!isWanted) cancelled.abort(new Cancelled('The file was cancelled'));
      }
    };
    const following = follow();
    return {
      cancelled: cancelled.signal,
      stop: async () => {
        ended.abort();
        await following;
      },
    };
  }
}

const DISK_FULL = ['ENOSPC', 'EDQUOT', 'EFBIG'];
const NOT_WRITTEN = [
  'EACCES',
  'EPERM',
  'EROFS',
  'EIO',
  'ENOTDIR',
  'ENOENT',
  'EEXIST',
  'EISDIR',
  'EMFILE',
  'ENFILE',
];

function problemOf(error: unknown): StoredProblem {
  if (error instanceof DomainError && error.code === 'export.too-long') return 'too-long';
  const { code = '' } = error as NodeJS.ErrnoException;
  if (DISK_FULL.includes(code)) return 'disk-full';
  return NOT_WRITTEN.includes(code) ? 'not-written' : 'fault';
}
