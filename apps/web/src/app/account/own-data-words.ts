import type { OwnData } from '@learning-reviews/contracts/own-data.contract';
import type { Option } from '@learning-reviews/ui/option';

/** What an erasure takes, in the order in which somebody would miss it. */
export const ERASED: readonly string[] = [
  'your CPD record, with everything you entered in it yourself',
  'your reflections, which nobody else can read',
  'the modules you started and finished, your answers and your certificates',
  'your name, email address, passphrase and regulator',
  'the words of every email we sent you, and where you signed in from',
];

/** What an agency keeps of its own, for how long and why. */
export const AGENCY_KEEPS = [
  {
    what: 'Your name and the staff reference it gave you',
    howLong: 'As long as the rows below',
    why: 'Evidence that names nobody proves nothing',
  },
  {
    what: 'What you completed while you worked there, when, and for how many minutes',
    howLong: 'Until its own time for keeping training records ends. The usual is 7 years',
    why: 'The law asks the agency to show that its staff were trained',
  },
  {
    what: 'Where you were with each module it required, your team, job and dates there',
    howLong: 'The same',
    why: 'It is what the evidence is about',
  },
  {
    what: 'A record of who did what there, in which you are a number',
    howLong: '2 years',
    why: 'To find out what happened when something goes wrong',
  },
] as const;

/** The one box to tick before a record is erased. */
export const UNDERSTOOD: readonly Option[] = [
  { value: 'yes', label: 'I understand that my CPD record and my reflections cannot be brought back' },
];

/** A role that nobody else has, and who can give it to somebody. */
export const ROLE_WORDS: Readonly<
  Record<OwnData['lastIn'][number]['role'], { readonly role: string; readonly what: string }>
> = {
  'training-lead': {
    role: 'training lead',
    what: 'Give another member that role on their page under People, or ask the partnership’s administrators to.',
  },
  administrator: {
    role: 'administrator',
    what: 'Have somebody else made administrator first. Whoever runs the server can do that.',
  },
};
