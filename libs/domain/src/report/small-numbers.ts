/** How many of how many: `n` people (or duties) out of `d`. Whole numbers, `0 ≤ n ≤ d`. */
export interface Count {
  readonly n: number;
  readonly d: number;
}

/**
 * A figure as partnership and public screens may have it. When it is protected, the numbers are absent,
 * not merely unseen; screens print `[c]`. `null`: nobody there is required to, so there is no figure.
 */
export type ProtectedFigure =
  | { readonly isProtected: true }
  | {
      readonly isProtected: false;
      readonly n: number;
      readonly d: number;
      /** Whole per cent; `null` where the rule shows the number alone. */
      readonly percentage: number | null;
    }
  | null;

/** The largest count that gives a person away to colleagues in other agencies. */
export const LARGEST_SMALL_COUNT = 4;
/** Below this many, a share says too much about each of them. */
export const SMALLEST_DENOMINATOR = 10;
/** An agency of fewer members is shown only together with others. */
export const SMALLEST_AGENCY = 10;
/** Fewer small agencies than this, or fewer people in them, and even their sum is hidden. */
export const SMALLEST_GROUP = { agencies: 3, people: 10 } as const;
/** The least that a published figure may move by. */
export const SMALLEST_MOVE = 5;
/** How a hidden figure is printed: the shorthand of government statistics. */
export const PROTECTED_SYMBOL = '[c]';

const PUBLIC_LARGEST_HIDDEN = 7;
const PUBLIC_ROUND_TO = 5;
const PUBLIC_SMALLEST_PERCENTAGE_BASE = 20;

/** One agency's figures, in the order of the columns, with its members on the day. */
export interface AgencyCounts {
  readonly key: string;
  readonly members: number;
  readonly counts: readonly Count[];
}

/** One row of the board: an agency, or all small ones together. */
export interface BoardRow {
  readonly key: string;
  readonly counts: readonly Count[];
  /** Whether every figure of the row is hidden, whatever it is. */
  readonly isAllHidden: boolean;
}

/** Key of the row in which agencies of fewer than ten members stand together. */
export const SMALL_ORGANISATIONS = 'small-organisations';

/**
 * Whether a figure must be hidden from other agencies by itself: its numerator or what is left of it is 1
 * to 4, or its denominator is under 10. Where nobody is required there is nothing to hide.
 * (docs/rules.md, "Small numbers", 2)
 */
export function isSmall({ n, d }: Count): boolean {
  return d > 0 && (d < SMALLEST_DENOMINATOR || isSmallCount(n) || isSmallCount(d - n));
}

/** The figure as a partnership screen may have it, once `isHidden` was decided for the whole table. */
export function partnershipFigure(count: Count, isHidden: boolean): ProtectedFigure {
  if (count.d === 0) return null;
  if (isHidden) return { isProtected: true };
  return { isProtected: false, n: count.n, d: count.d, percentage: percentage(count) };
}

/**
 * The figure as anyone may have it: 1 to 7 hidden, the rest rounded to the nearest 5, and no percentage of
 * a base under 20. The percentage is that of the rounded figures, so it tells no more than they do.
 */
export function publicFigure({ n, d }: Count): ProtectedFigure {
  if (d === 0) return null;
  if (isHiddenFromPublic(n) || isHiddenFromPublic(d)) return { isProtected: true };
  const rounded = { n: roundToFive(n), d: roundToFive(d) };
  const hasPercentage = d >= PUBLIC_SMALLEST_PERCENTAGE_BASE;
  return { isProtected: false, ...rounded, percentage: hasPercentage ? percentage(rounded) : null };
}

/**
 * The base that is published next month for one figure: the current one when numerator and complement
 * have each moved by nothing or by at least five, else the published one again. So the difference between
 * two months never tells of a few people. Where nobody was required there was no figure, so none can move.
 * (docs/rules.md, "Small numbers", 4)
 */
export function nextBase(published: Count | null, current: Count): Count {
  if (published === null || published.d === 0) return current;
  const numeratorMove = Math.abs(current.n - published.n);
  const complementMove = Math.abs(current.d - current.n - (published.d - published.n));
  const isWide = (move: number) => move === 0 || move >= SMALLEST_MOVE;
  return isWide(numeratorMove) && isWide(complementMove) ? current : published;
}

/**
 * The same for the small organisations together. Which agencies they are changes as one of nine people takes on a
 * tenth, and what the row then moves by is that agency's own figure. So its base moves by nothing or by more
 * people than a small agency has.
 */
export function nextBaseOfSmallOrganisations(published: Count | null, current: Count): Count {
  const next = nextBase(published, current);
  if (published === null || published.d === 0) return next;
  const baseMove = Math.abs(next.d - published.d);
  return baseMove === 0 || baseMove >= SMALLEST_AGENCY ? next : published;
}

/**
 * The rows of the board. Agencies of fewer than ten members stand together in one row, the last; with fewer
 * than three of them, or fewer than ten people in all, every figure of that row is hidden.
 */
export function boardRows(agencies: readonly AgencyCounts[]): BoardRow[] {
  const large = agencies.filter((agency) => agency.members >= SMALLEST_AGENCY);
  const small = agencies.filter((agency) => agency.members < SMALLEST_AGENCY);
  const rows = large.map(({ key, counts }) => ({ key, counts, isAllHidden: false }));
  if (small.length === 0) return rows;
  const people = small.reduce((sum, agency) => sum + agency.members, 0);
  const counts = (small[0]?.counts ?? []).map((_, column) =>
    sumOf(small.map((agency) => agency.counts[column] ?? NOBODY)),
  );
  const isAllHidden = small.length < SMALLEST_GROUP.agencies || people < SMALLEST_GROUP.people;
  return [...rows, { key: SMALL_ORGANISATIONS, counts, isAllHidden }];
}

/** Several figures added up. */
export function sumOf(counts: readonly Count[]): Count {
  return counts.reduce((sum, { n, d }) => ({ n: sum.n + n, d: sum.d + d }), NOBODY);
}

/** A table with a column of row totals after its last column, and a row of column totals after its last row. */
export function withTotals(cells: readonly (readonly Count[])[]): Count[][] {
  const withRowTotals = cells.map((row) => [...row, sumOf(row)]);
  const width = (cells[0]?.length ?? 0) + 1;
  const totals = Array.from({ length: width }, (_, column) =>
    sumOf(withRowTotals.map((row) => row[column] ?? NOBODY)),
  );
  return [...withRowTotals, totals];
}

const NOBODY: Count = { n: 0, d: 0 };

function isSmallCount(count: number): boolean {
  return count >= 1 && count <= LARGEST_SMALL_COUNT;
}

function isHiddenFromPublic(count: number): boolean {
  return count >= 1 && count <= PUBLIC_LARGEST_HIDDEN;
}

function roundToFive(count: number): number {
  return Math.round(count / PUBLIC_ROUND_TO) * PUBLIC_ROUND_TO;
}

/** Whole per cent, where 0 and 100 are said only of none and all. */
function percentage({ n, d }: Count): number {
  if (n === 0 || n === d) return n === 0 ? 0 : 100;
  return Math.min(99, Math.max(1, Math.round((100 * n) / d)));
}
