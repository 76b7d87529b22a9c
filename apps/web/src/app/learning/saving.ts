import { HttpErrorResponse } from '@angular/common/http';
import { computed, DestroyRef, inject, type Signal, signal } from '@angular/core';
import type { SavedStateName } from '@learning-reviews/ui/saved-state';
import { isAway } from '../platform/http/api-error.js';
import { Connection } from '../platform/http/connection.js';

/** Between two rounds of tries while the service is away, spread by chance. */
const TRY_AGAIN_MS = 5000;

/**
 * Sends what a person entered until the service has answered, and says meanwhile whether it is safe.
 * "Saved" is said only after the server said so. Make one in an injection context: when that ends, what is on
 * its way still arrives, but nothing new is tried.
 */
export class Saving {
  private readonly connection = inject(Connection);
  private readonly phase = signal<SavedStateName>('idle');
  private isOver = false;

  /** For `<lr-saved-state>`. */
  readonly state: Signal<SavedStateName> = computed(() =>
    this.phase() === 'saving' && this.connection.isAway() ? 'waiting' : this.phase(),
  );
  /** Whether something sent has not been answered yet. */
  readonly isBusy = computed(() => this.phase() === 'saving' || this.phase() === 'waiting');

  constructor() {
    inject(DestroyRef).onDestroy(() => (this.isOver = true));
  }

  /**
   * Calls `send` again and again while the service is away; it must send the same thing each time.
   *
   * @throws What `send` failed with, when that is an answer: a refusal, a fault, a session that has ended.
   */
  async send<Answer>(send: () => Promise<Answer>): Promise<Answer> {
    this.phase.set('saving');
    for (;;) {
      try {
        const answer = await send();
        this.phase.set('saved');
        return answer;
      } catch (error) {
        if (!isAway(error) || this.isOver) {
          this.phase.set(isRefusal(error) ? 'idle' : 'unsaved');
          throw error;
        }
        this.phase.set('waiting');
        await new Promise((done) => setTimeout(done, TRY_AGAIN_MS * (1 + Math.random() * 0.3)));
      }
    }
  }

  /** Says nothing any more, for a page that shows something new. */
  clear(): void {
    this.phase.set('idle');
  }
}

/** Whether the server understood and said no. Anything else leaves what was entered unsaved, and worth sending again. */
function isRefusal(error: unknown): boolean {
  return (
    error instanceof HttpErrorResponse && error.status >= 400 && error.status < 500 && error.status !== 401
  );
}
