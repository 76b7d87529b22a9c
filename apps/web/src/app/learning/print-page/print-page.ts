import { Component, computed, inject, input, ViewEncapsulation } from '@angular/core';
import { BackLink } from '@learning-reviews/ui/back-link';
import { LeaveThisPage } from '@learning-reviews/ui/leave-this-page';
import { Loading } from '@learning-reviews/ui/loading';
import { PrintButton } from '@learning-reviews/ui/print-button';
import { LearningApi } from '../learning-api.js';
import { ModuleProblem } from '../module-problem/module-problem.js';
import { PrintedSection } from './printed-section.js';

/** Every section of a module on one page, for paper. Reading it here opens nothing: only the sections' own pages count. */
@Component({
  selector: 'lr-print-page',
  imports: [BackLink, LeaveThisPage, Loading, ModuleProblem, PrintButton, PrintedSection],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './print-page.html',
})
export class PrintPage {
  private readonly api = inject(LearningApi);

  /** Slug of the module. */
  readonly module = input.required<string>();

  protected readonly known = this.api.module(this.module);
  protected readonly first = this.api.section(this.module, () => '1');
  protected readonly numbers = computed(() =>
    this.first.hasValue()
      ? Array.from({ length: this.first.value().count }, (_, index) => `${index + 1}`)
      : [],
  );
}
