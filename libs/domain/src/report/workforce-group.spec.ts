import { groupInWords, WORKFORCE_GROUPS } from './workforce-group.js';

describe('a workforce group in words', () => {
  const groups = [
    ...WORKFORCE_GROUPS.slice(0, 2).map((known) => ({ ...known, isRetired: false })),
    { group: 3, label: 'Works with families', isRetired: true },
  ];

  it.each([
    [1, '1. Infrequent contact'],
    [3, '3. Works with families'], // retired, and still what somebody has
    [7, 'Group 7'],
    [null, 'No group recorded'],
  ])('%s: %s', (group, words) => {
    expect(groupInWords(groups, group)).toBe(words);
  });
});
