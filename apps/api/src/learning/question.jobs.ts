import { Injectable } from '@nestjs/common';
import { DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { HandlesJob } from '../platform/jobs/handles-job.js';
import { jobKind } from '../platform/jobs/job-kind.js';
import { QuestionCounter } from './question-counter.service.js';

/** Each night: a figure that moved in the minute of a colleague's finish would invite guesses. */
export const COUNT_QUESTIONS = jobKind<Record<string, never>>('learning.count-questions', {
  policy: 'exclusive',
  schedule: { cron: '20 0 * * *', timeZone: DEFAULT_TIME_ZONE, atStart: true },
});

/** Counts the first answers that wait, agency by agency. */
@Injectable()
export class QuestionJobs {
  constructor(private readonly counter: QuestionCounter) {}

  @HandlesJob(COUNT_QUESTIONS)
  async count(_data: Record<string, never>, signal: AbortSignal): Promise<void> {
    await this.counter.countEverywhere({ brand: 'JobScope', agencyId: null }, signal);
  }
}
