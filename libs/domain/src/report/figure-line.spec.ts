import { figureAt, figureLine } from './figure-line.js';

describe('figureLine', () => {
  const line = figureLine([
    { n: 30, d: 40 },
    undefined,
    { n: null, d: null },
    { n: 0, d: 0 },
    { n: 0, d: 12 },
  ]);

  it('holds no number of a hidden figure', () => {
    expect(line).toEqual({ done: [30, null, -1, null, 0], required: [40, null, -1, null, 12] });
  });

  it.each([
    [0, { isProtected: false, n: 30, d: 40, percentage: 75 }],
    [1, null],
    [2, { isProtected: true }],
    [3, null],
    [4, { isProtected: false, n: 0, d: 12, percentage: 0 }],
    [5, null],
  ])('is read back place by place: %i', (index, figure) => {
    expect(figureAt(line, index)).toEqual(figure);
  });
});
