import { Injectable } from '@nestjs/common';
import type { AgencyScope, JobScope } from '@learning-reviews/domain/access/scope';
import { v7 as uuid } from 'uuid';
import { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { JobQueue } from '../platform/jobs/job-queue.js';
import { RECOMPUTE, SPREAD } from './assignment-job-kinds.js';
import { type NewRecompute, RecomputeRepository } from './recompute.repository.js';

/** What is to be worked out anew in one agency. */
export type RecomputeWish = Pick<NewRecompute, 'cause' | 'moduleIds' | 'assignmentId'>;

/** Where an order to work standings out anew is left, in the transaction of what it follows. */
@Injectable()
export class RecomputeQueue {
  constructor(
    private readonly orders: RecomputeRepository,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** Writes the order down and sends its job; neither without the other. @returns Its id. */
  async order(scope: AgencyScope | JobScope, tx: Transaction, wish: RecomputeWish): Promise<string> {
    const { agencyId } = scope;
    if (agencyId === null) throw new RangeError('Standings belong to one agency');
    const id = uuid();
    await this.orders.insert(scope, tx, { ...wish, id, at: this.now(scope) });
    await this.queue.send(tx, RECOMPUTE, { agencyId, recomputeId: id });
    return id;
  }

  /** Has every agency brought to what the partnership's rules say, once the transaction is over. */
  spread(_scope: AgencyScope, tx: Transaction): Promise<void> {
    return this.queue.send(tx, SPREAD, {});
  }

  /** This instant. */
  now(_scope: AgencyScope | JobScope): Date {
    return this.clock.now();
  }
}
