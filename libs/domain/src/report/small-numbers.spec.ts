import fc from 'fast-check';
import {
  boardRows,
  isSmall,
  nextBase,
  nextBaseOfSmallOrganisations,
  partnershipFigure,
  publicFigure,
  sumOf,
  withTotals,
  type Count,
} from './small-numbers.js';

const count = (n: number, d: number): Count => ({ n, d });

describe('isSmall', () => {
  // The first seven are the test cases of docs/field.md 6.3, rule 2.
  it.each([
    [4, 12, true],
    [8, 12, true], // complement 4
    [7, 12, false], // complement 5
    [12, 12, false], // 100 %
    [0, 12, false], // 0 %
    [9, 9, true], // all of a small base says it of each
    [0, 9, true], // so does none
    [5, 10, false], // the smallest base shown
    [5, 9, true],
    [1, 100, true],
    [0, 10, false],
    [10, 10, false],
    [5, 100, false],
    [96, 100, true],
    [95, 100, false],
    [0, 0, false], // nobody there: nothing to hide
    [0, 1, true],
  ])('%i of %i: %s', (n, d, expected) => {
    expect(isSmall(count(n, d))).toBe(expected);
  });
});

describe('partnershipFigure', () => {
  it.each([
    [7, 12, 58],
    [0, 12, 0],
    [12, 12, 100],
    [5, 1200, 1], // 0.4 is not none
    [1195, 1200, 99], // 99.6 is not all
    [1, 2, 50],
  ])('%i of %i is %i per cent', (n, d, percentage) => {
    expect(partnershipFigure(count(n, d), false)).toEqual({ isProtected: false, n, d, percentage });
  });

  it('holds no number at all when it is hidden', () => {
    expect(partnershipFigure(count(3, 12), true)).toEqual({ isProtected: true });
    expect(JSON.stringify(partnershipFigure(count(3, 12), true))).not.toMatch(/\d/);
  });

  it('is no figure where nobody is required', () => {
    expect(partnershipFigure(count(0, 0), false)).toBeNull();
    expect(partnershipFigure(count(0, 0), true)).toBeNull();
  });
});

describe('publicFigure', () => {
  // Test cases of docs/field.md 6.3, rule 3: numerators out of a hundred.
  it.each([
    [0, 0],
    [1, null],
    [7, null],
    [8, 10],
    [12, 10],
    [13, 15],
    [98, 100],
  ])('shows %i of 100 as %s', (n, shown) => {
    const figure = publicFigure(count(n, 100));
    expect(figure).toEqual(
      shown === null ? { isProtected: true } : { isProtected: false, n: shown, d: 100, percentage: shown },
    );
  });

  it.each([
    [10, 19, { isProtected: false, n: 10, d: 20, percentage: null }], // a base under 20: no percentage
    [10, 20, { isProtected: false, n: 10, d: 20, percentage: 50 }],
    [0, 7, { isProtected: true }], // a base of 1 to 7 is a small number itself
    [0, 8, { isProtected: false, n: 0, d: 10, percentage: null }],
    [0, 0, null],
  ])('shows %i of %i as %j', (n, d, expected) => {
    expect(publicFigure(count(n, d))).toEqual(expected);
  });

  it('shows only multiples of five, and never more than its base', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (a, b) => {
        const figure = publicFigure(count(Math.min(a, b), Math.max(a, b)));
        if (figure === null || figure.isProtected) return;
        expect(figure.n % 5).toBe(0);
        expect(figure.d % 5).toBe(0);
        expect(figure.n).toBeLessThanOrEqual(figure.d);
      }),
    );
  });
});

describe('nextBase', () => {
  it.each([
    // [published, current, is it published?]
    [count(20, 40), count(20, 40), true], // nothing moved
    [count(20, 40), count(25, 40), true], // five more done, five fewer left
    [count(20, 40), count(24, 40), false], // four
    [count(20, 40), count(21, 40), false],
    [count(20, 40), count(15, 40), true],
    [count(20, 40), count(25, 45), true], // five joined and are done: the complement moved by 0
    [count(20, 40), count(20, 45), true], // five joined, none is done
    [count(20, 40), count(20, 44), false], // four joined
    [count(20, 40), count(30, 47), false], // ten more done, but the complement fell by three
    [count(20, 40), count(30, 45), true], // ten more done, the complement fell by five
    [count(20, 40), count(26, 47), false], // the complement rose by one
  ])('%j, now %j: %s', (published, current, isPublished) => {
    expect(nextBase(published, current)).toBe(isPublished ? current : published);
  });

  it('publishes what was never published', () => {
    expect(nextBase(null, count(3, 40))).toEqual(count(3, 40));
    expect(nextBase(count(0, 0), count(3, 40))).toEqual(count(3, 40)); // nobody was required
  });

  it('compares with what was published, so that small steps add up', () => {
    let published = count(0, 40);
    const shown = [];
    for (let n = 1; n <= 11; n += 1) shown.push((published = nextBase(published, count(n, 40))).n);
    expect(shown).toEqual([0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10]);
  });
});

describe('nextBaseOfSmallOrganisations', () => {
  it.each([
    // [published, current, is it published?]
    [count(20, 40), count(25, 40), true], // nobody joined
    [count(20, 40), count(25, 45), false], // five joined: fewer than a small agency may have
    [count(20, 40), count(29, 49), false], // nine joined and are done
    [count(20, 40), count(30, 50), true], // ten
    [count(20, 40), count(14, 34), false], // six left
    [count(20, 40), count(24, 50), false], // the numerator moved by four
    [count(0, 0), count(3, 40), true], // nobody was required
  ])('%j, now %j: %s', (published, current, isPublished) => {
    expect(nextBaseOfSmallOrganisations(published, current)).toBe(isPublished ? current : published);
  });
});

describe('boardRows', () => {
  const agency = (key: string, members: number) => ({ key, members, counts: [count(members, members)] });

  it.each([
    ['a large agency stands alone', [agency('a', 10)], [['a', 10, false]]],
    ['one of nine is small', [agency('a', 9)], [['small-organisations', 9, true]]],
    [
      'two small ones, all hidden: each would know the other',
      [agency('a', 40), agency('b', 9), agency('c', 9)],
      [
        ['a', 40, false],
        ['small-organisations', 18, true],
      ],
    ],
    [
      'three small ones of ten people',
      [agency('a', 4), agency('b', 40), agency('c', 3), agency('d', 3)],
      [
        ['b', 40, false],
        ['small-organisations', 10, false],
      ],
    ],
    [
      'three small ones of nine people',
      [agency('a', 3), agency('b', 3), agency('c', 3)],
      [['small-organisations', 9, true]],
    ],
    ['no agency', [], []],
  ])('%s', (_case, agencies, expected) => {
    expect(boardRows(agencies).map((row) => [row.key, row.counts[0]?.d, row.isAllHidden])).toEqual(expected);
  });
});

describe('withTotals', () => {
  it('adds rows, columns and both', () => {
    expect(
      withTotals([
        [count(1, 2), count(3, 4)],
        [count(5, 6), count(7, 8)],
      ]),
    ).toEqual([
      [count(1, 2), count(3, 4), count(4, 6)],
      [count(5, 6), count(7, 8), count(12, 14)],
      [count(6, 8), count(10, 12), count(16, 20)],
    ]);
    expect(sumOf([])).toEqual(count(0, 0));
  });
});
