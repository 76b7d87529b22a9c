import fc from 'fast-check';
import { publishBoard, type PublishedCell } from './board-publication.js';
import { isSmall, SMALL_ORGANISATIONS, withTotals, type AgencyCounts, type Count } from './small-numbers.js';
import { protectTable } from './table-protection.js';
import { exactRange, quickRange, type Balance, type Range } from './testing/figure-attacker.js';

// Trying every value takes a second or two; a busy machine may need many times that.
jest.setTimeout(60_000);

/** One published month as the reader has it: figures with their totals. */
interface Month {
  readonly counts: readonly (readonly Count[])[];
  readonly isHidden: readonly (readonly boolean[])[];
}

const upTo = (length: number) => Array.from({ length }, (_, index) => index);

/**
 * Writes down all that the reader knows of several months of one table. Every denominator is known. A figure
 * that another month shows, and that has stood still from then to now, is known whether it is hidden here or
 * not.
 */
function written(months: readonly Month[]) {
  const height = months[0]?.counts.length ?? 0;
  const width = months[0]?.counts[0]?.length ?? 0;
  const size = height * width;
  const at = (month: number, r: number, c: number) => month * size + r * width + c;
  const countAt = (month: number, r: number, c: number) => months[month]?.counts[r]?.[c] as Count;
  const stands = (month: number, r: number, c: number) => {
    const [before, after] = [countAt(month - 1, r, c), countAt(month, r, c)];
    return before.n === after.n && before.d === after.d;
  };
  const isKnown = (month: number, r: number, c: number) => {
    for (let other = month; other >= 0; other -= 1) {
      if (!months[other]?.isHidden[r]?.[c]) return true;
      if (other > 0 && !stands(other, r, c)) break;
    }
    for (let other = month + 1; other < months.length && stands(other, r, c); other += 1) {
      if (!months[other]?.isHidden[r]?.[c]) return true;
    }
    return false;
  };
  const unknowns: Range[] = [];
  const balances: Balance[] = [];
  months.forEach(({ counts }, month) => {
    counts.forEach((row, r) =>
      row.forEach(({ n, d }, c) => {
        unknowns.push(isKnown(month, r, c) ? { low: n, high: n } : { low: 0, high: d });
      }),
    );
    for (const r of upTo(height)) {
      balances.push({ plus: upTo(width - 1).map((c) => at(month, r, c)), minus: [at(month, r, width - 1)] });
    }
    for (const c of upTo(width)) {
      balances.push({
        plus: upTo(height - 1).map((r) => at(month, r, c)),
        minus: [at(month, height - 1, c)],
      });
    }
  });
  return { unknowns, balances, at };
}

