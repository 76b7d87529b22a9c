import fc from 'fast-check';
import { calendarDate } from '../calendar-date.js';
import { caseDataWarnings, isNhsNumber } from './case-data.js';

const today = calendarDate('2026-11-22');
/** What was found, as kind and the text it points at. */
const found = (text: string) =>
  caseDataWarnings(text, today).map(({ kind, start, end }) => [kind, text.slice(start, end)]);

describe('isNhsNumber', () => {
  it.each([
    ['943 476 5919', true], // the example number of the NHS data dictionary
    ['9434765919', true],
    ['943-476-5919', true],
    ['943 476 5918', false], // wrong check digit
    ['943 467 5919', false], // two digits exchanged
    ['0000000000', false], // passes the sum, and means nothing
    ['943476591', false], // nine digits
    ['94347659191', false],
    ['943 476 591X', false],
  ])('%s: %s', (text, expected) => {
    expect(isNhsNumber(text)).toBe(expected);
  });

  it('notices every single wrong digit', () => {
    const number = '9434765919';
    for (let place = 0; place < 10; place += 1) {
      for (let digit = 0; digit < 10; digit += 1) {
        const changed = number.slice(0, place) + digit + number.slice(place + 1);
        expect(isNhsNumber(changed)).toBe(changed === number);
      }
    }
  });
});

describe('caseDataWarnings finds', () => {
  it.each([
    ['NHS number 943 476 5919 today', 'nhs-number', '943 476 5919'],
    ['ref:9434765919.', 'nhs-number', '9434765919'],
    ['Her DOB 03/04/12 was given', 'date-of-birth', 'DOB 03/04/12'],
    ['d.o.b. 3 April 2012', 'date-of-birth', 'd.o.b. 3 April 2012'],
    ['date of birth: 2012-04-03', 'date-of-birth', 'date of birth: 2012-04-03'],
    ['she was born on 3rd of April 2012', 'date-of-birth', 'born on 3rd of April 2012'],
    ['born April 3, 2012', 'date-of-birth', 'born April 3, 2012'],
    ['the boy (03/04/2012) said', 'date-of-birth', '03/04/2012'],
    ['seen 31.12.2025', 'date-of-birth', '31.12.2025'], // a full date in figures of an earlier year
    ['lives at DE1 2AB', 'postcode', 'DE1 2AB'],
    ['SW1A1AA', 'postcode', 'SW1A1AA'],
    ['near de24 8qr I think', 'postcode', 'de24 8qr'],
    ['DE1 2ND', 'postcode', 'DE1 2ND'], // in capitals it is no ordinal
    ['ring 07700 900123', 'phone-number', '07700 900123'],
    ['07700900123', 'phone-number', '07700900123'],
    ['+44 7700 900 123', 'phone-number', '+44 7700 900 123'],
    ['+44 (0)1632 960001', 'phone-number', '+44 (0)1632 960001'],
    ['(01632) 960001', 'phone-number', '(01632) 960001'],
    ['020 7946 0018', 'phone-number', '020 7946 0018'],
    ['Ada Learner, aged 14, told me', 'name-near-age', 'Ada Learner'],
    ['I met Ada Learner (14) and', 'name-near-age', 'Ada Learner'],
    ['Ada Learner, 14, told me', 'name-near-age', 'Ada Learner'],
    ['a 14-year-old called Ada Learner', 'name-near-age', 'Ada Learner'],
    ['When Ada Learner was 14 years old', 'name-near-age', 'Ada Learner'],
    ['Ada O’Learner-Smith is fifteen years old', 'name-near-age', 'Ada O’Learner-Smith'],
    ['Zoë Łukasz, aged 9', 'name-near-age', 'Zoë Łukasz'],
  ])('in "%s" a %s', (text, kind, part) => {
    expect(found(text)).toEqual([[kind, part]]);
  });

  it('several things in the order in which they stand', () => {
    expect(found('Ada Learner, aged 14, DE1 2AB, dob 03/04/2012, 07700 900123, 943 476 5919')).toEqual([
      ['name-near-age', 'Ada Learner'],
      ['postcode', 'DE1 2AB'],
      ['date-of-birth', 'dob 03/04/2012'],
      ['phone-number', '07700 900123'],
      ['nhs-number', '943 476 5919'],
    ]);
  });
});

describe('caseDataWarnings lets pass', () => {
  it.each([
    'I will ask the child what they want, and write it down in their words.',
    'Childline 0800 1111, NSPCC 0808 800 5000, Samaritans 116 123, or 999', // helplines
    'Council offices: 0300 123 4567',
    'Training on 12 March 2014 and 3 April 2012', // days in words are days
    'Supervision on 21/11/2026', // this year
    'Section 11 audit, s.47 enquiries, s1 2nd part',
    'Working Together 2018, Level 3 and KCSIE 2026',
    'The invoice 943 476 5918 and order 1234567890', // no check digit
    'Order 12345678901234567890',
    'Six of 8 right, 75 %, 35 minutes, 10/10',
    'Children aged 14 in this class', // an age without a name
    'The group is for people aged 10 to 18',
    'Derbyshire Police, 14 officers came',
    'Kern Review (2014) and Operation Retriever, 14',
    'I spoke with Ada Learner about supervision', // a name without an age
    'Ada Learner ran it. Children aged 14 were not there.', // another sentence
    'Young Person, 15', // no name
    'version 1.2.3 of 10.0.0.1',
    'file m12ab and t1 4th', // small letters without a space; an ordinal
    'Year 7 moved to room B12 4 times',
    'ISBN 978-0-306-40615-7',
    '',
  ])('"%s"', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('caseDataWarnings', () => {
  it('points inside the text, in order, without overlap', () => {
    const piece = fc.constantFrom(
      '943 476 5919',
      'DE1 2AB',
      '07700 900123',
      'Ada Learner',
      'aged 14',
      'dob 1/2/12',
      ' ',
      '. ',
      'x',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 12 }), (pieces) => {
        const text = pieces.join(' ');
        let last = 0;
        for (const { start, end } of caseDataWarnings(text, today)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = end;
        }
      }),
    );
  });

  it('is quick on four thousand characters made to be slow', () => {
    const slow = ['1', '07 ', 'Aa ', "A'", 'born ', '12/', 'DE', '(0'].map((part) =>
      part.repeat(4000 / part.length),
    );
    for (const text of slow) expect(caseDataWarnings(text, today).length).toBeGreaterThanOrEqual(0);
  });
});
