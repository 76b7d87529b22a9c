import type {
  AttestedReturn,
  ReturnAttestation,
  ReturnFigures,
  YearlyReturn,
  YearlyReturnWords,
} from '@learning-reviews/contracts/yearly-return.contract';

/** The SHA-256 of the figures as the server gave it. */
export const FIGURES_SHA = 'f'.repeat(64);

/** What a lead has written, with `changes` laid over it. */
export function returnWords(changes: Partial<YearlyReturnWords> = {}): YearlyReturnWords {
  return {
    qualityAssurance: '',
    sharedLearning: 'Seven-minute briefings to every team',
    changedPractice: '',
    supervision: '',
    gapsAndPlan: '',
    evidenceLinks: '',
    scores: { training: 2, induction: null, sharedLearning: null, changedPractice: null, supervision: null },
    ...changes,
  };
}

const NO_REQUIREMENTS = { overdueUnder3: 0, overdue3To6: 0, overdue6AndOver: 0, paused: 0 };

/** Figures of a trust of 1,204 people, of whom 14 are not recorded, with `changes` laid over them. */
export function returnFigures(changes: Partial<ReturnFigures> = {}): ReturnFigures {
  const agency = { group: null, fte: 1100.5, headcount: 1204, recorded: 1190 };
  const module = { ...NO_REQUIREMENTS, required: 1180, compliant: 1000, percent: 85, overdueUnder3: 120 };
  return {
    on: '2026-11-23',
    isWorkedOut: false,
    headcount: { on: '2026-10-24', source: 'HR system', reason: '' },
    agency: { ...agency, required: 1180, compliant: 1000, base: 1194, percent: 84 },
    groups: [
      {
        group: 3,
        headcount: 1204,
        fte: 1100.5,
        recorded: 1180,
        required: 1180,
        compliant: 1000,
        base: 1204,
        percent: 83,
      },
      {
        group: null,
        headcount: null,
        fte: null,
        recorded: 10,
        required: 0,
        compliant: 0,
        base: 0,
        percent: null,
      },
    ],
    total: { ...module, overdue3To6: 40, overdue6AndOver: 20 },
    modules: [
      {
        module: 'kern',
        title: 'Before, during and after court',
        ...module,
        overdue3To6: 40,
        overdue6AndOver: 20,
      },
    ],
    starters: { joined: 52, nothingRequired: 2, inTime: 30, late: 10, notYet: 10, percent: 75 },
    completions: { count: 640, people: 600 },
    ...changes,
  };
}

/** A signature, with `changes` laid over it. */
export function returnAttestation(changes: Partial<ReturnAttestation> = {}): ReturnAttestation {
  return {
    id: '01936d5e-0000-7000-8000-00000000000a',
    number: 1,
    by: 'Ruth Ellison',
    role: 'Named nurse',
    on: '2026-11-20',
    at: '2026-11-20T14:05:00.000Z',
    sha256: 'a'.repeat(64),
    isIntact: true,
    ...changes,
  };
}

const YEAR = { label: '2026-27', startsOn: '2026-04-01', endsOn: '2027-03-31' };

/** A year as it stands, with `changes` laid over it. */
export function yearlyReturn(changes: Partial<YearlyReturn> = {}): YearlyReturn {
  return {
    agency: 'Southmoor Community Trust',
    year: YEAR,
    years: ['2026-27', '2025-26', '2024-25'],
    figures: returnFigures(),
    figuresSha256: FIGURES_SHA,
    draft: {
      words: returnWords(),
      revision: 3,
      savedAt: '2026-11-22T10:00:00.000Z',
      savedBy: 'Ruth Ellison',
    },
    attestations: [],
    ...changes,
  };
}

/** A signed return, with `changes` laid over it. */
export function attestedReturn(changes: Partial<AttestedReturn> = {}): AttestedReturn {
  return {
    agency: 'Southmoor Community Trust',
    year: YEAR,
    figures: returnFigures(),
    words: returnWords(),
    attestation: returnAttestation(),
    isReplaced: false,
    ...changes,
  };
}
