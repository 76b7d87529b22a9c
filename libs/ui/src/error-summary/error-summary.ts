import { DOCUMENT } from '@angular/common';
import {
  afterRenderEffect,
  Component,
  computed,
  DestroyRef,
  type ElementRef,
  inject,
  input,
  viewChild,
  ViewEncapsulation,
} from '@angular/core';
import { Title } from '@angular/platform-browser';
import type { FieldError } from '../form/form.js';

const TITLE_PREFIX = 'Error: ';

/**
 * Every error of a refused form in one list, above the page's heading. It takes focus each time it is
 * given new errors, each line leads to its field, and the page's title begins with "Error: " meanwhile.
 */
@Component({
  selector: 'lr-error-summary',
  encapsulation: ViewEncapsulation.None,
  template: `
    @if (errors().length > 0) {
      <div class="govuk-error-summary" tabindex="-1" #summary>
        <div role="alert">
          <h2 class="govuk-error-summary__title">There is a problem</h2>
          <div class="govuk-error-summary__body">
            <ul class="govuk-list govuk-error-summary__list">
              @for (error of lines(); track $index) {
                <li>
                  @if (error.field) {
                    <a [href]="'#' + error.field" (click)="goTo(error.field, $event)">{{ error.message }}</a>
                  } @else {
                    <span class="lr-error-summary__text">{{ error.message }}</span>
                  }
                </li>
              }
            </ul>
          </div>
        </div>
      </div>
    }
  `,
})
export class ErrorSummary {
  private readonly document = inject(DOCUMENT);
  private readonly title = inject(Title);

  /** Errors of the last attempt; a new array, even of equal errors, takes focus again. */
  readonly errors = input.required<readonly FieldError[]>();

  protected readonly lines = computed(() => this.errors());
  private readonly summary = viewChild<ElementRef<HTMLElement>>('summary');

  constructor() {
    afterRenderEffect(() => {
      const isRefused = this.errors().length > 0;
      this.markTitle(isRefused);
      if (isRefused) this.summary()?.nativeElement.focus();
    });
    inject(DestroyRef).onDestroy(() => this.markTitle(false));
  }

  protected goTo(field: string, event: Event): void {
    // Followed as a link, "#field" would leave the page: the base address is the site's root.
    event.preventDefault();
    const control = this.document.getElementById(field);
    // The question above the control must be on screen too, or the answer has no sense.
    const question =
      control?.closest('fieldset')?.querySelector('legend') ?? control?.closest('.govuk-form-group');
    question?.scrollIntoView?.();
    control?.focus({ preventScroll: true });
  }

  private markTitle(isRefused: boolean): void {
    const plain = this.title.getTitle().replace(TITLE_PREFIX, '');
    this.title.setTitle(isRefused ? TITLE_PREFIX + plain : plain);
  }
}
