import { Component, computed, input, ViewEncapsulation } from '@angular/core';

/**
 * Whether what was entered has reached the server. `idle`: nothing was entered yet. `waiting` is tried again
 * without anybody's doing; `unsaved` waits for the person.
 */
export type SavedStateName = 'idle' | 'saving' | 'saved' | 'waiting' | 'unsaved';

const WORDS: Readonly<Record<SavedStateName, string>> = {
  idle: '',
  saving: 'Saving…',
  saved: 'Saved',
  waiting: 'Not saved yet – we will try again',
  unsaved: 'Not saved yet',
};

/** Says quietly whether the last answer is safe. It keeps its place, so that nothing moves. */
@Component({
  selector: 'lr-saved-state',
  encapsulation: ViewEncapsulation.None,
  template: `<p class="lr-saved-state" role="status" [attr.data-state]="state()">{{ words() }}</p>`,
})
export class SavedState {
  readonly state = input.required<SavedStateName>();
  protected readonly words = computed(() => WORDS[this.state()]);
}
