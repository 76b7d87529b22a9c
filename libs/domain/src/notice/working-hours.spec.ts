import { isWorkingHour, localHour } from './working-hours.js';

describe('isWorkingHour', () => {
  it.each([
    // Winter and summer in London, across both changes of the clock in 2026 (29 March, 25 October).
    ['2026-03-27T07:59:59Z', 'Europe/London', false],
    ['2026-03-27T08:00:00Z', 'Europe/London', true],
    ['2026-03-30T06:59:59Z', 'Europe/London', false],
    ['2026-03-30T07:00:00Z', 'Europe/London', true],
    ['2026-03-30T16:59:59Z', 'Europe/London', true],
    ['2026-03-30T17:00:00Z', 'Europe/London', false],
    ['2026-10-23T07:00:00Z', 'Europe/London', true],
    ['2026-10-26T07:00:00Z', 'Europe/London', false],
    ['2026-10-26T08:00:00Z', 'Europe/London', true],
    // Saturday, Sunday, and the last moment of Friday.
    ['2026-10-24T10:00:00Z', 'Europe/London', false],
    ['2026-10-25T10:00:00Z', 'Europe/London', false],
    ['2026-10-30T17:59:59Z', 'Europe/London', true],
    // It is Monday there already.
    ['2026-10-25T21:00:00Z', 'Pacific/Auckland', true],
    ['2026-10-25T00:00:00Z', 'America/New_York', false],
  ])('%s in %s: %s', (instant, timeZone, expected) => {
    expect(isWorkingHour(localHour(new Date(instant), timeZone))).toBe(expected);
  });
});
