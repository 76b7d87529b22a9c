import type { StandingBreakdown } from '@learning-reviews/contracts/agency.contract';
import type { CountLabel } from './agency-now.repository.js';
import type { CountDimension, CountedDuties, LiveCounts } from './duty-count.js';

/** Lines of one dimension in the order of the labels; those without one (no team) last. */
export function breakdown(
  { counts }: LiveCounts,
  by: Extract<CountDimension, 'module' | 'team' | 'job-role'>,
  labels: readonly CountLabel[],
): StandingBreakdown[] {
  const counted = new Map(counts.filter(({ dimension }) => dimension === by).map((line) => [line.key, line]));
  const lines = labels.flatMap(({ dimension, key, name, label }) => {
    const line = dimension === by ? counted.get(key) : undefined;
    counted.delete(line === undefined ? '' : key);
    return line === undefined ? [] : [lineOf(line, name, label)];
  });
  const unnamed = [...counted.values()].map((line) =>
    lineOf(line, line.key, line.key === 'none' ? 'No team' : line.key),
  );
  return [...lines, ...unnamed];
}

/** Lines of the partnership's workforce groups, 1 to 8, and of those in none. */
export function workforceGroups({ counts }: LiveCounts): StandingBreakdown[] {
  return counts
    .filter(({ dimension }) => dimension === 'workforce-group')
    .sort((a, b) => order(a) - order(b))
    .map((line) => lineOf(line, line.key, line.key === 'none' ? 'No group' : `Group ${line.key}`));
}

const order = ({ key }: CountedDuties) => (key === 'none' ? Infinity : Number(key));

function lineOf(
  { dimension: _dimension, ...counts }: CountedDuties,
  key: string,
  label: string,
): StandingBreakdown {
  return { ...counts, key, label };
}
