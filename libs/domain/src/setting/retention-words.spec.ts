import { keptInWords, retentionHeading, rowsInWords } from './retention-words.js';

describe('retention in words', () => {
  it.each([
    ['answer', 1_204, '1,204 answers to questions'],
    ['answer', 1, '1 answer to a question'],
    ['email', 2, '2 emails’ words'],
    ['audit', 1, '1 line of the audit log'],
    ['something-new', 3, '3 of something-new'],
  ])('%s, %d: %s', (kind, rows, words) => {
    expect(rowsInWords(kind, rows)).toBe(words);
  });

  it('names a kind and a time', () => {
    expect([retentionHeading('sign-in'), retentionHeading('new')]).toEqual([
      'Sign-ins and tries to sign in',
      'new',
    ]);
    expect([keptInWords(1, 'month'), keptInWords(90, 'day')]).toEqual(['1 month', '90 days']);
  });
});
