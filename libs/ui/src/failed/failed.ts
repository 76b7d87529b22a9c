import { Component, input, output, ViewEncapsulation } from '@angular/core';
import { Button } from '../button/button.js';

/** One part of a page that could not be shown, and the way to try again. */
@Component({
  selector: 'lr-failed',
  imports: [Button],
  encapsulation: ViewEncapsulation.None,
  template: `
    <div class="lr-failed" role="alert">
      <p>{{ message() }}</p>
      <button lrButton="secondary" type="button" (click)="retry.emit()">Try again</button>
    </div>
  `,
})
export class Failed {
  /** What happened, in a sentence: "We could not load your learning." */
  readonly message = input.required<string>();
  readonly retry = output<void>();
}
