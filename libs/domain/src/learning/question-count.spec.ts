import {
  answersToCount,
  byHardness,
  firstAnswers,
  percentRight,
  shownQuestion,
  type ShownQuestion,
} from './question-count.js';

describe('answersToCount', () => {
  it.each([
    [0, 0],
    [9, 0], // nine wait
    [10, 10],
    [19, 10], // and nine wait again
    [20, 20],
    [1234, 1230],
  ])('of %i that wait, %i are counted', (waiting, counted) => {
    expect(answersToCount(waiting)).toBe(counted);
  });
});

describe('shownQuestion', () => {
  it.each([
    // [answered, right first time, from, to, per cent]
    [10, 0, 0, 2, null], // all ten wrong: each of them may have been right
    [10, 2, 0, 2, null],
    [10, 3, 3, 7, null],
    [10, 7, 3, 7, null],
    [10, 8, 8, 10, null],
    [10, 10, 8, 10, null], // all ten right: each of them may have been wrong
    [20, 0, 0, 2, 5], // from twenty a share, which is the middle of what it can be
    [20, 12, 8, 12, 50],
    [20, 13, 13, 17, 75],
    [60, 25, 23, 27, 42],
    [60, 60, 58, 60, 98], // never a hundred of so few
    [1000, 998, 998, 1000, 100],
  ])(
    '%i answers, %i right: %i to %i, %s per cent',
    (answered, firstRight, rightFrom, rightTo, percentage) => {
      const shown = shownQuestion({ answered, firstRight });
      expect(shown).toEqual({ answered, rightFrom, rightTo });
      expect(shown && percentRight(shown)).toBe(percentage);
    },
  );

  it.each([0, 9])('shows nothing of %i answers', (answered) => {
    expect(shownQuestion({ answered, firstRight: answered })).toBeNull();
  });

  it('always holds the true number, and never one number alone', () => {
    for (let answered = 10; answered <= 60; answered += 10) {
      for (let firstRight = 0; firstRight <= answered; firstRight += 1) {
        const { rightFrom, rightTo } = shownQuestion({ answered, firstRight }) as ShownQuestion;
        expect(rightFrom).toBeLessThanOrEqual(firstRight);
        expect(rightTo).toBeGreaterThanOrEqual(firstRight);
        expect(rightTo - rightFrom).toBeGreaterThanOrEqual(2);
      }
    }
  });
});

describe('byHardness', () => {
  it('puts the smallest share right first, and leaves what looks alike in its order', () => {
    const shown = (name: string, answered: number, firstRight: number) => ({
      name,
      ...(shownQuestion({ answered, firstRight }) as ShownQuestion),
    });
    const questions = [shown('a', 40, 38), shown('b', 40, 19), shown('c', 20, 10), shown('d', 40, 21)];
    expect(questions.sort(byHardness).map(({ name }) => name)).toEqual(['b', 'c', 'd', 'a']);
  });
});

it('firstAnswers takes the first round alone, in which every question is asked', () => {
  const answer = (questionId: string, round: number, correct: boolean) => ({ questionId, round, correct });
  expect(firstAnswers([answer('q1', 1, true), answer('q2', 1, false), answer('q2', 2, true)])).toEqual([
    { questionId: 'q1', isRight: true },
    { questionId: 'q2', isRight: false }, // that it was right in the end changes nothing
  ]);
});
