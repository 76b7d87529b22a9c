import type {
  CpdEntry,
  CpdEntrySummary,
  CpdExport,
  CpdRecord,
} from '@learning-reviews/contracts/cpd.contract';
import { openSignedIn, type SignedInPage } from '../../platform/page/testing/open-signed-in.js';
import { CPD_ROUTES } from '../cpd.routes.js';

export const ENTRY_ID = '01936d5e-0000-7000-8000-0000000000a1';
export const OUTSIDE_ID = '01936d5e-0000-7000-8000-0000000000a2';
export const SAVED_AT = '2026-11-22T10:05:00.000Z';

/** Opens a page of the record for a signed-in school nurse. */
export function openRecord(address: string): Promise<SignedInPage> {
  return openSignedIn([{ path: 'record', children: CPD_ROUTES }], address);
}

const moduleSummary: CpdEntrySummary = {
  id: ENTRY_ID,
  title: 'Before, during and after court',
  learningType: 'self-directed',
  source: 'platform',
  attestedBy: null,
  provider: 'Learning Reviews',
  completedOn: '2026-10-14',
  minutes: 34,
  participatoryMinutes: 0,
  certificateNumber: '8Q2ZK-4M7XT-0HVWN-5RDJA',
  hasReflection: false,
  withdrawn: null,
};
const outsideSummary: CpdEntrySummary = {
  ...moduleSummary,
  id: OUTSIDE_ID,
  title: 'Group <b>supervision</b>',
  learningType: 'peer-discussion',
  source: 'self-declared',
  provider: 'The trust',
  completedOn: '2026-03-30',
  minutes: 60,
  participatoryMinutes: 45,
  certificateNumber: null,
  hasReflection: true,
};

/** A record of two years. */
export function record(changes: Partial<CpdRecord> = {}): CpdRecord {
  return {
    body: 'nmc',
    years: [
      {
        label: '2026-27',
        from: '2026-04-01',
        to: '2027-03-31',
        minutes: 34,
        participatoryMinutes: 0,
        entries: [moduleSummary],
      },
      {
        label: '2025-26',
        from: '2025-04-01',
        to: '2026-03-31',
        minutes: 60,
        participatoryMinutes: 45,
        entries: [outsideSummary],
      },
    ],
    ...changes,
  };
}

/** The entry of a module, with something written in the module and nothing afterwards. */
export function moduleEntry(changes: Partial<CpdEntry> = {}): CpdEntry {
  return {
    ...moduleSummary,
    description: 'An e-learning module made from: a review',
    module: { slug: 'kern-young-person', title: moduleSummary.title, version: 2 },
    themes: ['Support through justice'],
    outcomes: ['Plan a handover'],
    creditedMinutes: 40,
    facilitator: '',
    groupSize: null,
    evidence: '',
    moduleReflections: [{ prompt: 'What surprised you?', text: 'How late\nthey were asked' }],
    intention: 'ask first',
    intentionOn: '2027-01-15',
    reflection: { learned: '', impact: '', peer: '', codeLinks: [] },
    reflectionRevision: 0,
    revision: 3,
    savedAt: SAVED_AT,
    ...changes,
  };
}

/** Learning done elsewhere. */
export function outsideEntry(changes: Partial<CpdEntry> = {}): CpdEntry {
  return moduleEntry({
    ...outsideSummary,
    description: 'Who decides',
    module: null,
    themes: [],
    outcomes: [],
    creditedMinutes: null,
    facilitator: 'B. Facilitator',
    groupSize: 6,
    evidence: 'Attendance list',
    moduleReflections: [],
    intention: '',
    intentionOn: null,
    ...changes,
  });
}

/** An NMC export of one module, with what only its owner can write left empty. */
export function nmcExport(changes: Partial<CpdExport> = {}): CpdExport {
  return {
    body: 'nmc',
    title: 'NMC continuing professional development log',
    note: 'Learning on your own has 0 participatory hours.',
    from: '2023-11-23',
    to: '2026-11-22',
    person: 'Asha Patel',
    columns: ['Dates', 'Method', 'Link to the Code', 'Number of hours', 'Number of participatory hours'],
    rows: [['2026-10-14', 'Self-directed e-learning', '', '0.57', '0']],
    leftToWrite: ['Link to the Code'],
    gaps: [],
    minutes: 34,
    participatoryMinutes: 0,
    ...changes,
  };
}
