import type { RetentionKind } from './retention.js';

/** What a kind is called: as a heading, one of it, and several. */
const WORDS: Readonly<Record<RetentionKind, { heading: string; one: string; several: string }>> = {
  answer: { heading: 'Answers to questions', one: 'answer to a question', several: 'answers to questions' },
  email: { heading: 'What emails said, and to whom', one: 'email’s words', several: 'emails’ words' },
  'sign-in': { heading: 'Sign-ins and tries to sign in', one: 'sign-in', several: 'sign-ins' },
  audit: {
    heading: 'Who did what (audit log)',
    one: 'line of the audit log',
    several: 'lines of the audit log',
  },
};

const isKnown = (kind: string): kind is RetentionKind => kind in WORDS;

/** The heading of a kind; one that is not known yet by its own name. */
export function retentionHeading(kind: string): string {
  return isKnown(kind) ? WORDS[kind].heading : kind;
}

/** How much of a kind: `1,204 answers to questions`. */
export function rowsInWords(kind: string, rows: number): string {
  const count = rows.toLocaleString('en-GB');
  if (!isKnown(kind)) return `${count} of ${kind}`;
  return `${count} ${rows === 1 ? WORDS[kind].one : WORDS[kind].several}`;
}

/** How long: `1 month`, `90 days`. */
export function keptInWords(amount: number, unit: 'day' | 'month'): string {
  return amount === 1 ? `1 ${unit}` : `${amount} ${unit}s`;
}
