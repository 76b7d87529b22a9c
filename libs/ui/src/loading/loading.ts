import { Component, input, ViewEncapsulation } from '@angular/core';

/** Stands where a page's content will be, and keeps its height so that the foot of the page does not jump. */
@Component({
  selector: 'lr-loading',
  encapsulation: ViewEncapsulation.None,
  template: `<p class="lr-loading" role="status">Loading {{ what() }}…</p>`,
})
export class Loading {
  /** What is on its way: "your learning". */
  readonly what = input('this page');
}
