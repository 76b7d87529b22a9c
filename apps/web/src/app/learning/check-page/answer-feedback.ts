import { Component, computed, input, ViewEncapsulation } from '@angular/core';
import type { AnswerResult } from '@learning-reviews/contracts/learning.contract';
import { Tag } from '@learning-reviews/ui/tag';
import { FocusWhenShown } from '../../platform/page/focus-when-shown.js';
import { SourceList } from '../source-list/source-list.js';

/** A question after its answer: whether it was right, and a reason for every option. It takes focus. */
@Component({
  selector: 'lr-answer-feedback',
  imports: [FocusWhenShown, SourceList, Tag],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './answer-feedback.html',
})
export class AnswerFeedback {
  /** The question. */
  readonly stem = input.required<string>();
  readonly result = input.required<AnswerResult>();

  protected readonly chosen = computed(() =>
    this.result().options.find((option) => option.optionId === this.result().chosenOptionId),
  );
  protected readonly others = computed(() =>
    this.result().options.filter((option) => option.optionId !== this.result().chosenOptionId),
  );
}
