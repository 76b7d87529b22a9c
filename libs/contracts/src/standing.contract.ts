import * as z from 'zod';
import { day } from './field.js';

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

/** One rule that asks a module of somebody. Where several do, the earliest day counts, unless leave or an exception moves it. */
export const ruleAsking = z
  .strictObject({
    setBy: z.enum(['agency', 'partnership']),
    dueOn: day.nullable().describe('By this rule alone'),
  })
  .meta({ id: 'RuleAsking' });
export type RuleAsking = z.infer<typeof ruleAsking>;
