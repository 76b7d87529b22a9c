import { AGENCY_KINDS, agencyKindInWords } from './agency-kind.js';

it.each([
  ['local-authority', 'Local authority'],
  ['gp-federation', 'GP federation'],
  ['cafcass', 'Cafcass'],
  ['an-old-word', 'An old word'],
])('%s is written %s', (kind, words) => {
  expect(agencyKindInWords(kind)).toBe(words);
});

it('every kind has words of its own, and the partnership’s is offered last', () => {
  expect(new Set(AGENCY_KINDS.map(agencyKindInWords)).size).toBe(AGENCY_KINDS.length);
  expect(AGENCY_KINDS.at(-1)).toBe('partnership');
});
