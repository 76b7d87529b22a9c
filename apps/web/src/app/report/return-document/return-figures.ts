import { Component, computed, inject, input, ViewEncapsulation } from '@angular/core';
import type { ReturnFigures } from '@learning-reviews/contracts/yearly-return.contract';
import { RETURN_DEFINITIONS } from '@learning-reviews/domain/report/return-heading';
import { DayPipe } from '@learning-reviews/ui/day';
import { ScrollRegion } from '@learning-reviews/ui/scroll-region';
import { Table } from '@learning-reviews/ui/table';
import { figure } from '../agency-words.js';
import { SessionStore } from '../../platform/session/session-store.js';
import { baseSummary, groupHeading, percentInWords, returnSummary } from '../return-words.js';

/** The figures of a return, each table with what it counts: on the page, on paper, and in a return that was attested. */
@Component({
  selector: 'lr-return-figures',
  imports: [DayPipe, ScrollRegion, Table],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './return-figures.html',
})
export class ReturnFiguresTables {
  private readonly session = inject(SessionStore);

  readonly figures = input.required<ReturnFigures>();

  protected readonly summary = computed(() => returnSummary(this.figures()));
  protected readonly base = computed(() => baseSummary(this.figures()));
  /** The agency last, as a total stands. */
  protected readonly people = computed(() => [
    ...this.figures().groups.map((people) => ({
      ...people,
      heading: groupHeading(people, this.session.workforceGroups()),
      isAll: false,
    })),
    { ...this.figures().agency, heading: 'Whole agency', isAll: true },
  ]);
  protected readonly requirements = computed(() => [
    ...this.figures().modules.map((module) => ({ ...module, heading: module.title, isAll: false })),
    { ...this.figures().total, heading: 'All modules', isAll: true },
  ]);
  protected readonly definitions = RETURN_DEFINITIONS;
  protected readonly figure = figure;
  protected readonly percent = percentInWords;
}
