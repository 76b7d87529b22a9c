/** A group of the partnership's framework, by its number, which stays in every edition. */
export type WorkforceGroup = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/**
 * Every group with its name as delivered, in order: Working Together 2010, as in `libs/content/frameworks.yaml`; a test
 * compares them. (docs/field.md 2.3) What a group is called today the edition in force says.
 */
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

const NO_GROUP = 'No group recorded';

/** What a group is called in the edition in force. */
export interface GroupLabel {
  readonly group: number;
  readonly label: string;
  /** Not offered any more; whoever has it keeps it. */
  readonly isRetired: boolean;
}

/** A group with its number: `3. Works with families`; `null`, of people of whom no group is recorded, has words too. */
export function groupInWords(groups: readonly GroupLabel[], group: number | null): string {
  if (group === null) return NO_GROUP;
  const label = groups.find((known) => known.group === group)?.label;
  return label === undefined ? `Group ${group}` : `${group}. ${label}`;
}
