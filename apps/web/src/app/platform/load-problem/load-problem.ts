import { Component, computed, effect, input, output, ViewEncapsulation } from '@angular/core';
import { Button } from '@learning-reviews/ui/button';
import { apiErrorOf, isAway, isNotFound, sentenceFor } from '../http/api-error.js';
import { NotFound } from './not-found.js';

/** While the service is away a page asks again this often, spread by chance. */
const ASK_AGAIN_MS = 10_000;

/**
 * What a page shows in place of its content when that could not be loaded: not found, service away (it
 * then asks again by itself), or a fault with the number to quote.
 */
@Component({
  selector: 'lr-load-problem',
  imports: [Button, NotFound],
  encapsulation: ViewEncapsulation.None,
  template: `
    @if (kind() === 'not-found') {
      <lr-not-found />
    } @else {
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          @if (kind() === 'away') {
            <h1 class="govuk-heading-l">Sorry, the service is not available</h1>
            <p>We cannot show {{ what() }} at the moment. Anything you have saved is safe.</p>
            <p>This page tries again every few seconds. You can leave it open.</p>
          } @else {
            <h1 class="govuk-heading-l">Sorry, there is a problem</h1>
            <p>We could not show {{ what() }}. {{ sentence() }}</p>
            @if (reference(); as number) {
              <p>If it happens again, quote this number when you ask for help: {{ number }}</p>
            }
          }
          <button lrButton="secondary" type="button" (click)="retry.emit()">Try again</button>
        </div>
      </div>
    }
  `,
})
export class LoadProblem {
  /** What the resource failed with. */
  readonly error = input.required<unknown>();
  /** What could not be shown: "your learning". */
  readonly what = input('this page');
  /** Asked for by the person, or by the page itself while the service is away. */
  readonly retry = output<void>();

  protected readonly kind = computed(() => {
    const error = this.error();
    if (isNotFound(error)) return 'not-found';
    return isAway(error) ? 'away' : 'fault';
  });
  protected readonly sentence = computed(() => sentenceFor(this.error()));
  protected readonly reference = computed(() => apiErrorOf(this.error())?.requestId);

  constructor() {
    effect((onCleanup) => {
      if (this.kind() !== 'away') return;
      const timer = setTimeout(() => this.retry.emit(), ASK_AGAIN_MS * (1 + Math.random() * 0.3));
      onCleanup(() => clearTimeout(timer));
    });
  }
}
