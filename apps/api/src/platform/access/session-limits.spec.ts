import { endsOf, hasEnded } from './session-limits.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('hasEnded', () => {
  it.each([
    ['30 minutes after the last sign', { startedAt: 0, seenAt: HOUR }, HOUR + 30 * MINUTE, false], // the last instant
    ['just after 30 minutes of silence', { startedAt: 0, seenAt: HOUR }, HOUR + 30 * MINUTE + 1, true],
    ['12 hours after the start, busy till then', { startedAt: 0, seenAt: 12 * HOUR }, 12 * HOUR, false],
    ['just after 12 hours, busy or not', { startedAt: 0, seenAt: 12 * HOUR }, 12 * HOUR + 1, true],
  ])('%s', (_when, times, now, expected) => {
    expect(hasEnded(times, now)).toBe(expected);
  });
});

it('never promises silence beyond the longest life', () => {
  expect(endsOf({ startedAt: 0, seenAt: 11.75 * HOUR }).idleEndsAt).toBe(12 * HOUR);
});
