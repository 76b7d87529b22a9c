import type { Board, ReviewReachState } from '@learning-reviews/contracts/partnership.contract';
import {
  boardSummary,
  monthInWords,
  percentages,
  reachInWords,
  shortMonth,
  trendInWords,
} from './board-words.js';
import { BOARD, line } from './testing/board-answer.js';

describe('a board in words', () => {
  const board = (changes: Partial<Board>): Board => ({
    ...BOARD,
    rows: [],
    totals: { ...line('30/40', '1200/2400', '1230/2440'), trend: line() },
    ...changes,
  });
  const row = (...figures: string[]) => ({ ...BOARD.rows[0]!, ...line(...figures) });
  const totals = (...figures: string[]) => ({ ...line(...figures), trend: line() });

  it.each<[string, Partial<Board>, string, string]>([
    [
      'everything is shown',
      {},
      '1,230 of 2,440 required modules are done across the partnership (50%).',
      'Most done: First module (75%). Least done: Second module (50%). No figure of an agency is hidden.',
    ],
    [
      'one figure is hidden and one is blank',
      { rows: [row('[c]', '-', '[c]')] },
      '1,230 of 2,440 required modules are done across the partnership (50%).',
      'Most done: First module (75%). Least done: Second module (50%). 1 figure is hidden to protect people.',
    ],
    [
      'totals are hidden',
      { rows: [row('[c]', '[c]', '-')], totals: totals('[c]', '20/40', '[c]') },
      'The total is hidden, because it would give a hidden figure away.',
      '2 figures are hidden to protect people.', // one module left has nothing to be compared with
    ],
    [
      'modules are equal',
      { totals: totals('20/40', '10/20', '30/60') },
      '30 of 60 required modules are done across the partnership (50%).',
      'No figure of an agency is hidden.',
    ],
  ])('when %s', (_when, changes, headline, more) => {
    expect(boardSummary(board(changes))).toEqual({ headline, more });
  });
});

describe('a trend in words', () => {
  const months = ['2026-09', '2026-10', '2026-11'];

  it.each([
    [
      'from the first figure that is shown to the last',
      ['10/100', '20/100', '30/100'],
      '10% in September 2026, 30% in November 2026.',
    ],
    ['past hidden and missing ones', ['-', '20/100', '[c]'], '20% in October 2026.'],
    ['when all are hidden', ['[c]', '[c]', '[c]'], 'the figures are hidden.'],
  ])('%s', (_case, figures, expected) => {
    expect(trendInWords('All agencies', months, percentages(line(...figures)))).toBe(
      `All agencies: ${expected}`,
    );
  });
});

it.each<[ReviewReachState, string]>([
  [
    { state: 'reached', countedOn: '2026-03-31', exact: true, days: 150 },
    'In the month ending 31 March 2026, about 5 months after',
  ],
  [
    { state: 'reached', countedOn: '2026-03-31', exact: true, days: 12 },
    'In the month ending 31 March 2026, about 1 month after',
  ],
  [
    { state: 'reached', countedOn: '2026-03-31', exact: false, days: null },
    'By 31 March 2026 at the latest: the figure before is hidden, or there is none',
  ],
  [{ state: 'not-yet' }, 'Not yet reached'],
  [{ state: 'hidden' }, 'Cannot be said: the figures that would tell are hidden to protect people'],
  [{ state: 'none' }, 'Not required of anyone yet'],
])('%j in words', (reach, words) => {
  expect(reachInWords(reach)).toBe(words);
});

it('months are written as people write them', () => {
  expect([monthInWords('2026-11'), shortMonth('2026-11')]).toEqual(['November 2026', 'Nov 26']);
});
