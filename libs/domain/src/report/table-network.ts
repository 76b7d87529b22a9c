import type { Count } from './small-numbers.js';

/** What a network must know of its figures to choose which else to hide. */
export interface HidingPreferences {
  /** Whether hiding a figure keeps it from a reader at all. */
  readonly canShelter?: (row: number, column: number) => boolean;
  /** Whether a figure is better hidden than others. */
  readonly isPreferred?: (row: number, column: number) => boolean;
}

/** A pipe as it lies in a way, with whether what flows in it rises. */
interface Pipe {
  readonly cell: number;
  readonly isRise: boolean;
}

const TOTAL_PRICE = 1_000_000;
const NOWHERE = -1;

/**
 * The figures of a table with its totals, as a network in which every row and every column sums to nothing,
 * totals counting backwards. Rows are the knots from 0, columns the knots after them; a hidden figure is a
 * pipe between its row and its column. Cells are named by `row * width + column`.
 *
 * It answers how far a hidden figure can move when the others give way, and hides more on the way when asked.
 */
export class TableNetwork {
  private readonly height: number;
  private readonly width: number;
  private readonly n: Int32Array;
  private readonly d: Int32Array;
  private readonly isHidden: Uint8Array;
  /** For each knot, the knots that hidden figures join it to. */
  private readonly hiddenAt: number[][];
  /** How far figures have been moved in the flow under way; `touched` says which to put back. */
  private readonly moved: Int32Array;
  private readonly touched: number[] = [];
  private readonly from: Int32Array;
  private readonly queue: Int32Array;

  /** @param counts The table with its totals. */
  constructor(
    counts: readonly (readonly Count[])[],
    mustHide: (row: number, column: number, count: Count) => boolean,
    private readonly preferences: HidingPreferences,
  ) {
    this.height = counts.length;
    this.width = counts[0]?.length ?? 0;
    const size = this.height * this.width;
    this.n = new Int32Array(size);
    this.d = new Int32Array(size);
    this.isHidden = new Uint8Array(size);
    this.moved = new Int32Array(size);
    const knots = this.height + this.width;
    this.from = new Int32Array(knots);
    this.queue = new Int32Array(knots);
    this.hiddenAt = Array.from({ length: knots }, () => []);
    counts.forEach((row, r) =>
      row.forEach((count, c) => {
        const cell = r * this.width + c;
        this.n[cell] = count.n;
        this.d[cell] = count.d;
        if (mustHide(r, c, count)) this.hide(cell);
      }),
    );
  }

  hiddenCells(): number[] {
    const cells: number[] = [];
    this.isHidden.forEach((isHidden, cell) => isHidden === 1 && cells.push(cell));
    return cells;
  }

  hiddenByRow(): boolean[][] {
    return Array.from({ length: this.height }, (_, row) =>
      Array.from(
        this.isHidden.subarray(row * this.width, (row + 1) * this.width),
        (isHidden) => isHidden === 1,
      ),
    );
  }

  countOf(cell: number): Count {
    return { n: this.n[cell] ?? 0, d: this.d[cell] ?? 0 };
  }

  placeOf(cell: number): { row: number; column: number } {
    return { row: this.rowOf(cell), column: cell % this.width };
  }

  /**
   * Whether rectangles of hidden figures, the best upwards and the best downwards, let one move as far as it
   * needs. A yes is a proof; a no is none, because longer ways and several at once are not tried.
   */
  hasRectangles(cell: number, needUp: number, needDown: number, width: number): boolean {
    const { row, column } = this.placeOf(cell);
    const columnKnot = this.height + column;
    let up = 0;
    let down = 0;
    for (const otherColumnKnot of this.hiddenAt[row] ?? []) {
      const otherColumn = otherColumnKnot - this.height;
      if (otherColumn === column) continue;
      const beside = row * this.width + otherColumn;
      for (const otherRow of this.hiddenAt[columnKnot] ?? []) {
        const across = otherRow * this.width + otherColumn;
        if (otherRow === row || this.isHidden[across] === 0) continue;
        const below = otherRow * this.width + column;
        up = Math.max(up, this.rectangleRoom(cell, true, beside, across, below, width));
        down = Math.max(down, this.rectangleRoom(cell, false, beside, across, below, width));
        if (up >= needUp && down >= needDown && up + down >= width) return true;
      }
    }
    return false;
  }

  /**
   * How far one hidden figure can move up or down, `want` at most, when the others give way.
   *
   * @param alsoHidden Where to note figures that are hidden to make way; `null` to hide none.
   */
  widest(cell: number, isUp: boolean, want: number, alsoHidden: number[] | null): number {
    const isRise = isUp === this.isPositive(cell);
    let reached = 0;
    while (reached < want) {
      const way =
        this.hiddenWay(cell, isRise) ??
        (alsoHidden === null ? null : this.cheapestWay(cell, isRise, want - reached));
      if (way === null) break;
      const step = way.reduce(
        (least, pipe) => Math.min(least, this.room(pipe.cell, pipe.isRise)),
        want - reached,
      );
      for (const pipe of way) {
        this.move(pipe, step);
        if (this.isHidden[pipe.cell] === 0) {
          this.hide(pipe.cell);
          alsoHidden?.push(pipe.cell);
        }
      }
      reached += step;
    }
    for (const each of this.touched) this.moved[each] = 0;
    this.touched.length = 0;
    return reached;
  }

