import { Clock } from '../../platform/clock/clock.js';

/** A clock that stands where a test sets it. */
export class SetClock extends Clock {
  constructor(private at: string) {
    super();
  }

  override now(): Date {
    return new Date(this.at);
  }

  /** @param at ISO 8601 with its offset. */
  set(at: string): void {
    this.at = at;
  }
}
