import { Component, computed, input, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Source, Statement } from '@learning-reviews/contracts/curriculum.contract';

/** A sentence with the number of each source it rests on, as a link to that source further down the page. */
@Component({
  selector: 'lr-cited-text',
  imports: [RouterLink],
  encapsulation: ViewEncapsulation.None,
  template: `@for (part of parts(); track $index) {
    <span>{{ part.text }}</span>&ngsp;
    @for (source of part.sources; track source.id) {
      <a [routerLink]="[]" [fragment]="'source-' + source.id" [attr.aria-label]="'Source ' + source.number"
        >[{{ source.number }}]</a
      >
    }
  }`,
})
export class CitedText {
  readonly statement = input.required<Statement>();
  /** Every source of the page, in the order in which they are numbered from 1. */
  readonly sources = input.required<readonly Source[]>();

  protected readonly parts = computed(() =>
    this.statement().map(({ text, sources }) => ({
      text,
      sources: sources.map((id) => ({
        id,
        number: this.sources().findIndex((source) => source.id === id) + 1,
      })),
    })),
  );
}
