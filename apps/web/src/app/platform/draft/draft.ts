import { HttpErrorResponse } from '@angular/common/http';
import { computed, type Signal, signal, type WritableSignal } from '@angular/core';
import type { FieldError } from '@learning-reviews/ui/form';
import type { SavedStateName } from '@learning-reviews/ui/saved-state';
import { apiErrorOf, fieldErrorsOf, isAway } from '../http/api-error.js';

/** Words that are not saved yet, and the save they were made from. */
export interface Held<Words> {
  readonly words: Words;
  readonly revision: number;
}

/** A pause in typing of this length saves. */
const AFTER_TYPING_MS = 1500;
/** While the service is away, the wait before the next try, spread by chance. */
const TRY_AGAIN_MS = 5000;

/**
 * A person's own words while they write them. They are saved after each pause, one save at a time, and never
 * over somebody else's: when another tab or device has saved since, both are kept until the person chooses.
 */
export abstract class Draft<Words extends object, Version extends { readonly revision: number }> {
  private readonly written: WritableSignal<Words>;
  private readonly phase = signal<SavedStateName>('idle');
  private readonly refused = signal<readonly FieldError[]>([]);
  private readonly savedElsewhere = signal<Version | null>(null);
  private readonly unsaved = signal(false);
  private readonly paused = signal<Words | null>(null);
  /** Of the save that what stands in the boxes was made from. */
  protected revision: number;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | undefined;
  private isOver = false;

  /** What stands in the boxes. */
  readonly words: Signal<Words>;
  /** For `<lr-saved-state>`. */
  readonly state = this.phase.asReadonly();
  /** What the server did not accept, by field of the request. */
  readonly errors = this.refused.asReadonly();
  /** The other version when both exist; `null` otherwise. */
  readonly other = this.savedElsewhere.asReadonly();
  /** Whether something written has not reached the server. */
  readonly isUnsaved = this.unsaved.asReadonly();
  /** The words at the last pause in typing: what a check reads, so that it does not speak in mid-word. */
  readonly settled = computed(() => this.paused() ?? this.written());

  /**
   * @param saved What the server holds.
   * @param words The words of it, as they stand in the boxes.
   * @param held  What this person wrote before and could not save; it goes on from there.
   */
  constructor(saved: Version, words: Words, held: Held<Words> | undefined) {
    this.revision = saved.revision;
    this.written = signal<Words>(held?.words ?? words);
    this.words = this.written.asReadonly();
    this.paused.set(this.written());
    if (!held) return;
    this.unsaved.set(true);
    this.phase.set('unsaved');
    if (held.revision === saved.revision) this.schedule();
    else this.savedElsewhere.set(saved);
  }

  /** Takes what was typed, holds it, and saves it after a pause. */
  write(change: Partial<Words>): void {
    this.written.update((words) => ({ ...words, ...change }));
    this.hold();
    this.schedule();
  }

  /** Saves what is unsaved now. Answers whether everything is safe; it waits for no service that is away. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    await this.running;
    if (this.unsaved() && !this.savedElsewhere()) await this.save();
    return !this.unsaved();
  }

  /** Goes on with the words in the boxes; they are saved over the others. */
  async keepMine(): Promise<void> {
    const other = this.savedElsewhere();
    if (!other) return;
    this.revision = other.revision;
    this.savedElsewhere.set(null);
    this.hold();
    await this.save();
  }

  /** Takes the words saved elsewhere into the boxes. */
  takeOther(): void {
    const other = this.savedElsewhere();
    if (!other) return;
    this.revision = other.revision;
    this.written.set(this.wordsOf(other));
    this.paused.set(this.written());
    this.savedElsewhere.set(null);
    this.letGo();
    this.phase.set('saved');
  }

  /** Shows an error that the page found itself; an empty list clears. */
  refuse(errors: readonly FieldError[]): void {
    this.refused.set(errors);
  }

  /** Gives up what is not saved: what it was written about is gone. */
  discard(): void {
    this.stop();
    this.letGo();
  }

  /** Tries nothing new any more. What is on its way still arrives. */
  stop(): void {
    this.isOver = true;
    clearTimeout(this.timer);
  }

  private schedule(waitMs = AFTER_TYPING_MS): void {
    clearTimeout(this.timer);
    if (this.isOver) return;
    this.timer = setTimeout(() => {
      this.paused.set(this.written());
      void this.save();
    }, waitMs);
  }

  /** One save at a time: a second call waits for the first, and then sends what is newest. */
  private async save(): Promise<void> {
    await this.running;
    if (!this.unsaved() || this.savedElsewhere()) return;
    this.running = this.send();
    await this.running;
    this.running = undefined;
  }

  private async send(): Promise<void> {
    const sent = this.written();
    this.phase.set('saving');
    try {
      const { revision } = await this.put(sent, this.revision);
      this.revision = revision;
      this.refused.set([]);
      this.phase.set('saved');
      if (this.written() === sent) this.letGo();
      else this.hold();
    } catch (error) {
      await this.handle(error);
    }
  }

  private async handle(error: unknown): Promise<void> {
    if (apiErrorOf(error)?.code === 'stale.version') {
      this.phase.set('unsaved');
      try {
        this.savedElsewhere.set(await this.load());
      } catch {
        // The other version could not be had: the next try is refused again, and asks again.
        this.schedule(TRY_AGAIN_MS);
      }
      return;
    }
    const isSignedOut = error instanceof HttpErrorResponse && error.status === 401;
    this.phase.set(isAway(error) && !this.isOver ? 'waiting' : 'unsaved');
    if (isAway(error)) this.schedule(TRY_AGAIN_MS * (1 + Math.random() * 0.3));
    else if (!isSignedOut) this.refused.set(fieldErrorsOf(error));
  }

  /** Saves; 409 `stale.version` when somebody saved since `revision`. */
  protected abstract put(words: Words, revision: number): Promise<{ readonly revision: number }>;

  /** What is saved now. */
  protected abstract load(): Promise<Version>;

  /** Keeps unsaved words where a lost session cannot reach them; `null` lets go. */
  protected abstract keep(held: Held<Words> | null): void;

  /** The words of a saved version, as they stand in the boxes. */
  protected abstract wordsOf(version: Version): Words;

  private hold(): void {
    this.unsaved.set(true);
    this.keep({ words: this.written(), revision: this.revision });
  }

  private letGo(): void {
    this.unsaved.set(false);
    this.keep(null);
  }
}
