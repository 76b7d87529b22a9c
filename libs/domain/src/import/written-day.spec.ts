import fc from 'fast-check';
import { addDays, calendarDate } from '../calendar-date.js';
import { isMonthFirst, readWrittenDay } from './written-day.js';

describe('readWrittenDay', () => {
  it.each([
    ['2026-02-03', '2026-02-03'],
    ['2026/2/3', '2026-02-03'],
    ['2026-02-03T00:00:00', '2026-02-03'],
    ['03/02/2026', '2026-02-03'], // British: the day first
    ['3.2.26', '2026-02-03'],
    ['3-2-2026', '2026-02-03'],
    ['03/02/2026 00:00', '2026-02-03'],
    ['3 / 2 / 2026', '2026-02-03'],
    ['3 Feb 2026', '2026-02-03'],
    ['03-Feb-2026', '2026-02-03'],
    ['03-FEB-26', '2026-02-03'],
    ['3rd February 2026', '2026-02-03'],
    ['3rd of February, 2026', '2026-02-03'],
    ['Tuesday 3 February 2026', '2026-02-03'],
    ['Tue, 3 Feb 2026', '2026-02-03'],
    ['February 3, 2026', '2026-02-03'],
    ['1 Sept 2025', '2025-09-01'],
    ['29/02/2024', '2024-02-29'], // a leap day
    ['01/01/69', '2069-01-01'], // the last of this century
    ['01/01/70', '1970-01-01'],
    [' 31 \u00a0Dec 2025 ', '2025-12-31'],
  ])('%j is %s', (written, day) => {
    expect(readWrittenDay(written)).toEqual({ day, problem: null });
  });

  it.each([
    ['31/02/2026', 'There is no 31 February 2026. Check the day'],
    ['29 Feb 2026', 'There is no 29 February 2026. Check the day'],
    ['2026-02-30', 'There is no 30 February 2026. Check the day'],
    ['31/04/26', 'There is no 31 April 2026. Check the day'],
    ['02/28/2026', 'In “02/28/2026” the month seems to stand first. Write the day first, such as 28/02/2026'],
    ['13/13/2026', '“13/13/2026” names no month. Write it as 28/02/2026 or 2026-02-28'],
    ['2026-13-01', '“2026-13-01” names no month. Write it as 28/02/2026 or 2026-02-28'],
    ['3 Foo 2026', '“3 Foo 2026” names no month. Write it as 28/02/2026 or 2026-02-28'],
    [
      '46056',
      '“46056” is how a spreadsheet counts days inside. Format the column as a date, and save the file again',
    ],
    ['soon', '“soon” is no date. Write it as 28/02/2026 or 2026-02-28'],
    ['02/2026', '“02/2026” is no date. Write it as 28/02/2026 or 2026-02-28'],
    ['03/02/2026 14:30', '“03/02/2026 14:30” is no date. Write it as 28/02/2026 or 2026-02-28'],
    ['0/0/2026', '“0/0/2026” names no month. Write it as 28/02/2026 or 2026-02-28'],
    ['00/01/2026', 'There is no 0 January 2026. Check the day'],
  ])('%j is refused: %s', (written, problem) => {
    expect(readWrittenDay(written)).toEqual({ day: null, problem });
  });

  const anyDay = fc.integer({ min: 0, max: 36_000 }).map((days) => addDays(calendarDate('1970-01-01'), days));

  it('reads each day back however it is written', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const [year, month, date] = day.split('-').map(Number) as [number, number, number];
        const name = new Date(`${day}T00:00:00Z`).toLocaleString('en-GB', { month: 'long', timeZone: 'UTC' });
        const ways = [
          day,
          `${date}/${month}/${year}`,
          `${date}.${month}.${year}`,
          `${date} ${name} ${year}`,
          `${date}-${name.slice(0, 3)}-${year}`,
          `${name} ${date}, ${year}`,
        ];
        for (const way of ways) expect(readWrittenDay(way)).toEqual({ day, problem: null });
      }),
    );
  });

  it('never throws and always says one or the other', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d/. -]{1,12}$/)), (text) => {
        const { day, problem } = readWrittenDay(text);
        expect((day === null) !== (problem === null)).toBe(true);
      }),
    );
  });
});

describe('isMonthFirst', () => {
  it.each([
    [['03/04/2026', '03/15/2026'], true],
    [['03/04/2026', '15/03/2026'], false],
    [['03/04/2026', '05/06/2026'], false], // nothing speaks against British
    [['15/03/2026', '16/03/2026', '03/15/2026'], false], // one slip among British dates
    [['12/31/2025', '31/12/2025'], true], // cannot be told
    [['2026-02-03', '3 Feb 2026', ''], false],
    [[], false],
  ])('of %j is %p', (values, expected) => {
    expect(isMonthFirst(values)).toBe(expected);
  });
});
