import type { Account, RegistrationRequest } from '@learning-reviews/contracts/account.contract';
import type { OptionalMailKind } from '@learning-reviews/contracts/mail-choice.contract';
import { dayInWords } from '@learning-reviews/ui/day';

/** Codes of the regulators a person may name. */
export type RegistrationBody = RegistrationRequest['body'];

/** Regulators in words, in the order in which they are offered. */
export const BODY_WORDS: Readonly<Record<RegistrationBody, string>> = {
  'social-work-england': 'Social Work England',
  nmc: 'Nursing and Midwifery Council (NMC)',
  hcpc: 'Health and Care Professions Council (HCPC)',
  other: 'Another, or none',
};

/** What somebody may do without by email, in the order in which it is offered. */
export const OPTIONAL_MAIL_OPTIONS: readonly { value: OptionalMailKind; label: string; hint: string }[] = [
  {
    value: 'due-soon',
    label: 'A reminder before a module is due soon',
    hint: 'Before its day, not after it',
  },
  {
    value: 'expiring',
    label: 'A reminder before what you have done runs out',
    hint: 'So that you can renew it in time',
  },
  {
    value: 'certificate',
    label: 'Word that a certificate is ready',
    hint: 'It is on your CPD record anyway',
  },
  {
    value: 'digest',
    label: 'A digest of your agency’s figures on Mondays',
    hint: 'For training leads only',
  },
];

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** `12-01` → `1 December`: the day on which a registration year begins. */
export function yearStartInWords(yearStart: string): string {
  const [month = 1, day = 1] = yearStart.split('-').map(Number);
  return `${day} ${MONTHS[month - 1] ?? ''}`;
}

type Job = Account['memberships'][number];

/** What an agency has noted about somebody's duties in one job, a sentence each: leave, and exceptions with the reason. */
export function notedInWords({ agencyName, leave, exceptions }: Job): string[] {
  const sentences = exceptions.map((exception) => `${agencyName}: ${exceptionInWords(exception)}`);
  return leave === null ? sentences : [`${agencyName}: ${leaveInWords(leave)}`, ...sentences];
}

function leaveInWords({ from, to, hasBegun }: NonNullable<Job['leave']>): string {
  const until = to === null ? ', with no last day yet' : ` to ${dayInWords(to)}`;
  return `${hasBegun ? 'You are' : 'You will be'} marked as on leave from ${dayInWords(from)}${until}. What you owe is paused on these days.`;
}

function exceptionInWords({ moduleTitle, kind, from, until, reason }: Job['exceptions'][number]): string {
  const days = `from ${dayInWords(from)}${until === null ? '' : ` to ${dayInWords(until)}`}`;
  const what =
    kind === 'excused'
      ? `you are excused from “${moduleTitle}” ${days}`
      : `you have until ${dayInWords(until)} for “${moduleTitle}”`;
  return `${what}. Reason given: ${reason}`;
}
