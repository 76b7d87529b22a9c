import type { Board, BoardCell } from '@learning-reviews/contracts/partnership.contract';
import { bandOf, boardSummary } from './board-words.js';

const cell = (done: number, required: number): BoardCell => ({
  protected: false,
  done,
  required,
  percentage: Math.round((100 * done) / required),
});
const HIDDEN: BoardCell = { protected: true };

describe('band of a per cent', () => {
  it.each([
    [0, 1],
    [49, 1],
    [50, 2], // the first of a band
    [69, 2],
    [70, 3],
    [89, 3],
    [90, 4],
    [100, 4],
  ])('%i%% is band %i', (percentage, band) => {
    expect(bandOf(percentage)).toBe(band);
  });
});

describe('a board in words', () => {
  const board = (changes: Partial<Board>): Board => ({
    publishedOn: '2026-11-01',
    modules: [
      { slug: 'a', title: 'First' },
      { slug: 'b', title: 'Second' },
    ],
    rows: [],
    totals: [cell(30, 40), cell(1200, 2400)],
    total: cell(1230, 2440),
    ...changes,
  });
  const row = (...cells: BoardCell[]) => ({ label: 'x', smallOrganisations: false, cells, total: HIDDEN });

  it.each<[string, Partial<Board>, string, string]>([
    [
      'everything is shown',
      {},
      '1,230 of 2,440 required modules are done across the partnership (50%).',
      'Most done: First (75%). Least done: Second (50%). No figure of an agency is hidden.',
    ],
    [
      'one figure is hidden and one is blank',
      { rows: [row(HIDDEN, null)] },
      '1,230 of 2,440 required modules are done across the partnership (50%).',
      'Most done: First (75%). Least done: Second (50%). 1 figure is hidden to protect people.',
    ],
    [
      'totals are hidden',
      { rows: [row(HIDDEN, HIDDEN)], totals: [HIDDEN, cell(20, 40)], total: HIDDEN },
      'The total is hidden, because it would give a hidden figure away.',
      '2 figures are hidden to protect people.', // one module left has nothing to be compared with
    ],
    [
      'modules are equal',
      { totals: [cell(20, 40), cell(10, 20)] },
      '1,230 of 2,440 required modules are done across the partnership (50%).',
      'No figure of an agency is hidden.',
    ],
  ])('when %s', (_when, changes, headline, more) => {
    expect(boardSummary(board(changes))).toEqual({ headline, more });
  });
});
