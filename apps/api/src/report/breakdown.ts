import type { StandingBreakdown } from '@learning-reviews/contracts/agency.contract';
import type { CountLabel } from './agency-now.repository.js';
import type { CountDimension, CountedDuties, LiveCounts } from './duty-count.js';

/** Lines of modules or job roles in the order of the labels; what has none, such as a job role of old, last. */
export function byLabel(
  live: LiveCounts,
  by: 'module' | 'job-role',
  labels: readonly CountLabel[],
): StandingBreakdown[] {
  return inOrder(
    linesOf(live, by),
    labels
      .filter(({ dimension }) => dimension === by)
      .map(({ key, name, label }) => [key, name, label] as const),
    (key) => key,
  );
}

/**
 * Lines of teams in the order given, which is that of their names; members without a team last.
 *
 * @param teams Id and name.
 */
export function byTeam(live: LiveCounts, teams: readonly (readonly [string, string])[]): StandingBreakdown[] {
  return inOrder(
    linesOf(live, 'team'),
    teams.map(([id, name]) => [id, id, name] as const),
    () => 'No team',
  );
}

/** Lines of the partnership's workforce groups, 1 to 8, and of those in none. */
export function byWorkforceGroup(live: LiveCounts): StandingBreakdown[] {
  return [...linesOf(live, 'workforce-group').values()]
    .sort((a, b) => order(a) - order(b))
    .map((line) => lineOf(line, line.key, line.key === 'none' ? 'No group' : `Group ${line.key}`));
}

const order = ({ key }: CountedDuties) => (key === 'none' ? Infinity : Number(key));

function linesOf({ counts }: LiveCounts, by: CountDimension): Map<string, CountedDuties> {
  return new Map(counts.filter(({ dimension }) => dimension === by).map((line) => [line.key, line]));
}

/** @param named Key of the count, key on the wire, and label. */
function inOrder(
  lines: Map<string, CountedDuties>,
  named: readonly (readonly [key: string, name: string, label: string])[],
  labelOf: (key: string) => string,
): StandingBreakdown[] {
  const found: StandingBreakdown[] = [];
  for (const [key, name, label] of named) {
    const line = lines.get(key);
    if (line !== undefined && lines.delete(key)) found.push(lineOf(line, name, label));
  }
  for (const line of lines.values()) found.push(lineOf(line, line.key, labelOf(line.key)));
  return found;
}

function lineOf(
  { dimension: _dimension, ...counts }: CountedDuties,
  key: string,
  label: string,
): StandingBreakdown {
  return { ...counts, key, label };
}
