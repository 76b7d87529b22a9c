import { shown } from './shown-value.js';

/** Who manages whom, as far as one file tells. */
export interface ManagedPerson {
  readonly staffRef: string;
  readonly managerStaffRef: string | null | undefined;
}

/**
 * Managers in a circle, each circle once, from one of them up to the last who reports to the first; somebody who is
 * their own manager is a circle of one. Of people with the same number the first counts.
 */
export function managerCircles(people: readonly ManagedPerson[]): string[][] {
  const managerOf = new Map<string, string | null | undefined>();
  for (const { staffRef, managerStaffRef } of people) {
    if (!managerOf.has(staffRef)) managerOf.set(staffRef, managerStaffRef);
  }
  // Each person is walked over once; whoever is met again on the same walk closes a circle.
  const walkOf = new Map<string, number>();
  const circles: string[][] = [];
  people.forEach(({ staffRef }, walk) => {
    const path: string[] = [];
    let at: string | null | undefined = staffRef;
    while (at !== null && at !== undefined && managerOf.has(at) && !walkOf.has(at)) {
      walkOf.set(at, walk);
      path.push(at);
      at = managerOf.get(at);
    }
    if (at !== null && at !== undefined && walkOf.get(at) === walk) {
      const start = path.indexOf(at);
      if (start >= 0) circles.push(path.slice(start));
    }
  });
  return circles;
}

/** People named in the sentence about a circle; a longer one is cut. */
const MOST_NAMED = 4;

/** What to do about a circle of managers, as a sentence. */
export function circleProblem(circle: readonly string[]): string {
  if (circle.length === 1)
    return `${shown(circle[0]!)} is their own manager. Enter another, or leave it empty`;
  const named = circle.slice(0, MOST_NAMED).map(shown).join(', ');
  const more = circle.length > MOST_NAMED ? ` and ${circle.length - MOST_NAMED} more` : '';
  return `${named}${more} are each other’s managers in a circle. Change the manager of one of them`;
}
