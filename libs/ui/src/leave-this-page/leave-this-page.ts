import { DOCUMENT } from '@angular/common';
import { Component, inject, InjectionToken, type OnDestroy, signal, ViewEncapsulation } from '@angular/core';

/** A page nobody wonders about, at an address that every network lets through. */
const WEATHER = 'https://www.bbc.co.uk/weather';
const PRESSES_TO_LEAVE = 3;
/** Presses further apart than this are ordinary typing. */
const PRESSES_WITHIN_MS = 5000;

/** Puts another page in the place of this one in the browser's history. */
export const REPLACE_PAGE = new InjectionToken<(url: string) => void>('REPLACE_PAGE', {
  factory: () => {
    const view = inject(DOCUMENT).defaultView;
    return (url) => view?.location.replace(url);
  },
});

/**
 * A quick way out for someone who must not be seen reading: a press, or Shift three times.
 * It opens a weather page in place of this one. It cannot erase history: Back may still reach an
 * earlier page, and the words never say otherwise. (GOV.UK "Exit this page"; domain rules 6.5.)
 */
@Component({
  selector: 'lr-leave-this-page',
  encapsulation: ViewEncapsulation.None,
  host: { class: 'govuk-exit-this-page', '(document:keyup)': 'countShift($event)' },
  template: `
    <a
      class="govuk-button govuk-button--warning govuk-exit-this-page__button"
      rel="nofollow noreferrer"
      draggable="false"
      [href]="weather"
      (click)="leave($event)"
      >Leave this page<span class="govuk-visually-hidden"
        >: opens a weather page. You can also press Shift three times.</span
      ></a
    >
    <span class="govuk-visually-hidden" role="status">{{ announcement() }}</span>
  `,
})
export class LeaveThisPage implements OnDestroy {
  private readonly document = inject(DOCUMENT);
  private readonly replacePage = inject(REPLACE_PAGE);

  protected readonly weather = WEATHER;
  protected readonly announcement = signal('');
  private presses = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  ngOnDestroy(): void {
    clearTimeout(this.timer);
  }

  protected leave(event: Event): void {
    event.preventDefault();
    // The other page takes a moment: hide this one now.
    this.document.body.classList.add('lr-leaving');
    this.document.title = '';
    this.replacePage(WEATHER);
  }

  protected countShift(event: Event): void {
    if (!(event instanceof KeyboardEvent)) return;
    if (event.key !== 'Shift') {
      this.forget();
      return;
    }
    this.presses += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.forget(), PRESSES_WITHIN_MS);
    const left = PRESSES_TO_LEAVE - this.presses;
    if (left === 0) this.leave(event);
    else if (left === 1) this.announcement.set('Press Shift once more to leave this page');
  }

  private forget(): void {
    clearTimeout(this.timer);
    this.presses = 0;
    this.announcement.set('');
  }
}
