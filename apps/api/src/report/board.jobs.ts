import { Injectable } from '@nestjs/common';
import { DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { HandlesJob } from '../platform/jobs/handles-job.js';
import { jobKind } from '../platform/jobs/job-kind.js';
import { BoardPublisher } from './board-publisher.service.js';

/**
 * Has the month's board published. Hourly and at each start: an installation that has nobody to count on the first of
 * the month gets its board within the hour of its first import, and a month that is published costs one select.
 */
export const PUBLISH_BOARD = jobKind<object>('board.publish', {
  policy: 'exclusive',
  schedule: { cron: '5 * * * *', timeZone: DEFAULT_TIME_ZONE, atStart: true },
});

/** What the clock has done for the partnership's board. */
@Injectable()
export class BoardJobs {
  constructor(private readonly publisher: BoardPublisher) {}

  @HandlesJob(PUBLISH_BOARD)
  publish(_data: object, signal: AbortSignal): Promise<void> {
    return this.publisher.publish({ brand: 'JobScope', agencyId: null }, signal);
  }
}
