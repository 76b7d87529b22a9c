import { Component, computed, inject, input, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Assignment } from '@learning-reviews/contracts/assignment.contract';
import { Button } from '@learning-reviews/ui/button';
import { DayPipe } from '@learning-reviews/ui/day';
import { InsetText } from '@learning-reviews/ui/inset-text';
import { Loading } from '@learning-reviews/ui/loading';
import { NotificationBanner } from '@learning-reviews/ui/notification-banner';
import { Table } from '@learning-reviews/ui/table';
import { Tag } from '@learning-reviews/ui/tag';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { AgencyNavigation } from '../../report/agency-navigation/agency-navigation.js';
import { AssignmentApi } from '../assignment-api.js';
import { DONE_WORDS, inFigures, ruleInWords, STATE_WORDS } from '../assignment-words.js';

/** What one's own agency requires: its rules and the partnership's. */
@Component({
  selector: 'lr-rules-page',
  imports: [
    AgencyNavigation,
    Button,
    DayPipe,
    InsetText,
    LoadProblem,
    Loading,
    NotificationBanner,
    RouterLink,
    Table,
    Tag,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './rules-page.html',
})
export class RulesPage {
  private readonly api = inject(AssignmentApi);

  /** What was done on the page one comes from. */
  readonly done = input<string>();

  protected readonly loaded = this.api.rules();
  protected readonly known = latestValue(this.loaded);
  protected readonly news = computed(() => DONE_WORDS[this.done() ?? ''] ?? null);
  protected readonly isWorking = computed(() =>
    (this.known()?.rules ?? []).some(({ progress }) => progress !== null),
  );
  protected readonly states = STATE_WORDS;
  protected readonly sentence = ruleInWords;
  protected readonly inFigures = inFigures;

  protected progressInWords({ people, peopleDone }: NonNullable<Assignment['progress']>): string {
    return people === null
      ? 'Waiting to be worked in'
      : `Being worked in: ${inFigures(peopleDone)} of ${inFigures(people)} people`;
  }
}
