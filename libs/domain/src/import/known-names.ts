import { nearestSpelling, spellingKey } from './spelling.js';

/**
 * Wrong names of one file for which a near one is looked for. Each is compared with every name there is: a file of
 * twenty thousand different ones would be at it for minutes, and nobody reads as many suggestions.
 */
const MOST_SUGGESTED = 500;

/**
 * Names that a file may use, found as people write them. Made once for a list, and asked for every row: what was not
 * found is remembered with what is near it, since a wrong name seldom comes alone.
 */
export class KnownNames<Known> {
  private readonly byKey = new Map<string, Known>();
  private readonly names: string[] = [];
  private readonly keys: string[] = [];
  private readonly near = new Map<string, string | null>();

  /** @param names What each may be called; the first is the one suggested. An earlier one keeps a name two have. */
  constructor(known: readonly Known[], names: (known: Known) => readonly string[]) {
    for (const each of known) {
      const its = names(each);
      if (its[0] !== undefined) {
        this.names.push(its[0]);
        this.keys.push(spellingKey(its[0]));
      }
      for (const name of its) {
        const key = spellingKey(name);
        if (key !== '' && !this.byKey.has(key)) this.byKey.set(key, each);
      }
    }
  }

  find(written: string): Known | undefined {
    return this.byKey.get(spellingKey(written));
  }

  /** The name that was most likely meant; `null` when none is near, or after many others that were not known. */
  nearest(written: string): string | null {
    const key = spellingKey(written);
    const known = this.near.get(key);
    if (known !== undefined) return known;
    if (this.near.size >= MOST_SUGGESTED) return null;
    const nearest = nearestSpelling(written, this.names, this.keys);
    this.near.set(key, nearest);
    return nearest;
  }
}

/** Keeps what is made of a list as long as the list is kept: the rows of a file all bring the same one. */
export function madeOnce<List extends object, Made>(make: (list: List) => Made): (list: List) => Made {
  const made = new WeakMap<List, Made>();
  return (list) => {
    const before = made.get(list);
    if (before !== undefined) return before;
    const now = make(list);
    made.set(list, now);
    return now;
  };
}
