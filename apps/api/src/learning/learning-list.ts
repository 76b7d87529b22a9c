import type { LearningItem, LearningList } from '@learning-reviews/contracts/learning.contract';
import type { RuleAsking } from '@learning-reviews/domain/assignment/asking';
import { calendarDateIn, type CalendarDate, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { formatCertificateNumber } from '@learning-reviews/domain/certificate/certificate-number';
import type { ModuleContent } from '@learning-reviews/content/module-content';
import { minutesLeft } from '@learning-reviews/domain/learning/attempt-progress';
import { mergeDuties, type OwnDuty } from '@learning-reviews/domain/learning/own-duty';
import {
  lastValidDay,
  STANDING_STATE,
  standingOn,
  type WarningDays,
} from '@learning-reviews/domain/learning/standing';
import { type Attempt, placeLabel } from './attempt.js';
import type { LatestCompletion } from './completion.repository.js';

/** One of a person's jobs with what it requires; see `AssignmentService.standingsOf`. */
export interface Job {
  readonly agencyName: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Code of the job role. */
  readonly jobRole: string;
  readonly standings: readonly (Omit<OwnDuty, 'agency' | 'today'> & { readonly moduleId: number })[];
  /** Which rules ask for a module, by its id; left out where nobody wants to know. */
  readonly asking?: ReadonlyMap<number, readonly RuleAsking[]>;
}

/** A module in its current version. */
export interface ListedModule {
  readonly moduleId: number;
  readonly slug: string;
  readonly isWithdrawn: boolean;
  readonly content: Pick<ModuleContent, 'title' | 'minutes' | 'sensitive' | 'audience'>;
}

/** All that the list is made of. */
export interface LearningFacts {
  readonly now: Date;
  readonly warning: WarningDays;
  /** By title. */
  readonly modules: readonly ListedModule[];
  /** Open today. */
  readonly jobs: readonly Job[];
  /** Modules in which an attempt is open. */
  readonly openModuleIds: readonly number[];
  /** The latest of each module. */
  readonly completions: readonly LatestCompletion[];
}

/**
 * Sorts every module that concerns a person into what they must do, what might suit them and what is done.
 *
 * A module that two agencies require is one line. One that is done, and is not expiring, is under Done. Somebody with no job is recommended everything: there is no role to choose by. A withdrawn
 * module is listed only when it was done.
 */
export function learningLists(facts: LearningFacts): Omit<LearningList, 'carryOn' | 'withdrawn'> {
  const required: LearningItem[] = [];
  const recommended: LearningItem[] = [];
  const done: LearningItem[] = [];
  for (const module of facts.modules) {
    const item = requiredItem(module, facts) ?? completedItem(module, facts) ?? offeredItem(module, facts);
    if (item === null) continue;
    if (item.requiredBy.length > 0 && item.state !== 'done') {
      if (!module.isWithdrawn) required.push(item);
    } else if (item.completedOn !== null) done.push(item);
    else recommended.push(item);
  }
  return {
    required: required.sort(mostPressingFirst),
    recommended,
    done: done.sort((a, b) => (b.completedOn ?? '').localeCompare(a.completedOn ?? '')),
  };
}

/** The "Carry on" card of an open attempt. */
export function carryOnCard(attempt: Attempt): NonNullable<LearningList['carryOn']> {
  const { content, resumePlace } = attempt;
  return {
    module: attempt.module.slug,
    title: content.title,
    place: placeLabel(content, resumePlace),
    path: attempt.path(resumePlace),
    minutesLeft: minutesLeft(content.minutes, attempt.position),
  };
}

function requiredItem(module: ListedModule, facts: LearningFacts): LearningItem | null {
  const duties = facts.jobs.flatMap((job): OwnDuty[] => {
    const standing = job.standings.find(({ moduleId }) => moduleId === module.moduleId);
    if (standing === undefined) return [];
    return [
      { ...standing, agency: job.agencyName, today: calendarDateIn(facts.now.getTime(), job.timeZone) },
    ];
  });
  if (duties.length === 0) return null;
  const duty = mergeDuties(duties, facts.warning);
  return {
    ...factsOf(module),
    state: duty.standing,
    dueOn: duty.dueOn,
    completedOn: duty.completedOn,
    validUntil: duty.validUntil,
    requiredBy: [...duty.requiredBy],
    askedBy: facts.jobs.flatMap(({ agencyName, asking }) =>
      (asking?.get(module.moduleId) ?? []).map((one) => ({ ...one, agency: agencyName })),
    ),
    certificateNumber: certificateOf(module, facts),
  };
}

function completedItem(module: ListedModule, facts: LearningFacts): LearningItem | null {
  const completion = facts.completions.find(({ moduleId }) => moduleId === module.moduleId);
  if (completion === undefined) return null;
  const completedOn = dayOf(completion.completedAt);
  const expiresOn = lastValidDay(completedOn);
  const standing = { state: STANDING_STATE.done, dueOn: null, completedOn, expiresOn, pausedUntil: null };
  return {
    ...factsOf(module),
    state: standingOn(standing, dayOf(facts.now), facts.warning),
    dueOn: null,
    completedOn,
    validUntil: expiresOn,
    requiredBy: [],
    askedBy: [],
    certificateNumber: certificateOf(module, facts),
  };
}

function offeredItem(module: ListedModule, facts: LearningFacts): LearningItem | null {
  const isOpen = facts.openModuleIds.includes(module.moduleId);
  const { jobRoles } = module.content.audience;
  const suits = facts.jobs.length === 0 || facts.jobs.some((job) => jobRoles.includes(job.jobRole));
  if (!isOpen && (module.isWithdrawn || !suits)) return null;
  return {
    ...factsOf(module),
    state: isOpen ? 'in-progress' : 'not-started',
    dueOn: null,
    completedOn: null,
    validUntil: null,
    requiredBy: [],
    askedBy: [],
    certificateNumber: null,
  };
}

const factsOf = ({ slug, content }: ListedModule) => ({
  module: slug,
  title: content.title,
  minutes: content.minutes,
  sensitive: content.sensitive,
});

function certificateOf(module: ListedModule, { completions }: LearningFacts): string | null {
  const completion = completions.find(({ moduleId }) => moduleId === module.moduleId);
  return completion === undefined ? null : formatCertificateNumber(completion.certificateNumber);
}

/** A person's own record counts days in the partnership's time zone, whichever agency they work for. */
export const dayOf = (instant: Date): CalendarDate => calendarDateIn(instant.getTime(), DEFAULT_TIME_ZONE);

const PRESSING: readonly LearningItem['state'][] = ['overdue', 'expired'];

/** Late ones, then by due day, those without one last. Where nothing tells them apart, by title as they come. */
function mostPressingFirst(a: LearningItem, b: LearningItem): number {
  const isLate = (item: LearningItem) => PRESSING.includes(item.state);
  if (isLate(a) !== isLate(b)) return isLate(a) ? -1 : 1;
  return (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999');
}
