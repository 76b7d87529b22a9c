import type { PersonCheck, RecordHealth } from '@learning-reviews/contracts/record-health.contract';
import { dayInWords, momentInWords } from '@learning-reviews/ui/day';
import { figure, peopleInWords } from './agency-words.js';

/** What a check finds, and what to do about it. */
export interface CheckWords {
  /** After a number of people: `12 people have no team`. */
  readonly one: string;
  readonly many: string;
  readonly advice: string;
  /** As the people page offers it among its filters. */
  readonly filter: string;
}

/** The checks in the order of the page. */
export const CHECKS: Readonly<Record<PersonCheck, CheckWords>> = {
  'no-team': {
    one: 'has no team',
    many: 'have no team',
    advice: 'They are missing from the figures by team. Give each of them a team where your staff are kept.',
    filter: 'No team',
  },
  'no-manager': {
    one: 'has no line manager who still works here',
    many: 'have no line manager who still works here',
    advice: 'Nobody but you can see what they have missed. Somebody at the top may rightly have none.',
    filter: 'No line manager',
  },
  'no-work-email': {
    one: 'has no work email address',
    many: 'have no work email address',
    advice: 'They cannot be nudged or told anything. Add an address where your staff are kept.',
    filter: 'No work email',
  },
  'no-staff-number': {
    one: 'has no staff number',
    many: 'have no staff number',
    advice:
      'Exports cannot be matched with your own records of them. Add the number where your staff are kept.',
    filter: 'No staff number',
  },
  'unknown-job-role': {
    one: 'has a job role that the framework does not know',
    many: 'have a job role that the framework does not know',
    advice: 'No rule by job role reaches them. Choose the nearest role of the framework for each.',
    filter: 'Unknown job role',
  },
  'same-name': {
    one: 'shares their name with a colleague',
    many: 'share their name with a colleague',
    advice:
      'They may be one person recorded twice, or two people. Look at each pair: nothing is ever merged for you.',
    filter: 'Same name as a colleague',
  },
  corrected: {
    one: 'has a completion that was corrected',
    many: 'have a completion that was corrected',
    advice: 'Nothing to mend. Their pages give the reasons, for anybody who asks why a figure changed.',
    filter: 'Corrected completions',
  },
  'mail-waiting': {
    one: 'waits for an email that could not be sent yet',
    many: 'wait for an email that could not be sent yet',
    advice:
      'We try again for four days. If it goes on, tell whoever runs this site what the mail server says.',
    filter: 'Email not sent yet',
  },
  'mail-refused': {
    one: 'has an email that the mail server refused',
    many: 'have an email that the mail server refused',
    advice: 'Check that their work email address is right. We do not try again.',
    filter: 'Email refused',
  },
  'mail-kept': {
    one: 'has an email that was kept as a file',
    many: 'have an email that was kept as a file',
    advice:
      'No mail server is set for this site, so it reached nobody. Ask whoever runs the site to set one.',
    filter: 'Email kept as a file',
  },
  'duty-broken': {
    one: 'has a duty that is not what the rules and the evidence say',
    many: 'have a duty that is not what the rules and the evidence say',
    advice:
      'Done without evidence, evidence that does not count, a wrong day or pause, or a module that should be asked and is not. Save the rule again, which works it out anew. If it comes back, tell whoever runs this site.',
    filter: 'Duty that is not what the rules say',
  },
  'duty-early': {
    one: 'was late on the day on which they were first asked',
    many: 'were late on the day on which they were first asked',
    advice:
      'The due day of the rule was over before they came under it. Count the days from joining in the rule instead, or give them more time.',
    filter: 'Due before they were asked',
  },
  'duty-orphaned': {
    one: 'has a duty that no rule asks',
    many: 'have a duty that no rule asks',
    advice:
      'The rule has ended, or they are no longer meant by it. Save a rule for that module, or tell whoever runs this site that the duty was not taken away.',
    filter: 'Duty that no rule asks',
  },
};

/** `12 people have no team`. */
export function checkInWords(check: PersonCheck, people: number): string {
  return `${peopleInWords(people)} ${people === 1 ? CHECKS[check].one : CHECKS[check].many}`;
}

/** Whether the agency's denominator can be relied on, and what to do if not. */
export function headcountInWords({ headcount }: RecordHealth): { text: string; advice: string } {
  const advice = 'Supply how many people work for you, from your own records and with its date.';
  if (headcount === null) return { text: 'No headcount was ever supplied', advice };
  const { on, people, source, isOld } = headcount;
  const said = `${figure(people)} on ${dayInWords(on)} (${source})`;
  return isOld
    ? { text: `The headcount is older than 12 months: ${said}`, advice }
    : { text: `The latest headcount is ${said}`, advice: 'It is less than 12 months old. Nothing to do.' };
}

/** Whom a rule was meant for: `Job roles: Driver. Teams: North.` */
export function audienceInWords({
  jobRoles,
  groups,
  teams,
}: RecordHealth['assignmentsForNobody'][number]): string {
  const parts = [
    jobRoles.length > 0 && `Job roles: ${jobRoles.join(', ')}.`,
    groups.length > 0 && `Workforce groups: ${groups.join(', ')}.`,
    teams.length > 0 && `Teams: ${teams.join(', ')}.`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? 'Everyone.' : parts.join(' ');
}

const CAUSES: Readonly<Record<RecordHealth['unfinishedChanges'][number]['cause'], string>> = {
  rule: 'A change of a rule',
  'partnership-rule': 'A change of a rule of the partnership',
  'new-day': 'What began or ended on a day',
  all: 'Working out everything anew',
};

/** `A change of a rule, since 1 November 2026 at 9:30am: 200 of 1,000 people done`. */
export function changeInWords({
  cause,
  since,
  people,
  peopleDone,
}: RecordHealth['unfinishedChanges'][number]): string {
  const done = people === null ? 'not begun' : `${figure(peopleDone)} of ${peopleInWords(people)} done`;
  return `${CAUSES[cause]}, since ${momentInWords(since)}: ${done}`;
}

/** After the title of a rule: `, since 1 January 2026, names the team North`. */
export function goneInWords({ from, gone }: RecordHealth['goneAudiences'][number]): string {
  return `, since ${dayInWords(from)}, names ${gone.join(', ')}`;
}

/** Checks that tell something without asking for anything. */
const NOTHING_TO_MEND: readonly PersonCheck[] = ['corrected'];

/** How many things there are to mend: each check that finds somebody, and each of the others that finds something. */
export function thingsToMend(health: RecordHealth): number {
  const { checks, modulesWithoutVersion, assignmentsForNobody, headcount, isCountBehind } = health;
  const { goneAudiences, unfinishedChanges, areDutiesBehind } = health;
  return [
    ...checks.map(({ check, people }) => people > 0 && !NOTHING_TO_MEND.includes(check)),
    modulesWithoutVersion.length > 0,
    assignmentsForNobody.length > 0,
    goneAudiences.length > 0,
    unfinishedChanges.length > 0,
    areDutiesBehind,
    headcount === null || headcount.isOld,
    isCountBehind,
  ].filter(Boolean).length;
}
