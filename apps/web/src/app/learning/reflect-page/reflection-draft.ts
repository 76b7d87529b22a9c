import { computed } from '@angular/core';
import type {
  LearningReflection,
  SavedReflection,
  SaveReflectionRequest,
} from '@learning-reviews/contracts/learning.contract';
import { isCalendarDate } from '@learning-reviews/domain/calendar-date';
import { Draft, type Held } from '../../platform/draft/draft.js';

/** What a person writes on the page. */
export interface Words {
  /** One for each prompt, in its order. */
  readonly texts: readonly string[];
  /** What follows "I will". */
  readonly intention: string;
  /** As typed: a day, empty, or something that is no day yet. */
  readonly intentionOn: string;
}

/** Words that are not saved yet, and the save they were made from. */
export type HeldWords = Held<Words>;

/** What a draft asks of its page. */
export interface DraftPorts {
  /** Saves; 409 `stale.version` when somebody saved since `revision`. */
  save(request: SaveReflectionRequest): Promise<SavedReflection>;
  /** The words as they are saved now. */
  load(): Promise<LearningReflection>;
  /** Keeps unsaved words where a lost session cannot reach them; `null` lets go. */
  hold(held: HeldWords | null): void;
}

/** A person's own words about a module while they write them. */
export class ReflectionDraft extends Draft<Words, LearningReflection> {
  /** The last day that was one, so that a half-typed day does not wipe it out. */
  private lastDay: string | null;

  /** Whether the day is one, or empty. */
  readonly isDayGood = computed(() => dayOf(this.words().intentionOn) !== undefined);

  /**
   * @param saved What the server holds.
   * @param held  What this person wrote before and could not save; it goes on from there.
   */
  constructor(
    saved: LearningReflection,
    held: HeldWords | undefined,
    private readonly ports: DraftPorts,
  ) {
    super(saved, wordsOf(saved), held);
    this.lastDay = saved.intentionOn;
  }

  /** Takes the text for the prompt at `index`. */
  writeText(index: number, text: string): void {
    this.write({ texts: this.words().texts.map((old, at) => (at === index ? text : old)) });
  }

  override takeOther(): void {
    const other = this.other();
    if (other) this.lastDay = other.intentionOn;
    super.takeOther();
  }

  protected override put(words: Words, revision: number): Promise<SavedReflection> {
    const day = dayOf(words.intentionOn);
    if (day !== undefined) this.lastDay = day;
    const { texts, intention } = words;
    return this.ports.save({ texts: [...texts], intention, intentionOn: this.lastDay, revision });
  }

  protected override load(): Promise<LearningReflection> {
    return this.ports.load();
  }

  protected override keep(held: HeldWords | null): void {
    this.ports.hold(held);
  }

  protected override wordsOf(saved: LearningReflection): Words {
    return wordsOf(saved);
  }
}

/** The words of a saved version, as they stand in the boxes. */
export function wordsOf(saved: LearningReflection): Words {
  return {
    texts: saved.prompts.map((prompt) => prompt.text),
    intention: saved.intention,
    intentionOn: saved.intentionOn ?? '',
  };
}

/** A typed day: the day, `null` when the boxes are empty, `undefined` when it is no day. */
function dayOf(typed: string): string | null | undefined {
  if (typed === '') return null;
  return isCalendarDate(typed) ? typed : undefined;
}
