import { Component, computed, inject, input, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import { DayPipe, MomentPipe } from '@learning-reviews/ui/day';
import { Loading } from '@learning-reviews/ui/loading';
import { PrintButton } from '@learning-reviews/ui/print-button';
import { SummaryList, SummaryRow } from '@learning-reviews/ui/summary-list';
import { WarningText } from '@learning-reviews/ui/warning-text';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { ReturnFiguresTables } from '../return-document/return-figures.js';
import { ReturnWordsList } from '../return-document/return-words-list.js';
import { YearlyReturnApi } from '../yearly-return-api.js';

/** A return as a document for paper: one that was signed, or a year's draft, which says that it is one. */
@Component({
  selector: 'lr-yearly-return-print-page',
  imports: [
    DayPipe,
    LoadProblem,
    Loading,
    MomentPipe,
    PrintButton,
    ReturnFiguresTables,
    ReturnWordsList,
    RouterLink,
    SummaryList,
    SummaryRow,
    WarningText,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './yearly-return-print-page.html',
})
export class YearlyReturnPrintPage {
  private readonly api = inject(YearlyReturnApi);

  /** From the address: the year of a draft … */
  readonly year = input<string>();
  /** … or the id of a signed return. */
  readonly attestation = input<string>();

  private readonly signedReturn = this.api.attested(this.attestation);
  private readonly draft = this.api.yearlyReturn(() => (this.attestation() ? null : this.year()));
  protected readonly loaded = computed(() => (this.attestation() ? this.signedReturn : this.draft));
  protected readonly document = computed(() => {
    if (this.attestation()) {
      return this.signedReturn.hasValue() ? this.signedReturn.value() : undefined;
    }
    if (!this.draft.hasValue()) return undefined;
    const { agency, year, figures, draft } = this.draft.value();
    return { agency, year, figures, words: draft.words, attestation: null, isReplaced: false };
  });
}
