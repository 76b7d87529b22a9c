import { Component, effect, inject, input, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import { BackLink } from '@learning-reviews/ui/back-link';
import { Button } from '@learning-reviews/ui/button';
import { DayPipe } from '@learning-reviews/ui/day';
import { Loading } from '@learning-reviews/ui/loading';
import { PrintButton } from '@learning-reviews/ui/print-button';
import { SummaryList, SummaryRow } from '@learning-reviews/ui/summary-list';
import { Tag } from '@learning-reviews/ui/tag';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { PageTitle } from '../../platform/page/page-title.js';
import { CertificateApi } from '../certificate-api.js';

const STATUSES = {
  valid: { tag: 'Valid', tone: 'green', meaning: 'It still counts.' },
  expired: {
    tag: 'Expired',
    tone: 'orange',
    meaning: 'The time for which it counts is over. Do the module again for a new one.',
  },
  corrected: {
    tag: 'Corrected',
    tone: 'yellow',
    meaning: 'A fact of this completion was corrected after it was issued.',
  },
  withdrawn: {
    tag: 'Withdrawn',
    tone: 'red',
    meaning:
      'This completion was recorded by mistake and does not count any more. The reason is on your CPD record.',
  },
} as const;

/** A person's own certificate as a page: to read, to print, and as a PDF. */
@Component({
  selector: 'lr-certificate-page',
  imports: [
    BackLink,
    Button,
    DayPipe,
    LoadProblem,
    Loading,
    PrintButton,
    RouterLink,
    SummaryList,
    SummaryRow,
    Tag,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './certificate-page.html',
})
export class CertificatePage {
  private readonly api = inject(CertificateApi);

  readonly number = input.required<string>();

  protected readonly certificate = this.api.certificate(this.number);
  protected readonly statuses = STATUSES;

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      if (this.certificate.hasValue()) title.set(`Certificate – ${this.certificate.value().moduleTitle}`);
    });
  }

  protected pdfAddress(number: string): string {
    return this.api.pdfAddress(number);
  }
}
