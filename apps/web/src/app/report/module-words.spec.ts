import type { HardQuestion } from '@learning-reviews/contracts/agency-module.contract';
import { finishedSummary, questionSummary, questionValues } from './module-words.js';

const question = (number: number, answered: number, rightFrom: number, rightTo: number): HardQuestion => ({
  number,
  topic: `Topic ${number}`,
  text: `Question ${number}?`,
  answered,
  rightFrom,
  rightTo,
  percentage: null,
});

describe('the hardest questions in one sentence', () => {
  it.each([
    ['none', [], ''],
    [
      'the first, when the others are easier',
      [question(4, 60, 23, 27), question(1, 60, 48, 52)],
      'Most often missed: question 4, “Topic 4”. 23 to 27 of 60 members were right first time.',
    ],
    [
      'the only one',
      [question(4, 10, 0, 2)],
      'Most often missed: question 4, “Topic 4”. 0 to 2 of 10 members were right first time.',
    ],
    [
      'none of them, when all look alike',
      [question(1, 10, 3, 7), question(2, 20, 8, 12)],
      'No question stands out: all were right first time about equally often.',
    ],
  ])('%s', (_which, questions, expected) => {
    expect(questionSummary(questions)).toBe(expected);
  });

  it('a bar is as long as all who answered', () => {
    expect(questionValues(question(1, 10, 0, 2))).toEqual([1, 9]);
  });
});

describe('completions in one sentence', () => {
  it.each([
    [[0, 0], 'Nobody has finished it in the last twelve months.'],
    [[0, 1], '1 completion in the last twelve months and this one, the most in Nov 2026 (1).'],
    [[1200, 4], '1,204 completions in the last twelve months and this one, the most in Oct 2026 (1,200).'],
    [[4, 4], '8 completions in the last twelve months and this one.'],
  ])('of %p', (completions, expected) => {
    const months = ['2026-10-01', '2026-11-01'];
    expect(
      finishedSummary(
        completions.map((count, index) => ({ month: months[index] ?? '', completions: count })),
      ),
    ).toBe(expected);
  });
});
