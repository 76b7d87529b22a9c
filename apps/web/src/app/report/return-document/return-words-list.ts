import { Component, computed, input, ViewEncapsulation } from '@angular/core';
import type { YearlyReturnWords } from '@learning-reviews/contracts/yearly-return.contract';
import {
  ragLabel,
  readLinks,
  RETURN_DEFINITIONS,
  RETURN_SCORES,
  RETURN_TEXTS,
} from '@learning-reviews/domain/report/return-heading';
import { Table } from '@learning-reviews/ui/table';

/** What a lead wrote in a return, to read: on paper, and where two versions are compared. */
@Component({
  selector: 'lr-return-words-list',
  imports: [Table],
  encapsulation: ViewEncapsulation.None,
  template: `
    @for (text of texts; track text.field) {
      <h3 class="govuk-heading-m">{{ text.label }}</h3>
      <p class="lr-return__words">{{ words()[text.field] || 'Nothing written' }}</p>
    }
    <h3 class="govuk-heading-m">Links to evidence</h3>
    @if (links().length > 0) {
      <ul class="govuk-list govuk-list--bullet lr-return__words">
        @for (link of links(); track link) {
          <li>
            <a [href]="link" rel="noreferrer noopener">{{ link }}</a>
          </li>
        }
      </ul>
    } @else {
      <p>None given</p>
    }
    <h3 class="govuk-heading-m">Scores</h3>
    <table lrTable [stacked]="true">
      <caption class="govuk-visually-hidden">
        Scores from 0 to 3
      </caption>
      <thead>
        <tr>
          <th scope="col">Heading</th>
          <th scope="col">Self-score</th>
          <th scope="col">Moderated score</th>
        </tr>
      </thead>
      <tbody>
        @for (score of scores; track score.field) {
          <tr>
            <th scope="row">{{ score.label }}</th>
            <td data-label="Self-score">{{ inWords(words().scores[score.field]) }}</td>
            <td data-label="Moderated score">Not given yet</td>
          </tr>
        }
      </tbody>
    </table>
    <p class="lr-return__definition">{{ moderated }}</p>
  `,
})
export class ReturnWordsList {
  readonly words = input.required<YearlyReturnWords>();

  protected readonly links = computed(() => readLinks(this.words().evidenceLinks).links);
  protected readonly texts = RETURN_TEXTS;
  protected readonly scores = RETURN_SCORES;
  protected readonly inWords = ragLabel;
  protected readonly moderated = RETURN_DEFINITIONS.moderated;
}
