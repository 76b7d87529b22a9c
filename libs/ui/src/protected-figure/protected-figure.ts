import { Component, computed, input, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';

/** A figure, or `[c]` where it was hidden before it left the server because few people are behind it. */
@Component({
  selector: 'lr-protected-figure',
  encapsulation: ViewEncapsulation.None,
  template: `
    @if (value() === null) {
      <span aria-hidden="true">[c]</span><span class="govuk-visually-hidden">hidden, small number</span>
    } @else {
      {{ figure() }}{{ suffix() }}
    }
  `,
})
export class ProtectedFigure {
  /** The figure; `null` when it is protected. */
  readonly value = input.required<number | null>();
  /** Follows a figure that is shown, such as `%`. */
  readonly suffix = input('');

  protected readonly figure = computed(() => this.value()?.toLocaleString('en-GB'));
}

/** The key that stands beside every table in which `[c]` may appear. */
@Component({
  selector: 'lr-protected-key',
  imports: [RouterLink],
  encapsulation: ViewEncapsulation.None,
  template: `
    <p class="govuk-body-s">
      <strong>[c]</strong> means the figure is hidden because so few people are behind it that someone could
      be picked out. It is not zero.
      <a routerLink="/how-this-works" fragment="small-numbers">How small numbers are protected</a>
    </p>
  `,
})
export class ProtectedKey {}
