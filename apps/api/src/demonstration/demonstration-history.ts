import { addDays, type CalendarDate } from '@learning-reviews/domain/calendar-date';
import {
  certificateNumber,
  CERTIFICATE_RANDOM_BYTES,
} from '@learning-reviews/domain/certificate/certificate-number';
import { lastValidDay, STANDING_STATE, type StandingState } from '@learning-reviews/domain/learning/standing';
import { dueAfterLeave, pauseOn } from '@learning-reviews/domain/assignment/leave';
import { isDemonstrationEmail } from './demonstration-account.js';
import { DEMONSTRATION_AGENCIES, type DemonstrationRule } from './demonstration-agency.js';
import { instant, type InventedMember } from './demonstration-workforce.js';
import type { SeededRandom } from './seeded-random.js';

/** What a module is to the history: the rest of its words does not matter here. */
export interface HistoryModule {
  readonly id: number;
  readonly slug: string;
  readonly title: string;
  readonly version: number;
  readonly minutes: number;
  readonly questionCount: number;
  /** By the author's ids, in the author's order. */
  readonly questionIds: readonly string[];
  readonly passMark: number;
}

/** Where one invented member is with one required module. */
export interface InventedStanding {
  readonly member: InventedMember;
  readonly moduleId: number;
  readonly state: StandingState;
  readonly dueOn: CalendarDate;
  readonly completedOn: CalendarDate | null;
  readonly expiresOn: CalendarDate | null;
  readonly pausedUntil: CalendarDate | null;
  /** First day on which it was asked of them. */
  readonly askedOn: CalendarDate;
}

/** One run of one invented person through one module. */
export interface InventedAttempt {
  readonly id: string;
  readonly personId: string;
  readonly module: HistoryModule;
  readonly startedAt: Date;
  /** `null` while it is open. */
  readonly completion: InventedCompletion | null;
}

/** The end of a run, with all that belongs to it on both sides. */
export interface InventedCompletion {
  readonly id: string;
  readonly completedAt: Date;
  readonly completedOn: CalendarDate;
  readonly correctCount: number;
  readonly minutes: number;
  readonly certificateNumber: string;
  readonly cpdEntryId: string;
  /** The member whose duty it met, and until when by that agency's rule. */
  readonly member: InventedMember;
  readonly validUntil: CalendarDate | null;
}

/** Somebody who is away for long, on the last day of the history. */
export interface InventedLeave {
  readonly id: string;
  readonly member: InventedMember;
  readonly fromOn: CalendarDate;
  /** Last day away. */
  readonly toOn: CalendarDate;
}

/** Everything that happened in two years. */
export interface InventedHistory {
  readonly standings: readonly InventedStanding[];
  readonly attempts: readonly InventedAttempt[];
  readonly leavePeriods: readonly InventedLeave[];
}

/** Who has which module still before them, so that a visitor can begin it. */
const UNTOUCHED: readonly { email: string; module: string }[] = [
  { email: 'practitioner@demo.example', module: 'kern-young-person' },
  { email: 'two-jobs@demo.example', module: 'kern-young-person' },
];

/** Of those who have not finished, how many have begun; how many are on leave, and for how long. */
const BEGUN = 0.3;
const ON_LEAVE = 0.015;
const LEAVE_DAYS = 240;

/**
 * Invents two years of learning, ending on `today`, the same for the same random stream.
 *
 * @param modules By slug; a rule for a module that is not there is left out.
 */
export function inventHistory(
  random: SeededRandom,
  today: CalendarDate,
  members: readonly InventedMember[],
  modules: ReadonlyMap<string, HistoryModule>,
): InventedHistory {
  const standings: InventedStanding[] = [];
  const attempts: InventedAttempt[] = [];
  // A second job must not begin a second open attempt of the same module.
  const begun = new Set<string>();

  for (const { agency, rule, module, member } of duties(members, modules)) {
    const untouched = UNTOUCHED.some(
      ({ email, module: slug }) => email === member.person.email && slug === rule.module,
    );
    const ruleSince = addDays(today, -rule.sinceDays);
    const since = member.fromOn > ruleSince ? member.fromOn : ruleSince;
    const dueOn = addDays(since, rule.dueWithinDays);
    const isAccount = isDemonstrationEmail(member.person.email);
    const diligence = isAccount ? 1 : agency.diligence;
    const completedOn = untouched ? [] : completionDays(random, today, diligence, rule, member, since);

    for (const day of completedOn) attempts.push(finishedAttempt(random, member, module, day, rule));
    const standing = standingOf(
      random,
      today,
      member,
      module,
      rule,
      { askedOn: since, dueOn, completedOn: completedOn.at(-1) ?? null },
      untouched,
    );
    const key = `${member.person.id} ${module.id}`;
    if (standing.state === STANDING_STATE.inProgress && !begun.has(key)) {
      begun.add(key);
      const startedAt = at(addDays(today, -random.between(1, 40)), random);
      attempts.push({
        id: random.uuid(startedAt),
        personId: member.person.id,
        module,
        startedAt,
        completion: null,
      });
    }
    standings.push(standing);
  }
  const leavePeriods = leaveOf(random, today, standings);
  return { standings: standings.map((one) => withLeave(one, leavePeriods, today)), attempts, leavePeriods };
}

