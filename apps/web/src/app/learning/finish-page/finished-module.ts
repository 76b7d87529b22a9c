import { Component, computed, input, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Finished } from '@learning-reviews/contracts/learning.contract';
import { Button } from '@learning-reviews/ui/button';
import { DayPipe } from '@learning-reviews/ui/day';
import { Panel } from '@learning-reviews/ui/panel';
import { SummaryList, SummaryRow } from '@learning-reviews/ui/summary-list';
import { listInWords } from '../learning-words.js';

/** What somebody has finished, what it was added to, and what changes in practice. */
@Component({
  selector: 'lr-finished-module',
  imports: [Button, DayPipe, Panel, RouterLink, SummaryList, SummaryRow],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './finished-module.html',
})
export class FinishedModule {
  readonly done = input.required<Finished>();

  protected readonly agencies = computed(() => listInWords(this.done().evidencedFor));
}
