import { topOf } from './line-drawing.js';

const lines = (...values: (number | null | '[c]')[]) => [{ label: 'Finished', values }];

describe('topOf', () => {
  it.each([
    ['per cents always reach 100', lines(3, 4), '%', null, 100],
    ['a round number above all values', lines(3, 97), '', null, 100],
    ['a value that is round already', lines(3, 20), '', null, 20],
    ['nothing but zeros', lines(0, 0), '', null, 1],
    ['nothing known', lines(null, '[c]'), '', null, 1],
    ['a target above the values', lines(3), '', { label: 'Target', value: 40 }, 40],
  ] as const)('%s', (_case, given, suffix, target, expected) => {
    expect(topOf(given, suffix, target)).toBe(expected);
  });
});