/** Hidden figures of which the reader can say too much: a sentence for each, empty when all is well. */
function leaks(months: readonly Month[], range = exactRange): string[] {
  const { unknowns, balances, at } = written(months);
  return months.flatMap(({ counts, isHidden }, month) =>
    counts.flatMap((row, r) =>
      row.flatMap((count, c) => {
        if (!isHidden[r]?.[c]) return [];
        const { low, high } = range(at(month, r, c), unknowns, balances);
        // A figure too small to be five wide must keep all its values.
        const isNarrow = high - low < Math.min(5, count.d);
        const isKnownSmall = count.d >= 5 && (high <= 4 || low >= count.d - 4);
        return isNarrow || isKnownSmall
          ? [`month ${month} ${r}/${c}: ${count.n} of ${count.d} lies in ${low} to ${high}`]
          : [];
      }),
    ),
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
    expect(leaks([{ counts, isHidden }]).join()).toContain('3 of 60 lies in 3 to 3');
  });

  it('gives nothing away to every way of solving it, in small tables', () => {
    fc.assert(
      fc.property(anyTable(3, 3, 24), (cells) => {
        expect(leaks([monthOf(cells)])).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('gives nothing away to sums and differences, in tables as large as a partnership', () => {
    fc.assert(
      fc.property(anyTable(14, 9, 300), (cells) => {
        expect(leaks([monthOf(cells)], quickRange)).toEqual([]);
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
  const asMonth = (published: readonly PublishedCell[]): Month => {
    const rows = [...Map.groupBy(published, ({ row }) => row).values()];
    return {
      counts: rows.map((cells) => cells.map(({ count }) => count)),
      isHidden: rows.map((cells) => cells.map(({ isHidden }) => isHidden)),
    };
  };
  /** Each figure stays, or some finish, lapse, join or leave. */
  const anyMove = fc.tuple(fc.boolean(), fc.integer({ min: -9, max: 14 }), fc.integer({ min: -6, max: 9 }));
  const moved = ({ n, d }: Count, [stays, more, joined]: readonly [boolean, number, number]): Count => {
    if (stays) return { n, d };
    const base = Math.max(0, d + joined);
    return { n: Math.max(0, Math.min(base, n + more)), d: base };
  };
  /** Months of a small partnership: the first as it comes, then each figure moved. */
  const anyMonths = (rows: number, columns: number, largest: number, months: number) =>
    fc.tuple(
      anyTable(rows, columns, largest),
      fc.array(fc.array(anyMove, { minLength: rows * columns, maxLength: rows * columns }), {
        minLength: months - 1,
        maxLength: months - 1,
      }),
    );
  type Moves = readonly (readonly (readonly [boolean, number, number])[])[];
  const publishedMonths = (first: readonly (readonly Count[])[], moves: Moves): PublishedCell[][] => {
    const months: PublishedCell[][] = [publishBoard(columnsOf(first), agenciesOf(first), null)];
    let cells = first;
    for (const each of moves) {
      const width = cells[0]?.length ?? 0;
      cells = cells.map((row, r) => row.map((count, c) => moved(count, each[r * width + c] ?? [true, 0, 0])));
      months.push(publishBoard(columnsOf(cells), agenciesOf(cells), months.at(-1) ?? null));
    }
    return months;
  };

  it('gives nothing away to whoever keeps both', () => {
    fc.assert(
      fc.property(anyMonths(3, 2, 24, 2), ([first, moves]) => {
        expect(leaks(publishedMonths(first, moves).map(asMonth))).toEqual([]);
      }),
      { numRuns: 250 },
    );
  });

  it('gives nothing away over half a year', () => {
    fc.assert(
      fc.property(anyMonths(2, 2, 40, 6), ([first, moves]) => {
        expect(leaks(publishedMonths(first, moves).map(asMonth))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('gives nothing away where small agencies stand together, and one of them grows out of the row', () => {
    const anyMembers = fc.array(fc.integer({ min: 4, max: 14 }), { minLength: 5, maxLength: 5 });
    const partnership = (cells: readonly (readonly Count[])[], members: readonly number[]): AgencyCounts[] =>
      cells.map((counts, index) => {
        const people = members[index] ?? 40;
        const fitting = counts.map(({ n, d }) => ({ n: Math.min(n, people), d: Math.min(d, people) }));
        return { key: `agency-${index}`, members: people, counts: fitting };
      });
    fc.assert(
      fc.property(anyTable(7, 2, 40), anyMembers, fc.nat(4), (cells, members, grown) => {
        const later = members.map((people, index) => people + (index === grown ? 3 : 0));
        const first = publishBoard(columnsOf(cells), partnership(cells, members), null);
        const second = publishBoard(columnsOf(cells), partnership(cells, later), first);
        for (const month of [first, second]) expect(leaks([asMonth(month)])).toEqual([]);
        // Nobody of fewer than ten stands alone, and the row they share moves by no one of them.
        const rows = new Set(second.map(({ row }) => row));
        later.slice(0, cells.length).forEach((people, index) => {
          expect(rows.has(`agency-${index}`)).toBe(people >= 10);
        });
        const smallAt = (month: readonly PublishedCell[], column: string) =>
          month.find((cell) => cell.row === SMALL_ORGANISATIONS && cell.column === column)?.count;
        for (const column of columnsOf(cells)) {
          const [before, after] = [smallAt(first, column), smallAt(second, column)];
          if (before === undefined || after === undefined || before.d === 0) continue;
          const move = Math.abs(after.d - before.d);
          expect(move === 0 || move >= 10).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('the attack works: without the secondary protection both months are an open book', () => {
    const bare = (cells: readonly (readonly Count[])[]): Month => {
      const counts = withTotals(cells);
      return { counts, isHidden: counts.map((row) => row.map((count) => isSmall(count))) };
    };
    const first = [
      [
        { n: 3, d: 60 },
        { n: 20, d: 60 },
      ],
      [
        { n: 30, d: 60 },
        { n: 30, d: 60 },
      ],
    ];
    expect(leaks([bare(first), bare(first)])).toHaveLength(2);
    // The same table as it is published.
    expect(leaks(publishedMonths(first, [[[true, 0, 0]]]).map(asMonth))).toEqual([]);
  });
});
