/** A group of the partnership's framework, 1 to 8. Working Together 2010, groups 1 to 8. (docs/field.md 2.2) */
export type WorkforceGroup = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** Every group with its name, in order. The same words as in `libs/content/frameworks.yaml`; a test compares them. */
export const WORKFORCE_GROUPS: readonly { readonly group: WorkforceGroup; readonly label: string }[] = [
  { group: 1, label: 'Infrequent contact' },
  { group: 2, label: 'Regular contact' },
  { group: 3, label: 'Work predominantly with children or parents' },
  { group: 4, label: 'Particular responsibilities' },
  { group: 5, label: 'Professional advisers, named and designated leads' },
  { group: 6, label: 'Operational managers' },
  { group: 7, label: 'Senior managers' },
  { group: 8, label: 'Partnership and elected members' },
];

/** Name of a group; `null`, of people of whom no group is recorded, is a name too. */
export function workforceGroupLabel(group: number | null): string {
  if (group === null) return 'No group recorded';
  return WORKFORCE_GROUPS.find((known) => known.group === group)?.label ?? `Group ${group}`;
}
