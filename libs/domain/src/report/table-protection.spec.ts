import type { Count } from './small-numbers.js';
import { protectingTable, protectTable } from './table-protection.js';

/** `30/60 3/60` as a row of figures. */
const row = (text: string): Count[] =>
  text.split(' ').map((figure) => {
    const [n, d] = figure.split('/').map(Number) as [number, number];
    return { n, d };
  });
/** Hidden figures as `c`, shown ones as `.`, the totals last. */
const picture = (rows: readonly string[]) =>
  protectTable({ cells: rows.map(row) }).isHidden.map((cells) =>
    cells.map((isHidden) => (isHidden ? 'c' : '.')).join(''),
  );

describe('protectTable', () => {
  it.each([
    ['nothing is small: nothing is hidden', ['30/60 20/60', '25/60 40/60'], ['...', '...', '...']],
    [
      'one small figure takes three more with it, and no total',
      ['3/60 20/60', '25/60 40/60'],
      ['cc.', 'cc.', '...'],
    ],
    [
      'two small figures in one row take two more',
      ['3/60 4/60 30/60', '25/60 40/60 30/60'],
      ['cc..', 'cc..', '....'],
    ],
    [
      'the smallest base gives way',
      ['3/60 20/60', '25/90 40/90', '25/30 10/30'],
      ['cc.', '...', 'cc.', '...'],
    ],
    [
      'a figure of nobody neither hides nor shelters',
      ['3/60 0/0', '25/60 0/0', '25/60 30/60'],
      ['c.c', 'c.c', '...', '...'],
    ],
    ['all is small: all is hidden', ['1/3 2/3', '1/2 0/1'], ['ccc', 'ccc', 'ccc']],
  ])('%s', (_case, rows, expected) => {
    expect(picture(rows)).toEqual(expected);
  });

  // docs/field.md 6.3: two agencies with counts 30 and 3, total 33. With one column a row total is its figure.
  it('hides 3 and one of 30 and the total', () => {
    const [first, second, total] = picture(['30/60', '3/60']);
    expect(second).toBe('cc');
    expect([first, total].filter((cells) => cells === 'cc')).toHaveLength(1);
  });

  it('hides what it is told to, and shelters it', () => {
    const cells = [row('20/60 30/60'), row('25/60 40/60')];
    const { isHidden, exposed } = protectTable({ cells, mustHide: (r, c) => r === 0 && c === 0 });
    expect(isHidden.flat().filter(Boolean)).toHaveLength(4);
    expect(exposed).toEqual([]);
  });

  it('names the figures that nothing may shelter', () => {
    const cells = [row('3/60 30/60'), row('25/60 40/60')];
    const { exposed } = protectTable({ cells, canShelter: () => false });
    expect(exposed).toEqual([{ row: 0, column: 0 }]);
  });

  it('prefers a figure that was hidden before', () => {
    const cells = [row('3/60 20/60 20/60'), row('25/30 40/60 40/60'), row('25/90 40/90 40/90')];
    const { isHidden } = protectTable({ cells, isPreferred: (r, c) => (r === 2 || r === 0) && c !== 1 });
    expect(isHidden[2]).toEqual([true, false, true, false]);
  });

  it('stops now and then in a table of a nation, and ends as it would in one go', () => {
    const cells = Array.from({ length: 60 }, (_, r) =>
      Array.from({ length: 40 }, (_, c): Count => ({ n: (r * 7 + c * 3) % 23, d: 24 })),
    );
    const work = protectingTable({ cells });
    let stops = 0;
    let step = work.next();
    for (; !step.done; step = work.next()) stops += 1;
    expect(stops).toBeGreaterThan(2);
    expect(step.value).toEqual(protectTable({ cells }));
  });

  it('is not confused by an empty table', () => {
    expect(protectTable({ cells: [] }).exposed).toEqual([]);
    expect(protectTable({ cells: [[]] }).exposed).toEqual([]);
  });
});
