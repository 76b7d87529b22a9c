import { printTable } from './table.ts';

/** One figure beside its goal. */
export interface Finding {
  readonly what: string;
  readonly seen: string;
  /** Empty for a figure that is only told. */
  readonly goal: string;
  /** `null` for a figure that is only told. */
  readonly holds: boolean | null;
}

/** A figure that has to be at most, or at least, so much. */
export function finding(
  what: string,
  seen: number,
  goal: { readonly atMost: number } | { readonly atLeast: number },
  unit = '',
): Finding {
  const limit = 'atMost' in goal ? goal.atMost : goal.atLeast;
  const holds = 'atMost' in goal ? seen <= limit : seen >= limit;
  return {
    what,
    seen: `${rounded(seen)}${unit}`,
    goal: `${'atMost' in goal ? '≤' : '≥'} ${limit}${unit}`,
    holds,
  };
}

/** A figure that is only told. */
export function told(what: string, seen: string): Finding {
  return { what, seen, goal: '', holds: null };
}

/** Prints what holds and what does not. */
export function printFindings(heading: string, findings: readonly Finding[]): void {
  printTable(
    [heading, 'seen', 'goal', 'holds'],
    findings.map(({ what, seen, goal, holds }) => [
      what,
      seen,
      goal,
      holds === null ? '' : holds ? 'yes' : 'NO',
    ]),
  );
}

function rounded(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
