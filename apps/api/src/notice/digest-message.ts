import { buildEmail, type Email, type EmailPart } from '@learning-reviews/domain/email/email';
import { greeting, paragraph } from './notice-message.js';

/** Figures of one agency for its own leads. Duties, that is one member and one module; no names. */
export interface DigestFigures {
  readonly required: number;
  readonly done: number;
  readonly overdue: number;
  /** Of those, how many fell due within the last seven days. */
  readonly newlyOverdue: number;
  readonly dueSoon: number;
  readonly expiring: number;
  readonly expired: number;
  readonly refusedMail: number;
}

/** What the digest for one lead is made from. */
export interface DigestFacts {
  readonly givenName: string;
  readonly agency: string;
  readonly figures: DigestFigures;
  readonly addresses: {
    readonly agency: string;
    readonly worklist: string;
    readonly recordHealth: string;
    readonly choice: string;
  };
}

const NUMBER = new Intl.NumberFormat('en-GB');

/** Whether there is anything that a lead would do something about. */
export function isWorthTelling({ overdue, expired, dueSoon, expiring, refusedMail }: DigestFigures): boolean {
  return overdue + expired + dueSoon + expiring + refusedMail > 0;
}

/** Writes the week's digest to a training lead: how their agency stands, by number and not by name. */
export function digestMessage({ givenName, agency, figures, addresses }: DigestFacts): Email {
  return buildEmail({
    subject: `Safeguarding learning this week: ${agency}`.slice(0, 150),
    parts: [
      greeting(givenName),
      paragraph(`This is how ${agency} stands today. A duty is one person and one required module.`),
      { kind: 'list', items: linesOf(figures) },
      { kind: 'link', text: 'See who and what it is about', url: addresses.worklist },
      { kind: 'link', text: 'See all figures', url: addresses.agency },
      ...mailPart(figures, addresses.recordHealth),
      { kind: 'link', text: 'Choose what we email you about', url: addresses.choice },
    ],
    closing: [
      `You get this message each Monday because you are a training lead of ${agency}.`,
      'Completion is not impact: these figures say who has finished a module, not what changed for children.',
    ],
  });
}

function linesOf(figures: DigestFigures): string[] {
  const { required, done, overdue, newlyOverdue, dueSoon, expiring, expired } = figures;
  const lines = [`${NUMBER.format(done)} of ${duties(required)} done`];
  if (overdue > 0)
    lines.push(
      `${duties(overdue)} overdue${newlyOverdue === 0 ? '' : `, ${NUMBER.format(newlyOverdue)} of them since last week`}`,
    );
  if (expired > 0) lines.push(`${duties(expired)} run out`);
  if (dueSoon > 0) lines.push(`${duties(dueSoon)} due soon`);
  if (expiring > 0) lines.push(`${duties(expiring)} about to run out`);
  return lines;
}

function mailPart({ refusedMail }: DigestFigures, url: string): EmailPart[] {
  if (refusedMail === 0) return [];
  const what = refusedMail === 1 ? 'One message' : `${NUMBER.format(refusedMail)} messages`;
  return [
    paragraph(
      `${what} to your people could not be delivered in the last seven days. The addresses may be wrong.`,
    ),
    { kind: 'link', text: 'See which', url },
  ];
}

function duties(count: number): string {
  return `${NUMBER.format(count)} ${count === 1 ? 'duty' : 'duties'}`;
}
