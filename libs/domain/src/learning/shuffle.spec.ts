import fc from 'fast-check';
import { shuffled } from './shuffle.js';

describe('shuffled', () => {
  it('keeps every item once and leaves the given list alone', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.string(), (items, seed) => {
        const before = [...items];
        const after = shuffled(items, seed);
        expect([...after].sort()).toEqual([...items].sort());
        expect(items).toEqual(before);
      }),
    );
  });

  // Pinned: a change of the order would show people in the middle of a check another page.
  it.each([
    ['', 'dacb'],
    ['attempt-1', 'abcd'],
    ['attempt-2', 'abdc'],
  ])('with the seed "%s" gives %s for ever', (seed, expected) => {
    expect(shuffled([...'abcd'], seed).join('')).toBe(expected);
  });

  it('uses all 24 orders of four options about equally often', () => {
    const counts = new Map<string, number>();
    for (let attempt = 0; attempt < 24_000; attempt += 1) {
      const order = shuffled([...'abcd'], `attempt-${attempt}`).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    // 1,000 expected of each; five standard deviations are about 155.
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(155);
  });
});
