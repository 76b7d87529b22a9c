import { Injectable } from '@nestjs/common';
import { IMPORT_KEPT_DAYS } from '@learning-reviews/contracts/import.contract';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { ImportFolder } from './import-folder.js';
import { ImportRepository } from './import.repository.js';
import { ImportRowRepository } from './import-row.repository.js';

const DAY_MS = 86_400_000;

/** Takes away what is over: rows of a week ago, imports nobody went on with, and files nobody reads. */
@Injectable()
export class ImportTidying {
  constructor(
    private readonly database: Database,
    private readonly imports: ImportRepository,
    private readonly rows: ImportRowRepository,
    private readonly folder: ImportFolder,
    private readonly clock: Clock,
  ) {}

  /**
   * One agency after another, until it is told to stop.
   *
   * @param everywhere Of no agency: each is entered by itself.
   */
  async tidy(everywhere: JobScope, signal: AbortSignal): Promise<void> {
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
