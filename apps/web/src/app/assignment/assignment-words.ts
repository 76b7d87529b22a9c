import type { AssignmentDue, AssignmentRenewal } from '@learning-reviews/contracts/assignment.contract';
import { dayInWords } from '@learning-reviews/ui/day';

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

/** Months of the year to choose from; the value is `01` to `12`. */
export const MONTH_OPTIONS = MONTHS.map((label, index) => ({
  value: String(index + 1).padStart(2, '0'),
  label,
}));

export const DUE_OPTIONS = [
  {
    value: 'joining',
    label: 'Some days after joining',
    hint: 'Or after the rule begins, for those who work here already',
  },
  { value: 'day', label: 'By one day, the same for everybody' },
  { value: 'publication', label: 'Some days after the module is published' },
  { value: 'none', label: 'There is no due day' },
] as const;

export const RENEWAL_OPTIONS = [
  { value: 'completion-date', label: 'Some months after finishing' },
  {
    value: 'expiry-date',
    label: 'Some months after the last time runs out',
    hint: 'Finishing in the last 90 days then costs nobody any time',
  },
  { value: 'calendar-day', label: 'On one day of the year, the same for everybody' },
  { value: 'never', label: 'Never: once is enough' },
] as const;

/** What was done with a rule, by what the address says of it. */
export const DONE_WORDS: Readonly<Record<string, string>> = {
  set: 'The rule is set. What people owe follows within minutes.',
  changed: 'The rule is changed. What people owe follows within minutes.',
  ended: 'The rule has a last day. After it, nothing is asked by it any more.',
  removed: 'The rule is taken away. It had asked nothing of anybody yet.',
};

/** What a rule's state is called, with the colour of its tag. */
export const STATE_WORDS = {
  current: { text: 'In force', colour: 'green' },
  coming: { text: 'To come', colour: 'blue' },
  ended: { text: 'Ended', colour: 'grey' },
} as const;

/** `100,412`. */
export const inFigures = (number: number): string => FIGURES.format(number);

const FIGURES = new Intl.NumberFormat('en-GB');
const count = (number: number, one: string, more = `${one}s`) =>
  `${inFigures(number)} ${number === 1 ? one : more}`;

/** By when, as the rest of a sentence about finishing. */
export function dueInWords(due: AssignmentDue): string {
  switch (due.kind) {
    case 'none':
      return 'with no due day';
    case 'day':
      return `by ${dayInWords(due.on)}`;
    case 'joining':
      return due.days === 0 ? 'on the day they join' : `within ${count(due.days, 'day')} of joining`;
    case 'publication':
      return due.days === 0
        ? 'on the day it is published'
        : `within ${count(due.days, 'day')} of its publication`;
  }
}

/** How often again, as the end of the same sentence. */
export function renewalInWords(renewal: AssignmentRenewal): string {
  switch (renewal.rule) {
    case 'never':
      return 'once';
    case 'completion-date':
      return `and again ${count(renewal.months, 'month')} after finishing`;
    case 'expiry-date':
      return `and again every ${count(renewal.months, 'month')}, from when the last time runs out`;
    case 'calendar-day': {
      const [month = '01', day = '01'] = renewal.day.split('-');
      const on = `${Number(day)} ${MONTHS[Number(month) - 1] ?? ''}`;
      return renewal.years === 1
        ? `and again by ${on} each year`
        : `and again by ${on} every ${renewal.years} years`;
    }
  }
}

/** A whole rule as one sentence. */
export function ruleInWords(rule: {
  readonly audienceWords: string;
  readonly title: string;
  readonly due: AssignmentDue;
  readonly renewal: AssignmentRenewal;
}): string {
  return `${rule.audienceWords}: finish “${rule.title}” ${dueInWords(rule.due)}, ${renewalInWords(rule.renewal)}`;
}

/** `1 person`, `42 people`. */
export const peopleInWords = (people: number): string => count(people, 'person', 'people');

/** `1 agency`, `3 agencies`. */
export const agenciesInWords = (agencies: number): string => count(agencies, 'agency', 'agencies');
