import type { ModuleContent } from '@learning-reviews/content/module-content';
import { type CalendarDate, calendarDateIn, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { formatCertificateNumber } from '@learning-reviews/domain/certificate/certificate-number';
import type { CpdFacts } from '@learning-reviews/domain/cpd/cpd-record';
import type { CpdEntryRow } from './cpd-entry.repository.js';
import type { CpdOwner } from './cpd-owner.repository.js';

/** What an entry stands among: whose it is, what the module said, and what things are called here. */
export interface CpdSurroundings {
  readonly owner: CpdOwner;
  /** The words of the version that was learned; `null` for learning done elsewhere. */
  readonly content: ModuleContent | null;
  /** Names of themes by code. */
  readonly themeNames: ReadonlyMap<string, string>;
  /** Origin of the site, for the address at which a certificate is checked. */
  readonly publicUrl: string;
}

const BODY_NAME: Readonly<Record<string, string>> = {
  'social-work-england': 'Social Work England',
  nmc: 'NMC',
  hcpc: 'HCPC',
  other: 'Registered elsewhere',
};

/** The facts of one entry, as every body's form is printed from them. Fields: docs/field.md, 3.2. */
export function factsOf(entry: CpdEntryRow, surroundings: CpdSurroundings): CpdFacts {
  const { owner, content, themeNames, publicUrl } = surroundings;
  const { registration } = owner;
  const jobs = owner.jobs.filter(
    ({ from, to }) => from <= entry.completedOn && (to === null || to >= entry.completedOn),
  );
  const number = entry.certificateNumber && formatCertificateNumber(entry.certificateNumber);
  return {
    recordId: entry.id,
    fullName: owner.name,
    registrationBody: registration && (BODY_NAME[registration.body] ?? registration.body),
    registrationNumber: registration && registration.number,
    agency: jobs.length === 0 ? null : jobs.map(({ agency }) => agency).join('; '),
    roleTitle: jobs.length === 0 ? null : jobs.map(({ role }) => role).join('; '),
    title: entry.title,
    description: describe(entry, content),
    provider: entry.provider,
    moduleVersion: entry.version,
    learningType: entry.learningType,
    startedOn: entry.startedAt && dayOf(entry.startedAt),
    completedOn: entry.completedOn,
    minutesSolo: entry.minutes - entry.participatoryMinutes,
    minutesParticipatory: entry.participatoryMinutes,
    participatoryEvidence:
      entry.participatoryMinutes === 0
        ? null
        : { facilitator: entry.facilitator, on: entry.completedOn, groupSize: entry.groupSize },
    themes: themesOf(content, themeNames),
    learningOutcomes: content?.outcomes ?? [],
    certificateNumber: number,
    verificationUrl: number && `${publicUrl}/verify/${number}`,
    evidence: entry.evidence,
    source: entry.source,
    attestedBy: entry.attestedBy === '' ? null : entry.attestedBy,
  };
}

/** What the learning was about: the person's own words, else where the module comes from. */
export function describe(entry: CpdEntryRow, content: ModuleContent | null): string {
  if (entry.description !== '' || content === null) return entry.description;
  return `An e-learning module made from: ${content.madeFrom}`;
}

/** The names of a module's themes; a code that has no name any more stands for itself. */
export function themesOf(content: ModuleContent | null, themeNames: ReadonlyMap<string, string>): string[] {
  return (content?.themes ?? []).map((code) => themeNames.get(code) ?? code);
}

function dayOf(instant: Date): CalendarDate {
  return calendarDateIn(instant.getTime(), DEFAULT_TIME_ZONE);
}
