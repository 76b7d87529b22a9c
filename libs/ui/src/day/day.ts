import { Pipe, type PipeTransform } from '@angular/core';

// Angular's own date pipe would cost the first page 4 kB, and tells the time of the browser's zone.
const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const MOMENT_DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Europe/London' });
const MOMENT_TIME = new Intl.DateTimeFormat('en-GB', {
  hour: 'numeric',
  minute: '2-digit',
  hour12: true,
  timeZone: 'Europe/London',
});

/** A calendar day in words: `2026-03-27` → "27 March 2026". Empty for none. */
export function dayInWords(day: string | null | undefined): string {
  return day ? DAY.format(new Date(`${day.slice(0, 10)}T00:00:00Z`)) : '';
}

/** An instant in words, on the clocks of the United Kingdom: "27 March 2026 at 2:05pm". Empty for none. */
export function momentInWords(instant: string | number | null | undefined): string {
  if (instant === null || instant === undefined || instant === '') return '';
  const at = new Date(instant);
  return `${MOMENT_DAY.format(at)} at ${timeInWords(at)}`;
}

/** The time of an instant, on the clocks of the United Kingdom: "2:05pm". */
export function timeInWords(at: Date): string {
  return MOMENT_TIME.format(at).replace(/\s/g, '').toLowerCase();
}

/** `{{ completion.completedOn | day }}`: see `dayInWords`. */
@Pipe({ name: 'day' })
export class DayPipe implements PipeTransform {
  transform(day: string | null | undefined): string {
    return dayInWords(day);
  }
}

/** `{{ session.seenAt | moment }}`: see `momentInWords`. */
@Pipe({ name: 'moment' })
export class MomentPipe implements PipeTransform {
  transform(instant: string | null | undefined): string {
    return momentInWords(instant);
  }
}
