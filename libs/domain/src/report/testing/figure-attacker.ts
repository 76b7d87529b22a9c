/**
 * The other side: somebody who holds everything that was ever published, and solves it. Shares no code with
 * the protection. Figures are named by their place in one long list of unknowns.
 */

/** A figure lies between these, both included. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** Some figures added, others taken away, give nothing: a row and its total, a column and its total. */
export interface Balance {
  readonly plus: readonly number[];
  readonly minus: readonly number[];
}

/** Narrows every range by every balance until nothing moves; `null` when they contradict each other. */
export function narrowed(start: readonly Range[], balances: readonly Balance[]): Range[] | null {
  const ranges = start.map((range) => ({ ...range }));
  const at = (index: number) => ranges[index] as { low: number; high: number };
  let hasMoved = true;
  const narrow = (index: number, low: number, high: number) => {
    const range = at(index);
    hasMoved ||= low > range.low || high < range.high;
    range.low = Math.max(range.low, low);
    range.high = Math.min(range.high, high);
    return range.low <= range.high;
  };
  while (hasMoved) {
    hasMoved = false;
    for (const { plus, minus } of balances) {
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
      if (least > 0 || most < 0) return null;
      for (const index of plus) {
        const { low, high } = at(index);
        if (!narrow(index, high - most, low - least)) return null;
      }
      for (const index of minus) {
        const { low, high } = at(index);
        if (!narrow(index, least + high, most + low)) return null;
      }
    }
  }
  return ranges;
}

/** Tries values until every balance is met, or none can meet them. */
function isPossible(start: readonly Range[], balances: readonly Balance[]): boolean {
  const ranges = narrowed(start, balances);
  if (ranges === null) return false;
  let open = -1;
  let best = Infinity;
  ranges.forEach(({ low, high }, index) => {
    const width = high - low;
    if (width > 0 && width < best) {
      open = index;
      best = width;
    }
  });
  if (open < 0) return true;
  const { low, high } = ranges[open] as Range;
  for (let value = low; value <= high; value += 1) {
    if (isPossible(fixedAt(ranges, open, value), balances)) return true;
  }
  return false;
}

/** The least and the greatest value that a figure can have, exactly. */
export function exactRange(index: number, unknowns: readonly Range[], balances: readonly Balance[]): Range {
  const ranges = narrowed(unknowns, balances);
  if (ranges === null) throw new Error('The published figures contradict each other');
  let { low, high } = ranges[index] as Range;
  const may = (value: number) => isPossible(fixedAt(ranges, index, value), balances);
  while (low < high && !may(low)) low += 1;
  while (high > low && !may(high)) high -= 1;
  return { low, high };
}

/** A range that holds every value that a figure can have, found by sums and differences alone: quick, and perhaps too wide. */
export function quickRange(index: number, unknowns: readonly Range[], balances: readonly Balance[]): Range {
  const ranges = narrowed(unknowns, balances);
  if (ranges === null) throw new Error('The published figures contradict each other');
  return ranges[index] as Range;
}

function fixedAt(ranges: readonly Range[], index: number, value: number): Range[] {
  return ranges.map((range, at) => (at === index ? { low: value, high: value } : range));
}
