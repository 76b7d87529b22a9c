import * as z from 'zod';

/** Where one member of one agency is with one required module, on the day it is asked. */
export const standingState = z.enum([
  'not-started',
  'in-progress',
  'done',
  'expiring',
  'expired',
  'overdue',
  'paused',
]);
export type StandingState = z.infer<typeof standingState>;
