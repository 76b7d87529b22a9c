import { Component, effect, computed, inject, input, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Breadcrumbs } from '@learning-reviews/ui/breadcrumbs';
import { Button } from '@learning-reviews/ui/button';
import { DayPipe } from '@learning-reviews/ui/day';
import { InsetText } from '@learning-reviews/ui/inset-text';
import { LeaveThisPage } from '@learning-reviews/ui/leave-this-page';
import { Loading } from '@learning-reviews/ui/loading';
import { SummaryList, SummaryRow } from '@learning-reviews/ui/summary-list';
import { Table } from '@learning-reviews/ui/table';
import { Tag } from '@learning-reviews/ui/tag';
import { CitedText } from '../cited-text/cited-text.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { PageTitle } from '../../platform/page/page-title.js';
import { CurriculumApi } from '../curriculum-api.js';

const ABOVE = [{ text: 'Modules', link: '/modules' }] as const;
const CHANGES = { first: 'First version', editorial: 'Wording only', material: 'Learning changed' } as const;

/** What somebody needs to decide whether to start a module: what it teaches, on what evidence, and how long it takes. */
@Component({
  selector: 'lr-module-page',
  imports: [
    Breadcrumbs,
    Button,
    CitedText,
    DayPipe,
    LoadProblem,
    InsetText,
    LeaveThisPage,
    Loading,
    RouterLink,
    SummaryList,
    SummaryRow,
    Table,
    Tag,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './module-page.html',
})
export class ModulePage {
  readonly slug = input.required<string>();

  protected readonly module = inject(CurriculumApi).one(this.slug);
  protected readonly above = ABOVE;
  protected readonly changes = CHANGES;
  protected readonly unchecked = computed(() =>
    this.module.hasValue()
      ? this.module.value().sources.filter((source) => source.confidence === 'not-yet-checked').length
      : 0,
  );

  constructor() {
    const pageTitle = inject(PageTitle);
    effect(() => {
      if (this.module.hasValue()) pageTitle.set(this.module.value().title);
    });
  }
}
