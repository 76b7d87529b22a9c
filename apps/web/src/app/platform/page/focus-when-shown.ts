import { afterNextRender, Directive, ElementRef, inject } from '@angular/core';

/** Takes focus when it appears: feedback after an answer, so that a screen reader reads it first. */
@Directive({ selector: '[lrFocusWhenShown]', host: { tabindex: '-1', class: 'lr-focus-when-shown' } })
export class FocusWhenShown {
  constructor() {
    const element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    afterNextRender(() => {
      // The feedback is above the button that was pressed: bring it into sight as well.
      element.scrollIntoView?.({ block: 'center' });
      element.focus({ preventScroll: true });
    });
  }
}
