import { calendarDate } from '../calendar-date.js';
import { type OwnedRule, ruleAskings } from './asking.js';
import { USUAL_RENEWAL } from './renewal.js';

const today = calendarDate('2026-03-01');
const nurse = {
  workforceGroup: 3,
  jobRole: 'school-nurse',
  teamId: null,
  joinedOn: calendarDate('2026-02-01'),
};
const rule = (id: string, more: Partial<OwnedRule> = {}): OwnedRule => ({
  id,
  audience: {},
  dueWithinDays: null,
  dueOn: null,
  dueAfterPublicationDays: null,
  renewal: USUAL_RENEWAL,
  recogniseWithinDays: null,
  fromOn: calendarDate('2026-01-01'),
  toOn: null,
  partnershipId: null,
  publishedOn: calendarDate('2026-01-15'),
  ...more,
});

it('names both of two that contradict, the stricter first', () => {
  const rules = [
    rule('own', { dueWithinDays: 60 }),
    rule('copy', { partnershipId: 'theirs', dueOn: calendarDate('2026-03-15') }),
    rule('of others', { audience: { jobRoles: ['midwife'] } }),
    rule('over', { toOn: calendarDate('2026-02-28') }),
  ];
  expect(ruleAskings(rules, nurse, today, null)).toEqual([
    { setBy: 'partnership', dueOn: '2026-03-15' },
    { setBy: 'agency', dueOn: '2026-04-02' },
  ]);
});

it('counts from the day on which it was first asked, and from publication', () => {
  const rules = [rule('own', { dueWithinDays: 10 }), rule('other', { dueAfterPublicationDays: 20 })];
  const askedOn = calendarDate('2026-02-20');
  expect(ruleAskings(rules, nurse, today, askedOn).map(({ dueOn }) => dueOn)).toEqual([
    '2026-03-02',
    '2026-03-12',
  ]);
});

it('says what says the same once, and nothing where nothing is asked', () => {
  expect(ruleAskings([rule('one'), rule('two')], nurse, today, null)).toEqual([
    { setBy: 'agency', dueOn: null },
  ]);
  expect(ruleAskings([], nurse, today, null)).toEqual([]);
});
