import { calendarDate, type CalendarDate } from '../calendar-date.js';
import { type AgencyPlace, agencyTree, existsOn, placeProblem } from './agency-tree.js';

const day = calendarDate;
const place = (id: number, parentId: number | null, toOn: CalendarDate | null = null): AgencyPlace => ({
  id,
  parentId,
  fromOn: day('2020-01-01'),
  toOn,
});
const TODAY = day('2026-12-01');
const AGENCIES = [place(1, null), place(2, 1), place(3, 2), place(4, 3), place(5, 1, day('2026-11-30'))];

describe('agencyTree', () => {
  it('puts each agency below its parent, in the order given', () => {
    expect(agencyTree(AGENCIES)).toMatchObject([
      {
        agency: { id: 1 },
        below: [
          { agency: { id: 2 }, below: [{ agency: { id: 3 }, below: [{ agency: { id: 4 } }] }] },
          { agency: { id: 5 } },
        ],
      },
    ]);
  });

  it('leaves none out whose parent is not among them', () => {
    expect(agencyTree([place(3, 2), place(4, 3)])).toMatchObject([
      { agency: { id: 3 }, below: [{ agency: { id: 4 } }] },
    ]);
  });
});

it.each([
  ['2019-12-31', false],
  ['2020-01-01', true],
  ['2026-11-30', true],
  ['2026-12-01', false],
])('an agency of 2020-01-01 to 2026-11-30 on %s: %s', (on, exists) => {
  expect(existsOn(place(5, 1, day('2026-11-30')), day(on))).toBe(exists);
});

describe('placeProblem', () => {
  it.each([
    ['at the top', place(2, null), null],
    ['below another', place(4, 2), null],
    ['new, below one that is there', place(9, 4), null],
    ['below itself', place(2, 2), 'An agency cannot stand below itself. Choose another agency'],
    ['below one that is below it', place(2, 4), 'An agency cannot stand below itself. Choose another agency'],
    ['below one that is not there', place(2, 77), 'Choose an agency from the list'],
    ['below one that has ended', place(2, 5), 'That agency has ended. Choose one that exists today'],
    ['ended, below one that has ended', place(6, 5, day('2026-01-31')), null],
    [
      'ending before it begins',
      place(2, 1, day('2019-12-31')),
      'The last day must be the first day or later',
    ],
    ['for one day', place(2, 1, day('2020-01-01')), null],
  ])('%s', (_, asked, message) => {
    expect(placeProblem(AGENCIES, asked, TODAY)?.message ?? null).toBe(message);
  });

  it('ends when what is stored goes round in a circle', () => {
    const round = [place(2, 3), place(3, 2)];
    expect(placeProblem(round, place(4, 3), TODAY)).toBeNull();
  });
});
