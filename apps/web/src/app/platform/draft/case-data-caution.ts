import { Component, computed, input, ViewEncapsulation } from '@angular/core';
import { calendarDateIn, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { CASE_DATA_SENTENCE, caseDataWarnings } from '@learning-reviews/domain/privacy/case-data';

/**
 * Says below a free-text box what in it might identify somebody. It refuses nothing. Give it the words at the last
 * pause in typing, so that it does not speak in mid-word. (docs/rules.md, 1)
 */
@Component({
  selector: 'lr-case-data-caution',
  encapsulation: ViewEncapsulation.None,
  template: `
    <div role="status">
      @for (sentence of sentences(); track sentence) {
        <p class="lr-case-data-caution">{{ sentence }}</p>
      }
    </div>
  `,
})
export class CaseDataCaution {
  readonly text = input.required<string>();

  protected readonly sentences = computed(() => {
    const found = caseDataWarnings(this.text(), calendarDateIn(Date.now(), DEFAULT_TIME_ZONE));
    return [...new Set(found.map(({ kind }) => CASE_DATA_SENTENCE[kind]))];
  });
}
