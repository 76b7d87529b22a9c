import { Component, inject, input, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Button } from '@learning-reviews/ui/button';
import { LeaveThisPage } from '@learning-reviews/ui/leave-this-page';
import { LearningApi } from '../learning-api.js';

/** A calm page to stop on. Everything on it stands without the service, but the name of the place. */
@Component({
  selector: 'lr-break-page',
  imports: [Button, LeaveThisPage, RouterLink],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './break-page.html',
})
export class BreakPage {
  /** Slug of the module. */
  readonly module = input.required<string>();

  protected readonly known = inject(LearningApi).module(this.module);
}
