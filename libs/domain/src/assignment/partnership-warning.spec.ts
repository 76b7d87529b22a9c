import { calendarDate } from '../calendar-date.js';
import { type PartnershipTerms, partnershipWarnings } from './partnership-warning.js';
import { USUAL_RENEWAL } from './renewal.js';

const terms = (more: Partial<PartnershipTerms> = {}): PartnershipTerms => ({
  id: 'rule',
  agencyKinds: null,
  audience: {},
  dueWithinDays: null,
  dueOn: calendarDate('2026-06-30'),
  dueAfterPublicationDays: null,
  renewal: USUAL_RENEWAL,
  recogniseWithinDays: null,
  fromOn: calendarDate('2026-03-10'),
  toOn: null,
  ...more,
});
const warned = (rule: Partial<PartnershipTerms>, agencies: number, ...others: PartnershipTerms[]) =>
  partnershipWarnings(
    { ...terms(rule), isPublished: true },
    agencies,
    others,
    () => 'The partnership’s rule for everyone',
  );

it('says that there is no agency of these kinds', () => {
  expect(warned({}, 0)).toMatchObject([{ kind: 'nobody' }]);
  expect(warned({}, 3)).toEqual([]);
});

it.each([
  ['2026-09-30', '30 June 2026 is stricter and counts for whoever both are for.'],
  ['2026-05-01', '1 May 2026 is stricter and counts for whoever both are for.'],
])('names both rules and the stricter day, against one of %s', (dueOn, verdict) => {
  const [warning] = warned({}, 3, terms({ dueOn: calendarDate(dueOn) }));
  expect(warning?.message).toMatch(/^The partnership’s rule for everyone asks for this module too, by /);
  expect(warning?.message).toContain('this rule asks for it by 30 June 2026. ');
  expect(warning?.message.endsWith(verdict)).toBe(true);
});

it.each<[string, Partial<PartnershipTerms>, Partial<PartnershipTerms>, number]>([
  ['ask the same', {}, {}, 0],
  ['are for other kinds', { agencyKinds: ['school'] }, { agencyKinds: ['police'], dueOn: null }, 0],
  ['share a kind', { agencyKinds: ['school'] }, { agencyKinds: ['school', 'police'], dueOn: null }, 1],
  [
    'are for other job roles',
    { audience: { jobRoles: ['a'] } },
    { audience: { jobRoles: ['b'] }, dueOn: null },
    0,
  ],
  ['are for other groups', { audience: { groups: [1] } }, { audience: { groups: [2] }, dueOn: null }, 0],
  [
    'follow each other',
    { toOn: calendarDate('2026-12-31') },
    { fromOn: calendarDate('2027-01-01'), dueOn: null },
    0,
  ],
  ['renew otherwise', {}, { renewal: { ...USUAL_RENEWAL, months: 12 } }, 1],
  [
    'count days otherwise',
    { dueOn: null, dueWithinDays: 30 },
    { dueOn: null, dueAfterPublicationDays: 30 },
    1,
  ],
])('of two that %s there is something to say or not', (_case, rule, other, count) => {
  expect(warned(rule, 3, terms(other))).toHaveLength(count);
});
