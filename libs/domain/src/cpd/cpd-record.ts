import { compareDays, type CalendarDate } from '../calendar-date.js';
import type { LearningType } from '../learning/minutes.js';
import { registrationYear, type RegistrationYear, type YearStart } from './registration-year.js';

/** Who says that the learning happened: this platform, an import that somebody attested, or the person. */
export type CpdSource = 'platform' | 'imported' | 'self-declared';

/** Proof that people learned together. */
export interface ParticipatoryEvidence {
  readonly facilitator: string;
  readonly on: CalendarDate | null;
  /** People in the group, the person included; `null` when nobody counted. */
  readonly groupSize: number | null;
}

/**
 * The facts of one piece of learning, from which every body's form is printed. Module facts are `null`
 * or empty for learning done elsewhere. (docs/field.md, 3.2)
 */
export interface CpdFacts {
  readonly recordId: string;
  readonly fullName: string;
  readonly registrationBody: string | null;
  readonly registrationNumber: string | null;
  readonly agency: string | null;
  readonly roleTitle: string | null;
  /** What was learned, as a title: the module's, or the person's own words. */
  readonly title: string;
  /** What it covered and who ran it; empty when nobody wrote it down. */
  readonly description: string;
  readonly provider: string;
  readonly moduleVersion: number | null;
  readonly learningType: LearningType;
  readonly startedOn: CalendarDate | null;
  readonly completedOn: CalendarDate;
  readonly minutesSolo: number;
  readonly minutesParticipatory: number;
  readonly participatoryEvidence: ParticipatoryEvidence | null;
  readonly themes: readonly string[];
  readonly learningOutcomes: readonly string[];
  readonly certificateNumber: string | null;
  readonly verificationUrl: string | null;
  /** What the person says they hold as proof; empty when nothing is named. */
  readonly evidence: string;
  readonly source: CpdSource;
  readonly attestedBy: string | null;
}

/** What the practitioner writes beside the facts. Theirs alone: never in an agency's export. Empty text: not written. */
export interface CpdWords {
  readonly learned: string;
  readonly impact: string;
  /** What they learned by discussing it with a peer. Nothing stands in for a real discussion. */
  readonly peer: string;
  readonly codeLinks: readonly NmcCodeLink[];
}

/** The four parts of the NMC Code. */
export type NmcCodeLink =
  'prioritise-people' | 'practise-effectively' | 'preserve-safety' | 'promote-professionalism';

/** One entry of a personal record: the facts, and the person's own words. */
export interface CpdEntry {
  readonly facts: CpdFacts;
  readonly words: CpdWords;
}

/** What adding up needs to know of an entry. `minutes` holds the participatory ones too. */
export interface CpdMinutes {
  readonly completedOn: CalendarDate;
  readonly minutes: number;
  readonly participatoryMinutes: number;
}

/** One registration year of a record, with its entries newest first. */
export interface CpdYear<E extends CpdMinutes> {
  readonly year: RegistrationYear;
  readonly entries: readonly E[];
  readonly minutes: number;
  readonly participatoryMinutes: number;
}

/** What has been written when nothing has. */
export const NO_WORDS: CpdWords = { learned: '', impact: '', peer: '', codeLinks: [] };

/** All the minutes of an entry: alone and with others. */
export function minutesInAll(facts: Pick<CpdFacts, 'minutesSolo' | 'minutesParticipatory'>): number {
  return facts.minutesSolo + facts.minutesParticipatory;
}

/** A record by registration year, newest first. Years without an entry are left out. */
export function cpdYears<E extends CpdMinutes>(entries: readonly E[], start: YearStart): CpdYear<E>[] {
  const byLabel = new Map<string, { year: RegistrationYear; entries: E[] }>();
  const newestFirst = [...entries].sort((a, b) => compareDays(b.completedOn, a.completedOn));
  for (const entry of newestFirst) {
    const year = registrationYear(entry.completedOn, start);
    const group = byLabel.get(year.label) ?? { year, entries: [] };
    group.entries.push(entry);
    byLabel.set(year.label, group);
  }
  return [...byLabel.values()].map((group) => ({ ...group, ...totalMinutes(group.entries) }));
}

/** The minutes of several entries together. */
export function totalMinutes(entries: readonly CpdMinutes[]): {
  minutes: number;
  participatoryMinutes: number;
} {
  return {
    minutes: entries.reduce((sum, entry) => sum + entry.minutes, 0),
    participatoryMinutes: entries.reduce((sum, entry) => sum + entry.participatoryMinutes, 0),
  };
}
