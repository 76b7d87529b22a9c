import type {
  Review,
  ReviewKind,
  ReviewStatus,
  ReviewSummary,
} from '@learning-reviews/contracts/review.contract';

/** The kinds of review as a reader knows them. */
export const REVIEW_KINDS: Readonly<Record<ReviewKind, string>> = {
  'serious-case-review': 'Serious case review',
  'learning-review': 'Learning review',
  'practice-review': 'Practice review',
  'thematic-report': 'Thematic report',
};

/** How much of a review the partnership has supplied: the tag, and the sentence that explains it. */
export const REVIEW_STATUSES: Readonly<Record<ReviewStatus, { tag: string; meaning: string }>> = {
  described: {
    tag: 'Description only',
    meaning:
      'Only the public description of this review is known here. The partnership has not supplied its findings.',
  },
  summarised: { tag: 'Summary', meaning: 'The partnership has supplied a summary of the findings.' },
  published: { tag: 'Full report', meaning: 'The full report is published.' },
  superseded: { tag: 'Archived', meaning: 'A later review takes the place of this one.' },
};

/** The years a review covers, as a reader would say them: `2008 to 2014`, `2013`. */
export function periodInWords(period: ReviewSummary['period']): string {
  if (period === null) return 'Not given in the published description';
  return period.from === period.to ? `${period.from}` : `${period.from} to ${period.to}`;
}

/** How far a recommendation has come. Only a person closes one, with evidence; it can be re-opened. */
export const RECOMMENDATION_STATES: Readonly<Record<Review['recommendations'][number]['status'], string>> = {
  open: 'Open',
  'in-progress': 'In progress',
  closed: 'Closed',
  reopened: 'Re-opened',
};
