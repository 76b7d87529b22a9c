import { shuffled } from './shuffle.js';

/** What part of the questions must be right to pass, in per cent. Six of eight. */
export const PASS_MARK_PERCENT = 75;

/** One saved answer. A question is answered at most once in a round. */
export interface CheckAnswer {
  readonly questionId: string;
  /** 1 for the first round. */
  readonly round: number;
  readonly correct: boolean;
}

/** Where a person is in the knowledge check of one attempt. */
export interface CheckState {
  /** The round that is open, or the last one when the check is passed. Starts at 1. */
  readonly round: number;
  /** The questions of that round, in the author's order. */
  readonly roundQuestionIds: readonly string[];
  /** The question to show next, or `null` when the check is passed. */
  readonly nextQuestionId: string | null;
  /** Questions that were right in some round, in the author's order. */
  readonly rightQuestionIds: readonly string[];
  /** Questions that have never been answered. */
  readonly unansweredQuestionIds: readonly string[];
  readonly questionCount: number;
  /** How many must be right to pass. */
  readonly neededCount: number;
  readonly isPassed: boolean;
  /** Whether a round has just ended below the mark and nothing of the next one is answered yet. */
  readonly isNewRound: boolean;
}

/** Why an answer is not taken. */
export type AnswerRefusal = 'already-answered' | 'wrong-question' | 'already-passed';

/** How many of `questionCount` questions must be right: 75 % rounded up, so 6 of 8 and 3 of 4. */
export function neededToPass(questionCount: number, passMarkPercent = PASS_MARK_PERCENT): number {
  return Math.ceil((questionCount * passMarkPercent) / 100);
}

/**
 * Reads the state of the check from what was answered.
 *
 * The first round holds every question. A round ends when each of its questions is answered; below the
 * mark, the next one holds the questions still wrong. A question is right once its first answer in some
 * round is right. The check is passed as soon as every question has been answered and enough are right.
 *
 * @param questionIds In the author's order, without repeats.
 * @param answers     In the order in which they were saved. A second answer to a question in the same
 *                    round, and an answer to a question the round does not hold, count for nothing.
 */
export function checkState(
  questionIds: readonly string[],
  answers: readonly CheckAnswer[],
  passMarkPercent = PASS_MARK_PERCENT,
): CheckState {
  const neededCount = neededToPass(questionIds.length, passMarkPercent);
  const right = new Set<string>();
  const everAnswered = new Set<string>();

  for (let round = 1; ; round += 1) {
    const held = questionIds.filter((id) => !right.has(id));
    const firstAnswers = firstAnswersOf(answers, round, held);
    for (const [id, answer] of firstAnswers) {
      everAnswered.add(id);
      if (answer.correct) right.add(id);
    }
    const left = held.filter((id) => !firstAnswers.has(id));
    const isPassed = everAnswered.size === questionIds.length && right.size >= neededCount;

    if (isPassed || left.length > 0) {
      return {
        round,
        roundQuestionIds: held,
        nextQuestionId: isPassed ? null : (left[0] ?? null),
        rightQuestionIds: questionIds.filter((id) => right.has(id)),
        unansweredQuestionIds: questionIds.filter((id) => !everAnswered.has(id)),
        questionCount: questionIds.length,
        neededCount,
        isPassed,
        isNewRound: !isPassed && round > 1 && firstAnswers.size === 0,
      };
    }
  }
}

/**
 * Why an answer to `questionId` in `round` is not taken, or `null` when it is. Any question that the open
 * round holds may be answered, in any order: a browser that was offline may send them so.
 */
export function answerRefusal(
  questionIds: readonly string[],
  answers: readonly CheckAnswer[],
  asked: { readonly questionId: string; readonly round: number },
  passMarkPercent = PASS_MARK_PERCENT,
): AnswerRefusal | null {
  // First, so that a replay of an accepted answer is always told apart from a mistake.
  if (answers.some((answer) => answer.questionId === asked.questionId && answer.round === asked.round)) {
    return 'already-answered';
  }
  const state = checkState(questionIds, answers, passMarkPercent);
  if (state.isPassed) return 'already-passed';
  if (asked.round !== state.round || !state.roundQuestionIds.includes(asked.questionId)) {
    return 'wrong-question';
  }
  return null;
}

/** The options of one question in the order in which one attempt shows them, the same in every round. */
export function optionOrder<T>(options: readonly T[], attemptId: string, questionId: string): T[] {
  return shuffled(options, `${attemptId}/${questionId}`);
}

function firstAnswersOf(
  answers: readonly CheckAnswer[],
  round: number,
  held: readonly string[],
): Map<string, CheckAnswer> {
  const first = new Map<string, CheckAnswer>();
  for (const answer of answers) {
    if (answer.round === round && held.includes(answer.questionId) && !first.has(answer.questionId)) {
      first.set(answer.questionId, answer);
    }
  }
  return first;
}
