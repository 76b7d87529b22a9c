import { buildEmail, type Email, type EmailPart } from '@learning-reviews/domain/email/email';

/** What an email about two accounts is made from. */
export interface MergeFacts {
  /** As the reader is greeted; may be empty. */
  readonly name: string;
  /** With which the account that stays signs in. */
  readonly stays: string;
  /** With which the other one does, or did. */
  readonly joins: string;
}

const paragraph = (text: string): EmailPart => ({ kind: 'paragraph', text });
const greeting = (name: string) => paragraph(name === '' ? 'Hello,' : `Hello ${name},`);

/** To the address of the account that is to be joined, with the link that shows it is theirs. */
export function mergeLinkMessage({
  name,
  stays,
  joins,
  link,
}: MergeFacts & { readonly link: string }): Email {
  return buildEmail({
    subject: 'Join your two accounts with Learning Reviews',
    parts: [
      greeting(name),
      paragraph(
        `Somebody who signs in as ${stays} says that ${joins} is their account too, and wants to make one of the two.`,
      ),
      paragraph(
        `If that is you, open this link in the browser in which you are signed in as ${stays}. It shows what would happen; nothing happens before you confirm it with your passphrase.`,
      ),
      { kind: 'link', text: 'See what joining them would do', url: link },
      paragraph('The link can be used within one hour. A newer email from us replaces it.'),
      paragraph(
        `If it was not you, there is nothing to do: your account stays as it is. Do not send this email on to anybody, since whoever has the link and that account can take your record over.`,
      ),
    ],
    closing: [`You get this message because somebody asked for it with the address ${joins}.`],
  });
}

/** To both addresses, once it has happened. */
export function mergedMessage({ name, stays, joins, link }: MergeFacts & { readonly link: string }): Email {
  return buildEmail({
    subject: 'Your two accounts with Learning Reviews are one now',
    parts: [
      greeting(name),
      paragraph(
        `The accounts of ${stays} and ${joins} were joined. Everything is in one record. From now on sign in as ${stays}, with the passphrase of that account; ${joins} signs in to nothing any more.`,
      ),
      paragraph('For 30 days this can be undone there, under Your account.'),
      { kind: 'link', text: 'Your joined accounts', url: link },
    ],
    closing: [
      'You get this message at both addresses. If it was not you who joined them, tell your training lead at once.',
    ],
  });
}

/** To both addresses, once it was undone. */
export function partedMessage({ name, stays, joins, link }: MergeFacts & { readonly link: string }): Email {
  return buildEmail({
    subject: 'Your two accounts with Learning Reviews are two again',
    parts: [
      greeting(name),
      paragraph(
        `That the accounts of ${stays} and ${joins} were joined has been undone. Each signs in as before, with its own passphrase. What was learned in between stayed with ${stays}.`,
      ),
      { kind: 'link', text: 'Sign in', url: link },
    ],
    closing: [
      'You get this message at both addresses. If it was not you who undid it, tell your training lead at once.',
    ],
  });
}
