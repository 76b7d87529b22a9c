import { calendarDate } from '../calendar-date.js';
import { planMoves, type Succeeding, successionProblem } from './succession.js';

const day = calendarDate;
const TODAY = day('2026-12-01');
const agency = (change: Partial<Succeeding> = {}): Succeeding => ({
  id: 5,
  parentId: 1,
  fromOn: day('2020-01-01'),
  toOn: null,
  succeededBy: null,
  ...change,
});
const OTHER = agency({ id: 6 });

describe('successionProblem', () => {
  it.each([
    ['from today on', agency(), OTHER, '2026-12-01', null],
    ['from the first day that may be named', agency(), OTHER, '2026-10-31', null],
    ['from a day too long ago', agency(), OTHER, '2026-10-30', 'on'],
    ['from the last day that may be named', agency(), OTHER, '2027-12-02', null],
    ['from a day too far ahead', agency(), OTHER, '2027-12-03', 'on'],
    ['by itself', agency(), agency(), '2026-12-01', 'successorId'],
    ['by nobody', agency(), undefined, '2026-12-01', 'successorId'],
    ['by the partnership', agency(), agency({ id: 1 }), '2026-12-01', 'successorId'],
    [
      'by one that is not there yet',
      agency(),
      agency({ id: 6, fromOn: day('2027-01-01') }),
      '2026-12-01',
      'successorId',
    ],
    [
      'by one that has ended by then',
      agency(),
      agency({ id: 6, toOn: day('2026-11-30') }),
      '2026-12-01',
      'successorId',
    ],
    [
      'by one that is itself succeeded',
      agency(),
      agency({ id: 6, succeededBy: 7 }),
      '2026-12-01',
      'successorId',
    ],
    ['the partnership itself', agency({ id: 1 }), OTHER, '2026-12-01', ''],
    ['twice', agency({ succeededBy: 7 }), OTHER, '2026-12-01', ''],
    ['one that has ended', agency({ toOn: day('2026-11-30') }), OTHER, '2026-12-01', ''],
    ['one that began that day', agency({ fromOn: TODAY }), OTHER, '2026-12-01', 'on'],
  ])('%s', (_, ending, successor, on, field) => {
    expect(successionProblem(ending, successor, day(on), TODAY)?.field ?? null).toBe(field);
  });
});

describe('planMoves', () => {
  const member = (personId: string, staffRef: string, fromOn = '2020-01-01', toOn: string | null = null) => ({
    personId,
    staffRef,
    fromOn: day(fromOn),
    toOn: toOn === null ? null : day(toOn),
  });
  const plan = (...present: { personId: string; staffRef: string; fromOn: string }[]) => {
    const there = present.map((one) => ({ ...one, fromOn: day(one.fromOn) }));
    return planMoves(
      [member('ann', '7'), member('ben', '8', '2027-02-01'), member('cat', '', '2020-01-01', '2026-12-24')],
      there,
      TODAY,
      'north',
    ).map((move) => (move.isThere ? 'there' : [move.staffRef, move.fromOn, move.toOn]));
  };

  it('lets everybody begin on the first day, or on their own where it is later, to the end they had', () => {
    expect(plan()).toEqual([
      ['7', '2026-12-01', null],
      ['8', '2027-02-01', null],
      ['', '2026-12-01', '2026-12-24'],
    ]);
  });

  it('gives who works there already no second job', () => {
    expect(plan({ personId: 'ann', staffRef: '1', fromOn: '2024-01-01' })[0]).toBe('there');
  });

  it('lets a job there that begins later follow', () => {
    expect(plan({ personId: 'ann', staffRef: '1', fromOn: '2027-01-01' })[0]).toEqual([
      '7',
      '2026-12-01',
      '2026-12-31',
    ]);
  });

  it('puts the code before a staff number that somebody else has there', () => {
    const numbers = plan(
      { personId: 'dee', staffRef: '7', fromOn: '2020-01-01' },
      { personId: 'eve', staffRef: '', fromOn: '2020-01-01' },
    );
    expect(numbers.map((move) => move[0])).toEqual(['north-7', '8', '']);
  });
});
