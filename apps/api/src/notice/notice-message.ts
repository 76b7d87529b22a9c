import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import { buildEmail, type Email, type EmailPart } from '@learning-reviews/domain/email/email';
import type { NoticeKind } from '@learning-reviews/domain/notice/notice';

/** One module that a message names. */
export interface NoticedModule {
  readonly kind: NoticeKind;
  /** The day the notice is about. */
  readonly forDay: CalendarDate;
  /** Last day on which finishing is in time; `null` when there is none. */
  readonly dueOn: CalendarDate | null;
  readonly title: string;
  /** About how long it takes. */
  readonly minutes: number;
  /** Where it begins. */
  readonly address: string;
}

/** Addresses of pages that every message names. */
export interface NoticeAddresses {
  readonly support: string;
  /** Where what comes by email is chosen. */
  readonly choice: string;
}

/** What a message to a member is made from: their own name and duties, and nothing about anybody else. */
export interface NoticeFacts {
  readonly givenName: string;
  readonly agency: string;
  /** At least one, the most pressing first. */
  readonly modules: readonly NoticedModule[];
  readonly addresses: NoticeAddresses;
}

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
export const inWords = (day: CalendarDate): string => DAY.format(new Date(`${day}T00:00:00Z`));
export const paragraph = (text: string): EmailPart => ({ kind: 'paragraph', text });
export const greeting = (givenName: string): EmailPart =>
  paragraph(givenName === '' ? 'Hello,' : `Hello ${givenName},`);

/** Writes what a member is told of by itself: plain, kind and without blame. (docs/rules.md, "learner-facing words") */
export function noticeMessage({ givenName, agency, modules, addresses }: NoticeFacts): Email {
  const isOne = modules.length === 1;
  return buildEmail({
    subject: subjectOf(modules),
    parts: [
      greeting(givenName),
      ...modules.flatMap((module): EmailPart[] => [
        { kind: 'link', text: module.title, url: module.address },
        paragraph(
          `${wordsOf(module)} It takes about ${module.minutes} ${module.minutes === 1 ? 'minute' : 'minutes'}.`,
        ),
      ]),
      paragraph('You can stop whenever you like and carry on later. Your place is kept.'),
      paragraph(
        `If you have finished ${isOne ? 'it' : 'them'} since this was sent, thank you. There is nothing more to do.`,
      ),
      paragraph(
        'If something makes it hard to find the time, or you are away from work, please tell your line manager.',
      ),
      paragraph(
        'These modules talk about harm to children. They do not describe abuse. ' +
          'If this touches something in your own life, you are not alone.',
      ),
      { kind: 'link', text: 'Support for you', url: addresses.support },
      { kind: 'link', text: 'Choose what we email you about', url: addresses.choice },
    ],
    closing: [
      `You get this message because ${agency} requires ${isOne ? 'this module' : 'these modules'} of you.`,
      'We send you one such message a day at most, and three a week.',
    ],
  });
}

function subjectOf(modules: readonly NoticedModule[]): string {
  const [first, ...more] = modules;
  const what = more.length === 0 ? 'a safeguarding module' : `${modules.length} safeguarding modules`;
  if (modules.every(({ kind }) => kind === 'assigned')) return `You have ${what} to do`;
  switch (first?.kind) {
    case 'overdue':
    case 'expired':
      return more.length === 0
        ? 'A safeguarding module is past its day'
        : 'Safeguarding modules, at least one past its day';
    default:
      return `It will soon be time for ${what}`;
  }
}

function wordsOf({ kind, forDay, dueOn }: NoticedModule): string {
  switch (kind) {
    case 'assigned':
      return dueOn === null
        ? 'This is new for you. It has no day by which it is due.'
        : `This is new for you. It is due by ${inWords(dueOn)}.`;
    case 'due-soon':
      return `It is due by ${inWords(forDay)}.`;
    case 'overdue':
      return `It was due by ${inWords(forDay)}. You can still do it.`;
    case 'expired':
      return `You have done it before. That counted until ${inWords(forDay)}, so it is time to do it again.`;
    case 'expiring':
      return `You have done it before. That counts until ${inWords(forDay)}, so it is nearly time to do it again.`;
  }
}
