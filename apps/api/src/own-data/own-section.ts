/** One row of a section: column names, as the table has them, and their values as JSON. */
export type OwnRow = Readonly<Record<string, unknown>>;

/** One kind of record about a person, as both files show it. */
export interface OwnSection {
  /** Name of the table it comes from. */
  readonly name: string;
  readonly heading: string;
  /** What it is and why it is kept, in a sentence or two for the person. */
  readonly about: string;
}

/** What neither file holds. */
export interface NotIncluded {
  readonly what: string;
  readonly why: string;
}

const section = <Name extends string>(name: Name, heading: string, about: string) => ({
  name,
  heading,
  about,
});

/** Tables that a person's scope reads, in the order of the files. */
export const OWN_SECTIONS = [
  section('person', 'Your account', 'Who you are here and the address you sign in with.'),
  section(
    'person_registration',
    'Your regulator',
    'The regulator you named, whose years your CPD record follows.',
  ),
  section(
    'membership',
    'Where you work or worked',
    'One line for each job. The name and staff reference here are your agency’s own, and it keeps them as its evidence.',
  ),
  section(
    'membership_grant',
    'Roles you were given',
    'What you may or might do in an agency, beyond learning.',
  ),
  section('team', 'Your teams', 'Teams of your agencies that you are or were in.'),
  section(
    'standing',
    'Modules your agencies require of you',
    'Where you are with each. State 0 is not started, 1 in progress, 2 done and 3 paused.',
  ),
  section('leave_period', 'Leave', 'Days on which what you owe is paused. Why you are away is not kept.'),
  section(
    'duty_exception',
    'Exceptions',
    'What an agency asks of you otherwise than its rules say, and its reason.',
  ),
  section('attempt', 'Modules you started', 'One line for each time you went through a module.'),
  section(
    'attempt_event',
    'What you did in a module, and when',
    'Saves and pages opened. Your minutes of learning are counted from the gaps between them.',
  ),
  section(
    'answer',
    'Your answers',
    'The first answer you gave to each question in each round. Agencies never see these.',
  ),
  section('completion', 'Modules you finished', 'Your own record, whichever agency you worked for.'),
  section(
    'completion_correction',
    'Corrections',
    'An agency withdrew a completion that was recorded by mistake, or took that back, and why.',
  ),
  section(
    'certificate',
    'Your certificates',
    'Proof of each completion. Anybody who holds a number can check it.',
  ),
  section('cpd_entry', 'Your CPD record', 'Learning here and elsewhere, as you or an agency entered it.'),
  section(
    'reflection',
    'Your reflections',
    'Your private words. They are kept encrypted, and nobody else can read them.',
  ),
  section(
    'agency_completion',
    'Evidence your agencies hold',
    'Each agency’s own copy of what you finished while you were its member, or before. It keeps this when you leave.',
  ),
  section('email_message', 'Emails to you', 'What was written to you, and whether the mail server took it.'),
  section('nudge', 'Reminders', 'When an agency reminded you of a module.'),
  section(
    'import_row',
    'Lines about you in files your agencies brought',
    'Kept for a week after a file has been dealt with.',
  ),
  section('import_change', 'What such a file changed', 'Kept so that it can be taken back.'),
  section(
    'import_leaver',
    'Files that did not name you, or named your last day',
    'A proposal until somebody of your agency confirms it.',
  ),
  section(
    'notice',
    'What you were told by itself',
    'That a module was asked of you, due or running out, each once. The emails are above.',
  ),
  section('unwanted_mail', 'Emails you would rather not get', 'As you chose.'),
  section(
    'duty_fault',
    'What looked wrong with your duties',
    'Found when the rules and the evidence of your agency were last compared.',
  ),
  section(
    'account_merge',
    'Accounts you joined',
    'A second account of yours whose record moved here, and until when that can be undone.',
  ),
  section('account_merge_row', 'What moved when you joined them', 'Numbers only, so that it can be undone.'),
  section('account_merge_proof', 'Accounts you were about to join', 'Used up when they are joined.'),
  section(
    'idempotency',
    'Buttons you pressed in the last 24 hours',
    'Kept so that a request that arrives twice is done once.',
  ),
  section(
    'audit_log',
    'What you did for an agency',
    'Acts in which you changed or took out something of an agency. They name others by number only.',
  ),
] as const satisfies readonly OwnSection[];

/** Name of a section that a person's scope reads. */
export type OwnSectionName = (typeof OWN_SECTIONS)[number]['name'];

/** What stands in the schema where sign-in is kept, which a person's scope does not enter. */
export const ACCESS_SECTIONS = [
  section('session', 'Where you are signed in', 'One line for each browser.'),
  section(
    'credential',
    'Your passphrase',
    'That you have one, and since when. The passphrase itself is not kept.',
  ),
  section('passphrase_link', 'Links to choose a passphrase', 'That one was made, and until when it holds.'),
  section(
    'sign_in_event',
    'Sign-ins',
    'When somebody signed in as you or tried to, and from which network address.',
  ),
] as const satisfies readonly OwnSection[];

/** Name of a section from the schema where sign-in is kept. */
export type AccessSectionName = (typeof ACCESS_SECTIONS)[number]['name'];

/** What neither file holds, and why. Both say so. */
export const NOT_INCLUDED: readonly NotIncluded[] = [
  {
    what: 'Who else was involved: who corrected, reminded, noted leave or brought a file',
    why: 'They are other people. Where it matters, the file says “a training lead” and names the agency.',
  },
  {
    what: 'An agency’s record of what others did that concerned you',
    why: 'It is the agency’s log of its own people’s acts. Ask that agency for what it holds about you there.',
  },
  {
    what: 'Rows in which you stand only as whoever did something for an agency: rules, figures, files and returns',
    why: 'They are the agency’s. What you did, and when, is under “What you did for an agency”.',
  },
  {
    what: 'Secrets: your passphrase’s check sum, session keys, and links not yet delivered',
    why: 'Whoever had this file could sign in as you. A link is listed once it has gone out.',
  },
  {
    what: 'Answers to the buttons you pressed',
    why: 'They repeat what is elsewhere in the file, or show what an agency holds about others.',
  },
  {
    what: 'Counters of tries to sign in and of downloads, and work waiting to be done',
    why: 'They hold numbers only, and are gone within minutes or days.',
  },
  {
    what: 'Lines of a file that is being brought in and has not been matched to you yet',
    why: 'Until a file is matched, nobody can tell that a line is about you. It is deleted a week after the file has ended.',
  },
  {
    what: 'Files an agency has downloaded or has waiting to be downloaded',
    why: 'They are the agency’s. It knows what it does with them.',
  },
  {
    what: 'Backups',
    why: 'They are copies of all this, kept apart for a disaster, and are deleted in turn.',
  },
];
