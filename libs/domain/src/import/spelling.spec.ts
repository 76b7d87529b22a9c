import fc from 'fast-check';
import { KnownNames } from './known-names.js';
import { editDistance, nearestSpelling, spellingKey } from './spelling.js';

const ROLES = [
  'School nurse',
  'Health visitor',
  'Social worker',
  'Teacher',
  'Teaching assistant',
  'GP',
  'Driver',
];

describe('spellingKey', () => {
  it.each([
    ['  School   Nurse ', 'school nurse'],
    ['SCHOOL-NURSE', 'school nurse'],
    ['school_nurse', 'school nurse'],
    ['Éducation & Santé', 'education and sante'],
    ['Manager’s staff no.', 'managers staff no'],
    ["Manager's staff no", 'managers staff no'],
    ['***', ''],
    ['Łódź team', 'lodz team'],
  ])('%j is compared as %j', (text, expected) => {
    expect(spellingKey(text)).toBe(expected);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(spellingKey(spellingKey(text))).toBe(spellingKey(text));
      }),
    );
  });
});

describe('nearestSpelling', () => {
  it.each([
    ['Schol nurse', 'School nurse'],
    ['Helth vistor', 'Health visitor'],
    ['Nurse', 'School nurse'], // a word of it
    ['Senior social worker', 'Social worker'], // words round it
    ['Teach', 'Teacher'],
    ['Astronaut', null],
    ['GB', null], // too short to be a slip of anything
    ['', null],
  ])('for %j it is %j', (text, expected) => {
    expect(nearestSpelling(text, ROLES)).toBe(expected);
  });

  it('does not compare a paragraph', () => {
    expect(nearestSpelling('school nurse '.repeat(100), ROLES)).toBeNull();
  });
});

describe('KnownNames', () => {
  it('finds and suggests, and stops suggesting after five hundred wrong names', () => {
    const names = new KnownNames(ROLES, (role) => [role]);
    expect(names.find('health-visitor')).toBe('Health visitor');
    expect(names.nearest('Helth visitor')).toBe('Health visitor');
    for (let at = 0; at < 500; at += 1) names.nearest(`Teacher ${at}`);
    expect(names.nearest('Schol nurse')).toBeNull();
    expect(names.nearest('Helth visitor')).toBe('Health visitor'); // asked before
  });
});

describe('editDistance', () => {
  it.each([
    ['kitten', 'sitting', 3],
    ['abc', 'abc', 0],
    ['', 'abc', 3],
  ])('of %j and %j is %i', (one, other, expected) => {
    expect(editDistance(one, other, 9)).toBe(expected);
  });

  it('is the same both ways, and never more than the longer text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (one, other) => {
        const distance = editDistance(one, other, 99);
        expect(distance).toBe(editDistance(other, one, 99));
        expect(distance).toBeLessThanOrEqual(Math.max(one.length, other.length));
        expect(distance === 0).toBe(one === other);
        if (distance > 0) expect(editDistance(one, other, distance - 1)).toBe(Infinity);
      }),
    );
  });
});
