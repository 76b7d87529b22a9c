/** People in one statement: of more, a statement takes longer than in proportion, and in the end too long. */
const AT_ONCE = 1_000;

/** Does work on a thousand at a time, in order. */
export async function inParts<One>(
  all: readonly One[],
  work: (some: readonly One[]) => Promise<unknown>,
): Promise<void> {
  for (let from = 0; from < all.length; from += AT_ONCE) await work(all.slice(from, from + AT_ONCE));
}
