import {
  CRITERIA_TABLES,
  NOTE_SENTENCE,
  OUTCOME_SENTENCE,
  WHO_DECIDES,
  criteriaFinding,
  criteriaFindings,
  type CriteriaFacts,
  type CriteriaTable,
} from './criteria.js';

const facts = (change: Partial<CriteriaFacts>): CriteriaFacts => ({
  abuseOrNeglect: 'known',
  event: 'death',
  harmKind: 'other',
  jointWorkConcern: 'yes',
  circumstance: 'none',
  extras: [],
  ...change,
});

// Table E of docs/field.md 1.3, row by row: the published page, 2013 to 2015, and now.
describe('the same facts, then and now', () => {
  it.each<[number, Partial<CriteriaFacts>, string, string, string]>([
    [1, {}, 'scr', 'scr', 'notify-and-rapid-review'],
    [
      2, // a suspected suicide: the page says "has led to"
      { abuseOrNeglect: 'suspected', jointWorkConcern: 'no' },
      'not-determinate',
      'scr',
      'notify-and-rapid-review',
    ],
    [
      3,
      { abuseOrNeglect: 'no', jointWorkConcern: 'no' },
      'not-described',
      'child-death-review',
      'child-death-review',
    ],
    [
      4,
      { abuseOrNeglect: 'no', jointWorkConcern: 'no', circumstance: 'looked-after' },
      'not-described',
      'notify-scr-not-required',
      'notify-ofsted',
    ],
    [
      5,
      { event: 'serious-harm', harmKind: 'life-threatening-injury' },
      'scr-or-learning-review-or-neither',
      'scr',
      'notify-and-rapid-review',
    ],
    [
      6, // the same, without concern about joint work: this is what the old test turned on
      {
        event: 'serious-harm',
        harmKind: 'life-threatening-injury',
        jointWorkConcern: 'no',
        extras: ['recovered'],
      },
      'scr-or-learning-review-or-neither',
      'learning-review-possible',
      'notify-and-rapid-review',
    ],
    [
      7,
      { event: 'serious-harm', harmKind: 'long-term-impairment', jointWorkConcern: 'not-yet-known' },
      'scr-or-learning-review-or-neither',
      'pending',
      'notify-and-rapid-review',
    ],
    [
      8,
      { event: 'serious-harm', harmKind: 'sexual-exploitation', extras: ['several-children'] },
      'scr-or-learning-review-or-neither',
      'scr',
      'notify-and-rapid-review',
    ],
    [
      9,
      { event: 'serious-harm', harmKind: 'sexual-exploitation', jointWorkConcern: 'no' },
      'scr-or-learning-review-or-neither',
      'learning-review-possible',
      'notify-and-rapid-review',
    ],
    [
      10,
      { abuseOrNeglect: 'suspected', event: 'harm-not-serious' },
      'not-described',
      'other-local-learning',
      'other-local-learning',
    ],
    [11, { extras: ['died-abroad'] }, 'scr', 'scr', 'notify-and-rapid-review'],
    [
      12,
      { abuseOrNeglect: 'no', jointWorkConcern: 'no', circumstance: 'custody' },
      'not-described',
      'scr',
      'check-and-notify',
    ],
    [
      13,
      { event: 'serious-harm', harmKind: 'long-term-impairment', extras: ['another-area'] },
      'scr-or-learning-review-or-neither',
      'scr',
      'notify-and-rapid-review',
    ],
    [
      14,
      {
        abuseOrNeglect: 'unknown',
        event: 'serious-harm',
        harmKind: 'life-threatening-injury',
        jointWorkConcern: 'not-yet-known',
      },
      'not-described',
      'pending',
      'notify-if-suspected',
    ],
  ])('vector %i', (_number, change, page, then, now) => {
    const found = criteriaFindings(facts(change));
    expect([found.page.outcome, found['regulations-2006'].outcome, found.now.outcome]).toEqual([
      page,
      then,
      now,
    ]);
  });

  it.each<[string, CriteriaTable, Partial<CriteriaFacts>, string[]]>([
    ['6: recovery', 'now', { event: 'serious-harm', extras: ['recovered'] }, ['recovery-changes-nothing']],
    [
      '7: likelihood',
      'now',
      { event: 'serious-harm', harmKind: 'long-term-impairment' },
      ['judge-likelihood'],
    ],
    ['8: linked children', 'now', { extras: ['several-children'] }, ['one-review-for-linked-children']],
    ['11: abroad', 'now', { extras: ['died-abroad'] }, ['abroad-counts']],
    ['13: two areas, now', 'now', { extras: ['another-area'] }, ['agree-lead-area']],
  ])('vector %s has its note', (_case, table, change, notes) => {
    expect(criteriaFinding(table, facts(change)).notes).toEqual([...notes, 'lcspr-never-automatic']);
  });

  it('vector 13 says who led then', () => {
    expect(criteriaFinding('regulations-2006', facts({ extras: ['another-area'] })).notes).toEqual([
      'residence-leads',
    ]);
  });
});

