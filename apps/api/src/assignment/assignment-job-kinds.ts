import { DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { jobKind } from '../platform/jobs/job-kind.js';

/** Works standings of one agency out anew, a batch of members at a time; goes on where a killed one stopped. */
export const RECOMPUTE = jobKind<{ readonly agencyId: number; readonly recomputeId: string }>(
  'assignment.recompute',
  { expireInSeconds: 3_600, atOnce: 1 },
);

/** Looks for agencies where a new day has begun. Each hour, since their midnights differ; at a start, too. */
export const NEW_DAY = jobKind<object>('assignment.new-day', {
  policy: 'stately',
  schedule: { cron: '10 * * * *', timeZone: DEFAULT_TIME_ZONE, atStart: true },
});

/** Works what begins or ends by its date into the standings of one agency. */
export const NEW_DAY_AGENCY = jobKind<{ readonly agencyId: number }>('assignment.new-day-agency', {
  policy: 'short',
  expireInSeconds: 3_600,
});

/**
 * Has every agency brought to what the partnership's rules say. Each change of one sends its own; each night it comes up
 * by itself, for agencies that were added or changed past it.
 */
export const SPREAD = jobKind<object>('assignment.spread', {
  schedule: { cron: '40 0 * * *', timeZone: DEFAULT_TIME_ZONE, atStart: true },
});

/** Brings the copies of one agency to what the partnership's rules say. */
export const SPREAD_AGENCY = jobKind<{ readonly agencyId: number }>('assignment.spread-agency', {
  policy: 'stately',
});
