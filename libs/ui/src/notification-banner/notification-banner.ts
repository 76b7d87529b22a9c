import {
  afterNextRender,
  Component,
  type ElementRef,
  input,
  viewChild,
  ViewEncapsulation,
} from '@angular/core';

let made = 0;

/** News about the page: neutral, or the success of what was just done (then it takes focus once). */
@Component({
  selector: 'lr-notification-banner',
  encapsulation: ViewEncapsulation.None,
  template: `
    <div
      class="govuk-notification-banner"
      tabindex="-1"
      [class.govuk-notification-banner--success]="kind() === 'success'"
      [attr.role]="kind() === 'success' ? 'alert' : 'region'"
      [attr.aria-labelledby]="id"
      #banner
    >
      <div class="govuk-notification-banner__header">
        <h2 class="govuk-notification-banner__title" [id]="id">
          {{ heading() ?? (kind() === 'success' ? 'Success' : 'Important') }}
        </h2>
      </div>
      <div class="govuk-notification-banner__content"><ng-content /></div>
    </div>
  `,
})
export class NotificationBanner {
  readonly kind = input<'important' | 'success'>('important');
  /** In place of "Important" or "Success". */
  readonly heading = input<string>();

  protected readonly id = `lr-notification-banner-${(made += 1)}`;
  private readonly banner = viewChild.required<ElementRef<HTMLElement>>('banner');

  constructor() {
    afterNextRender(() => {
      if (this.kind() === 'success') this.banner().nativeElement.focus();
    });
  }
}
