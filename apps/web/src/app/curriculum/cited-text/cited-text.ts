import { DOCUMENT } from '@angular/common';
import { Component, computed, inject, input, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Source, Statement } from '@learning-reviews/contracts/curriculum.contract';

/** A sentence with the number of each source it rests on, as a link to that source further down the page. */
@Component({
  selector: 'lr-cited-text',
  imports: [RouterLink],
  encapsulation: ViewEncapsulation.None,
  template: `@for (part of parts(); track $index) {
    <span>{{ part.text }}</span>
    @for (source of part.sources; track source.id) {
      &ngsp;<a
        [routerLink]="[]"
        [fragment]="'source-' + source.id"
        [attr.aria-label]="'Source ' + source.number"
        (click)="focus('source-' + source.id)"
        >[{{ source.number }}]</a
      >
    }
  }`,
})
export class CitedText {
  private readonly document = inject(DOCUMENT);

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

  /** The router moves the page to the source, but leaves the focus here; the next Tab would lead back. */
  protected focus(id: string): void {
    this.document.getElementById(id)?.focus({ preventScroll: true });
  }
}
