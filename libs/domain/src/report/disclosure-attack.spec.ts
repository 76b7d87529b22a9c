import fc from 'fast-check';
import { publishBoard, type PublishedCell } from './board-publication.js';
import { isSmall, withTotals, type AgencyCounts, type Count } from './small-numbers.js';
import { protectTable } from './table-protection.js';

// Trying every value takes a second or two; a busy machine may need many times that.
jest.setTimeout(60_000);

/**
 * The other side: somebody who holds everything that was published, last month's too, and knows every
 * denominator, that rows and columns add up, and which figures have not moved. It shares no code with the
 * protection: it narrows ranges, then tries values.
 */
interface Unknown {
  readonly low: number;
  readonly high: number;
}
/** Some unknowns added, others taken away, give a known number. */
interface Equation {
  readonly plus: readonly number[];
  readonly minus: readonly number[];
  readonly equals: number;
}

/** Narrows every range by every equation until nothing moves; `null` when they contradict each other. */
function narrowed(unknowns: readonly Unknown[], equations: readonly Equation[]): Unknown[] | null {
  const ranges = unknowns.map((unknown) => ({ ...unknown }));
  const at = (index: number) => ranges[index] as { low: number; high: number };
  for (let hasMoved = true; hasMoved;) {
    hasMoved = false;
    for (const { plus, minus, equals } of equations) {
      let least = 0;
      let most = 0;
      for (const index of plus) {
        least += at(index).low;
        most += at(index).high;
      }
      for (const index of minus) {
        least -= at(index).high;
        most -= at(index).low;
      }
      if (least > equals || most < equals) return null;
      const narrow = (index: number, low: number, high: number) => {
        const range = at(index);
        hasMoved ||= low > range.low || high < range.high;
        range.low = Math.max(range.low, low);
        range.high = Math.min(range.high, high);
      };
      for (const index of plus) {
        const { low, high } = at(index);
        narrow(index, equals - (most - high), equals - (least - low));
      }
      for (const index of minus) {
        const { low, high } = at(index);
        narrow(index, least + high - equals, most + low - equals);
      }
      if ([...plus, ...minus].some((index) => at(index).low > at(index).high)) return null;
    }
  }
  return ranges;
}

function isPossible(unknowns: readonly Unknown[], equations: readonly Equation[]): boolean {
  const ranges = narrowed(unknowns, equations);
  if (ranges === null) return false;
  let open = -1;
  ranges.forEach((range, index) => {
    const width = range.high - range.low;
    const best = open < 0 ? Infinity : (ranges[open] as Unknown).high - (ranges[open] as Unknown).low;
    if (width > 0 && width < best) open = index;
  });
  if (open < 0) return true;
  const { low, high } = ranges[open] as Unknown;
  for (let value = low; value <= high; value += 1) {
    const fixed = ranges.map((range, index) => (index === open ? { low: value, high: value } : range));
    if (isPossible(fixed, equations)) return true;
  }
  return false;
}

/** The least and the greatest value of one unknown, exactly. */
function exactRange(index: number, unknowns: readonly Unknown[], equations: readonly Equation[]): Unknown {
  const ranges = narrowed(unknowns, equations);
  if (ranges === null) throw new Error('The published figures contradict each other');
  let { low, high } = ranges[index] as Unknown;
  const may = (value: number) =>
    isPossible(
      ranges.map((range, at) => (at === index ? { low: value, high: value } : range)),
      equations,
    );
  while (low < high && !may(low)) low += 1;
  while (high > low && !may(high)) high -= 1;
  return { low, high };
}

/** One month as the reader has it. */
interface Month {
  readonly counts: readonly (readonly Count[])[];
  readonly isHidden: readonly (readonly boolean[])[];
}

/**
 * Writes one month down. A figure that the other month shows, and that has not moved between them, is known
 * whether it is hidden here or not.
 */
function written(month: Month, other: Month | null) {
  const rows = month.counts.length - 1;
  const columns = (month.counts[0]?.length ?? 0) - 1;
  const unknowns = month.counts.flatMap((row, r) =>
    row.map(({ n, d }, c): Unknown => {
      const twin = other?.counts[r]?.[c];
      const isKnown = twin?.n === n && twin.d === d && !(other?.isHidden[r]?.[c] ?? true);
      return month.isHidden[r]?.[c] && !isKnown ? { low: 0, high: d } : { low: n, high: n };
    }),
  );
  const at = (r: number, c: number) => r * (columns + 1) + c;
  const upTo = (length: number) => Array.from({ length }, (_, index) => index);
  const equations: Equation[] = [
    ...upTo(rows + 1).map((r) => ({
      plus: upTo(columns).map((c) => at(r, c)),
      minus: [at(r, columns)],
      equals: 0,
    })),
    ...upTo(columns + 1).map((c) => ({
      plus: upTo(rows).map((r) => at(r, c)),
      minus: [at(rows, c)],
      equals: 0,
    })),
  ];
  return { unknowns, equations, at };
}

