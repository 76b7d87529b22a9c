import { wholePercentage } from './percentage.js';

describe('whole percentage', () => {
  it.each([
    [0, 0, 0], // nobody is counted
    [0, 12, 0],
    [12, 12, 100],
    [1, 3, 33],
    [2, 3, 67],
    [1, 8, 13], // a half goes up
    [997, 1000, 99], // not all of them
    [3, 1000, 1], // not none of them
  ])('%i of %i is %i%%', (part, whole, expected) => {
    expect(wholePercentage(part, whole)).toBe(expected);
  });
});
