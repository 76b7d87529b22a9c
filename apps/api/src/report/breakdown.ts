import type { StandingBreakdown } from '@learning-reviews/contracts/agency.contract';
import { type GroupLabel, groupInWords } from '@learning-reviews/domain/report/workforce-group';
import type { CountLabel } from './agency-now.repository.js';
import { type CountDimension, type CountLine, dutyCounts, type LiveCounts } from './duty-count.js';

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

/** Lines of the partnership's workforce groups by their numbers, and of those in none. */
export function byWorkforceGroup(live: LiveCounts, groups: readonly GroupLabel[]): StandingBreakdown[] {
  const lines = linesOf(live, 'workforce-group');
  return [...lines.keys()]
    .sort((a, b) => order(a) - order(b))
    .map((key) =>
      lineOf(lines.get(key), key, key === 'none' ? 'No group' : groupInWords(groups, Number(key))),
    );
}

const order = (group: string) => (group === 'none' ? Infinity : Number(group));

function linesOf({ lines }: LiveCounts, by: CountDimension): Map<string, CountLine> {
  const found = new Map<string, CountLine>();
  for (const line of lines) if (line[0] === by) found.set(line[1], line);
  return found;
}

/** @param named Key of the count, key on the wire, and label. */
function inOrder(
  lines: Map<string, CountLine>,
  named: readonly (readonly [key: string, name: string, label: string])[],
  labelOf: (key: string) => string,
): StandingBreakdown[] {
  const found: StandingBreakdown[] = [];
  for (const [key, name, label] of named) {
    const line = lines.get(key);
    if (line !== undefined && lines.delete(key)) found.push(lineOf(line, name, label));
  }
  for (const [key, line] of lines) found.push(lineOf(line, key, labelOf(key)));
  return found;
}

function lineOf(line: CountLine | undefined, key: string, label: string): StandingBreakdown {
  return { key, label, ...dutyCounts(line) };
}