/** Hidden figures of which the reader can say too much: a sentence for each, empty when all is well. */
function leaks(month: Month, other: Month | null = null, range = exactRange): string[] {
  const { unknowns, equations, at } = written(month, other);
  return month.counts.flatMap((row, r) =>
    row.flatMap((count, c) => {
      if (!month.isHidden[r]?.[c]) return [];
      const { low, high } = range(at(r, c), unknowns, equations);
      // A figure too small to be five wide must keep all its values.
      const isNarrow = high - low < Math.min(5, count.d);
      const isKnownSmall = count.d >= 5 && (high <= 4 || low >= count.d - 4);
      return isNarrow || isKnownSmall
        ? [`${r}/${c}: ${count.n} of ${count.d} lies in ${low} to ${high}`]
        : [];
    }),
  );
}

const monthOf = (cells: readonly (readonly Count[])[]): Month => ({
  counts: withTotals(cells),
  isHidden: protectTable({ cells }).isHidden,
});

const anyCount = (largest: number) =>
  fc
    .tuple(fc.nat(largest), fc.oneof(fc.nat(largest), fc.nat(5)), fc.boolean())
    .map(([d, part, isMost]): Count => {
      const n = Math.min(part, d);
      return { n: isMost ? d - n : n, d };
    });
const anyTable = (rows: number, columns: number, largest: number) =>
  fc.tuple(fc.integer({ min: 1, max: rows }), fc.integer({ min: 1, max: columns })).chain(([height, width]) =>
    fc.array(fc.array(anyCount(largest), { minLength: width, maxLength: width }), {
      minLength: height,
      maxLength: height,
    }),
  );

describe('one month of protected figures', () => {
  it('the attack works: hiding the small figure alone gives it away', () => {
    const counts = withTotals([[{ n: 30, d: 60 }], [{ n: 3, d: 60 }]]);
    const isHidden = counts.map((row) => row.map((count) => isSmall(count)));
    expect(leaks({ counts, isHidden }).join()).toContain('3 of 60 lies in 3 to 3');
  });

  it('gives nothing away to every way of solving it, in small tables', () => {
    fc.assert(
      fc.property(anyTable(3, 3, 24), (cells) => {
        expect(leaks(monthOf(cells))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('gives nothing away to sums and differences, in tables as large as a partnership', () => {
    const byRanges = (index: number, unknowns: readonly Unknown[], equations: readonly Equation[]) =>
      (narrowed(unknowns, equations) as Unknown[])[index] as Unknown;
    fc.assert(
      fc.property(anyTable(14, 9, 300), (cells) => {
        expect(leaks(monthOf(cells), null, byRanges)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('hides every small figure and its totals, and shows the others as they are', () => {
    fc.assert(
      fc.property(anyTable(4, 4, 60), (cells) => {
        const { counts, isHidden } = monthOf(cells);
        counts.forEach((row, r) =>
          row.forEach((count, c) => {
            if (isSmall(count)) expect(isHidden[r]?.[c]).toBe(true);
            if (count.d === 0) expect(isHidden[r]?.[c]).toBe(false);
          }),
        );
      }),
    );
  });
});

describe('month against month', () => {
  const columnsOf = (cells: readonly (readonly Count[])[]) =>
    (cells[0] ?? []).map((_, index) => `module-${index}`);
  const agenciesOf = (cells: readonly (readonly Count[])[]): AgencyCounts[] =>
    cells.map((counts, index) => ({ key: `agency-${index}`, members: 40, counts }));
  const asMonth = (published: readonly PublishedCell[], width: number): Month => {
    const rows = (pick: (cell: PublishedCell) => Count | boolean) =>
      Array.from({ length: published.length / width }, (_, row) =>
        published.slice(row * width, (row + 1) * width).map(pick),
      );
    return {
      counts: rows((cell) => cell.count) as Count[][],
      isHidden: rows((cell) => cell.isHidden) as boolean[][],
    };
  };
  /** Each figure stays, or some finish, lapse, join or leave. */
  const anyMove = fc.tuple(fc.boolean(), fc.integer({ min: -9, max: 14 }), fc.integer({ min: -6, max: 9 }));
  const moved = ({ n, d }: Count, [stays, more, joined]: readonly [boolean, number, number]): Count => {
    if (stays) return { n, d };
    const base = Math.max(0, d + joined);
    return { n: Math.max(0, Math.min(base, n + more)), d: base };
  };

  it('gives nothing away to whoever keeps both', () => {
    fc.assert(
      fc.property(anyTable(3, 2, 24), fc.array(anyMove, { minLength: 6, maxLength: 6 }), (cells, moves) => {
        const width = (cells[0]?.length ?? 0) + 1;
        const first = publishBoard(columnsOf(cells), agenciesOf(cells), null);
        const next = cells.map((row, r) =>
          row.map((count, c) => moved(count, moves[r * 2 + c] ?? [true, 0, 0])),
        );
        const second = publishBoard(columnsOf(cells), agenciesOf(next), first);
        const [before, after] = [asMonth(first, width), asMonth(second, width)];
        expect([...leaks(before, after), ...leaks(after, before)]).toEqual([]);
      }),
      { numRuns: 250 },
    );
  });
});
