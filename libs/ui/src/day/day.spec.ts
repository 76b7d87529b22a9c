import { dayInWords, momentInWords } from './day.js';

describe('days and moments in words', () => {
  it.each([
    ['2026-03-27', '27 March 2026'],
    ['2026-01-01', '1 January 2026'], // no zone may move it to the year before
    [null, ''],
    [undefined, ''],
  ])('writes the day %p as "%s"', (day, expected) => {
    expect(dayInWords(day)).toBe(expected);
  });

  it.each([
    ['2026-03-27T14:05:00.000Z', '27 March 2026 at 2:05pm'],
    ['2026-07-01T23:30:00.000Z', '2 July 2026 at 12:30am'], // summer time: already the next day
    ['2026-01-01T00:00:00.000Z', '1 January 2026 at 12:00am'],
    [null, ''],
  ])('writes the instant %p as "%s"', (instant, expected) => {
    expect(momentInWords(instant)).toBe(expected);
  });
});