/** Whoever has something paused is away, and was here when they went. */
function leaveOf(
  random: SeededRandom,
  today: CalendarDate,
  standings: readonly InventedStanding[],
): InventedLeave[] {
  const away = new Map<string, InventedLeave>();
  for (const { member, pausedUntil } of standings) {
    if (pausedUntil === null || away.has(member.id)) continue;
    const went = addDays(pausedUntil, -LEAVE_DAYS);
    const fromOn = went > member.fromOn ? went : member.fromOn;
    away.set(member.id, { id: random.uuid(instant(today, 1)), member, fromOn, toOn: pausedUntil });
  }
  return [...away.values()];
}

/** Somebody who is away is so from all that is asked of them, by the rule for everybody. */
function withLeave(
  standing: InventedStanding,
  leavePeriods: readonly InventedLeave[],
  today: CalendarDate,
): InventedStanding {
  const leave = leavePeriods.find(({ member }) => member.id === standing.member.id);
  if (leave === undefined) return standing;
  const { dueOn, askedOn, completedOn, expiresOn } = standing;
  const pause = pauseOn(today, [leave], expiresOn);
  const isPaused =
    pause !== null && (completedOn === null || (expiresOn !== null && expiresOn < pause.until!));
  return {
    ...standing,
    dueOn: dueAfterLeave(dueOn, [leave])!,
    askedOn,
    state: isPaused
      ? STANDING_STATE.paused
      : completedOn === null
        ? STANDING_STATE.notStarted
        : STANDING_STATE.done,
    pausedUntil: isPaused ? pause.until : null,
  };
}

/** Every pair of a member and a module that some rule of their agency asks of them. */
function* duties(members: readonly InventedMember[], modules: ReadonlyMap<string, HistoryModule>) {
  const agencies = new Map(DEMONSTRATION_AGENCIES.map((agency) => [agency.id, agency]));
  for (const member of members) {
    const agency = agencies.get(member.agencyId);
    for (const rule of agency?.rules ?? []) {
      const module = modules.get(rule.module);
      const applies = rule.jobRoles.length === 0 || rule.jobRoles.includes(member.jobRole);
      if (agency && module && applies) yield { agency, rule, module, member };
    }
  }
}

/** The days on which somebody finished, oldest first: in most lives one, after a year's rule perhaps two. */
function completionDays(
  random: SeededRandom,
  today: CalendarDate,
  diligence: number,
  rule: DemonstrationRule,
  member: InventedMember,
  since: CalendarDate,
): CalendarDate[] {
  const days: CalendarDate[] = [];
  const lastDay = member.toOn !== null && member.toOn < today ? member.toOn : addDays(today, -1);
  let from = since;
  while (random.happens(diligence)) {
    // Most finish near the due day, some long after it.
    const day = addDays(from, Math.round(150 * random.next() ** 1.4) + 1);
    if (day > lastDay) break;
    days.push(day);
    // They are asked again some weeks before the last completion ends.
    from = addDays(day, rule.refreshMonths * 30 - 60);
    if (from > lastDay) break;
  }
  return days;
}

function standingOf(
  random: SeededRandom,
  today: CalendarDate,
  member: InventedMember,
  module: HistoryModule,
  rule: DemonstrationRule,
  days: Pick<InventedStanding, 'askedOn' | 'dueOn' | 'completedOn'>,
  untouched: boolean,
): InventedStanding {
  const { completedOn } = days;
  const facts = { member, moduleId: module.id, ...days, expiresOn: null, pausedUntil: null };
  if (completedOn !== null) {
    return { ...facts, state: STANDING_STATE.done, expiresOn: lastValidDay(completedOn, rule.refreshMonths) };
  }
  // The accounts are left as they are described: a visitor must be able to begin.
  if (untouched || isDemonstrationEmail(member.person.email))
    return { ...facts, state: STANDING_STATE.notStarted };
  if (random.happens(ON_LEAVE) && member.toOn === null) {
    return { ...facts, state: STANDING_STATE.paused, pausedUntil: addDays(today, random.between(20, 200)) };
  }
  const hasBegun = member.toOn === null && random.happens(BEGUN);
  return { ...facts, state: hasBegun ? STANDING_STATE.inProgress : STANDING_STATE.notStarted };
}

function finishedAttempt(
  random: SeededRandom,
  member: InventedMember,
  module: HistoryModule,
  completedOn: CalendarDate,
  rule: DemonstrationRule,
): InventedAttempt {
  const completedAt = at(completedOn, random);
  const minutes = random.between(Math.round(module.minutes * 0.55), module.minutes);
  const startedAt = new Date(completedAt.getTime() - (minutes + random.between(0, 30)) * 60_000);
  const bytes = Array.from({ length: CERTIFICATE_RANDOM_BYTES }, () => random.between(0, 255));
  return {
    id: random.uuid(startedAt),
    personId: member.person.id,
    module,
    startedAt,
    completion: {
      id: random.uuid(completedAt),
      completedAt,
      completedOn,
      correctCount: random.between(module.passMark, module.questionCount),
      minutes,
      certificateNumber: certificateNumber(bytes),
      cpdEntryId: random.uuid(completedAt),
      member,
      validUntil: lastValidDay(completedOn, rule.refreshMonths),
    },
  };
}

/** Some minute of a working day, between eight and four UTC, so that it is the same day in London. */
function at(day: CalendarDate, random: SeededRandom): Date {
  return new Date(
    `${day}T${String(random.between(8, 15)).padStart(2, '0')}:${String(random.between(10, 59))}:00Z`,
  );
}
