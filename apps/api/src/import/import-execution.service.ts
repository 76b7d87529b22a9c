import { Injectable, Logger } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { databaseFault, isDatabaseAway } from '../platform/http/database-fault.js';
import { errorWithoutValues } from '../platform/logging/error-without-values.js';
import { ImportApplicationRepository } from './import-application.repository.js';
import { ImportApplication } from './import-application.service.js';
import { ImportFinding } from './import-finding.service.js';
import { ImportRepository, type ImportRecord } from './import.repository.js';

/** How often it is noted how far the work is. */
const PROGRESS_MS = 500;
const CHANGED =
  'Records have changed since the file was checked, so it was checked again. Look at the result, then apply it';
const OVERLAPS =
  'Somebody in this file already works here on some of the days it names, so nothing was applied. Look for rows with a first day before the last day of an earlier job';
const FAULT = 'Something went wrong on our side, and nothing was applied. Try again in a few minutes';

/** Checks, applies and undoes imports, each in one transaction: all of it or nothing. */
@Injectable()
export class ImportExecution {
  private readonly logger = new Logger('Import');

  constructor(
    private readonly database: Database,
    private readonly imports: ImportRepository,
    private readonly applications: ImportApplicationRepository,
    private readonly finding: ImportFinding,
    private readonly application: ImportApplication,
    private readonly clock: Clock,
  ) {}

  /** Finds out what applying would do, for somebody to look at. */
  async check(scope: JobScope, importId: string): Promise<void> {
    const record = await this.database.read(scope, (tx) => this.imports.find(scope, tx, importId));
    if (record?.state !== 'checking') return;
    const progress = this.followProgress(scope, record);
    const found = await this.database.read(scope, (tx) =>
      this.finding.find(scope, tx, record, progress.note),
    );
    await progress.stop();
    await this.database.write(scope, async (tx) => {
      const current = await this.imports.lock(scope, tx, importId);
      // Stopped meanwhile: nobody wants to know any more.
      if (current?.state === 'checking') await this.finding.keep(scope, tx, importId, found, null);
    });
  }

  /**
   * Applies an import that was ordered; one that would do something else by now is checked again instead.
   *
   * @returns `'taken'` while another import of the agency is being applied.
   */
  async apply(scope: JobScope, importId: string): Promise<'done' | 'taken'> {
    const begun = await this.takeUp(scope, importId, ['waiting', 'applying'], 'applying');
    if (typeof begun === 'string') return begun;
    const progress = this.followProgress(scope, begun);
    try {
      return await this.database.write(scope, async (tx) => {
        if (!(await this.applications.takeTurn(scope, tx))) return 'taken';
        const found = await this.finding.find(scope, tx, begun, () => undefined);
        if (found.checked !== begun.checked) {
          await this.finding.keep(scope, tx, importId, found, CHANGED);
          return 'done';
        }
        const counts = await this.application.apply(scope, tx, begun, found, progress.note);
        await progress.stop();
        await this.application.noteApplied(scope, tx, begun, counts);
        await this.imports.enter(scope, tx, importId, 'applied', null, this.clock.now());
        return 'done';
      });
    } catch (error) {
      await progress.stop();
      await this.giveUp(scope, importId, error, 'checked');
      return 'done';
    }
  }

  /** Takes back what an import did. @returns `'taken'` while another import of the agency is being applied. */
  async undo(scope: JobScope, importId: string): Promise<'done' | 'taken'> {
    const begun = await this.takeUp(scope, importId, ['undoing'], 'undoing');
    if (typeof begun === 'string') return begun;
    try {
      return await this.database.write(scope, async (tx) => {
        if (!(await this.applications.takeTurn(scope, tx))) return 'taken';
        await this.application.undo(scope, tx, begun, await this.finding.today(scope, tx));
        await this.imports.enter(scope, tx, importId, 'undone', null, this.clock.now());
        return 'done';
      });
    } catch (error) {
      await this.giveUp(scope, importId, error, 'applied');
      return 'done';
    }
  }

  /** Begins a step, unless it is over or somebody else's import is under way: then its person is told why it waits. */
  private takeUp(
    scope: JobScope,
    importId: string,
    from: readonly ImportRecord['state'][],
    to: ImportRecord['state'],
  ): Promise<ImportRecord | 'done' | 'taken'> {
    return this.database.write(scope, async (tx) => {
      const record = await this.imports.lock(scope, tx, importId);
      if (record === null || !from.includes(record.state)) return 'done';
      if (await this.applications.takeTurn(scope, tx)) {
        await this.imports.enter(scope, tx, importId, to, null, this.clock.now());
        return record;
      }
      const by = (await this.imports.findApplying(scope, tx, importId)) ?? 'A colleague';
      const message = `${by} is changing your agency’s records with another file. Yours follows when that has ended`;
      await this.imports.enter(
        scope,
        tx,
        importId,
        to === 'applying' ? 'waiting' : to,
        message,
        this.clock.now(),
      );
      return 'taken';
    });
  }

  /** Nothing was applied; says so where another try would end the same way, and else lets it be tried. */
  private async giveUp(
    scope: JobScope,
    importId: string,
    error: unknown,
    back: ImportRecord['state'],
  ): Promise<void> {
    if (isDatabaseAway(error)) throw error;
    const isOverlap = databaseFault(error).constraint === 'ex_membership_period';
    if (!isOverlap)
      this.logger.error({ importId, err: errorWithoutValues(error) }, 'An import could not be applied');
    await this.database.write(scope, (tx) =>
      this.imports.enter(scope, tx, importId, back, isOverlap ? OVERLAPS : FAULT, this.clock.now()),
    );
  }

  /** Notes now and then how far the work is, in transactions of its own, so that it can be seen. */
  private followProgress(scope: JobScope, record: ImportRecord) {
    let noting: Promise<unknown> = Promise.resolve();
    let isNoting = false;
    let last = 0;
    const note = (done: number, of = record.rows ?? 0): void => {
      const now = performance.now();
      if (isNoting || now - last < PROGRESS_MS) return;
      [isNoting, last] = [true, now];
      noting = this.database
        .write(scope, (tx: Transaction) => this.imports.noteProgress(scope, tx, record.id, done, of))
        // A progress that cannot be noted stops nothing.
        .catch(() => undefined)
        .finally(() => (isNoting = false));
    };
    return { note, stop: () => noting };
  }
}
