import { Component, computed, input, ViewEncapsulation } from '@angular/core';
import type {
  AssignmentPreview,
  PartnershipAssignmentPreview,
} from '@learning-reviews/contracts/assignment.contract';
import { DayPipe } from '@learning-reviews/ui/day';
import { SummaryList, SummaryRow } from '@learning-reviews/ui/summary-list';
import { Table } from '@learning-reviews/ui/table';
import { WarningText } from '@learning-reviews/ui/warning-text';
import { agenciesInWords, inFigures, peopleInWords } from '../assignment-words.js';

/** What a rule would do, before it is saved. */
@Component({
  selector: 'lr-rule-preview',
  imports: [DayPipe, SummaryList, SummaryRow, Table, WarningText],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './rule-preview.html',
})
export class RulePreview {
  readonly plan = input.required<AssignmentPreview | PartnershipAssignmentPreview>();

  protected readonly people = computed(() => {
    const plan = this.plan();
    return 'people' in plan ? plan : null;
  });
  protected readonly agencies = computed(() => {
    const plan = this.plan();
    return 'agencies' in plan ? plan : null;
  });
  protected readonly inWords = peopleInWords;
  protected readonly agenciesInWords = agenciesInWords;
  protected readonly inFigures = inFigures;
  protected readonly changes: Readonly<Record<AssignmentPreview['some'][number]['change'], string>> = {
    asked: 'Asked of them',
    'no-longer': 'Asked no longer',
    earlier: 'Due earlier',
    later: 'Due later',
    renewed: 'Renewed on another day',
  };
}
