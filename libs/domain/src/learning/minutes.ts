/** The longest that one gap between two saved events counts for: five minutes, in milliseconds. */
export const LONGEST_GAP_MS = 5 * 60_000;

const MS_PER_MINUTE = 60_000;

/** How a person learned. Only learning with others is participatory. */
export type LearningType = 'self-directed' | 'facilitated-group' | 'peer-discussion' | 'reading';

/**
 * The whole minutes a person is credited with for one attempt: the smaller of the minutes the module
 * states and the time between saved events, each gap counted up to five minutes, rounded up.
 *
 * Leaving the page open earns nothing; neither does one single event. (docs/rules.md, rule 5)
 *
 * @param statedMinutes What the module says it takes.
 * @param savedAt       Instants of the attempt's saved events, milliseconds since 1970, in any order.
 */
export function creditedMinutes(statedMinutes: number, savedAt: readonly number[]): number {
  const inOrder = [...savedAt].sort((a, b) => a - b);
  const countedMs = inOrder.reduce((sum, at, index) => {
    const before = inOrder[index - 1];
    return before === undefined ? sum : sum + Math.min(at - before, LONGEST_GAP_MS);
  }, 0);
  return Math.min(statedMinutes, Math.ceil(countedMs / MS_PER_MINUTE));
}

/** Whether a person may record `asked` minutes where `credited` were earned: fewer, never more. */
export function mayRecordMinutes(credited: number, asked: number): boolean {
  return Number.isInteger(asked) && asked >= 0 && asked <= credited;
}

/**
 * The participatory minutes in `minutes` of one kind of learning: all of them when people learned
 * together, none when a person learned alone.
 */
export function participatoryMinutes(learningType: LearningType, minutes: number): number {
  return isParticipatory(learningType) ? minutes : 0;
}

/** Whether people learned together. The NMC counts such learning apart. */
export function isParticipatory(learningType: LearningType): boolean {
  return learningType === 'facilitated-group' || learningType === 'peer-discussion';
}
