import { addDays, calendarDate } from '../calendar-date.js';
import {
  copyEndsOn,
  copyStep,
  isForKind,
  peopleUpTo,
  type ReachedAgency,
  type RuleCopy,
  type SpreadingRule,
} from './partnership-rule.js';

const today = calendarDate('2026-03-10');
const day = (days: number) => addDays(today, days);
const agency: ReachedAgency = { kind: 'school', toOn: null };
const rule = (more: Partial<SpreadingRule> = {}): SpreadingRule => ({
  agencyKinds: ['school'],
  fromOn: day(-30),
  toOn: null,
  version: 2,
  isRemoved: false,
  ...more,
});
const copy = (more: Partial<RuleCopy> = {}): RuleCopy => ({
  fromOn: day(-30),
  toOn: null,
  version: 2,
  ...more,
});

it.each([
  [null, 'school', true],
  [['school', 'police'], 'police', true],
  [['school'], 'police', false],
  [null, 'partnership', false], // it sets rules for others
  [['partnership'], 'partnership', false],
])('a rule for %j is for a %s: %s', (kinds, kind, expected) => {
  expect(isForKind(kinds, kind)).toBe(expected);
});

describe('copyStep', () => {
  it.each([
    ['it has none yet', rule(), null, agency, 'add'],
    ['it has none, and the rule is over', rule({ toOn: day(-1) }), null, agency, 'keep'],
    ['it has none, and the rule ends today', rule({ toOn: day(0) }), null, agency, 'add'],
    ['it is of another kind', rule({ agencyKinds: ['police'] }), null, agency, 'keep'],
    ['its copy is as the rule is', rule(), copy(), agency, 'keep'],
    ['its copy is older', rule(), copy({ version: 1 }), agency, 'renew'],
    ['the rule has ended since', rule({ toOn: day(-1), version: 3 }), copy(), agency, 'renew'],
    ['the rule is not for its kind any more', rule({ agencyKinds: ['police'] }), copy(), agency, 'end'],
    ['that is done already', rule({ agencyKinds: ['police'] }), copy({ toOn: day(-1) }), agency, 'keep'],
    ['the kind is back', rule(), copy({ toOn: day(-9) }), agency, 'renew'],
    ['both are over', rule({ toOn: day(-5) }), copy({ toOn: day(-9) }), agency, 'keep'],
    ['the rule never began', rule({ isRemoved: true }), copy({ fromOn: day(5) }), agency, 'remove'],
    ['it was removed before it was copied', rule({ isRemoved: true }), null, agency, 'keep'],
    [
      'its copy would begin today and is not for it',
      rule({ agencyKinds: ['police'] }),
      copy({ fromOn: today }),
      agency,
      'remove',
    ],
    ['the agency is over', rule(), copy({ version: 1 }), { ...agency, toOn: day(-1) }, 'keep'],
    ['the agency ends today', rule(), null, { ...agency, toOn: today }, 'add'],
  ])('when %s', (_case, of, held, at, step) => {
    expect(copyStep(of, held, at, today)).toBe(step);
  });

  it('ends a copy the day before', () => {
    expect(copyEndsOn(today)).toBe(day(-1));
  });
});

describe('peopleUpTo', () => {
  it.each([
    [[], 0],
    [[0], 10],
    [[1], 10],
    [[10], 10],
    [[11], 20],
    [[400, 3], 410],
  ])('of agencies of %j is %i', (sizes, expected) => {
    expect(peopleUpTo(sizes)).toBe(expected);
  });

  it('tells sizes under ten apart by no choice of agencies', () => {
    const others = [57, 240, 8];
    const seen = [0, 1, 4, 9, 10].map((size) => peopleUpTo([...others, size]) - peopleUpTo(others));
    expect(new Set(seen)).toEqual(new Set([10]));
  });
});
