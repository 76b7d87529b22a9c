import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { CATCH_UP_DAYS } from '@learning-reviews/domain/assignment/leave';
import { addDays, type CalendarDate } from '@learning-reviews/domain/calendar-date';
import { Database, type Transaction } from '../platform/database/database.js';
import { AssignmentDayRepository } from './assignment-day.repository.js';
import { DutyRepository } from './duty.repository.js';
import { RecomputeQueue } from './recompute-queue.service.js';
import { RecomputeRepository } from './recompute.repository.js';
import { StandingRecompute } from './standing-recompute.service.js';

/** Members whose rows one transaction holds: a completion by one of them waits for it, a tenth of a second or so. */
const MEMBERS_AT_ONCE = 500;

/**
 * Works out anew what a changed rule, or a new day, touches: a batch of members after another, each in a transaction of
 * its own, so that nobody waits long. How far it is stands in the database; killed anywhere, the next try goes on.
 */
@Injectable()
export class RecomputeOrders {
  constructor(
    private readonly database: Database,
    private readonly orders: RecomputeRepository,
    private readonly days: AssignmentDayRepository,
    private readonly duties: DutyRepository,
    private readonly recomputing: StandingRecompute,
    private readonly queue: RecomputeQueue,
  ) {}

  /**
   * Does one order to its end.
   *
   * @throws the signal's reason when it is to stop; the order then waits for the next try.
   */
  async work(scope: JobScope, id: string, signal: AbortSignal): Promise<void> {
    while (await this.workBatch(scope, id)) signal.throwIfAborted();
  }

  /** @returns Whether there may be more to do. */
  private workBatch(scope: JobScope, id: string): Promise<boolean> {
    return this.database.write(scope, async (tx) => {
      const agencyId = scope.agencyId!;
      const order = await this.orders.lock(scope, tx, id);
      if (order === undefined || order.state === 'done') return false;
      const today = await this.today(scope, tx);
      if (order.state === 'waiting') await this.orders.begin(scope, tx, id, today);
      const { afterMembershipId, moduleIds } = order;
      const members = await this.duties.membersAfter(
        scope,
        tx,
        agencyId,
        afterMembershipId,
        today,
        MEMBERS_AT_ONCE,
      );
      const membershipIds = members.map(({ membershipId }) => membershipId);
      const last = membershipIds.at(-1);
      if (last !== undefined) {
        const request = { membershipIds, ...(moduleIds === null ? {} : { moduleIds }) };
        const { changed } = await this.recomputing.recompute(scope, tx, agencyId, request, today);
        const step = { afterMembershipId: last, people: membershipIds.length, changed };
        await this.orders.note(scope, tx, id, step);
      }
      if (membershipIds.length === MEMBERS_AT_ONCE) return true;
      await this.orders.finish(scope, tx, id, this.queue.now(scope));
      return false;
    });
  }

  /**
   * Brings the standings of one agency to its new day: those of everybody whom something touches that began or ended
   * since the last day that was worked in. The first time, of today alone.
   */
  async beginDay(scope: JobScope, signal: AbortSignal): Promise<void> {
    const agencyId = scope.agencyId!;
    const begun = await this.database.read(scope, async (tx) => {
      const today = await this.today(scope, tx);
      const since = (await this.days.find(scope, tx, agencyId)) ?? addDays(today, -1);
      if (since >= today) return null;
      return { today, ...(await this.orders.findTouched(scope, tx, since, today, CATCH_UP_DAYS)) };
    });
    if (begun === null) return;
    const { today, membershipIds, moduleIds } = begun;
    for (let from = 0; from < membershipIds.length; from += MEMBERS_AT_ONCE) {
      signal.throwIfAborted();
      const some = membershipIds.slice(from, from + MEMBERS_AT_ONCE);
      await this.database.write(scope, (tx) =>
        this.recomputing.recompute(scope, tx, agencyId, { membershipIds: some }, today),
      );
    }
    if (moduleIds.length > 0) {
      const wish = { cause: 'new-day' as const, moduleIds, assignmentId: null };
      const id = await this.database.write(scope, (tx) => this.queue.order(scope, tx, wish));
      // Before the day is written: a rule that began on a day that was missed asks since that day.
      await this.work(scope, id, signal);
    }
    await this.database.write(scope, (tx) => this.days.write(scope, tx, today));
  }

  /** Every agency: each looks for itself whether its day has begun. */
  findAgencies(scope: JobScope): Promise<number[]> {
    return this.database.read(scope, (tx) => this.days.findAgencies(scope, tx));
  }

  private async today(scope: JobScope, tx: Transaction): Promise<CalendarDate> {
    const today = await this.days.today(scope, tx, this.queue.now(scope));
    if (today === undefined) throw new Error('A job is for an agency that is there');
    return today;
  }
}
