import { calendarDate } from '../calendar-date.js';
import { cpdYears, minutesInAll, totalMinutes } from './cpd-record.js';
import { DEFAULT_YEAR_START, SOCIAL_WORK_ENGLAND_YEAR_START } from './registration-year.js';

const entry = (completedOn: string, minutes: number, participatoryMinutes = 0) => ({
  completedOn: calendarDate(completedOn),
  minutes,
  participatoryMinutes,
});

describe('cpdYears', () => {
  const entries = [
    entry('2026-11-30', 30), // last day of the Social Work England year
    entry('2026-12-01', 40, 40), // first day of the next
    entry('2026-03-31', 20), // last day of the default year
    entry('2026-04-01', 10),
  ];

  it.each([
    [
      'from 1 April',
      DEFAULT_YEAR_START,
      [
        ['2026-27', ['2026-12-01', '2026-11-30', '2026-04-01'], 80, 40],
        ['2025-26', ['2026-03-31'], 20, 0],
      ],
    ],
    [
      'from 1 December',
      SOCIAL_WORK_ENGLAND_YEAR_START,
      [
        ['2026-27', ['2026-12-01'], 40, 40],
        ['2025-26', ['2026-11-30', '2026-04-01', '2026-03-31'], 60, 0],
      ],
    ],
  ])('%s groups newest first and adds up', (_case, start, expected) => {
    const years = cpdYears(entries, start).map((year) => [
      year.year.label,
      year.entries.map((each) => each.completedOn),
      year.minutes,
      year.participatoryMinutes,
    ]);
    expect(years).toEqual(expected);
  });

  it('is empty when nothing is recorded', () => {
    expect(cpdYears([], DEFAULT_YEAR_START)).toEqual([]);
    expect(totalMinutes([])).toEqual({ minutes: 0, participatoryMinutes: 0 });
  });

  it('keeps two entries of one day in the order given', () => {
    const sameDay = [entry('2026-05-01', 1), entry('2026-05-01', 2)];
    expect(cpdYears(sameDay, DEFAULT_YEAR_START)[0]?.entries.map((each) => each.minutes)).toEqual([1, 2]);
  });
});

describe('minutesInAll', () => {
  it('adds what was learned alone and with others', () => {
    expect(minutesInAll({ minutesSolo: 35, minutesParticipatory: 60 })).toBe(95);
  });
});
