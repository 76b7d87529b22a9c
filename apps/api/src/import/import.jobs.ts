import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { HandlesJob } from '../platform/jobs/handles-job.js';
import { ImportExecution } from './import-execution.service.js';
import {
  APPLY_IMPORT,
  CHECK_IMPORT,
  type ImportWork,
  READ_IMPORT,
  TIDY_IMPORTS,
  UNDO_IMPORT,
} from './import-job-kinds.js';
import { ImportReading } from './import-reading.service.js';
import { ImportTidying } from './import-tidying.service.js';

/** Between two looks at whether a colleague's import has ended. */
const LOOK_AGAIN_MS = 1_000;

/** Does the work of imports, each for one agency. Killed anywhere, the next try begins that step again. */
@Injectable()
export class ImportJobs {
  constructor(
    private readonly reading: ImportReading,
    private readonly execution: ImportExecution,
    private readonly tidying: ImportTidying,
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
  tidy(_data: object, signal: AbortSignal): Promise<void> {
    return this.tidying.tidy({ brand: 'JobScope', agencyId: null }, signal);
  }
}

/** Waits for a colleague's import to end, and then does the work. */
async function untilDone(work: () => Promise<'done' | 'taken'>, signal: AbortSignal): Promise<void> {
  while ((await work()) === 'taken') await pause(LOOK_AGAIN_MS, undefined, { signal });
}
