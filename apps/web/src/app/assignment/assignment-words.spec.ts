import type { AssignmentDue, AssignmentRenewal } from '@learning-reviews/contracts/assignment.contract';
import { ruleInWords } from './assignment-words.js';

describe('a rule in words', () => {
  it.each<[AssignmentDue, AssignmentRenewal, string]>([
    [
      { kind: 'joining', days: 30 },
      { rule: 'completion-date', months: 24 },
      'School nurse: finish “Kern” within 30 days of joining, and again 24 months after finishing',
    ],
    [
      { kind: 'joining', days: 0 },
      { rule: 'never' },
      'School nurse: finish “Kern” on the day they join, once',
    ],
    [
      { kind: 'day', on: '2026-09-30' },
      { rule: 'calendar-day', years: 1, day: '04-01' },
      'School nurse: finish “Kern” by 30 September 2026, and again by 1 April each year',
    ],
    [
      { kind: 'publication', days: 1 },
      { rule: 'expiry-date', months: 1 },
      'School nurse: finish “Kern” within 1 day of its publication, and again every 1 month, from when the last time runs out',
    ],
    [
      { kind: 'none' },
      { rule: 'calendar-day', years: 2, day: '02-29' },
      'School nurse: finish “Kern” with no due day, and again by 29 February every 2 years',
    ],
  ])('%j, %j', (due, renewal, expected) => {
    expect(ruleInWords({ audienceWords: 'School nurse', title: 'Kern', due, renewal })).toBe(expected);
  });
});
