import type {
  ImportCounts,
  ImportDetail,
  ImportKind,
  ImportState,
} from '@learning-reviews/contracts/import.contract';
import type { TagTone } from '@learning-reviews/ui/tag';

/** What each kind of file is called. */
export const KIND_WORDS: Readonly<
  Record<ImportKind, { label: string; hint: string; one: string; many: string }>
> = {
  people: {
    label: 'People',
    hint: 'Everybody who works for your agency now: new people, moves and changes are found by comparing',
    one: 'person',
    many: 'people',
  },
  completions: {
    label: 'Learning done elsewhere',
    hint: 'Modules your people finished in another system, which you vouch for',
    one: 'completion',
    many: 'completions',
  },
  headcount: {
    label: 'Headcount',
    hint: 'How many people your agency has, in all or by workforce group',
    one: 'figure',
    many: 'figures',
  },
};
export const KINDS = Object.keys(KIND_WORDS) as ImportKind[];

/** A state in words, and the tone of its tag. */
export const STATE_WORDS: Readonly<Record<ImportState, { text: string; tone: TagTone }>> = {
  reading: { text: 'Being read', tone: 'blue' },
  mapping: { text: 'Columns to choose', tone: 'yellow' },
  checking: { text: 'Being checked', tone: 'blue' },
  checked: { text: 'Ready to look at', tone: 'yellow' },
  waiting: { text: 'Waiting', tone: 'blue' },
  applying: { text: 'Being applied', tone: 'blue' },
  applied: { text: 'Applied', tone: 'green' },
  undoing: { text: 'Being undone', tone: 'blue' },
  undone: { text: 'Undone', tone: 'grey' },
  refused: { text: 'Not read', tone: 'red' },
  cancelled: { text: 'Stopped', tone: 'grey' },
  failed: { text: 'Failed', tone: 'red' },
};

/** Whether the service is at work on an import: the page then asks again by itself. */
export function isUnderWay(state: ImportState): boolean {
  return ['reading', 'checking', 'waiting', 'applying', 'undoing'].includes(state);
}

type Action = keyof ImportCounts;

/** What would be done with rows, in the order in which somebody looks at them. */
export const ACTIONS: readonly { readonly action: Action; readonly text: string; readonly hint: string }[] = [
  { action: 'problem', text: 'To mend', hint: 'Cannot be used as they are' },
  { action: 'duplicate', text: 'Likely duplicates', hint: 'For you to say whether it is the same person' },
  { action: 'add', text: 'Added', hint: 'New here' },
  { action: 'move', text: 'Moved', hint: 'Another job role or workforce group' },
  { action: 'change', text: 'Changed', hint: 'Details such as name, team or manager' },
  { action: 'same', text: 'The same', hint: 'Nothing to do' },
  { action: 'left-out', text: 'Left out', hint: 'As you said' },
];

/** Actions that a kind of file can have. */
export function actionsOf(kind: ImportKind): typeof ACTIONS {
  const ofAll: readonly Action[] = ['problem', 'add', 'same'];
  return kind === 'people' ? ACTIONS : ACTIONS.filter(({ action }) => ofAll.includes(action));
}

/** Columns of a file as they are shown beside a change. */
export const COLUMN_WORDS: Readonly<Record<string, string>> = {
  staffRef: 'Staff number',
  givenName: 'Given name',
  familyName: 'Family name',
  email: 'Email',
  jobRole: 'Job role',
  workforceGroup: 'Workforce group',
  team: 'Team',
  managerStaffRef: 'Manager’s staff number',
};

const counted = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;

/** What applying would do, as a sentence. */
export function planInWords({ kind, counts, newTeams }: ImportDetail): string {
  if (counts === null) return '';
  const { one, many } = KIND_WORDS[kind];
  const parts = [
    counts.add > 0 && `adds ${counted(counts.add, one, many)}`,
    counts.move > 0 && `moves ${counted(counts.move, 'person', 'people')} to another job`,
    counts.change > 0 && `changes details of ${counted(counts.change, 'person', 'people')}`,
    newTeams.length > 0 && `makes ${counted(newTeams.length, 'team', 'teams')}: ${newTeams.join(', ')}`,
  ].filter((part) => part !== false);
  if (parts.length === 0) return 'Nothing would change: everything in the file is as it is here.';
  const last = parts.pop()!;
  return `Applying it ${parts.length > 0 ? `${parts.join(', ')} and ` : ''}${last}.`;
}

/** What an import did, as a sentence. */
export function outcomeInWords({
  kind,
  counts,
  leavers,
}: Pick<ImportDetail, 'kind' | 'counts' | 'leavers'>): string {
  if (counts === null) return '';
  const { one, many } = KIND_WORDS[kind];
  const parts = [
    `${counted(counts.add, one, many)} added`,
    ...(kind === 'people'
      ? [
          `${counts.move.toLocaleString('en-GB')} moved`,
          `${counts.change.toLocaleString('en-GB')} changed`,
          `${leavers.toLocaleString('en-GB')} let go`,
        ]
      : []),
    `${counts.same.toLocaleString('en-GB')} already the same`,
  ];
  return `${parts.join(', ')}.`;
}
