import { changeInWords, typedNumber } from './setting-words.js';

const change = (setting: string, was: string, becomes: string) => ({
  setting,
  was,
  becomes,
  by: 'Ama Boateng',
  at: '2026-12-01T09:00:00.000Z',
});

describe('a change of a setting in words', () => {
  it.each([
    ['target-percent', '90', '95', ['Usual target', '90%', '95%']],
    ['due-soon-days', '30', '14', ['Due soon, days before', '30', '14']],
    [
      'retention:answer',
      '90 days',
      '60 days',
      ['Time of keeping: Answers to questions', '90 days', '60 days'],
    ],
    ['retention-reason:audit', 'Old', 'New', ['Reason for keeping: Who did what (audit log)', 'Old', 'New']],
    ['something-new', '1', '2', ['something-new', '1', '2']],
  ])('%s from %s to %s', (setting, was, becomes, words) => {
    expect(Object.values(changeInWords(change(setting, was, becomes)))).toEqual(words);
  });
});

describe('a typed number', () => {
  it.each([
    ['30', 30],
    [' 95 % ', 95],
    ['', Number.NaN],
    ['thirty', Number.NaN],
    ['1.5', 1.5],
  ])('%j is %d', (typed, expected) => {
    expect(typedNumber(typed)).toBe(expected);
  });
});
