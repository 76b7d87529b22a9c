import { calendarDate } from '../calendar-date.js';
import { editionDayProblem, editionInForce, lastDayOfEdition } from './edition.js';

const TODAY = calendarDate('2026-12-01');
const edition = (id: string, from: string) => ({ id, fromOn: calendarDate(from) });
const OLD = edition('old', '2010-01-01');
const NOW = edition('now', '2026-12-01');
const DRAFT = edition('draft', '2027-04-01');
const ALL = [DRAFT, OLD, NOW];

describe('the edition in force', () => {
  it.each([
    ['2009-12-31', undefined],
    ['2010-01-01', OLD],
    ['2026-11-30', OLD],
    ['2026-12-01', NOW],
    ['2027-03-31', NOW],
    ['2027-04-01', DRAFT],
  ])('on %s', (day, expected) => {
    expect(editionInForce(ALL, calendarDate(day))).toBe(expected);
  });

  it('ends the day before the next begins, and without a next not at all', () => {
    expect(ALL.map((each) => lastDayOfEdition(ALL, each))).toEqual([null, '2026-11-30', '2027-03-31']);
  });
});

describe('the first day of an edition', () => {
  it.each([
    [null, '2026-12-02', null],
    [null, '2026-12-01', 'Choose a first day after today'],
    [null, '2027-04-01', 'Another edition begins on that day. Choose another day'],
    ['draft', '2027-04-01', null],
    ['draft', '2027-05-01', null],
    ['draft', '2020-05-01', 'Choose a first day after today'],
    ['now', '2026-12-01', null],
    ['now', '2027-05-01', 'This edition has begun, so its first day stays as it is'],
  ])('of %s as %s: %s', (id, from, problem) => {
    expect(editionDayProblem(ALL, id, calendarDate(from), TODAY)).toBe(problem);
  });
});
