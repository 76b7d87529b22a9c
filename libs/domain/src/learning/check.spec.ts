import fc from 'fast-check';
import { answerRefusal, checkState, neededToPass, optionOrder, type CheckAnswer } from './check.js';

const EIGHT = ['q1', 'q2', 'q3', 'q4', 'q5', 'q6', 'q7', 'q8'];

/** Answers of whole rounds: `+` right, `-` wrong, `.` not answered; each round in the order of the questions it holds. */
function rounds(questionIds: readonly string[], ...texts: string[]): CheckAnswer[] {
  const answers: CheckAnswer[] = [];
  let held = [...questionIds];
  texts.forEach((text, index) => {
    const still: string[] = [];
    held.forEach((questionId, place) => {
      const mark = text[place] ?? '.';
      if (mark !== '.') answers.push({ questionId, round: index + 1, correct: mark === '+' });
      if (mark !== '+') still.push(questionId);
    });
    held = still;
  });
  return answers;
}

describe('neededToPass', () => {
  it.each([
    [0, 0],
    [1, 1],
    [2, 2],
    [3, 3], // 2.25 rounds up
    [4, 3],
    [8, 6],
    [10, 8],
    [100, 75],
  ])('%i questions need %i', (count, expected) => {
    expect(neededToPass(count)).toBe(expected);
  });

  it('follows another mark', () => {
    expect(neededToPass(8, 100)).toBe(8);
    expect(neededToPass(8, 80)).toBe(7);
  });
});

describe('checkState of eight questions', () => {
  it.each([
    // [rounds, round, next, right, passed, new round]
    [[], 1, 'q1', 0, false, false],
    [['+'], 1, 'q2', 1, false, false],
    [['++++++'], 1, 'q7', 6, false, false], // enough are right, but two are not answered yet
    [['++++++--'], 1, null, 6, true, false], // six of eight
    [['++++++++'], 1, null, 8, true, false],
    [['+++++---'], 2, 'q6', 5, false, true], // one short: the round ends, the next holds three
    [['+++++---', '-'], 2, 'q7', 5, false, false],
    [['+++++---', '+'], 2, null, 6, true, false], // six right passes; the rest need not be answered
    [['+++++---', '---'], 3, 'q6', 5, false, true], // rounds go on
    [['--------', '++++----', '+-+'], 3, null, 6, true, false],
    [['.+++++++'], 1, 'q1', 7, false, false], // answered out of order: the first one is next
  ] as const)('after %j is in round %i with %s next', (texts, round, next, right, passed, newRound) => {
    const state = checkState(EIGHT, rounds(EIGHT, ...texts));
    expect(state.round).toBe(round);
    expect(state.nextQuestionId).toBe(next);
    expect(state.rightQuestionIds).toHaveLength(right);
    expect(state.isPassed).toBe(passed);
    expect(state.isNewRound).toBe(newRound);
  });

  it('holds in the next round only the questions still wrong', () => {
    const state = checkState(EIGHT, rounds(EIGHT, '-++-++-+'));
    expect(state.roundQuestionIds).toEqual(['q1', 'q4', 'q7']);
    expect(state.unansweredQuestionIds).toEqual([]);
  });

  it('counts the first answer of a round and no other', () => {
    const again: CheckAnswer[] = [
      { questionId: 'q1', round: 1, correct: false },
      { questionId: 'q1', round: 1, correct: true },
    ];
    expect(checkState(EIGHT, again).rightQuestionIds).toEqual([]);
  });

  it('gives nothing for an answer to a question the round does not hold', () => {
    const answers = [
      ...rounds(EIGHT, '+++++---'),
      { questionId: 'q1', round: 2, correct: true },
      { questionId: 'elsewhere', round: 2, correct: true },
      { questionId: 'q8', round: 9, correct: true },
    ];
    expect(checkState(EIGHT, answers)).toEqual({
      ...checkState(EIGHT, rounds(EIGHT, '+++++---')),
    });
  });

  it('passes when a module asks nothing', () => {
    expect(checkState([], [])).toMatchObject({ isPassed: true, nextQuestionId: null, neededCount: 0 });
  });

  it('is passed by anyone who goes on, and never before every question was answered', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.array(fc.boolean(), { maxLength: 60 }),
        (count, luck) => {
          const questionIds = Array.from({ length: count }, (_, index) => `q${index}`);
          const answers: CheckAnswer[] = [];
          // After the luck runs out every answer is right, so the check must end.
          for (let step = 0; step < luck.length + count + 1; step += 1) {
            const { nextQuestionId, round, isPassed } = checkState(questionIds, answers);
            if (nextQuestionId === null) {
              expect(isPassed).toBe(true);
              break;
            }
            expect(isPassed).toBe(false);
            expect(answerRefusal(questionIds, answers, { questionId: nextQuestionId, round })).toBeNull();
            answers.push({ questionId: nextQuestionId, round, correct: luck[step] ?? true });
          }
          const state = checkState(questionIds, answers);
          expect(state.isPassed).toBe(true);
          expect(state.unansweredQuestionIds).toEqual([]);
          expect(state.rightQuestionIds.length).toBeGreaterThanOrEqual(state.neededCount);
        },
      ),
    );
  });
});

describe('answerRefusal', () => {
  const inRoundTwo = rounds(EIGHT, '+++++---', '.-');
  const passed = rounds(EIGHT, '++++++--');

  it.each([
    ['the next question', inRoundTwo, 'q6', 2, null],
    ['a later question of the round', inRoundTwo, 'q8', 2, null],
    ['a question answered in this round', inRoundTwo, 'q7', 2, 'already-answered'],
    ['a replay of an earlier round', inRoundTwo, 'q7', 1, 'already-answered'],
    ['a question that was right', inRoundTwo, 'q1', 2, 'wrong-question'],
    ['a round that has not come', inRoundTwo, 'q6', 3, 'wrong-question'],
    ['a question of another module', inRoundTwo, 'elsewhere', 2, 'wrong-question'],
    ['anything once passed', passed, 'q7', 2, 'already-passed'],
    ['a replay once passed', passed, 'q7', 1, 'already-answered'],
  ] as const)('%s', (_case, answers, questionId, round, expected) => {
    expect(answerRefusal(EIGHT, answers, { questionId, round })).toBe(expected);
  });
});

describe('optionOrder', () => {
  it('is the same each time for one attempt and question, and differs between them', () => {
    const options = ['a', 'b', 'c', 'd'];
    expect(optionOrder(options, 'attempt', 'q1')).toEqual(optionOrder(options, 'attempt', 'q1'));
    const orders = new Set(EIGHT.map((questionId) => optionOrder(options, 'attempt', questionId).join('')));
    expect(orders.size).toBeGreaterThan(3);
  });
});
