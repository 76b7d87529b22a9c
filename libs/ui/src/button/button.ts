import { Directive, input } from '@angular/core';

/** How much a button asks to be pressed. One primary button a page; a warning for what cannot be undone. */
export type ButtonKind = '' | 'secondary' | 'warning' | 'inverse';

/** A button, or a link that looks like one: `<button lrButton>`, `<a lrButton="secondary" routerLink="…">`. */
@Directive({
  selector: 'button[lrButton], a[lrButton]',
  host: {
    class: 'govuk-button',
    draggable: 'false',
    '[class.govuk-button--secondary]': "kind() === 'secondary'",
    '[class.govuk-button--warning]': "kind() === 'warning'",
    '[class.govuk-button--inverse]': "kind() === 'inverse'",
    '[attr.aria-disabled]': "busy() ? 'true' : null",
    '(click)': 'refuseWhileBusy($event)',
  },
})
export class Button {
  readonly kind = input<ButtonKind>('', { alias: 'lrButton' });
  /** Whether its last press is still being worked on; presses are then ignored, and focus stays on it. */
  readonly busy = input(false);

  protected refuseWhileBusy(event: Event): void {
    if (!this.busy()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}
