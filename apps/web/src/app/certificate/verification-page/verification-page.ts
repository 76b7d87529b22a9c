import { Component, computed, inject, input, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Breadcrumbs } from '@learning-reviews/ui/breadcrumbs';
import { DayPipe } from '@learning-reviews/ui/day';
import { Loading } from '@learning-reviews/ui/loading';
import { SummaryList, SummaryRow } from '@learning-reviews/ui/summary-list';
import { Tag } from '@learning-reviews/ui/tag';
import { apiErrorOf, isNotFound } from '../../platform/http/api-error.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { VerificationApi } from '../verification-api.js';

const ABOVE = [{ text: 'Check a certificate', link: '/verify' }] as const;
const STATUSES = {
  valid: { tag: 'Valid', tone: 'green', meaning: 'It still counts.' },
  expired: {
    tag: 'Expired',
    tone: 'orange',
    meaning: 'It was valid, and the time for which it counts is over.',
  },
  corrected: {
    tag: 'Corrected',
    tone: 'yellow',
    meaning: 'A fact of this completion was corrected after it was issued. Ask the person for a new copy.',
  },
  withdrawn: {
    tag: 'Withdrawn',
    tone: 'red',
    meaning: 'This completion was recorded by mistake. The certificate does not count any more.',
  },
} as const;

/** What a certificate proves, to anybody who holds its number. It names nobody. */
@Component({
  selector: 'lr-verification-page',
  imports: [Breadcrumbs, DayPipe, LoadProblem, Loading, RouterLink, SummaryList, SummaryRow, Tag],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './verification-page.html',
})
export class VerificationPage {
  readonly number = input.required<string>();

  protected readonly verification = inject(VerificationApi).verify(this.number);
  protected readonly isUnknown = computed(() => isNotFound(this.verification.error()));
  protected readonly isErased = computed(
    () => apiErrorOf(this.verification.error())?.code === 'certificate.erased',
  );
  protected readonly above = ABOVE;
  protected readonly statuses = STATUSES;
}
