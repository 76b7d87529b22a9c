import { Clock } from '../clock/clock.js';

/** A clock that a test moves; until then it goes as the machine's does. */
export class TestClock extends Clock {
  private aheadMs = 0;

  override now(): Date {
    return new Date(Date.now() + this.aheadMs);
  }

  /** Lets time pass. */
  advance({
    hours = 0,
    minutes = 0,
    seconds = 0,
  }: {
    hours?: number;
    minutes?: number;
    seconds?: number;
  }): void {
    this.aheadMs += ((hours * 60 + minutes) * 60 + seconds) * 1000;
  }
}
