import { addMonths, compareDays, type CalendarDate } from '../calendar-date.js';
import type { LearningType } from '../learning/minutes.js';
import {
  minutesInAll,
  type CpdEntry,
  type CpdFacts,
  type CpdSource,
  type CpdWords,
  type NmcCodeLink,
} from './cpd-record.js';

/** Whose form a personal export follows. */
export type CpdBody = 'social-work-england' | 'nmc' | 'hcpc' | 'generic';

/**
 * A record printed as one body asks for it. A cell is empty where the practitioner has still to write:
 * the platform never invents a reflection.
 */
export interface CpdForm {
  readonly title: string;
  /** What the body asks for, and what the platform cannot fill. */
  readonly note: string;
  readonly columns: readonly string[];
  /** In order of date, oldest first; each as long as `columns`. */
  readonly rows: readonly (readonly string[])[];
  /** Columns in which some entry still lacks what only the practitioner can write, in order. */
  readonly leftToWrite: readonly string[];
  readonly minutes: number;
  readonly participatoryMinutes: number;
}

interface Column {
  readonly heading: string;
  readonly cell: (entry: CpdEntry) => string;
  /** What of it only the practitioner can write; left out when the facts fill it. */
  readonly theirs?: (words: CpdWords) => string;
}

interface Body {
  readonly title: string;
  readonly note: string;
  readonly columns: readonly Column[];
}

const KIND: Readonly<Record<LearningType, string>> = {
  'self-directed': 'Self-directed e-learning',
  'facilitated-group': 'Facilitated group',
  'peer-discussion': 'Peer discussion',
  reading: 'Reading',
};

/** The five types of the HCPC. A discussion among colleagues is work-based; a led session is formal. */
const HCPC_TYPE: Readonly<Record<LearningType, string>> = {
  'self-directed': 'Self-directed',
  'facilitated-group': 'Formal',
  'peer-discussion': 'Work-based',
  reading: 'Self-directed',
};

const SOURCE: Readonly<Record<CpdSource, string>> = {
  platform: 'Recorded by this platform',
  imported: 'Imported, and attested',
  'self-declared': 'Declared by the practitioner',
};

/** The parts of the NMC Code in its own words. */
export const NMC_CODE: Readonly<Record<NmcCodeLink, string>> = {
  'prioritise-people': 'Prioritise people',
  'practise-effectively': 'Practise effectively',
  'preserve-safety': 'Preserve safety',
  'promote-professionalism': 'Promote professionalism and trust',
};

/** A column that holds the practitioner's words and nothing else. */
const own = (heading: string, theirs: (words: CpdWords) => string): Column => ({
  heading,
  cell: ({ words }) => theirs(words),
  theirs,
});

const learned = own('What you learned', (words) => words.learned);
const peer = own('What you learned from discussing it with a peer', (words) => words.peer);

const BODIES: Readonly<Record<CpdBody, Body>> = {
  'social-work-england': {
    title: 'Social Work England CPD record',
    note:
      'Social Work England asks for at least 2 pieces of CPD in each registration year (1 December to 30 November), ' +
      'and for at least 1 of them with peer reflection. Record them in your own Social Work England account: copy and ' +
      'paste from here. Why it is relevant, what you learned, its impact and your peer reflection are yours to write, ' +
      'and nothing counts as peer reflection unless you discussed it with a peer. Do not name people you support.',
    columns: [
      { heading: 'Type of CPD', cell: ({ facts }) => KIND[facts.learningType] },
      { heading: 'Short description and why it is relevant', cell: ({ facts }) => described(facts) },
      { heading: 'Date', cell: ({ facts }) => facts.completedOn },
      learned,
      own('Positive impact on your practice and on the people you work with', (words) => words.impact),
      peer,
    ],
  },
  nmc: {
    title: 'NMC continuing professional development log',
    note:
      'The NMC asks for 35 hours in 3 years, at least 20 of them participatory, with 5 written reflective accounts and ' +
      'a reflective discussion. Learning on your own has 0 participatory hours. How the topic relates to your practice ' +
      'and to the Code is yours to write. Do not include anything that could identify a patient or a colleague.',
    columns: [
      { heading: 'Dates', cell: ({ facts }) => dates(facts) },
      { heading: 'Method', cell: ({ facts }) => KIND[facts.learningType] },
      {
        heading: 'Topic and how it relates to your practice',
        cell: ({ facts, words }) => [described(facts), words.impact].filter(Boolean).join('\n'),
        theirs: (words) => words.impact,
      },
      own('Link to the Code', (words) => words.codeLinks.map((link) => NMC_CODE[link]).join('; ')),
      { heading: 'Number of hours', cell: ({ facts }) => hours(minutesInAll(facts)) },
      { heading: 'Number of participatory hours', cell: ({ facts }) => hours(facts.minutesParticipatory) },
    ],
  },
  hcpc: {
    title: 'HCPC record of continuing professional development',
    note:
      'The HCPC asks for a continuous, up-to-date and accurate record, a mixture of activities, and benefit to your ' +
      'practice and to service users. It sets no hours. If you are audited, explain every gap of 3 months or more in ' +
      'the last 2 years. What you learned and its benefit are yours to write.',
    columns: [
      { heading: 'Date', cell: ({ facts }) => facts.completedOn },
      { heading: 'Type of learning', cell: ({ facts }) => HCPC_TYPE[facts.learningType] },
      { heading: 'What you did', cell: ({ facts }) => described(facts) },
      learned,
      own('Benefit to your practice or service, and to service users', (words) => words.impact),
    ],
  },
  generic: {
    title: 'Record of continuing professional development',
    note:
      'All that is recorded about each piece of learning. What you learned, its effect and your peer reflection are ' +
      'yours to write.',
    columns: [
      { heading: 'Date completed', cell: ({ facts }) => facts.completedOn },
      { heading: 'Date started', cell: ({ facts }) => facts.startedOn ?? '' },
      { heading: 'Title', cell: ({ facts }) => facts.title },
      {
        heading: 'Version',
        cell: ({ facts }) => (facts.moduleVersion === null ? '' : `${facts.moduleVersion}`),
      },
      { heading: 'Provider', cell: ({ facts }) => facts.provider },
      { heading: 'Type of learning', cell: ({ facts }) => KIND[facts.learningType] },
      { heading: 'Description', cell: ({ facts }) => facts.description },
      { heading: 'Learning outcomes', cell: ({ facts }) => facts.learningOutcomes.join('; ') },
      { heading: 'Themes', cell: ({ facts }) => facts.themes.join('; ') },
      { heading: 'Minutes', cell: ({ facts }) => String(minutesInAll(facts)) },
      { heading: 'Participatory minutes', cell: ({ facts }) => String(facts.minutesParticipatory) },
      { heading: 'Evidence of learning together', cell: ({ facts }) => evidence(facts) },
      { heading: 'Evidence held', cell: ({ facts }) => facts.evidence },
      { heading: 'Certificate', cell: ({ facts }) => facts.certificateNumber ?? '' },
      { heading: 'Check it at', cell: ({ facts }) => facts.verificationUrl ?? '' },
      { heading: 'Source', cell: ({ facts }) => source(facts) },
      { heading: 'Name', cell: ({ facts }) => facts.fullName },
      { heading: 'Registration', cell: ({ facts }) => registration(facts) },
      { heading: 'Agency', cell: ({ facts }) => facts.agency ?? '' },
      { heading: 'Role', cell: ({ facts }) => facts.roleTitle ?? '' },
      learned,
      own('The difference it makes', (words) => words.impact),
      peer,
    ],
  },
};

