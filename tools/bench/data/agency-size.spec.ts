import { AGENCIES, agencySizes, FEWEST_PEOPLE, SMALL_AGENCIES } from './agency-size.ts';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('agencySizes', () => {
  it.each([FEWEST_PEOPLE, 2_000, 5_003, 200_000])('spreads %i people over every agency', (people) => {
    const sizes = agencySizes(people);
    expect(sizes).toHaveLength(AGENCIES);
    expect(sum(sizes)).toBe(people);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(1);
  });

  it('makes the largest of 200,000 people as large as the one the design was measured with', () => {
    const [largest = 0] = agencySizes(200_000);
    expect(largest * 50).toBeGreaterThan(572_000);
    expect(largest * 50).toBeLessThan(582_000);
  });

  it('keeps the last twenty under the ten members of the rule on small organisations', () => {
    expect(agencySizes(200_000).filter((size) => size < 10)).toHaveLength(SMALL_AGENCIES);
  });

  it('refuses fewer people than it can spread', () => {
    expect(() => agencySizes(FEWEST_PEOPLE - 1)).toThrow(RangeError);
  });
});
