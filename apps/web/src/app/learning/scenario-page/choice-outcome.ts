import { Component, input, ViewEncapsulation } from '@angular/core';
import type { LearningScenario } from '@learning-reviews/contracts/learning.contract';
import { FocusWhenShown } from '../../platform/page/focus-when-shown.js';
import { ChoiceQuality } from './choice-quality.js';

/** What came of a choice: how good it was, and the next part of the story. */
@Component({
  selector: 'lr-choice-outcome',
  imports: [ChoiceQuality, FocusWhenShown],
  encapsulation: ViewEncapsulation.None,
  template: `
    <div class="lr-card lr-card--accent">
      @if (decision(); as made) {
        @if (takesFocus()) {
          <h2 class="govuk-heading-m" lrFocusWhenShown><lr-choice-quality [quality]="made.quality" /></h2>
        } @else {
          <h2 class="govuk-heading-m"><lr-choice-quality [quality]="made.quality" /></h2>
        }
        <p><strong>You chose:</strong> {{ made.choice }}</p>
        <p><strong>What happened next:</strong></p>
      }
      <p class="govuk-body-l">{{ text() }}</p>
    </div>
    @if (decision()) {
      <p class="govuk-hint">
        Strong: good practice. Partial: it helps, but something is missed. Risky: it could make things less
        safe.
      </p>
    }
  `,
})
export class ChoiceOutcome {
  /** The decision that led here; nothing when the page before had only one way on. */
  readonly decision = input<LearningScenario['taken'][number]>();
  /** The next node's or the ending's own text. */
  readonly text = input.required<string>();
  /** Whether the decision was made just now, so that this is what to read next. */
  readonly takesFocus = input(false);
}