/** Prints entries as one body asks for them. Fields and requirements: docs/field.md, 3.1. */
export function cpdForm(body: CpdBody, entries: readonly CpdEntry[]): CpdForm {
  const { title, note, columns } = BODIES[body];
  const inOrder = [...entries].sort((a, b) => compareDays(a.facts.completedOn, b.facts.completedOn));
  return {
    title,
    note,
    columns: columns.map((column) => column.heading),
    rows: inOrder.map((entry) => columns.map((column) => column.cell(entry))),
    leftToWrite: columns
      .filter((column) => inOrder.some(({ words }) => column.theirs?.(words).trim() === ''))
      .map((column) => column.heading),
    minutes: inOrder.reduce((sum, { facts }) => sum + minutesInAll(facts), 0),
    participatoryMinutes: inOrder.reduce((sum, { facts }) => sum + facts.minutesParticipatory, 0),
  };
}

/**
 * One entry as text to copy into a body's own form: each heading, then its field, with an empty line where
 * the practitioner has still to write.
 */
export function copyText(body: CpdBody, entry: CpdEntry): string {
  return BODIES[body].columns.map((column) => `${column.heading}:\n${column.cell(entry)}`).join('\n\n');
}

/** A stretch without learning that the HCPC wants explained. Both days had some, or bound the period. */
export interface CpdGap {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** The gaps of three months or more between days of learning within a period, in order of time. */
export function gapsToExplain(
  completedOn: readonly CalendarDate[],
  period: { readonly from: CalendarDate; readonly to: CalendarDate },
): CpdGap[] {
  const within = completedOn.filter((day) => day >= period.from && day <= period.to).sort(compareDays);
  const days = [period.from, ...within, period.to];
  return days.flatMap((from, index) => {
    const to = days[index + 1];
    return to !== undefined && to >= addMonths(from, 3) ? [{ from, to }] : [];
  });
}

/**
 * Minutes as decimal hours of at most two places: 35 minutes are 0.58, none are 0.
 */
export function hours(minutes: number): string {
  return String(Math.round((minutes * 100) / 60) / 100);
}

function described(facts: CpdFacts): string {
  return facts.description === '' ? facts.title : `${facts.title}. ${facts.description}`;
}

function dates(facts: CpdFacts): string {
  const { startedOn, completedOn } = facts;
  return startedOn === null || startedOn === completedOn ? completedOn : `${startedOn} to ${completedOn}`;
}

function evidence(facts: CpdFacts): string {
  const proof = facts.participatoryEvidence;
  if (proof === null) return '';
  return [
    proof.facilitator && `Facilitator: ${proof.facilitator}`,
    proof.on && `Date: ${proof.on}`,
    proof.groupSize && `Group of ${proof.groupSize}`,
  ]
    .filter(Boolean)
    .join('; ');
}

function source(facts: CpdFacts): string {
  return facts.attestedBy === null
    ? SOURCE[facts.source]
    : `${SOURCE[facts.source]} (attested by ${facts.attestedBy})`;
}

function registration(facts: CpdFacts): string {
  return [facts.registrationBody, facts.registrationNumber].filter(Boolean).join(' ');
}
