import { buildEmail, type Email, type EmailPart } from '@learning-reviews/domain/email/email';

/** What an email about a passphrase is made from: nothing about anybody but its reader. */
export interface PassphraseFacts {
  /** As the reader is greeted; may be empty. */
  readonly name: string;
  /** With which the reader signs in. */
  readonly email: string;
  /** Where it leads, such as `https://learning.example/passphrase/set#…`. */
  readonly link: string;
}

/** As `PassphraseFacts`, by an agency. */
export interface AgencyFacts extends PassphraseFacts {
  readonly agencyName: string;
}

const paragraph = (text: string): EmailPart => ({ kind: 'paragraph', text });
const greeting = (name: string) => paragraph(name === '' ? 'Hello,' : `Hello ${name},`);
const FOUR_WORDS =
  'A passphrase has 12 characters or more. Four words that do not belong together are easy to remember and hard to guess.';
const KEEP_TO_YOURSELF =
  'Nobody will ever ask you for your passphrase. Do not send this email on to anybody.';

/**
 * To somebody who has no passphrase yet.
 *
 * @param facts `agencyName` is `null` when they asked for the email themselves.
 */
export function invitationMessage({
  name,
  email,
  link,
  agencyName,
}: PassphraseFacts & { readonly agencyName: string | null }): Email {
  return buildEmail({
    subject: 'Set your passphrase for Learning Reviews',
    parts: [
      greeting(name),
      paragraph(
        agencyName === null
          ? 'You have an account with Learning Reviews, and it has no passphrase yet.'
          : `${agencyName} has added you to Learning Reviews, where people who work with children learn from safeguarding reviews.`,
      ),
      paragraph(`To begin, choose a passphrase. You sign in with it and with ${email}.`),
      { kind: 'link', text: 'Choose a passphrase', url: link },
      paragraph('The link can be used once, within 14 days. A newer email from us replaces it.'),
      paragraph(FOUR_WORDS),
    ],
    closing: [
      agencyName === null
        ? 'You get this message because somebody asked for it with your email address. If it was not you, you can ignore it.'
        : `You get this message because ${agencyName} says that you work there. If you do not, you can ignore it.`,
      KEEP_TO_YOURSELF,
    ],
  });
}

/** To somebody who has a passphrase and now works in one more agency. */
export function accessMessage({ name, email, link, agencyName }: AgencyFacts): Email {
  return buildEmail({
    subject: 'Another agency has added you to Learning Reviews',
    parts: [
      greeting(name),
      paragraph(`${agencyName} has added you to Learning Reviews. You now work there too.`),
      paragraph(
        `Your account stays as it is: sign in with ${email} and the passphrase you have. What you have learned stays yours.`,
      ),
      { kind: 'link', text: 'Sign in', url: link },
    ],
    closing: [
      `You get this message because ${agencyName} says that you work there. If you do not, please tell them.`,
    ],
  });
}

/** To somebody who has forgotten their passphrase. */
export function resetMessage({ name, email, link }: PassphraseFacts): Email {
  return buildEmail({
    subject: 'Choose a new passphrase for Learning Reviews',
    parts: [
      greeting(name),
      paragraph(`Somebody asked for a new passphrase for ${email}. If it was you, choose one here.`),
      { kind: 'link', text: 'Choose a new passphrase', url: link },
      paragraph('The link can be used once, within one hour. A newer email from us replaces it.'),
      paragraph('You are then signed out everywhere, and sign in again with the new passphrase.'),
      paragraph('If it was not you, there is nothing to do: your passphrase stays as it is.'),
    ],
    closing: [
      'You get this message because somebody asked for it with your email address.',
      KEEP_TO_YOURSELF,
    ],
  });
}
