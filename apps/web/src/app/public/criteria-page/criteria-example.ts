import type { CriteriaFacts } from '@learning-reviews/domain/review/criteria';

/** A teaching example: facts, and the same in words. Never those of a real child. */
export interface CriteriaExample {
  /** Its number in the table. */
  readonly number: number;
  readonly title: string;
  readonly facts: CriteriaFacts;
}

const FACTS: CriteriaFacts = {
  abuseOrNeglect: 'known',
  event: 'death',
  harmKind: 'other',
  jointWorkConcern: 'yes',
  circumstance: 'none',
  extras: [],
};

const example = (number: number, title: string, change: Partial<CriteriaFacts>): CriteriaExample => ({
  number,
  title,
  facts: { ...FACTS, ...change },
});

/** The fourteen examples that show where the rules differ (docs/field.md 1.3, table E). */
export const CRITERIA_EXAMPLES: readonly [CriteriaExample, ...CriteriaExample[]] = [
  example(1, 'A child died. Abuse or neglect is known. There is concern about joint work.', {}),
  example(
    2,
    'A child died, perhaps by suicide. Abuse or neglect is suspected. No concern about joint work.',
    {
      abuseOrNeglect: 'suspected',
      jointWorkConcern: 'no',
    },
  ),
  example(3, 'A child died. No abuse or neglect. No concern about joint work.', {
    abuseOrNeglect: 'no',
    jointWorkConcern: 'no',
  }),
  example(4, 'A looked-after child died. No abuse or neglect. No concern about joint work.', {
    abuseOrNeglect: 'no',
    jointWorkConcern: 'no',
    circumstance: 'looked-after',
  }),
  example(5, 'A life-threatening injury. Abuse or neglect is known. There is concern about joint work.', {
    event: 'serious-harm',
    harmKind: 'life-threatening-injury',
  }),
  example(6, 'As 5, but no concern about joint work, and the child recovered fully.', {
    event: 'serious-harm',
    harmKind: 'life-threatening-injury',
    jointWorkConcern: 'no',
    extras: ['recovered'],
  }),
  example(
    7,
    'Likely long-term harm to emotional development. It is not yet known how agencies worked together.',
    {
      event: 'serious-harm',
      harmKind: 'long-term-impairment',
      jointWorkConcern: 'not-yet-known',
    },
  ),
  example(
    8,
    'Several children were sexually exploited over a long time. There is concern about joint work.',
    {
      event: 'serious-harm',
      harmKind: 'sexual-exploitation',
      extras: ['several-children'],
    },
  ),
  example(9, 'A child was sexually exploited over a long time. No concern about joint work.', {
    event: 'serious-harm',
    harmKind: 'sexual-exploitation',
    jointWorkConcern: 'no',
  }),
  example(
    10,
    'Harm that was not serious. Abuse or neglect is suspected. There is concern about joint work.',
    {
      abuseOrNeglect: 'suspected',
      event: 'harm-not-serious',
    },
  ),
  example(
    11,
    'A child who lives here died abroad. Abuse or neglect is known. There is concern about joint work.',
    {
      extras: ['died-abroad'],
    },
  ),
  example(12, 'A child died in custody. No abuse or neglect. No concern about joint work.', {
    abuseOrNeglect: 'no',
    jointWorkConcern: 'no',
    circumstance: 'custody',
  }),
  example(
    13,
    'Long-term harm. The child lives in one area and was harmed in another. Concern about joint work.',
    {
      event: 'serious-harm',
      harmKind: 'long-term-impairment',
      extras: ['another-area'],
    },
  ),
  example(14, 'A life-threatening injury. Neither abuse or neglect nor joint work is known yet.', {
    abuseOrNeglect: 'unknown',
    event: 'serious-harm',
    harmKind: 'life-threatening-injury',
    jointWorkConcern: 'not-yet-known',
  }),
];
