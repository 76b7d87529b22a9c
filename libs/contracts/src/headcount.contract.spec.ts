import { supplyHeadcountRequest } from './headcount.contract.js';

const request = (change: object = {}) => ({
  on: '2026-04-01',
  source: 'HR system',
  groups: { 3: { people: 120, fte: 99.5 }, 6: { people: 12, fte: null } },
  whole: null,
  reason: '',
  ...change,
});
/** What is wrong, as `field: sentence`. */
const problems = (change: object) => {
  const checked = supplyHeadcountRequest.safeParse(request(change));
  return checked.success
    ? []
    : checked.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};
const one = (people: unknown, fte: unknown = null) => ({ groups: { 3: { people, fte } } });

describe('figures of one day', () => {
  it.each([
    ['groups alone', {}],
    ['the whole agency alone', { groups: {}, whole: { people: 310, fte: 280.25 } }],
    ['a whole that is the sum of its groups', { whole: { people: 132, fte: null } }],
    [
      'a whole that is not, with the reason',
      { whole: { people: 140, fte: null }, reason: 'Eight bank staff' },
    ],
    ['a group of nobody', one(0, 0)],
    ['the largest agency', one(500_000)],
    ['FTE as large as the people', one(12, 12)],
  ])('are taken: %s', (_what, change) => {
    expect(problems(change)).toEqual([]);
  });

  it.each([
    [{ on: '' }, ['on: Enter the day the figures are of']],
    [{ on: '2026-02-30' }, ['on: Enter the day the figures are of']],
    [{ source: '  ' }, ['source: Enter where the figures come from, such as “HR system”']],
    [{ source: 'x'.repeat(201) }, ['source: The source must be 200 characters or fewer']],
    [{ groups: {} }, ['whole.people: Enter the people of at least one group, or of the whole agency']],
    [one(-1), ['groups.3.people: Enter 0 or more people']],
    [one(12.5), ['groups.3.people: Enter whole people, and put parts of a post under FTE']],
    [one(NaN), ['groups.3.people: Enter the number of people in digits, such as 1204']],
    [one(500_001), ['groups.3.people: Check the figure: it is more people than any agency has']],
    [one(12, 12.01), ['groups.3.fte: FTE cannot be more than the number of people']],
    [one(12, NaN), ['groups.3.fte: Enter FTE in digits, such as 104.5, or leave it empty']],
    [one(12, -1), ['groups.3.fte: Enter an FTE of 0 or more']],
    [
      { whole: { people: 1140, fte: null } },
      ['reason: The groups add up to 132, and the whole agency is 1,140. Say why, or change a figure'],
    ],
    [
      { groups: { 3: { people: 1, fte: null }, 9: { people: 1, fte: null } } },
      ['groups: Unrecognized key: "9"'],
    ],
  ])('are refused with a sentence: %j', (change, expected) => {
    expect(problems(change)).toEqual(expected);
  });

  it('round FTE to hundredths', () => {
    const checked = supplyHeadcountRequest.parse(request(one(12, 11.128)));
    expect(checked.groups[3]?.fte).toBe(11.13);
  });
});
