/** Agencies of the benchmark data, the partnership itself not counted. */
export const AGENCIES = 400;

/** The last so many are small charities of three to nine members, which partnership screens show as one row. */
export const SMALL_AGENCIES = 20;

/** The smallest number of people that can be spread so that every agency has some. */
export const FEWEST_PEOPLE = 1_000;

/**
 * How fast sizes fall from the largest agency to the next: size ∝ rank^−0.6955. Of 200,000 people and 10 million
 * standings the largest then has 577,000, as in the measurements that docs/data.md was designed by.
 */
const SKEW = 0.6955;

/**
 * How many members each agency has, largest first; the sum is `people`.
 *
 * @throws RangeError when there are fewer than 1,000.
 */
export function agencySizes(people: number): number[] {
  if (people < FEWEST_PEOPLE)
    throw new RangeError(`${AGENCIES} agencies need ${FEWEST_PEOPLE} people or more`);
  const small = Array.from({ length: SMALL_AGENCIES }, (_, index) => 3 + (index % 7));
  const others = AGENCIES - SMALL_AGENCIES;
  const weights = Array.from({ length: others }, (_, index) => (index + 1) ** -SKEW);
  const share = (people - sum(small)) / sum(weights);
  const large = weights.map((weight) => Math.max(1, Math.floor(weight * share)));
  // What rounding left over goes round, from the largest down.
  for (
    let rest = people - sum(small) - sum(large), index = 0;
    rest > 0;
    rest -= 1, index = (index + 1) % others
  )
    large[index] = (large[index] ?? 0) + 1;
  return [...large, ...small];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
