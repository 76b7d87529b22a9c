import { Component, computed, inject, input, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Button } from '@learning-reviews/ui/button';
import { DayPipe } from '@learning-reviews/ui/day';
import { Loading } from '@learning-reviews/ui/loading';
import { NotificationBanner } from '@learning-reviews/ui/notification-banner';
import { Table } from '@learning-reviews/ui/table';
import { Tag } from '@learning-reviews/ui/tag';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { PartnershipNavigation } from '../../report/partnership-navigation/partnership-navigation.js';
import { AssignmentApi } from '../assignment-api.js';
import { agenciesInWords, DONE_WORDS, ruleInWords, STATE_WORDS } from '../assignment-words.js';

/** What the partnership requires of agencies of some types. Numbers of agencies, never of their people. */
@Component({
  selector: 'lr-partnership-rules-page',
  imports: [
    Button,
    DayPipe,
    LoadProblem,
    Loading,
    NotificationBanner,
    PartnershipNavigation,
    RouterLink,
    Table,
    Tag,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './partnership-rules-page.html',
})
export class PartnershipRulesPage {
  private readonly api = inject(AssignmentApi);

  /** What was done on the page one comes from. */
  readonly done = input<string>();

  protected readonly loaded = this.api.partnershipRules();
  protected readonly known = latestValue(this.loaded);
  protected readonly news = computed(() => DONE_WORDS[this.done() ?? ''] ?? null);
  protected readonly states = STATE_WORDS;
  protected readonly sentence = ruleInWords;
  protected readonly agenciesInWords = agenciesInWords;
}
