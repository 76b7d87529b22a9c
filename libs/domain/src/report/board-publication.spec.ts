import { TOTAL, publishBoard, type PublishedCell } from './board-publication.js';
import { SMALL_ORGANISATIONS, type AgencyCounts } from './small-numbers.js';

const columns = ['kern', 'themes'];

/** An agency with its members and its figures as `n/d`, in the order of the columns. */
const agency = (key: string, members: number, ...figures: string[]): AgencyCounts => ({
  key,
  members,
  counts: figures.map((figure) => {
    const [n, d] = figure.split('/').map(Number) as [number, number];
    return { n, d };
  }),
});
/** One row as it is printed: `[c]`, or `n/d`. */
const printed = (cells: readonly PublishedCell[], row: string): string[] =>
  cells
    .filter((cell) => cell.row === row)
    .map((cell) => (cell.isHidden ? '[c]' : `${cell.count.n}/${cell.count.d}`));
const base = (cells: readonly PublishedCell[], row: string, column: string) =>
  cells.find((cell) => cell.row === row && cell.column === column)?.count;

describe('publishBoard, the first time', () => {
  it('shows agencies, totals and the grand total', () => {
    const board = publishBoard(
      columns,
      [agency('trust', 80, '40/80', '20/80'), agency('force', 60, '30/60', '30/60')],
      null,
    );
    expect(printed(board, 'trust')).toEqual(['40/80', '20/80', '60/160']);
    expect(printed(board, 'force')).toEqual(['30/60', '30/60', '60/120']);
    expect(printed(board, TOTAL)).toEqual(['70/140', '50/140', '120/280']);
    expect(board.map((cell) => cell.column)).toEqual([
      ...columns,
      TOTAL,
      ...columns,
      TOTAL,
      ...columns,
      TOTAL,
    ]);
  });

  it('puts small agencies together, and hides them all when they are two', () => {
    const board = publishBoard(
      columns,
      [
        agency('trust', 80, '40/80', '20/80'),
        agency('charity', 4, '2/4', '4/4'),
        agency('school', 9, '8/9', '9/9'),
        agency('force', 60, '30/60', '30/60'),
      ],
      null,
    );
    expect(board.some((cell) => cell.row === 'charity' || cell.row === 'school')).toBe(false);
    expect(printed(board, SMALL_ORGANISATIONS)).toEqual(['[c]', '[c]', '[c]']);
    // The sums would tell, so another agency's figures are hidden with them.
    expect(
      [...printed(board, 'trust'), ...printed(board, 'force')].filter((text) => text === '[c]'),
    ).toHaveLength(3);
    expect(printed(board, TOTAL)).toEqual(['80/153', '63/153', '143/306']);
  });

  it('shows no figure where nobody is required', () => {
    const board = publishBoard(
      columns,
      [agency('trust', 80, '40/80', '0/0'), agency('force', 60, '30/60', '30/60')],
      null,
    );
    expect(printed(board, 'trust')).toEqual(['40/80', '0/0', '40/80']);
  });

  it('publishes nothing but an empty total without agencies', () => {
    expect(publishBoard([], [], null).filter((cell) => cell.isHidden)).toEqual([]);
  });
});

describe('publishBoard, the next month', () => {
  const first = [agency('trust', 80, '40/80', '20/80'), agency('force', 60, '30/60', '30/60')];

  it('is the same board when nobody moved', () => {
    const board = publishBoard(columns, first, null);
    expect(publishBoard(columns, first, board)).toEqual(board);
  });

  it.each([
    ['four more are done: nothing moves', '44/80', '40/80', '70/140'],
    ['five more are done', '45/80', '45/80', '75/140'],
    ['four joined: nothing moves', '40/84', '40/80', '70/140'],
    ['five joined and are done', '45/85', '45/85', '75/145'],
  ])('%s; the total is the sum of what is shown', (_case, now, shown, total) => {
    const before = publishBoard(columns, first, null);
    const board = publishBoard(
      columns,
      [agency('trust', 80, now, '20/80'), first[1] as AgencyCounts],
      before,
    );
    expect(printed(board, 'trust')[0]).toBe(shown);
    expect(printed(board, TOTAL)[0]).toBe(total);
  });

  it('compares with what was published, not with last month’s true figures', () => {
    let board = publishBoard(columns, first, null);
    for (const n of [43, 44, 46]) {
      board = publishBoard(
        columns,
        [agency('trust', 80, `${n}/80`, '20/80'), first[1] as AgencyCounts],
        board,
      );
    }
    expect(base(board, 'trust', 'kern')).toEqual({ n: 46, d: 80 });
  });

  it('keeps hidden what was hidden and has not moved, though its neighbour no longer needs it', () => {
    const small = [agency('trust', 80, '3/80', '20/80'), agency('force', 60, '30/60', '30/60')];
    const before = publishBoard(columns, small, null);
    expect(
      [...printed(before, 'trust'), ...printed(before, 'force')].filter((text) => text === '[c]'),
    ).toHaveLength(4);
    const grown = [agency('trust', 80, '30/80', '20/80'), agency('force', 60, '30/60', '30/60')];
    const after = publishBoard(columns, grown, before);
    // To show 20, 30 and 30 now would tell whoever kept the last board that the hidden one was 3.
    expect(printed(after, 'trust').slice(0, 2)).toEqual(['[c]', '[c]']);
    expect(printed(after, 'force').slice(0, 2)).toEqual(['[c]', '[c]']);
  });

  it('takes no shelter from a figure that everybody read last month', () => {
    const before = publishBoard(columns, first, null);
    const after = publishBoard(
      columns,
      [agency('trust', 80, '3/80', '20/80'), first[1] as AgencyCounts],
      before,
    );
    // The other figures of the agency did not move: a [c] over them would hide nothing. The totals moved.
    expect(printed(after, 'trust')).toEqual(['[c]', '20/80', '[c]']);
    expect(printed(after, TOTAL)).toEqual(['[c]', '50/140', '[c]']);
  });

  it('takes a new agency and a new column as they come', () => {
    const before = publishBoard(columns, first, null);
    const board = publishBoard(
      [...columns, 'new'],
      [
        agency('trust', 80, '40/80', '20/80', '10/80'),
        agency('force', 60, '30/60', '30/60', '20/60'),
        agency('probation', 50, '25/50', '25/50', '25/50'),
      ],
      before,
    );
    expect(printed(board, 'probation')).toEqual(['25/50', '25/50', '25/50', '75/150']);
    expect(printed(board, TOTAL)).toEqual(['95/190', '75/190', '55/190', '225/570']);
  });

  it('forgets an agency that has left', () => {
    const before = publishBoard(columns, first, null);
    expect(printed(publishBoard(columns, first.slice(0, 1), before), 'force')).toEqual([]);
  });
});
