import { isSmall, withTotals, type Count } from './small-numbers.js';
import { TableNetwork } from './table-network.js';

/** A table of figures. All rows are as long as the first. */
export interface CountTable {
  readonly cells: readonly (readonly Count[])[];
  /** Whether a figure must be hidden for a reason of its own, beside being small. */
  readonly mustHide?: (row: number, column: number) => boolean;
  /**
   * Whether hiding a figure would keep it from a reader at all. One who read it last month, and knows that
   * it has not moved, is told nothing less by a `[c]`; so it cannot shelter another.
   */
  readonly canShelter?: (row: number, column: number) => boolean;
  /** Whether a figure is better hidden than others, should one be needed: such as one hidden last month. */
  readonly isPreferred?: (row: number, column: number) => boolean;
}

/**
 * Which figures of a table and its totals are hidden. Rows and columns count from 0; the row after the last
 * holds the column totals, the column after the last holds the row totals, and they cross in the grand total.
 */
export interface TableProtection {
  readonly isHidden: readonly (readonly boolean[])[];
  /** Hidden figures for which no shelter was left. Empty unless `canShelter` forbids what is needed. */
  readonly exposed: readonly { readonly row: number; readonly column: number }[];
}

/** Work that stops now and then, so that whoever runs it can see to others in between. */
export type Stepwise<Result> = Generator<void, Result, void>;

/** The narrowest range that a reader may be able to work a hidden figure into, where its base allows it. */
const SAFE_WIDTH = 5;
/** So many figures are seen to between two stops: a few milliseconds' work. */
const FIGURES_A_STEP = 200;

/**
 * Hides the small figures of a table, and as many more as it takes so that no sum gives one away.
 *
 * The reader is taken to know every denominator, every figure shown, and that rows and columns add up. From
 * that each hidden figure can be worked into a range. The table is safe when each range is at least five
 * wide, reaches 5 from below, and leaves a complement of 5: so nobody can say that a hidden figure, or what
 * is left of it, is 1 to 4. (A base under five cannot give more than all its values.)
 *
 * Shown and hidden figures with their totals form a network in which rows and columns are the knots and
 * hidden figures the pipes; a hidden figure can move only along a closed way of pipes. The widest move is a
 * maximum flow, which is exact; where it is too narrow, the cheapest further figures are hidden on the way,
 * totals last. (J. P. Kelly, B. L. Golden, A. A. Assad, "Cell suppression", Networks 22, 1992)
 *
 * Most hidden figures of a large table are the corner of a rectangle of four that can move wide enough by
 * themselves. Finding one proves what the maximum flow would prove, in a hundredth of the time.
 */
export function protectTable(table: CountTable): TableProtection {
  return runToEnd(protectingTable(table));
}

/** The same in steps: the table of a nation takes seconds. */
export function* protectingTable(table: CountTable): Stepwise<TableProtection> {
  const counts = withTotals(table.cells);
  const network = new TableNetwork(
    counts,
    (row, column, count) => isSmall(count) || (count.d > 0 && (table.mustHide?.(row, column) ?? false)),
    table,
  );
  const exposed: { row: number; column: number }[] = [];
  const waiting = network.hiddenCells();
  for (let seen = 1, cell = waiting.pop(); cell !== undefined; cell = waiting.pop(), seen += 1) {
    if (seen % FIGURES_A_STEP === 0) yield;
    const { isSheltered, alsoHidden } = shelter(network, cell);
    // Hiding more only widens the ranges found before, so what was safe stays safe.
    waiting.push(...alsoHidden);
    if (!isSheltered) exposed.push(network.placeOf(cell));
  }
  return { isHidden: network.hiddenByRow(), exposed };
}

/** What stepwise work comes to, when nobody has to be seen to in between. */
export function runToEnd<Result>(work: Stepwise<Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Hides what is needed for one hidden figure to be safe, and says what it hid and whether that was enough. */
function shelter(network: TableNetwork, cell: number): { isSheltered: boolean; alsoHidden: number[] } {
  const { n, d } = network.countOf(cell);
  const width = Math.min(SAFE_WIDTH, d);
  const needUp = Math.max(0, width - n);
  const needDown = Math.max(0, n - (d - width));
  const alsoHidden: number[] = [];
  if (network.hasRectangles(cell, needUp, needDown, width)) return { isSheltered: true, alsoHidden };

  let up = network.widest(cell, true, width, null);
  let down = network.widest(cell, false, width, null);
  const makeWay = (isUp: boolean, want: number) => {
    network.widest(cell, isUp, want, alsoHidden);
    // What makes way upwards often makes way downwards too, so both are measured again.
    up = network.widest(cell, true, width, null);
    down = network.widest(cell, false, width, null);
  };
  if (up < needUp) makeWay(true, needUp);
  if (down < needDown) makeWay(false, needDown);
  if (up + down < width) makeWay(true, Math.min(width - down, d - n));
  if (up + down < width) makeWay(false, Math.min(width - up, n));
  return { isSheltered: up >= needUp && down >= needDown && up + down >= width, alsoHidden };
}
