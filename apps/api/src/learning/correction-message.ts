import { buildEmail, type Email } from '@learning-reviews/domain/email/email';

/** What the message is made from. The reason is not in it: somebody wrote it, and email is not private. */
export interface CorrectionFacts {
  readonly givenName: string;
  readonly agency: string;
  readonly moduleTitle: string;
  readonly result: 'pass' | 'withdrawn';
  /** Of the person's CPD record. */
  readonly recordAddress: string;
}

/** Writes to a member that a completion was corrected: what it means, where the reason is, whom to ask. */
export function correctionMessage({
  givenName,
  agency,
  moduleTitle,
  result,
  recordAddress,
}: CorrectionFacts): Email {
  const isWithdrawn = result === 'withdrawn';
  return buildEmail({
    subject: isWithdrawn
      ? 'A completion on your record does not count any more'
      : 'A completion on your record counts again',
    parts: [
      { kind: 'paragraph', text: givenName === '' ? 'Hello,' : `Hello ${givenName},` },
      {
        kind: 'paragraph',
        text: isWithdrawn
          ? `A training lead of ${agency} has corrected a completion of yours of “${moduleTitle}”. It does not count any more, and its certificate says so.`
          : `A training lead of ${agency} has taken a correction back. Your completion of “${moduleTitle}” counts again, and so does its certificate.`,
      },
      {
        kind: 'paragraph',
        text: 'Sign in to read the reason on your record. Nothing you wrote was changed.',
      },
      { kind: 'link', text: 'Your CPD record', url: recordAddress },
      { kind: 'paragraph', text: 'If you think this is a mistake, please talk to your training lead.' },
    ],
    closing: [`You get this message because ${agency} recorded this completion.`],
  });
}
