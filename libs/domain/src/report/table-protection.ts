import { isSmall, withTotals, type Count } from './small-numbers.js';

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

/** The narrowest range that a reader may be able to work a hidden figure into, where its base allows it. */
const SAFE_WIDTH = 5;
const TOTAL_COST = 1_000_000;

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
 */
export function protectTable(table: CountTable): TableProtection {
  const network = new TableNetwork(table);
  const exposed: { row: number; column: number }[] = [];
  const waiting = network.hiddenCells();
  for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
    const { row, column } = cell;
    const { isSheltered, alsoHidden } = network.shelter(row, column);
    // Hiding more only widens the ranges found before, so what was safe stays safe.
    waiting.push(...alsoHidden);
    if (!isSheltered) exposed.push(cell);
  }
  return { isHidden: network.isHidden, exposed };
}

interface Cell {
  readonly row: number;
  readonly column: number;
}

/** Pipes, each with whether what flows in it rises. */
type Way = readonly (Cell & { readonly isRise: boolean })[];

/** How far figures have been moved, by their index; those not in it stand where they stood. */
type Moves = Map<number, number>;

/** The figures of a table and its totals, as a network in which every row and every column sums to nothing. */
class TableNetwork {
  readonly isHidden: boolean[][];
  private readonly counts: Count[][];
  private readonly lastRow: number;
  private readonly lastColumn: number;
  private readonly table: CountTable;
  /** For each knot, the knots that hidden figures join it to. */
  private readonly hiddenAt: number[][];

  constructor(table: CountTable) {
    this.table = table;
    this.counts = withTotals(table.cells);
    this.lastRow = this.counts.length - 1;
    this.lastColumn = (this.counts[0]?.length ?? 1) - 1;
    this.isHidden = this.counts.map((row, r) =>
      row.map((count, c) => isSmall(count) || (count.d > 0 && (table.mustHide?.(r, c) ?? false))),
    );
    this.hiddenAt = Array.from({ length: this.lastRow + this.lastColumn + 2 }, () => []);
    for (const { row, column } of this.hiddenCells()) this.join(row, column);
  }

  hiddenCells(): Cell[] {
    return this.isHidden.flatMap((row, r) =>
      row.flatMap((isHidden, c) => (isHidden ? [{ row: r, column: c }] : [])),
    );
  }

  /** Hides what is needed for one hidden figure to be safe, and says what it hid and whether that was enough. */
  shelter(row: number, column: number): { isSheltered: boolean; alsoHidden: Cell[] } {
    const { n, d } = this.countAt(row, column);
    const width = Math.min(SAFE_WIDTH, d);
    const needUp = Math.max(0, width - n);
    const needDown = Math.max(0, n - (d - width));
    const alsoHidden: Cell[] = [];
    const cell = { row, column };
    let up = this.widest(cell, true, width, null);
    let down = this.widest(cell, false, width, null);
    const makeWay = (isUp: boolean, want: number) => {
      this.widest(cell, isUp, want, alsoHidden);
      // What makes way upwards often makes way downwards too, so both are measured again.
      up = this.widest(cell, true, width, null);
      down = this.widest(cell, false, width, null);
    };
    if (up < needUp) makeWay(true, needUp);
    if (down < needDown) makeWay(false, needDown);
    if (up + down < width) makeWay(true, Math.min(width - down, d - n));
    if (up + down < width) makeWay(false, Math.min(width - up, n));
    return { isSheltered: up >= needUp && down >= needDown && up + down >= width, alsoHidden };
  }

  /**
   * How far one hidden figure can move up or down, `want` at most, when the others give way.
   *
   * @param alsoHidden Where to note figures that are hidden to make way; `null` to hide none.
   */
  private widest(cell: Cell, isUp: boolean, want: number, alsoHidden: Cell[] | null): number {
    const moved: Moves = new Map();
    const isRise = isUp === this.isPositive(cell.row, cell.column);
    let reached = 0;
    while (reached < want) {
      const way =
        this.hiddenWay(cell, isRise, moved) ??
        (alsoHidden === null ? null : this.cheapestWay(cell, isRise, want - reached, moved));
      if (way === null) break;
      const step = Math.min(want - reached, ...way.map((pipe) => this.room(pipe, pipe.isRise, moved)));
      for (const pipe of way) {
        const index = this.indexOf(pipe);
        moved.set(index, (moved.get(index) ?? 0) + (pipe.isRise ? step : -step));
        if (!this.isHiddenAt(pipe.row, pipe.column)) {
          this.hide(pipe.row, pipe.column);
          alsoHidden?.push({ row: pipe.row, column: pipe.column });
        }
      }
      reached += step;
    }
    return reached;
  }

