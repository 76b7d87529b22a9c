import type { EditionDetail } from '@learning-reviews/contracts/framework.contract';
import { levelsInWords, typedCodes } from './framework-words.js';

const EDITION = {
  levels: [
    { code: '3', label: 'Works with families', description: '', isRetired: false },
    { code: '4', label: 'Particular responsibilities', description: '', isRetired: true },
  ],
} as unknown as EditionDetail;

describe('levels of a job role', () => {
  it.each([
    [[], 'None'],
    [['3'], '3. Works with families'],
    [['4', '3'], '4. Particular responsibilities, or 3. Works with families'],
    [['9'], '9'],
  ])('%j: %s', (codes, words) => {
    expect(levelsInWords(EDITION, codes)).toBe(words);
  });

  it.each([
    ['3, 4', ['3', '4']],
    [' L3;L4 ', ['L3', 'L4']],
    ['', []],
  ])('are read from "%s"', (typed, codes) => {
    expect(typedCodes(typed)).toEqual(codes);
  });
});
