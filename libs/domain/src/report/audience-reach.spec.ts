import { calendarDate } from '../calendar-date.js';
import { audienceReach, type MonthOfFigure } from './audience-reach.js';

/** Months from January 2026, each `n/d`, `[c]` or `-` where nobody is required to. */
const months = (...figures: string[]): MonthOfFigure[] =>
  figures.map((text, index) => {
    const [n = 0, d = 0] = text.split('/').map(Number);
    return {
      countedOn: calendarDate(`2026-0${index + 1}-01`),
      figure:
        text === '-'
          ? null
          : text === '[c]'
            ? { isProtected: true }
            : { isProtected: false, n, d, percentage: 0 },
    };
  });

describe('audienceReach', () => {
  it.each([
    ['reached between two counts', months('10/100', '49/100', '50/100', '70/100'), '2026-03-01 exact'],
    ['a share of exactly half is half', months('20/60', '30/60'), '2026-02-01 exact'],
    ['49.6% is not half, though it prints as 50%', months('20/125', '62/125'), 'not-yet'],
    ['reached at the first count: perhaps earlier', months('60/100', '70/100'), '2026-01-01 at the latest'],
    ['hidden before: perhaps earlier', months('10/100', '[c]', '60/100'), '2026-03-01 at the latest'],
    ['nobody was required at first', months('-', '10/40', '20/40'), '2026-03-01 exact'],
    ['lost again afterwards: it was reached', months('10/100', '60/100', '30/100'), '2026-02-01 exact'],
    ['not yet', months('10/100', '30/100'), 'not-yet'],
    ['hidden at the end', months('10/100', '[c]'), 'hidden'],
    ['hidden always', months('[c]', '[c]'), 'hidden'],
    ['hidden in between, and lower since', months('10/100', '[c]', '30/100'), 'not-yet'],
    ['required of nobody', months('-', '-'), 'none'],
    ['nothing published', [], 'none'],
  ])('%s', (_case, series, expected) => {
    const reach = audienceReach(series, 50);
    expect(
      reach.state === 'reached'
        ? `${reach.countedOn} ${reach.isExact ? 'exact' : 'at the latest'}`
        : reach.state,
    ).toBe(expected);
  });
});
