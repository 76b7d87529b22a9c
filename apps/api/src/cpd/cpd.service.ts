import { Injectable } from '@nestjs/common';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import { v7 as uuid } from 'uuid';
import type { Transaction } from '../platform/database/database.js';
import { CpdEntryRepository } from './cpd-entry.repository.js';

/** A completion as the CPD record keeps it. */
export interface CompletedModule {
  readonly completionId: string;
  readonly title: string;
  readonly completedOn: CalendarDate;
  readonly minutes: number;
  readonly participatoryMinutes: number;
  readonly savedAt: Date;
}

/** Who provided what was learned here, as entries and exports name it. */
const PLATFORM_PROVIDER = 'Learning Reviews';

/** A person's CPD record: theirs, whoever employs them. */
@Injectable()
export class CpdService {
  constructor(private readonly entries: CpdEntryRepository) {}

  /**
   * Adds a completed module to the record, in the transaction that records the completion.
   *
   * @returns The id of the entry.
   */
  async addCompletion(scope: PersonScope, tx: Transaction, completed: CompletedModule): Promise<string> {
    const id = uuid();
    await this.entries.insertPlatformEntry(scope, tx, { ...completed, id, provider: PLATFORM_PROVIDER });
    return id;
  }
}
