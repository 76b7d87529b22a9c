import { jobKind } from '../jobs/job-kind.js';

/** The partnership has set other warnings: what is kept counted by them is counted anew. */
export const WARNING_CHANGED = jobKind<object>('setting.changed', { policy: 'short' });
