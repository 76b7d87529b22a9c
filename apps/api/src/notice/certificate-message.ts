import { buildEmail, type Email } from '@learning-reviews/domain/email/email';
import { greeting, type NoticeAddresses, paragraph } from './notice-message.js';

/** What a message about a certificate is made from. No score. */
export interface CertificateFacts {
  readonly name: string;
  readonly title: string;
  /** Of the certificate's page. */
  readonly certificateAddress: string;
  readonly recordAddress: string;
  readonly addresses: NoticeAddresses;
}

/** Writes to a person that they have finished, and where the proof of it is. */
export function certificateMessage(facts: CertificateFacts): Email {
  const { name, title, certificateAddress, recordAddress, addresses } = facts;
  return buildEmail({
    subject: 'Your certificate is ready',
    parts: [
      greeting(name),
      paragraph(`You have finished “${title}”. Thank you for taking the time.`),
      { kind: 'link', text: 'See and print your certificate', url: certificateAddress },
      paragraph('It is in your CPD record, too, which stays yours when you change employer.'),
      { kind: 'link', text: 'Your CPD record', url: recordAddress },
      { kind: 'link', text: 'Support for you', url: addresses.support },
      { kind: 'link', text: 'Choose what we email you about', url: addresses.choice },
    ],
    closing: ['You get this message because you finished a module. You can choose not to get such messages.'],
  });
}