  /** How far a corner can move in a rectangle: its neighbours against it, the opposite corner with it. */
  private rectangleRoom(
    cell: number,
    isUp: boolean,
    beside: number,
    across: number,
    below: number,
    most: number,
  ): number {
    const isRise = isUp === this.isPositive(cell);
    return Math.min(most, this.room(beside, !isRise), this.room(across, isRise), this.room(below, !isRise));
  }

  /**
   * A shortest way through hidden figures from the figure's row back to its column, or `null`. Going from a
   * row to a column undoes the figure's move; from a column to a row repeats it.
   */
  private hiddenWay(cell: number, isRise: boolean): Pipe[] | null {
    const start = this.rowOf(cell);
    const end = this.height + (cell % this.width);
    this.from.fill(NOWHERE);
    this.from[start] = start;
    this.queue[0] = start;
    for (let head = 0, tail = 1; head < tail; head += 1) {
      const knot = this.queue[head] ?? 0;
      const isRow = knot < this.height;
      for (const next of this.hiddenAt[knot] ?? []) {
        if (this.from[next] !== NOWHERE) continue;
        const pipe = this.pipeBetween(knot, next);
        if (pipe === cell || this.room(pipe, isRise !== isRow) <= 0) continue;
        this.from[next] = knot;
        if (next === end) return this.wayBack(start, end, isRise);
        this.queue[tail] = next;
        tail += 1;
      }
    }
    return null;
  }

  /** The way that costs the reader least when further figures may be hidden, as Dijkstra finds it, or `null`. */
  private cheapestWay(cell: number, isRise: boolean, want: number): Pipe[] | null {
    const start = this.rowOf(cell);
    const end = this.height + (cell % this.width);
    const knots = this.height + this.width;
    const cost = new Float64Array(knots).fill(Infinity);
    const isDone = new Uint8Array(knots);
    this.from.fill(NOWHERE);
    cost[start] = 0;
    for (;;) {
      const knot = cheapestOpen(cost, isDone);
      if (knot === NOWHERE) return null;
      if (knot === end) return this.wayBack(start, end, isRise);
      isDone[knot] = 1;
      const isRow = knot < this.height;
      const reachedAt = cost[knot] ?? Infinity;
      const last = isRow ? knots : this.height;
      for (let next = isRow ? this.height : 0; next < last; next += 1) {
        if (isDone[next] === 1) continue;
        const pipe = this.pipeBetween(knot, next);
        const room = pipe === cell ? 0 : this.room(pipe, isRise !== isRow);
        if (room <= 0) continue;
        const price = reachedAt + this.price(pipe, room < want);
        if (price < (cost[next] ?? Infinity)) {
          cost[next] = price;
          this.from[next] = knot;
        }
      }
    }
  }

  /** The pipes of a way that was found, from the figure's column back to its row. */
  private wayBack(start: number, end: number, isRise: boolean): Pipe[] {
    const way: Pipe[] = [];
    for (let knot = end; knot !== start;) {
      const before = this.from[knot] ?? start;
      way.push({ cell: this.pipeBetween(before, knot), isRise: isRise !== before < this.height });
      knot = before;
    }
    return way;
  }

  /** What hiding a figure costs the reader: nothing when it is hidden already, most when it is a total. */
  private price(cell: number, isNarrow: boolean): number {
    // Not quite nothing, so that of two free ways the shorter is taken.
    if (this.isHidden[cell] === 1) return 0.001;
    const { row, column } = this.placeOf(cell);
    if (!(this.preferences.canShelter?.(row, column) ?? true)) return Infinity;
    const totals = (row === this.height - 1 ? 1 : 0) + (column === this.width - 1 ? 1 : 0);
    const size = this.preferences.isPreferred?.(row, column) ? 1 : 10 + (this.d[cell] ?? 0);
    return totals * TOTAL_PRICE + size * (isNarrow ? 4 : 1);
  }

  /** How far a figure can still rise or fall in the network, where totals count backwards. */
  private room(cell: number, isRise: boolean): number {
    const isPositive = this.isPositive(cell);
    const moved = this.moved[cell] ?? 0;
    const now = (this.n[cell] ?? 0) + (isPositive ? moved : -moved);
    return isRise === isPositive ? (this.d[cell] ?? 0) - now : now;
  }

  private move({ cell, isRise }: Pipe, by: number): void {
    if (this.moved[cell] === 0) this.touched.push(cell);
    this.moved[cell] = (this.moved[cell] ?? 0) + (isRise ? by : -by);
  }

  private hide(cell: number): void {
    this.isHidden[cell] = 1;
    const { row, column } = this.placeOf(cell);
    this.hiddenAt[row]?.push(this.height + column);
    this.hiddenAt[this.height + column]?.push(row);
  }

  private isPositive(cell: number): boolean {
    return (this.rowOf(cell) === this.height - 1) === (cell % this.width === this.width - 1);
  }

  private rowOf(cell: number): number {
    return Math.floor(cell / this.width);
  }

  /** The figure between a row and a column, whichever comes first. */
  private pipeBetween(knot: number, other: number): number {
    return knot < other ? knot * this.width + other - this.height : other * this.width + knot - this.height;
  }
}

/** The knot not yet done that is reached most cheaply, or `NOWHERE`. */
function cheapestOpen(cost: Float64Array, isDone: Uint8Array): number {
  let best = NOWHERE;
  let least = Infinity;
  for (let knot = 0; knot < cost.length; knot += 1) {
    const price = cost[knot] ?? Infinity;
    if (isDone[knot] === 0 && price < least) {
      least = price;
      best = knot;
    }
  }
  return best;
}
