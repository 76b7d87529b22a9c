import { Component, computed, input, ViewEncapsulation } from '@angular/core';
import type { Source } from '@learning-reviews/contracts/curriculum.contract';
import { Details } from '@learning-reviews/ui/details';
import { Tag } from '@learning-reviews/ui/tag';

/** Where the words of a section or the reasons of a question come from, and how sure we are. */
@Component({
  selector: 'lr-source-list',
  imports: [Details, Tag],
  encapsulation: ViewEncapsulation.None,
  template: `
    @if (sources().length > 0) {
      <lr-details [summary]="'Sources (' + sources().length + ')'">
        <ul class="govuk-list govuk-list--spaced">
          @for (source of sources(); track source.id) {
            <li>
              @if (source.url; as url) {
                <a [href]="url" rel="noreferrer">{{ source.citation }}</a>
              } @else {
                {{ source.citation }}
              }
              @if (source.confidence === 'not-yet-checked') {
                <strong lrTag="yellow">Not yet checked</strong>
              } @else if (source.confidence === 'secondary') {
                <strong lrTag="grey">Read in summary</strong>
              }
            </li>
          }
        </ul>
        @if (hasUnchecked()) {
          <p>“Not yet checked” means that nobody has compared our words with the original.</p>
        }
      </lr-details>
    }
  `,
})
export class SourceList {
  readonly sources = input.required<readonly Source[]>();

  protected readonly hasUnchecked = computed(() =>
    this.sources().some((source) => source.confidence === 'not-yet-checked'),
  );
}
