import type { CheckAnswer } from './check.js';

/** Fewer answers than this move no figure, and before as many there is none. (docs/rules.md, "Small numbers", 2) */
export const ANSWERS_A_STEP = 10;

/** How near the number right is shown: to the nearest five, as public figures are. (docs/rules.md, "Small numbers", 5) */
export const RIGHT_TO_NEAREST = 5;

/** Under this many answers a share says more than is known. (docs/rules.md, "Small numbers", 5) */
export const SMALLEST_SHARE_BASE = 20;

/**
 * How many members of one agency have answered one question of one version, and how many were right the first time.
 * The exact count; no screen may have it.
 */
export interface QuestionCount {
  readonly answered: number;
  readonly firstRight: number;
}

/** The first answer of one person to one question. */
export interface FirstAnswer {
  readonly questionId: string;
  readonly isRight: boolean;
}

/** The count as the agency's training lead may have it: a range, because the exact number could name somebody. */
export interface ShownQuestion {
  /** A multiple of ten. */
  readonly answered: number;
  /** The number right first time is from here … */
  readonly rightFrom: number;
  /** … to here. */
  readonly rightTo: number;
}

/** What a person answered first, to each question once: the first round holds every question. */
export function firstAnswers(answers: readonly CheckAnswer[]): FirstAnswer[] {
  return answers
    .filter(({ round }) => round === 1)
    .map(({ questionId, correct }) => ({ questionId, isRight: correct }));
}

/**
 * How many of the answers that wait are counted now: whole tens, whatever the answers are. A rule that looked at them
 * would tell by its silence what the last one was.
 */
export function answersToCount(waiting: number): number {
  return waiting - (waiting % ANSWERS_A_STEP);
}

/**
 * The figure that is shown for a count, or `null` for none yet.
 *
 * A training lead knows who finished when, and may look before and after. So a figure moves by ten answers at least,
 * and even ten need protecting: were all ten wrong, an exact figure would say so of each of them. The number right is
 * therefore the nearest multiple of five, shown as what it can be: two either way. Then "0 to 2 of 10" is all that
 * ten wrong answers say, and every one of the ten may have been among those right.
 *
 * Rounding runs over all answers so far, not over each step, so errors do not add up.
 */
export function shownQuestion({ answered, firstRight }: QuestionCount): ShownQuestion | null {
  if (answered < ANSWERS_A_STEP) return null;
  const near = Math.round(firstRight / RIGHT_TO_NEAREST) * RIGHT_TO_NEAREST;
  const margin = Math.floor(RIGHT_TO_NEAREST / 2);
  return { answered, rightFrom: Math.max(0, near - margin), rightTo: Math.min(answered, near + margin) };
}

/** Whole per cent right first time: the middle of what it can be, or `null` where too few have answered for a share. */
export function percentRight({ answered, rightFrom, rightTo }: ShownQuestion): number | null {
  if (answered < SMALLEST_SHARE_BASE) return null;
  return Math.round((50 * (rightFrom + rightTo)) / answered);
}

/** Hardest first: the smallest share right first time. What cannot be told apart keeps its order. */
export function byHardness(a: ShownQuestion, b: ShownQuestion): number {
  return (a.rightFrom + a.rightTo) / a.answered - (b.rightFrom + b.rightTo) / b.answered;
}
