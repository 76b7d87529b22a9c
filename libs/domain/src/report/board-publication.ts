import {
  boardRows,
  isSmall,
  nextBase,
  nextBaseOfSmallOrganisations,
  SMALL_ORGANISATIONS,
  withTotals,
  type AgencyCounts,
  type BoardRow,
  type Count,
} from './small-numbers.js';
import { protectingTable, runToEnd, type Stepwise, type TableProtection } from './table-protection.js';

/** Key of the row of column totals and of the column of row totals; they cross in the grand total. */
export const TOTAL = 'total';

/** One figure of a published board with its true base, which no screen may read. */
export interface PublishedCell {
  /** Key of an agency, of the small organisations, or `TOTAL`. */
  readonly row: string;
  /** Key of a column, such as a module, or `TOTAL`. */
  readonly column: string;
  /** The base that was published; next month's rule compares with it. */
  readonly count: Count;
  readonly isHidden: boolean;
}

/**
 * The board of one month: every agency by every column, with totals, ready to publish.
 *
 * Figures move only by the rule of `nextBase`, and totals are the sums of what is published, so that no
 * view disagrees with another. Month against month, a figure that has not moved stays hidden where it was
 * hidden, and gives no shelter where it was shown, because whoever kept last month's board knows it. Where
 * too few have moved to shelter one that did, the moves around it wait for another month.
 *
 * What is not guarded against:
 *
 * - A reader who also knows, from elsewhere, which of the hidden figures moved between two months: the totals
 *   then tell that reader by how much.
 * - In rare tables of a few very small figures, a reader who knows every denominator and reasons with the rule of
 *   `nextBase` itself (no move is of 1 to 4): some of the values that the sums allow are then impossible, and what
 *   is left can be narrower than five. Of three months of random tables of two by two, 4 in 200 were so; denominators
 *   of hidden figures are not published.
 * - An agency that leaves takes its row out of the totals; what they moved by is its last figures, to a reader who
 *   knows that nobody else moved.
 *
 * @param columns  Keys in the order in which each agency's counts stand.
 * @param previous What was published last, or `null` the first time.
 */
export function publishBoard(
  columns: readonly string[],
  agencies: readonly AgencyCounts[],
  previous: readonly PublishedCell[] | null,
): PublishedCell[] {
  return runToEnd(publishingBoard(columns, agencies, previous));
}

/** The same in steps: the board of a nation takes seconds. */
export function* publishingBoard(
  columns: readonly string[],
  agencies: readonly AgencyCounts[],
  previous: readonly PublishedCell[] | null,
): Stepwise<PublishedCell[]> {
  const rows = boardRows(agencies);
  const publishedAt = lastMonth(rows, columns, previous ?? []);
  const base = rows.map((row, r) =>
    row.counts.map((count, c) => {
      const published = publishedAt(r, c)?.count ?? null;
      return row.key === SMALL_ORGANISATIONS
        ? nextBaseOfSmallOrganisations(published, count)
        : nextBase(published, count);
    }),
  );

  for (;;) {
    const protection = yield* protectingMonth(rows, base, publishedAt, false);
    if (protection.exposed.length === 0) return cellsOf(rows, columns, base, protection);
    const hasHeld = protection.exposed.map((cell) => holdAround(cell, base, publishedAt)).some(Boolean);
    if (!hasHeld) {
      // Nothing is left to wait for: new rows or columns alone. Each month is still safe by itself.
      return cellsOf(rows, columns, base, yield* protectingMonth(rows, base, publishedAt, true));
    }
  }
}

type PublishedAt = (row: number, column: number) => PublishedCell | null;

/** What was published last, by the rows and columns of now; their totals come after the last. */
function lastMonth(
  rows: readonly BoardRow[],
  columns: readonly string[],
  previous: readonly PublishedCell[],
): PublishedAt {
  const before = new Map(previous.map((cell) => [keyOf(cell.row, cell.column), cell]));
  const table = [...rows.map(({ key }) => key), TOTAL].map((row) =>
    [...columns, TOTAL].map((column) => before.get(keyOf(row, column)) ?? null),
  );
  return (row, column) => table[row]?.[column] ?? null;
}

function protectingMonth(
  rows: readonly BoardRow[],
  base: readonly (readonly Count[])[],
  publishedAt: PublishedAt,
  mayRepeat: boolean,
): Stepwise<TableProtection> {
  const counts = withTotals(base);
  const countAt = (row: number, column: number) => counts[row]?.[column] ?? { n: 0, d: 0 };
  return protectingTable({
    cells: base,
    mustHide: (row, column) => {
      const published = publishedAt(row, column);
      const isStillHidden =
        published !== null && published.isHidden && !hasLeft(published.count, countAt(row, column));
      return (rows[row]?.isAllHidden ?? false) || isStillHidden;
    },
    canShelter: (row, column) => {
      const published = publishedAt(row, column);
      return (
        mayRepeat ||
        published === null ||
        published.isHidden ||
        !isSame(published.count, countAt(row, column))
      );
    },
    isPreferred: (row, column) => publishedAt(row, column)?.isHidden ?? false,
  });
}

/** Puts back the last published base of every figure that moved in the row and the column of an exposed one. */
function holdAround(
  exposed: { readonly row: number; readonly column: number },
  base: Count[][],
  publishedAt: PublishedAt,
): boolean {
  let hasHeld = false;
  base.forEach((counts, row) =>
    counts.forEach((count, column) => {
      const published = publishedAt(row, column);
      // An exposed total stands for its whole row or column, and the grand total for all.
      const isNear = row === exposed.row || column === exposed.column || isTotal(exposed, base);
      if (!isNear || published === null || isSame(published.count, count)) return;
      counts[column] = published.count;
      hasHeld = true;
    }),
  );
  return hasHeld;
}

function isTotal(
  cell: { readonly row: number; readonly column: number },
  base: readonly (readonly Count[])[],
): boolean {
  return cell.row >= base.length && cell.column >= (base[0]?.length ?? 0);
}

function cellsOf(
  rows: readonly BoardRow[],
  columns: readonly string[],
  base: readonly (readonly Count[])[],
  protection: TableProtection,
): PublishedCell[] {
  return withTotals(base).flatMap((counts, r) =>
    counts.map((count, c) => ({
      row: rows[r]?.key ?? TOTAL,
      column: columns[c] ?? TOTAL,
      count,
      isHidden: protection.isHidden[r]?.[c] ?? isSmall(count),
    })),
  );
}

/**
 * Whether a figure has left the one that was hidden behind, on both sides. With the numerator where it was,
 * showing it would tell last month's too.
 */
function hasLeft(hidden: Count, count: Count): boolean {
  return hidden.n !== count.n && hidden.d - hidden.n !== count.d - count.n;
}

function isSame(a: Count, b: Count): boolean {
  return a.n === b.n && a.d === b.d;
}

function keyOf(row: string, column: string): string {
  return `${row}\n${column}`;
}
