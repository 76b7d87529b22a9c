import { Component, ViewEncapsulation } from '@angular/core';
import { NotFound } from '../../platform/load-problem/not-found.js';

/** Any address without a page. */
@Component({
  selector: 'lr-not-found-page',
  imports: [NotFound],
  encapsulation: ViewEncapsulation.None,
  template: `<lr-not-found />`,
})
export class NotFoundPage {}
