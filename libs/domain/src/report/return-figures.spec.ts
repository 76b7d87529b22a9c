import { calendarDate } from '../calendar-date.js';
import { inductionOn, overdueBand, peopleBase } from './return-figures.js';

const day = (text: string | null) => (text === null ? null : calendarDate(text));

describe('how long something has been overdue', () => {
  it.each([
    [null, '2026-03-31', null], // never due
    ['2026-03-31', '2026-03-31', null], // the last day in time
    ['2026-03-30', '2026-03-31', 'under-3'], // the day after it
    ['2025-12-31', '2026-03-30', 'under-3'],
    ['2025-12-31', '2026-03-31', '3-to-6'], // three months to the day
    ['2025-09-30', '2026-03-29', '3-to-6'],
    ['2025-09-30', '2026-03-30', '6-and-over'], // six months to the day
    ['2025-11-30', '2026-02-27', 'under-3'],
    ['2025-11-30', '2026-02-28', '3-to-6'], // February has no thirtieth: its last day stands for it
    ['2023-11-29', '2024-02-28', 'under-3'],
    ['2023-11-30', '2024-02-29', '3-to-6'], // a leap year
    ['2024-02-29', '2024-05-28', 'under-3'],
    ['2024-02-29', '2024-05-29', '3-to-6'],
    ['2024-02-29', '2024-08-29', '6-and-over'],
    ['2024-02-29', '2026-02-28', '6-and-over'],
  ])('in time to %s, seen on %s: %p', (inTimeTo, on, expected) => {
    expect(overdueBand(day(inTimeTo), calendarDate(on))).toBe(expected);
  });
});

describe('whether a new starter was inducted in time', () => {
  const END = '2026-03-31';
  it.each<[string, [due: string | null, done: string | null][], string | null, string]>([
    ['nothing is required of them', [], null, 'nothing-required'],
    ['finished on the due day', [['2026-02-10', '2026-02-10']], null, 'in-time'],
    ['finished the day after', [['2026-02-10', '2026-02-11']], null, 'late'],
    ['joined and finished on the due day', [['2026-03-31', '2026-03-31']], null, 'in-time'],
    [
      'not finished, and due on the last day: that day is still theirs',
      [['2026-03-31', null]],
      null,
      'not-yet',
    ],
    ['not finished, and due the day before', [['2026-03-30', null]], null, 'late'],
    ['not due yet', [['2026-04-20', null]], null, 'not-yet'],
    ['finished before it is due', [['2026-04-20', '2026-03-01']], null, 'in-time'],
    ['finished in time, but after the year', [['2026-04-20', '2026-04-02']], null, 'not-yet'],
    ['recognised from before they came', [['2026-02-10', '2025-01-15']], null, 'in-time'],
    ['no due day, and finished', [[null, '2026-01-01']], null, 'in-time'],
    ['no due day, and not finished', [[null, null]], null, 'not-yet'],
    [
      'one of two late',
      [
        ['2026-02-10', '2026-02-01'],
        ['2026-02-10', null],
      ],
      null,
      'late',
    ],
    [
      'one of two not due yet',
      [
        ['2026-02-10', '2026-02-01'],
        ['2026-04-20', null],
      ],
      null,
      'not-yet',
    ],
    [
      'one late and one not due yet',
      [
        ['2026-02-10', '2026-02-12'],
        ['2026-04-20', null],
      ],
      null,
      'late',
    ],
    ['left before it was due', [['2026-02-10', null]], '2026-02-09', 'not-yet'],
    ['left on the due day', [['2026-02-10', null]], '2026-02-10', 'not-yet'],
    ['left the day after it was due', [['2026-02-10', null]], '2026-02-11', 'late'],
    ['left in time with everything finished', [['2026-02-10', '2026-02-05']], '2026-02-09', 'in-time'],
  ])('%s', (_what, duties, leftOn, expected) => {
    const given = duties.map(([due, done]) => ({ dueOn: day(due), firstCompletedOn: day(done) }));
    expect(inductionOn(given, calendarDate(END), day(leftOn))).toBe(expected);
  });
});

describe('what a share is out of', () => {
  it.each([
    [{ headcount: null, recorded: 100, required: 90 }, 90], // nobody has said how many there are
    [{ headcount: 100, recorded: 100, required: 90 }, 90],
    [{ headcount: 120, recorded: 100, required: 90 }, 110], // twenty people nobody has recorded
    [{ headcount: 80, recorded: 100, required: 90 }, 90], // a headcount that is too small makes nothing better
    [{ headcount: 120, recorded: 0, required: 0 }, 120],
    [{ headcount: 0, recorded: 0, required: 0 }, 0],
  ])('%j: %d people', (counted, expected) => {
    expect(peopleBase(counted)).toBe(expected);
  });
});
