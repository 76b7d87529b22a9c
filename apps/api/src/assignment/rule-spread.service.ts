import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { isInForce } from '@learning-reviews/domain/assignment/assignment';
import { copyEndsOn, copyStep, type CopyStep } from '@learning-reviews/domain/assignment/partnership-rule';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import { v7 as uuid } from 'uuid';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { RecomputeQueue } from './recompute-queue.service.js';
import { RuleSpreadRepository, type SpreadingRow } from './rule-spread.repository.js';

/**
 * Brings the partnership's rules to agencies, each in one transaction of its own: its copies, the order to work out anew
 * what its members owe, and its audit are there together or not at all. Done again it changes nothing.
 */
@Injectable()
export class RuleSpread {
  constructor(
    private readonly database: Database,
    private readonly spreading: RuleSpreadRepository,
    private readonly recomputeQueue: RecomputeQueue,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Agencies that rules of the partnership may reach. */
  findAgencies(scope: JobScope): Promise<number[]> {
    return this.database.read(scope, (tx) => this.spreading.findAgencies(scope, tx));
  }

  /** Brings one agency to what the rules say now. */
  async bring(scope: JobScope): Promise<void> {
    const { agencyId } = scope;
    if (agencyId === null) throw new RangeError('Copies are of one agency');
    await this.database.write(scope, async (tx) => {
      const agency = await this.spreading.lockAgency(scope, tx);
      if (agency === undefined) return;
      const today = this.clock.today(agency.timeZone);
      const changed: SpreadingRow[] = [];
      for (const rule of await this.spreading.findRules(scope, tx)) {
        const step = copyStep(rule, rule.copy, agency, today);
        if (step !== 'keep') {
          const copyId = await this.take(scope, tx, step, rule, today);
          const detail = { step, rule: rule.id, version: rule.version };
          const nobody = { agencyId, personId: null };
          await this.audit.record(nobody, tx, 'assignment.followed', `assignment:${copyId}`, detail);
          changed.push(rule);
        }
        if (rule.spread !== rule.version)
          await this.spreading.note(scope, tx, rule.id, rule.version, this.clock.now());
      }
      await this.recompute(scope, tx, changed, today);
    });
  }

  /** @returns The id of the copy. */
  private async take(
    scope: JobScope,
    tx: Transaction,
    step: Exclude<CopyStep, 'keep'>,
    { id, copy }: SpreadingRow,
    today: CalendarDate,
  ): Promise<string> {
    const copyId = copy?.id ?? uuid();
    if (step === 'end') await this.spreading.end(scope, tx, copyId, copyEndsOn(today));
    else if (step === 'remove') await this.spreading.remove(scope, tx, copyId);
    else await this.spreading.copy(scope, tx, copyId, id);
    return copyId;
  }

  /** What begins later is worked in by the day on which it does. */
  private async recompute(
    scope: JobScope,
    tx: Transaction,
    changed: readonly SpreadingRow[],
    today: CalendarDate,
  ): Promise<void> {
    const now = changed.filter(
      (rule) => isInForce(rule, today) || (rule.copy !== null && isInForce(rule.copy, today)),
    );
    if (now.length === 0) return;
    const moduleIds = [...new Set(now.map(({ moduleId }) => moduleId))];
    await this.recomputeQueue.order(scope, tx, {
      cause: 'partnership-rule',
      moduleIds,
      assignmentId: null,
    });
  }
}
