import type { LearningItem, LearningModule } from '@learning-reviews/contracts/learning.contract';
import type { StandingState } from '@learning-reviews/contracts/standing.contract';
import { dayInWords } from '@learning-reviews/ui/day';
import type { TagTone } from '@learning-reviews/ui/tag';

/** A standing as a practitioner reads it. What is done needs no colour. */
export const STANDINGS: Readonly<Record<StandingState, { status: string; tone?: TagTone }>> = {
  'not-started': { status: 'Not yet started', tone: 'blue' },
  'in-progress': { status: 'In progress', tone: 'teal' },
  done: { status: 'Done' },
  expiring: { status: 'Due again soon', tone: 'yellow' },
  expired: { status: 'Due again', tone: 'orange' },
  overdue: { status: 'Overdue', tone: 'red' },
  paused: { status: 'Paused', tone: 'grey' },
};

type PartState = NonNullable<LearningModule['attempt']>['parts'][number]['state'];

/** The state of one part of a module. */
export const PART_STATES: Readonly<Record<PartState, { status: string; tone?: TagTone }>> = {
  'to-do': { status: 'To do', tone: 'blue' },
  done: { status: 'Done' },
  skipped: { status: 'Skipped', tone: 'grey' },
  optional: { status: 'Optional', tone: 'grey' },
};

/** "A, B and C". */
export function listInWords(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** The line below a module's name in the list: how long, by when, what it contains. */
export function itemInWords(item: LearningItem, namesAgencies: boolean): string {
  return [
    `${item.minutes} minutes`,
    ...dates(item),
    ...(item.sensitive ? ['Contains sensitive content'] : []),
    ...(namesAgencies && item.requiredBy.length > 0 ? [`Required by ${listInWords(item.requiredBy)}`] : []),
    ...contradiction(item, namesAgencies),
  ].join('. ');
}

const IS_MET: readonly StandingState[] = ['done', 'expiring', 'paused'];

/** Where rules name other days for the same module, all of them; nothing where one rule asks, or nothing is owed. */
function contradiction({ state, askedBy }: LearningItem, namesAgencies: boolean): string[] {
  if (IS_MET.includes(state) || new Set(askedBy.map(({ dueOn }) => dueOn)).size < 2) return [];
  const asked = askedBy.map(({ setBy, agency, dueOn }) => {
    const who = setBy === 'partnership' ? 'the partnership' : namesAgencies ? agency : 'your agency';
    return dueOn === null ? `by ${who} without a day` : `by ${who} for ${dayInWords(dueOn)}`;
  });
  return [`Asked ${listInWords([...new Set(asked)])}`];
}

function dates({ state, dueOn, completedOn, validUntil }: LearningItem): string[] {
  const finished = completedOn === null ? [] : [`Finished ${dayInWords(completedOn)}`];
  switch (state) {
    case 'overdue':
      return dueOn === null ? finished : [`Was due ${dayInWords(dueOn)}`];
    case 'expired':
      return [...finished, ...(validUntil === null ? [] : [`Counted until ${dayInWords(validUntil)}`])];
    case 'done':
    case 'expiring':
      return [...finished, ...(validUntil === null ? [] : [`Counts until ${dayInWords(validUntil)}`])];
    case 'paused':
      if (dueOn === null) return [...finished, 'Nothing to do while you are on leave'];
      return [...finished, `Due ${dayInWords(dueOn)}`];
    default:
      return dueOn === null ? finished : [`Due ${dayInWords(dueOn)}`];
  }
}
