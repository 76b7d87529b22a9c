import { checkState, PASS_MARK_PERCENT, type CheckAnswer, type CheckState } from './check.js';

/** What a module version asks of a person, by the author's ids and in the author's order. */
export interface AttemptPlan {
  readonly sectionIds: readonly string[];
  readonly hasScenario: boolean;
  readonly questionIds: readonly string[];
  /** Left out: 75. */
  readonly passMarkPercent?: number;
}

/** What a person has done of it. */
export interface AttemptRecord {
  readonly openedSectionIds: readonly string[];
  readonly hasScenarioEnded: boolean;
  readonly isScenarioSkipped: boolean;
  readonly answers: readonly CheckAnswer[];
}

/** One thing that keeps an attempt from being complete. Numbers count from 1. */
export type MissingItem =
  | { readonly kind: 'section'; readonly sectionId: string; readonly number: number }
  | { readonly kind: 'scenario' }
  | { readonly kind: 'question'; readonly questionId: string; readonly number: number }
  | { readonly kind: 'pass-mark'; readonly rightCount: number; readonly neededCount: number };

/** A page of the player. `section` counts from 1. */
export type AttemptPlace =
  | { readonly kind: 'section'; readonly number: number }
  | { readonly kind: 'scenario' }
  | { readonly kind: 'check' }
  | { readonly kind: 'reflect' }
  | { readonly kind: 'finish' };

/** How much of an attempt is done, in steps: each section, the scenario, and each question once. */
export interface AttemptPosition {
  readonly stepsDone: number;
  readonly stepCount: number;
  /** Rounded down, so 100 means that every step was taken; the pass mark may still be missed. */
  readonly percent: number;
}

/**
 * What is still to do, in the order of the pages; empty when the attempt is complete. Reflection is
 * never in it. The pass mark is named only once every question is answered: before that, the questions
 * are what a person can do about it. (docs/rules.md, "Rules of learning")
 */
export function whatIsMissing(plan: AttemptPlan, record: AttemptRecord): MissingItem[] {
  const missing: MissingItem[] = [];
  plan.sectionIds.forEach((sectionId, index) => {
    if (!record.openedSectionIds.includes(sectionId)) {
      missing.push({ kind: 'section', sectionId, number: index + 1 });
    }
  });
  if (!isScenarioDone(plan, record)) missing.push({ kind: 'scenario' });

  const check = checkOf(plan, record);
  for (const questionId of check.unansweredQuestionIds) {
    missing.push({ kind: 'question', questionId, number: plan.questionIds.indexOf(questionId) + 1 });
  }
  if (check.unansweredQuestionIds.length === 0 && !check.isPassed) {
    missing.push({
      kind: 'pass-mark',
      rightCount: check.rightQuestionIds.length,
      neededCount: check.neededCount,
    });
  }
  return missing;
}

/** Whether every section was opened, the scenario ended or skipped, every question answered and the mark met. */
export function isComplete(plan: AttemptPlan, record: AttemptRecord): boolean {
  return whatIsMissing(plan, record).length === 0;
}

/**
 * The page on which a person goes on: where they left, when something is still to do there; else the
 * first page with something missing; else, when all is done, the reflection if they had got that far, or
 * the finish.
 *
 * @param lastPlace The page they were on when they left; `null` when they have only begun.
 */
export function resumePlace(
  plan: AttemptPlan,
  record: AttemptRecord,
  lastPlace: AttemptPlace | null,
): AttemptPlace {
  if (lastPlace !== null && isOpenPlace(plan, record, lastPlace)) return lastPlace;
  const first = whatIsMissing(plan, record)[0];
  if (first === undefined) return { kind: 'finish' };
  switch (first.kind) {
    case 'section':
      return { kind: 'section', number: first.number };
    case 'scenario':
      return { kind: 'scenario' };
    default:
      return { kind: 'check' };
  }
}

/** The page that follows another in the order of the module; the finish follows itself. */
export function placeAfter(plan: AttemptPlan, place: AttemptPlace): AttemptPlace {
  const places = placesOf(plan);
  const index = places.findIndex((candidate) => placePath(candidate) === placePath(place));
  return places[index + 1] ?? { kind: 'finish' };
}

/** Every page of the module in order: its sections, scenario, check, reflection and finish. */
export function placesOf(plan: AttemptPlan): AttemptPlace[] {
  return [
    ...plan.sectionIds.map((_, index): AttemptPlace => ({ kind: 'section', number: index + 1 })),
    ...(plan.hasScenario ? [{ kind: 'scenario' } as const] : []),
    ...(plan.questionIds.length > 0 ? [{ kind: 'check' } as const] : []),
    { kind: 'reflect' },
    { kind: 'finish' },
  ];
}

/** How far an attempt has got. A question counts once it was answered at all. */
export function attemptPosition(plan: AttemptPlan, record: AttemptRecord): AttemptPosition {
  const stepCount = plan.sectionIds.length + (plan.hasScenario ? 1 : 0) + plan.questionIds.length;
  const stepsMissing = whatIsMissing(plan, record).filter((item) => item.kind !== 'pass-mark').length;
  const stepsDone = stepCount - stepsMissing;
  return { stepsDone, stepCount, percent: stepCount === 0 ? 100 : Math.floor((100 * stepsDone) / stepCount) };
}

/** Minutes that are probably left of `statedMinutes`: in proportion to the steps still to take, and one at least. */
export function minutesLeft(statedMinutes: number, position: AttemptPosition): number {
  if (position.stepCount === 0) return 1;
  return Math.max(
    1,
    Math.ceil((statedMinutes * (position.stepCount - position.stepsDone)) / position.stepCount),
  );
}

/** The end of a page's address, and the form in which an attempt stores it: `section/3`, `check`. */
export function placePath(place: AttemptPlace): string {
  return place.kind === 'section' ? `section/${place.number}` : place.kind;
}

/** Reads a stored place back, or `null` when the module has no such page (any more). */
export function placeFromPath(plan: AttemptPlan, path: string | null): AttemptPlace | null {
  return placesOf(plan).find((place) => placePath(place) === path) ?? null;
}

function isOpenPlace(plan: AttemptPlan, record: AttemptRecord, place: AttemptPlace): boolean {
  switch (place.kind) {
    case 'section':
      // An opened section may have been left half read, so it is always worth coming back to.
      return place.number >= 1 && place.number <= plan.sectionIds.length;
    case 'scenario':
      return plan.hasScenario && !isScenarioDone(plan, record);
    case 'check':
      return plan.questionIds.length > 0 && !checkOf(plan, record).isPassed;
    case 'reflect':
      return isComplete(plan, record);
    case 'finish':
      return false;
  }
}

function isScenarioDone(plan: AttemptPlan, record: AttemptRecord): boolean {
  return !plan.hasScenario || record.hasScenarioEnded || record.isScenarioSkipped;
}

function checkOf(plan: AttemptPlan, record: AttemptRecord): CheckState {
  return checkState(plan.questionIds, record.answers, plan.passMarkPercent ?? PASS_MARK_PERCENT);
}
