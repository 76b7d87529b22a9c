import { DOCUMENT } from '@angular/common';
import { Component, inject, input, ViewEncapsulation } from '@angular/core';
import { Button } from '../button/button.js';

/** Opens the browser's print window. Not printed itself. */
@Component({
  selector: 'lr-print-button',
  imports: [Button],
  encapsulation: ViewEncapsulation.None,
  template: `<button lrButton="secondary" type="button" class="lr-no-print" (click)="print()">
    {{ text() }}
  </button>`,
})
export class PrintButton {
  private readonly document = inject(DOCUMENT);
  readonly text = input('Print this page');

  protected print(): void {
    this.document.defaultView?.print();
  }
}
