import { Injectable } from '@nestjs/common';
import { calendarDateIn, type CalendarDate } from '@learning-reviews/domain/calendar-date';

/** The time, handed to services so that a test can say what it is. Rules are given a day, never the clock. */
@Injectable()
export class Clock {
  /** This instant. */
  now(): Date {
    return new Date();
  }

  /**
   * The day it is in a time zone.
   *
   * @param timeZone IANA name, such as `Europe/London`.
   */
  today(timeZone: string): CalendarDate {
    return calendarDateIn(this.now().getTime(), timeZone);
  }
}
