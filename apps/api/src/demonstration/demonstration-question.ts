import { answersToCount, shownQuestion } from '@learning-reviews/domain/learning/question-count';
import type { InventedAttempt } from './demonstration-history.js';
import { SeededRandom } from './seeded-random.js';

/** How many invented members were right first time, as the counting job would have left it. */
export interface InventedQuestionCount {
  readonly moduleId: number;
  readonly version: number;
  readonly questionId: string;
  readonly answered: number;
  readonly firstRight: number;
  readonly rightFrom: number;
  readonly rightTo: number;
}

/** Members right first time, in per cent, from a hard question to an easy one. */
const LEAST_RIGHT = 38;
const MOST_RIGHT = 96;

/**
 * Invents the first answers of one agency's members, and counts them as the product does: each member once a
 * version, in whole tens. The same questions are hard everywhere, and a little harder here or there.
 *
 * @param agencyId Seeds what differs between agencies.
 */
export function inventQuestionCounts(
  agencyId: number,
  attempts: readonly InventedAttempt[],
): InventedQuestionCount[] {
  const random = new SeededRandom(agencyId);
  const finished = attempts.filter(({ completion }) => completion !== null);
  return [...Map.groupBy(finished, ({ module }) => module)].flatMap(([module, runs]) => {
    const answered = answersToCount(new Set(runs.map(({ personId }) => personId)).size);
    return module.questionIds.flatMap((questionId, index) => {
      const usual = new SeededRandom(module.id * 100 + index).between(LEAST_RIGHT, MOST_RIGHT);
      const chance = (usual + random.between(-6, 3)) / 100;
      const firstRight = Array.from({ length: answered }, () => random.happens(chance)).filter(
        Boolean,
      ).length;
      const shown = shownQuestion({ answered, firstRight });
      return shown === null
        ? []
        : [{ moduleId: module.id, version: module.version, questionId, firstRight, ...shown }];
    });
  });
}
