import fc from 'fast-check';
import { answersToCount, type QuestionCount, shownQuestion } from './question-count.js';

/**
 * The other side: a training lead who looks after every finish, keeps all that was ever shown, knows who finished when
 * and, worse than in life, which of them each step counted. They know the rule as well, and look for one colleague
 * whose answer all of it together settles.
 */
interface Step {
  /** Who was counted since the step before. */
  readonly people: readonly number[];
  /** What the figure then said of all so far. */
  readonly answered: number;
  readonly rightFrom: number;
  readonly rightTo: number;
}

/** How a figure is made of the exact count; the rule under attack, or a worse one. */
type Show = (count: QuestionCount) => { answered: number; rightFrom: number; rightTo: number } | null;

/** Plays a history: after each finish the job may or may not run. Answers what the lead saw change, and when. */
function watch(answers: readonly boolean[], runs: readonly boolean[], show: Show, count = answersToCount) {
  let counted: QuestionCount = { answered: 0, firstRight: 0 };
  let waiting: number[] = [];
  const seen: (Step & { readonly after: number })[] = [];
  answers.forEach((_, person) => {
    waiting.push(person);
    if (!(runs[person % runs.length] ?? true)) return;
    const people = waiting.slice(0, count(waiting.length));
    if (people.length === 0) return;
    waiting = waiting.slice(people.length);
    counted = {
      answered: counted.answered + people.length,
      firstRight: counted.firstRight + people.filter((one) => answers[one]).length,
    };
    const shown = show(counted);
    if (shown !== null) seen.push({ people, ...shown, after: person });
  });
  return seen;
}

/** Every number right that is possible after each step, given the steps up to it. */
function possible(steps: readonly Step[]): Set<number>[] {
  const sets: Set<number>[] = [new Set([0])];
  for (const { people, rightFrom, rightTo } of steps) {
    const next = new Set<number>();
    for (const before of sets.at(-1) ?? []) {
      for (let right = 0; right <= people.length; right += 1) {
        if (before + right >= rightFrom && before + right <= rightTo) next.add(before + right);
      }
    }
    sets.push(next);
  }
  return sets;
}

/** The people whose answer is settled: every history that fits all of what was shown agrees on it. */
function settled(steps: readonly Step[]): number[] {
  const forward = possible(steps);
  // Backwards: of those, the ones from which the rest can still follow.
  const fits = forward.map((set) => new Set(set));
  for (let step = steps.length; step > 0; step -= 1) {
    const size = steps[step - 1]?.people.length ?? 0;
    for (const before of [...(fits[step - 1] ?? [])]) {
      const canFollow = [...(fits[step] ?? [])].some((after) => after >= before && after - before <= size);
      if (!canFollow) fits[step - 1]?.delete(before);
    }
  }
  return steps.flatMap(({ people }, index) => {
    const moves = [...(fits[index] ?? [])].flatMap((before) =>
      [...(fits[index + 1] ?? [])]
        .map((after) => after - before)
        .filter((move) => move >= 0 && move <= people.length),
    );
    const mayBeRight = moves.some((move) => move > 0);
    const mayBeWrong = moves.some((move) => move < people.length);
    return mayBeRight && mayBeWrong ? [] : people;
  });
}

const share = fc.constantFrom(0, 0.1, 0.5, 0.9, 1);
/** Stretches of people alike: all wrong, all right, and everything between. */
const history = fc
  .array(
    fc.tuple(
      fc.integer({ min: 1, max: 25 }),
      share,
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
    ),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((stretches) =>
    stretches.flatMap(([size, right, dice]) =>
      Array.from({ length: size }, () => (dice.next().value ?? 0) < right || right === 1),
    ),
  );
const jobRuns = fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }).map((runs) => [...runs, true]);

describe('a lead who looks before and after every finish', () => {
  it('sees no figure move by fewer than ten answers, at any prefix of any history', () => {
    fc.assert(
      fc.property(history, jobRuns, (answers, runs) => {
        let before = 0;
        for (const { answered } of watch(answers, runs, shownQuestion)) {
          expect(answered - before).toBeGreaterThanOrEqual(10);
          before = answered;
        }
      }),
    );
  });

  it('learns nobody’s answer from all that was ever shown, at any prefix of any history', () => {
    fc.assert(
      fc.property(history, jobRuns, (answers, runs) => {
        const seen = watch(answers, runs, shownQuestion);
        seen.forEach((_, index) => expect(settled(seen.slice(0, index + 1))).toEqual([]));
      }),
      { numRuns: 300 },
    );
  });

  it('cannot tell by the moment at which a figure moves what the answers were', () => {
    fc.assert(
      fc.property(history, jobRuns, fc.infiniteStream(fc.boolean()), (answers, runs, others) => {
        const turned = answers.map(() => others.next().value ?? false);
        const moments = (given: readonly boolean[]) =>
          watch(given, runs, shownQuestion).map(({ after, answered }) => [after, answered]);
        expect(moments(turned)).toEqual(moments(answers));
      }),
    );
  });
});

describe('the attack itself', () => {
  const exact: Show = ({ answered, firstRight }) => ({
    answered,
    rightFrom: firstRight,
    rightTo: firstRight,
  });
  const always = [true];

  it('names all ten where an exact figure says that none of them was right', () => {
    const answers = [
      ...Array.from({ length: 10 }, (_, i) => i < 4),
      ...Array.from({ length: 10 }, () => false),
    ];
    expect(settled(watch(answers, always, exact))).toEqual(Array.from({ length: 10 }, (_, i) => i + 10));
  });

  it('names the colleague where a figure moves with each answer', () => {
    expect(settled(watch([true, false, true], always, exact, (waiting) => waiting))).toEqual([0, 1, 2]);
  });

  it('names nobody where the rule holds in the same two cases', () => {
    const answers = [
      ...Array.from({ length: 10 }, (_, i) => i < 4),
      ...Array.from({ length: 10 }, () => false),
    ];
    expect(settled(watch(answers, always, shownQuestion))).toEqual([]);
    expect(watch([true, false, true], always, shownQuestion)).toEqual([]);
  });
});
