import { figureText, PROTECTED, withUnit } from './figures.js';

describe('figureText', () => {
  it.each([
    [1204, '', '1,204'],
    [63, '%', '63%'],
    [0, '%', '0%'], // zero is a figure
    [null, '%', ''], // what is missing is blank, and not zero
    [PROTECTED, '%', '[c]'],
    ['North', '', 'North'],
  ])('%p with "%s" is "%s"', (figure, suffix, expected) => {
    expect(figureText(figure, suffix)).toBe(expected);
  });
});

it('a heading carries the unit, where there is one', () => {
  expect([withUnit('Done', '%'), withUnit('Finished', '')]).toEqual(['Done (%)', 'Finished']);
});
