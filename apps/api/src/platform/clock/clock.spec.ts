import { Clock } from './clock.js';

/** A clock that has stopped. */
class StoppedClock extends Clock {
  constructor(private readonly instant: string) {
    super();
  }

  override now(): Date {
    return new Date(this.instant);
  }
}

describe('Clock', () => {
  it.each([
    ['2026-07-01T22:59:59.999Z', 'Europe/London', '2026-07-01'],
    ['2026-07-01T23:00:00.000Z', 'Europe/London', '2026-07-02'], // summer time: midnight in London
    ['2026-01-01T23:59:59.000Z', 'Europe/London', '2026-01-01'],
    ['2026-01-01T09:59:00.000Z', 'Pacific/Honolulu', '2025-12-31'],
  ])('at %s says that in %s it is %s', (instant, timeZone, day) => {
    expect(new StoppedClock(instant).today(timeZone)).toBe(day);
  });

  it('keeps the time of the machine', () => {
    const before = Date.now();
    expect(new Clock().now().getTime()).toBeGreaterThanOrEqual(before);
  });
});