  /**
   * A shortest way through hidden figures from the figure's row back to its column, or `null`. Knots are rows,
   * then columns. Going from a row to a column undoes the figure's move; from a column to a row repeats it.
   */
  private hiddenWay(cell: Cell, isRise: boolean, moved: Moves): Way | null {
    const rows = this.lastRow + 1;
    const from = new Map([[cell.row, cell.row]]);
    const queue = [cell.row];
    for (const knot of queue) {
      const isRow = knot < rows;
      for (const next of this.hiddenAt[knot] ?? []) {
        if (from.has(next)) continue;
        const pipe = isRow ? { row: knot, column: next - rows } : { row: next, column: knot - rows };
        if (isSameCell(pipe, cell) || this.room(pipe, isRise !== isRow, moved) <= 0) continue;
        from.set(next, knot);
        if (next === rows + cell.column) return this.wayBack(cell, isRise, (each) => from.get(each));
        queue.push(next);
      }
    }
    return null;
  }

  /** The way that costs the reader least when further figures may be hidden, as Dijkstra finds it, or `null`. */
  private cheapestWay(cell: Cell, isRise: boolean, want: number, moved: Moves): Way | null {
    const rows = this.lastRow + 1;
    const knots = rows + this.lastColumn + 1;
    const cost = new Array<number>(knots).fill(Infinity);
    const from = new Array<number>(knots).fill(-1);
    const isDone = new Array<boolean>(knots).fill(false);
    const costOf = (knot: number) => cost[knot] ?? Infinity;
    cost[cell.row] = 0;
    for (;;) {
      let knot = -1;
      for (let next = 0; next < knots; next += 1) {
        if (!isDone[next] && costOf(next) < (knot < 0 ? Infinity : costOf(knot))) knot = next;
      }
      if (knot < 0) return null;
      if (knot === rows + cell.column) return this.wayBack(cell, isRise, (each) => from[each]);
      isDone[knot] = true;
      const isRow = knot < rows;
      for (let next = isRow ? rows : 0; next < (isRow ? knots : rows); next += 1) {
        const pipe = isRow ? { row: knot, column: next - rows } : { row: next, column: knot - rows };
        const room = isSameCell(pipe, cell) ? 0 : this.room(pipe, isRise !== isRow, moved);
        if (isDone[next] || room <= 0) continue;
        const price = costOf(knot) + this.price(pipe, room < want);
        if (price < costOf(next)) {
          cost[next] = price;
          from[next] = knot;
        }
      }
    }
  }

  /** The pipes of a way that was found, from the figure's column back to its row. */
  private wayBack(cell: Cell, isRise: boolean, from: (knot: number) => number | undefined): Way {
    const rows = this.lastRow + 1;
    const way: (Cell & { isRise: boolean })[] = [];
    for (let knot = rows + cell.column; knot !== cell.row;) {
      const before = from(knot) ?? cell.row;
      const isRow = before < rows;
      way.push({
        row: isRow ? before : knot,
        column: (isRow ? knot : before) - rows,
        isRise: isRise !== isRow,
      });
      knot = before;
    }
    return way;
  }

  /** What hiding a figure costs the reader: nothing when it is hidden already, most when it is a total. */
  private price({ row, column }: Cell, isNarrow: boolean): number {
    // Not quite nothing, so that of two free ways the shorter is taken.
    if (this.isHiddenAt(row, column)) return 0.001;
    if (!(this.table.canShelter?.(row, column) ?? true)) return Infinity;
    const totals = (row === this.lastRow ? 1 : 0) + (column === this.lastColumn ? 1 : 0);
    const size = this.table.isPreferred?.(row, column) ? 1 : 10 + this.countAt(row, column).d;
    return totals * TOTAL_COST + size * (isNarrow ? 4 : 1);
  }

  /** How far a figure can still rise or fall in the network, where totals count backwards. */
  private room(cell: Cell, isRise: boolean, moved: Moves): number {
    const { n, d } = this.countAt(cell.row, cell.column);
    const isPositive = this.isPositive(cell.row, cell.column);
    const now = n + (isPositive ? 1 : -1) * (moved.get(this.indexOf(cell)) ?? 0);
    return isRise === isPositive ? d - now : now;
  }

  private isPositive(row: number, column: number): boolean {
    return (row === this.lastRow) === (column === this.lastColumn);
  }

  private countAt(row: number, column: number): Count {
    return this.counts[row]?.[column] ?? { n: 0, d: 0 };
  }

  private isHiddenAt(row: number, column: number): boolean {
    return this.isHidden[row]?.[column] ?? false;
  }

  private indexOf({ row, column }: Cell): number {
    return row * (this.lastColumn + 1) + column;
  }

  private hide(row: number, column: number): void {
    const cells = this.isHidden[row];
    if (cells) cells[column] = true;
    this.join(row, column);
  }

  private join(row: number, column: number): void {
    const columnKnot = this.lastRow + 1 + column;
    this.hiddenAt[row]?.push(columnKnot);
    this.hiddenAt[columnKnot]?.push(row);
  }
}

function isSameCell(a: Cell, b: Cell): boolean {
  return a.row === b.row && a.column === b.column;
}
