import fc from 'fast-check';
import { creditedMinutes, mayRecordMinutes, participatoryMinutes } from './minutes.js';

const START = Date.parse('2026-11-22T10:00:00Z');
/** Instants so many seconds after ten o'clock. */
const at = (...seconds: number[]) => seconds.map((second) => START + second * 1000);

describe('creditedMinutes', () => {
  it.each([
    ['no event', 35, [], 0],
    ['one event: nothing lies between', 35, at(0), 0],
    ['one second: rounded up to a minute', 35, at(0, 1), 1],
    ['exactly one minute', 35, at(0, 60), 1],
    ['one minute and a second', 35, at(0, 61), 2],
    ['a gap of exactly five minutes', 35, at(0, 300), 5],
    ['a gap of five minutes and a second counts five', 35, at(0, 301), 5],
    ['lunch counts five minutes', 35, at(0, 120, 3720, 3840), 9],
    ['two and a half gaps are rounded once, at the end', 35, at(0, 30, 60, 90), 2],
    ['never more than the module states', 10, at(0, 300, 600, 900), 10],
    ['the order in which events arrive does not matter', 35, at(240, 0, 120), 4],
    ['the same event twice adds nothing', 35, at(0, 120, 120), 2],
  ])('%s', (_case, stated, savedAt, expected) => {
    expect(creditedMinutes(stated, savedAt)).toBe(expected);
  });

  it('never exceeds the stated minutes, the time that passed, or five minutes a gap', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.array(fc.integer({ min: 0, max: 20_000_000 }), { minLength: 1, maxLength: 40 }),
        (stated, savedAt) => {
          const credited = creditedMinutes(stated, savedAt);
          const passed = Math.ceil((Math.max(...savedAt) - Math.min(...savedAt)) / 60_000);
          expect(Number.isInteger(credited)).toBe(true);
          expect(credited).toBeGreaterThanOrEqual(0);
          expect(credited).toBeLessThanOrEqual(Math.min(stated, passed, (savedAt.length - 1) * 5));
        },
      ),
    );
  });
});

describe('mayRecordMinutes', () => {
  it.each([
    [30, 30, true],
    [30, 29, true],
    [30, 0, true],
    [30, 31, false], // never raised
    [30, -1, false],
    [30, 12.5, false],
    [30, Number.NaN, false],
  ])('credited %d, asked %d: %s', (credited, asked, expected) => {
    expect(mayRecordMinutes(credited, asked)).toBe(expected);
  });
});

describe('participatoryMinutes', () => {
  it.each([
    ['self-directed', 0],
    ['reading', 0],
    ['facilitated-group', 40],
    ['peer-discussion', 40],
  ] as const)('40 minutes of %s hold %i', (learningType, expected) => {
    expect(participatoryMinutes(learningType, 40)).toBe(expected);
  });
});
