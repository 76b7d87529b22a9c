import { Component, computed, input, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';

/** Pages of a long list. The page number is in the address as `?page=`, beside any filters. */
@Component({
  selector: 'lr-pagination',
  imports: [RouterLink],
  encapsulation: ViewEncapsulation.None,
  template: `
    @if (pages() > 1) {
      <nav class="govuk-pagination" aria-label="Pagination">
        @if (page() > 1) {
          <div class="govuk-pagination__prev">
            <a
              class="govuk-link govuk-pagination__link"
              rel="prev"
              [routerLink]="[]"
              [queryParams]="{ page: page() - 1 }"
              queryParamsHandling="merge"
            >
              <span class="govuk-pagination__link-title"
                >Previous<span class="govuk-visually-hidden"> page</span></span
              >
            </a>
          </div>
        }
        <ul class="govuk-pagination__list">
          @for (entry of entries(); track $index) {
            @if (entry === null) {
              <li class="govuk-pagination__item govuk-pagination__item--ellipsis">&ctdot;</li>
            } @else {
              <li class="govuk-pagination__item" [class.govuk-pagination__item--current]="entry === page()">
                <a
                  class="govuk-link govuk-pagination__link"
                  [routerLink]="[]"
                  [queryParams]="{ page: entry }"
                  queryParamsHandling="merge"
                  [attr.aria-label]="'Page ' + entry"
                  [attr.aria-current]="entry === page() ? 'page' : null"
                  >{{ entry }}</a
                >
              </li>
            }
          }
        </ul>
        @if (page() < pages()) {
          <div class="govuk-pagination__next">
            <a
              class="govuk-link govuk-pagination__link"
              rel="next"
              [routerLink]="[]"
              [queryParams]="{ page: page() + 1 }"
              queryParamsHandling="merge"
            >
              <span class="govuk-pagination__link-title"
                >Next<span class="govuk-visually-hidden"> page</span></span
              >
            </a>
          </div>
        }
      </nav>
    }
  `,
})
export class Pagination {
  /** The page shown, from 1. */
  readonly page = input.required<number>();
  /** How many pages there are; with one or none, nothing is shown. */
  readonly pages = input.required<number>();

  /** Page numbers to show: the first, the last and those beside the current one; `null` where some are left out. */
  protected readonly entries = computed(() => {
    const shown = Array.from({ length: this.pages() }, (_, index) => index + 1).filter(
      (number) => number === 1 || number === this.pages() || Math.abs(number - this.page()) <= 1,
    );
    return shown.flatMap((number, index) => {
      const previous = shown[index - 1] ?? 0;
      return number - previous > 1 ? [null, number] : [number];
    });
  });
}
