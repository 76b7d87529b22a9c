import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import { buildEmail, type Email, type EmailPart } from '@learning-reviews/domain/email/email';
import type { OwedState } from '@learning-reviews/domain/nudge/nudge';

/** One module that a message names. */
export interface NudgedModule {
  readonly title: string;
  /** About how long it takes. */
  readonly minutes: number;
  readonly state: OwedState;
  /** Last day on which finishing is or was in time; for a completion, the last day it counts. */
  readonly day: CalendarDate;
  /** Where it begins, such as `https://learning.example/learning/kern-professionals`. */
  readonly address: string;
}

/** What a message is made from: the reader's own name and duties, and nothing about anybody else. */
export interface NudgeFacts {
  readonly givenName: string;
  readonly agency: string;
  /** At least one, in the order in which they are named. */
  readonly modules: readonly NudgedModule[];
  /** Of the page with support for those who read about harm to children. */
  readonly supportAddress: string;
}

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const inWords = (day: CalendarDate) => DAY.format(new Date(`${day}T00:00:00Z`));
const paragraph = (text: string): EmailPart => ({ kind: 'paragraph', text });

/** Writes the reminder to one member: kind, plain and without blame. (docs/rules.md, "learner-facing words") */
export function nudgeMessage({ givenName, agency, modules, supportAddress }: NudgeFacts): Email {
  const isOne = modules.length === 1;
  return buildEmail({
    subject: isOne
      ? 'A reminder about a safeguarding module'
      : `A reminder about ${modules.length} safeguarding modules`,
    parts: [
      paragraph(givenName === '' ? 'Hello,' : `Hello ${givenName},`),
      paragraph(
        `This is a friendly reminder from ${agency} about ${isOne ? 'a module' : 'modules'} for you to do.`,
      ),
      ...modules.flatMap((module): EmailPart[] => [
        { kind: 'link', text: module.title, url: module.address },
        paragraph(`${minutesOf(module)} ${dayOf(module)}`),
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
      { kind: 'link', text: 'Support for you', url: supportAddress },
    ],
    closing: [
      `You get this message because ${agency} requires ${isOne ? 'this module' : 'these modules'} of you.`,
      'We send you one reminder a week at most.',
    ],
  });
}

function minutesOf({ minutes }: NudgedModule): string {
  return `It takes about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`;
}

function dayOf({ state, day }: NudgedModule): string {
  switch (state) {
    case 'overdue':
      return `It was due by ${inWords(day)}.`;
    case 'due-soon':
      return `It is due by ${inWords(day)}.`;
    case 'expired':
      return `You have done it before. That counted until ${inWords(day)}, so it is time to do it again.`;
    case 'expiring':
      return `You have done it before. That counts until ${inWords(day)}, so it is nearly time to do it again.`;
  }
}