describe('the concern about joint work', () => {
  it.each(['yes', 'no', 'not-yet-known'] as const)(
    'plays no part in whether to notify now: %s',
    (concern) => {
      for (const event of ['death', 'serious-harm', 'harm-not-serious'] as const) {
        const now = criteriaFinding('now', facts({ event, jointWorkConcern: concern }));
        expect(now).toEqual(criteriaFinding('now', facts({ event, jointWorkConcern: 'yes' })));
      }
    },
  );
});

describe('Working Together 2010', () => {
  it.each<[Partial<CriteriaFacts>, string | null, string]>([
    [{}, 'B1', 'always-scr'],
    [{ abuseOrNeglect: 'suspected', jointWorkConcern: 'no' }, 'B1', 'always-scr'],
    [{ abuseOrNeglect: 'no' }, null, 'none'],
    [{ event: 'serious-harm', harmKind: 'life-threatening-injury' }, 'B2', 'always-consider-scr'],
    [
      { event: 'serious-harm', harmKind: 'life-threatening-injury', jointWorkConcern: 'no' },
      'B3',
      'learning-review',
    ],
    [
      { event: 'serious-harm', harmKind: 'parent-murdered', abuseOrNeglect: 'no' },
      'B2',
      'always-consider-scr',
    ],
    [
      { event: 'serious-harm', harmKind: 'violent-assault', jointWorkConcern: 'not-yet-known' },
      'B2',
      'pending',
    ],
    [{ event: 'serious-harm', jointWorkConcern: 'not-yet-known' }, 'B3', 'learning-review'],
    [{ event: 'serious-harm', jointWorkConcern: 'not-yet-known', abuseOrNeglect: 'no' }, null, 'none'],
    [{ event: 'harm-not-serious' }, 'B3', 'learning-review'],
    [{ event: 'harm-not-serious', abuseOrNeglect: 'no' }, null, 'none'],
    [{ abuseOrNeglect: 'unknown' }, null, 'pending'],
  ])('%j: %s, %s', (change, ruleId, outcome) => {
    expect(criteriaFinding('working-together-2010', facts(change))).toMatchObject({ ruleId, outcome });
  });
});

describe('the rules that decide', () => {
  it.each<[CriteriaTable, Partial<CriteriaFacts>, string | null]>([
    ['page', {}, 'A1'],
    ['page', { event: 'serious-harm', harmKind: 'life-threatening-injury' }, 'A2'],
    ['page', { event: 'serious-harm', harmKind: 'long-term-impairment' }, 'A3'],
    ['page', { event: 'serious-harm', harmKind: 'other' }, 'A4'],
    ['page', { abuseOrNeglect: 'no' }, 'A5'],
    ['page', { event: 'harm-not-serious' }, null], // the page speaks of serious harm only
    ['regulations-2006', {}, 'C1'],
    ['regulations-2006', { event: 'serious-harm' }, 'C2'],
    ['regulations-2006', { event: 'serious-harm', jointWorkConcern: 'no' }, 'C3'],
    ['regulations-2006', { event: 'harm-not-serious' }, 'C4'],
    ['regulations-2006', { abuseOrNeglect: 'no', circumstance: 'custody' }, 'C5'],
    ['regulations-2006', { abuseOrNeglect: 'no', circumstance: 'care-leaver' }, 'C6'],
    ['now', { event: 'serious-harm' }, 'D2'],
    ['now', { abuseOrNeglect: 'no', circumstance: 'looked-after' }, 'D3'],
    ['now', { abuseOrNeglect: 'no', circumstance: 'care-leaver' }, 'D4'],
    ['now', { abuseOrNeglect: 'no' }, 'D5'],
    ['now', { event: 'harm-not-serious' }, 'D6'],
    ['now', { abuseOrNeglect: 'no', event: 'serious-harm' }, null],
  ])('%s, %j: %s', (table, change, ruleId) => {
    expect(criteriaFinding(table, facts(change)).ruleId).toBe(ruleId);
  });

  it('are all reachable', () => {
    const reached = new Set<string>();
    for (const abuseOrNeglect of ['known', 'suspected', 'no', 'unknown'] as const)
      for (const event of ['death', 'serious-harm', 'harm-not-serious'] as const)
        for (const harmKind of [
          'life-threatening-injury',
          'long-term-impairment',
          'parent-murdered',
          'other',
        ] as const)
          for (const jointWorkConcern of ['yes', 'no', 'not-yet-known'] as const)
            for (const circumstance of ['none', 'looked-after', 'care-leaver', 'custody'] as const)
              for (const finding of Object.values(
                criteriaFindings({
                  abuseOrNeglect,
                  event,
                  harmKind,
                  jointWorkConcern,
                  circumstance,
                  extras: [],
                }),
              ))
                reached.add(`${finding.ruleId}:${finding.outcome}`);
    for (const rule of Object.values(CRITERIA_TABLES).flat())
      expect(reached).toContain(`${rule.id}:${rule.outcome}`);
  });
});

describe('the words', () => {
  it('say that the partnership decides, and never that a rule does', () => {
    expect(WHO_DECIDES).toMatch(/^The partnership decides\./);
    for (const sentence of [...Object.values(OUTCOME_SENTENCE), ...Object.values(NOTE_SENTENCE)]) {
      expect(sentence).toMatch(/^[A-Z].*\.$/);
    }
  });
});
