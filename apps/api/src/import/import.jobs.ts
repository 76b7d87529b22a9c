import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { IMPORT_KEPT_DAYS } from '@learning-reviews/contracts/import.contract';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { HandlesJob } from '../platform/jobs/handles-job.js';
import { ImportExecution } from './import-execution.service.js';
import { ImportFolder } from './import-folder.js';
import {
  APPLY_IMPORT,
  CHECK_IMPORT,
  type ImportWork,
  READ_IMPORT,
  TIDY_IMPORTS,
  UNDO_IMPORT,
} from './import-job-kinds.js';
import { ImportReading } from './import-reading.service.js';
import { ImportRepository } from './import.repository.js';
import { ImportRowRepository } from './import-row.repository.js';

const DAY_MS = 86_400_000;
/** Between two looks at whether a colleague's import has ended. */
const LOOK_AGAIN_MS = 1_000;

/** Does the work of imports, each for one agency. Killed anywhere, the next try begins that step again. */
@Injectable()
export class ImportJobs {
  constructor(
    private readonly database: Database,
    private readonly imports: ImportRepository,
    private readonly rows: ImportRowRepository,
    private readonly reading: ImportReading,
    private readonly execution: ImportExecution,
    private readonly folder: ImportFolder,
    private readonly clock: Clock,
  ) {}

  @HandlesJob(READ_IMPORT)
  read({ agencyId, importId }: ImportWork, signal: AbortSignal): Promise<void> {
    return this.reading.read({ brand: 'JobScope', agencyId }, importId, signal);
  }

  @HandlesJob(CHECK_IMPORT)
  check({ agencyId, importId }: ImportWork): Promise<void> {
    return this.execution.check({ brand: 'JobScope', agencyId }, importId);
  }

  @HandlesJob(APPLY_IMPORT)
  async apply({ agencyId, importId }: ImportWork, signal: AbortSignal): Promise<void> {
    const scope: JobScope = { brand: 'JobScope', agencyId };
    await untilDone(() => this.execution.apply(scope, importId), signal);
  }

  @HandlesJob(UNDO_IMPORT)
  async undo({ agencyId, importId }: ImportWork, signal: AbortSignal): Promise<void> {
    const scope: JobScope = { brand: 'JobScope', agencyId };
    await untilDone(() => this.execution.undo(scope, importId), signal);
  }

  @HandlesJob(TIDY_IMPORTS)
  async tidy(_data: object, signal: AbortSignal): Promise<void> {
    const everywhere: JobScope = { brand: 'JobScope', agencyId: null };
    const agencies = await this.database.read(everywhere, (tx) => this.imports.findAgencies(everywhere, tx));
    const now = this.clock.now();
    const before = new Date(now.getTime() - IMPORT_KEPT_DAYS * DAY_MS);
    for (const agencyId of agencies) {
      signal.throwIfAborted();
      const scope: JobScope = { brand: 'JobScope', agencyId };
      const unread = await this.database.write(scope, async (tx) => {
        await this.imports.cancelOld(scope, tx, before, now);
        await this.rows.forget(scope, tx, before, now);
        return this.imports.findUnread(scope, tx);
      });
      await this.folder.removeOld(agencyId, unread, new Date(now.getTime() - DAY_MS));
    }
  }
}

/** Waits for a colleague's import to end, and then does the work. */
async function untilDone(work: () => Promise<'done' | 'taken'>, signal: AbortSignal): Promise<void> {
  while ((await work()) === 'taken') await pause(LOOK_AGAIN_MS, undefined, { signal });
}
