import { Injectable } from '@nestjs/common';
import type {
  AddOutsideLearningRequest,
  LowerMinutesRequest,
  SavedCpdEntry,
} from '@learning-reviews/contracts/cpd.contract';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import { calendarDate, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { mayRecordMinutes } from '@learning-reviews/domain/learning/minutes';
import { v7 as uuid } from 'uuid';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/http/domain-error.js';
import { OnceOnly } from '../platform/idempotency/once-only.js';
import type { Submission } from '../platform/idempotency/submission.js';
import { CpdEntryRepository, type CpdEntryRow } from './cpd-entry.repository.js';
import { CpdReflectionRepository } from './cpd-reflection.repository.js';

/** Changes a person's own record, as far as it is theirs to change. */
@Injectable()
export class CpdKeeper {
  constructor(
    private readonly database: Database,
    private readonly entries: CpdEntryRepository,
    private readonly reflections: CpdReflectionRepository,
    private readonly onceOnly: OnceOnly,
    private readonly clock: Clock,
  ) {}

  /**
   * Adds learning done elsewhere, on the person's own word.
   *
   * @throws DomainError `cpd.in-future` when the day has not come yet.
   */
  add(
    scope: PersonScope,
    submission: Submission,
    request: AddOutsideLearningRequest,
  ): Promise<SavedCpdEntry> {
    const completedOn = calendarDate(request.completedOn);
    if (completedOn > this.clock.today(DEFAULT_TIME_ZONE)) {
      throw refusal('cpd.in-future', 'completedOn', 'The day you finished must be today or earlier');
    }
    return this.onceOnly.write(scope, submission, async (tx) => {
      const [id, savedAt] = [uuid(), this.clock.now()];
      await this.entries.insertOutsideEntry(scope, tx, { ...request, id, completedOn, savedAt });
      return { id, savedAt: savedAt.toISOString(), revision: 0 };
    });
  }

  /**
   * Records fewer minutes: never more than were credited, nor, for learning done elsewhere, more than are recorded.
   * The completion, its certificate and the agency's evidence keep what they have. The change that was made last,
   * sent again by a browser that never heard the answer, changes nothing.
   *
   * @throws DomainError `request.not-found`, `cpd.minutes-raised`; `stale.version` when they were changed since.
   */
  lowerMinutes(scope: PersonScope, id: string, request: LowerMinutesRequest): Promise<SavedCpdEntry> {
    const { minutes, revision } = request;
    return this.database.write(scope, async (tx) => {
      const entry = await this.lock(scope, tx, id);
      if (entry.revision === revision + 1 && entry.minutes === minutes) {
        return { id, savedAt: entry.savedAt.toISOString(), revision: entry.revision };
      }
      if (entry.revision !== revision) {
        throw new DomainError(
          'stale.version',
          'These minutes were changed on another page or device. Reload the page to see them',
        );
      }
      const most = entry.creditedMinutes ?? entry.minutes;
      if (!mayRecordMinutes(most, minutes)) {
        throw refusal('cpd.minutes-raised', 'minutes', `You can record ${most} minutes or fewer`);
      }
      const at = this.clock.now();
      await this.entries.setMinutes(scope, tx, { id, minutes, at });
      return { id, savedAt: at.toISOString(), revision: revision + 1 };
    });
  }

  /**
   * Takes an entry off the record, with what was written about it.
   *
   * @throws DomainError `request.not-found`; `cpd.platform-entry` for what this platform recorded.
   */
  delete(scope: PersonScope, id: string): Promise<void> {
    return this.database.write(scope, async (tx) => {
      const entry = await this.lock(scope, tx, id);
      if (entry.source === 'platform') {
        throw new DomainError(
          'cpd.platform-entry',
          'This entry comes from a module you finished here, so it cannot be deleted',
        );
      }
      await this.reflections.deleteOfEntry(scope, tx, id);
      await this.entries.delete(scope, tx, id);
    });
  }

  private async lock(scope: PersonScope, tx: Transaction, id: string): Promise<CpdEntryRow> {
    const isThere = await this.entries.lock(scope, tx, id);
    const [entry] = isThere ? await this.entries.find(scope, tx, id) : [];
    if (entry === undefined) throw notFound();
    return entry;
  }
}

function refusal(code: 'cpd.in-future' | 'cpd.minutes-raised', field: string, message: string) {
  return new DomainError(code, message, { errors: [{ field, message }] });
}
