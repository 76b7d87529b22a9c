/** The hours in which mail that nobody asked for goes out: not early, not late, not at the weekend. */
const FROM_HOUR = 8;
const TO_HOUR = 18;

const formats = new Map<string, Intl.DateTimeFormat>();

/** A weekday and hour on the clocks of a place. */
export interface LocalHour {
  /** 1 for Monday to 7 for Sunday. */
  readonly weekday: number;
  /** 0 to 23. */
  readonly hour: number;
}

/**
 * What the clocks of a place show at an instant.
 *
 * @param timeZone IANA name, such as `Europe/London`.
 */
export function localHour(instant: Date, timeZone: string): LocalHour {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', {
      weekday: 'short',
      hour: '2-digit',
      hourCycle: 'h23',
      timeZone,
    });
    formats.set(timeZone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return { weekday: WEEKDAYS.indexOf(parts['weekday'] ?? '') + 1, hour: Number(parts['hour']) };
}

/** Whether mail that nobody asked for may go out: from eight to six, Monday to Friday. */
export function isWorkingHour({ weekday, hour }: LocalHour): boolean {
  return weekday <= 5 && hour >= FROM_HOUR && hour < TO_HOUR;
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
