import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { DutyFaultRepository } from './duty-fault.repository.js';

/** Looks at the duties of agencies once for each day that was worked into them, for record health to read. */
@Injectable()
export class DutyFaultService {
  constructor(
    private readonly database: Database,
    private readonly faults: DutyFaultRepository,
    private readonly clock: Clock,
  ) {}

  /** Every agency there is, by number. */
  findAgencies(scope: JobScope): Promise<number[]> {
    return this.database.read(scope, (tx) => this.faults.findAgencies(scope, tx));
  }

  /**
   * Looks at one agency, in a transaction of its own: killed in the middle, it is done again by the next.
   *
   * @returns How many faults there are; `null` when there was nothing to look at.
   */
  check(scope: JobScope): Promise<number | null> {
    return this.database.write(scope, async (tx) => {
      const day = await this.faults.findDayToCheck(scope, tx);
      return day === null ? null : this.faults.note(scope, tx, day, this.clock.now());
    });
  }
}
