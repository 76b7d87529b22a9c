import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { v7 as uuid } from 'uuid';
import { Database } from '../../platform/database/database.js';
import { startMailCatcher } from '../../platform/email/testing/mail-catcher.js';
import { startTestApp, type TestApp, type TestAppOptions } from '../../platform/testing/test-app.js';
import { PassphraseService } from '../passphrase.service.js';

/** An application with a real mail server behind it, and what tests of passphrases do again and again. */
export interface PassphraseApp extends TestApp {
  /** A person whom an agency has added: no passphrase, and an address that nobody has proved. */
  addInvited(email: string, agencyId?: number): Promise<{ personId: string; membershipId: string }>;
  /** Invites as the agency's own lead, in one transaction. */
  invite(agencyId: number, ...membershipIds: string[]): Promise<void>;
  /** Asks for a link as a browser would, from an address of its own choice. */
  askForReset(email: string, address?: string): ReturnType<ReturnType<TestApp['client']>['post']>;
  /** What the mail server was given for an address, oldest first: headers and body, decoded. */
  mailsTo(email: string): Promise<string[]>;
  /** The token in what last went to an address. */
  tokenTo(email: string): Promise<string>;
}

/** Starts one. */
export async function startPassphraseApp(options: TestAppOptions = {}): Promise<PassphraseApp> {
  const catcher = await startMailCatcher();
  const app = await startTestApp({
    ...options,
    configuration: { smtpUrl: catcher.url, ...options.configuration },
  });
  const { superuser } = app.testDatabase;
  const mailsTo = async (email: string) => {
    await app.runJobs();
    return catcher.caught
      .filter(({ recipients }) => recipients.includes(email))
      .map(({ source }) => decoded(source));
  };
  return {
    ...app,
    async addInvited(email, agencyId = 2) {
      const personId = uuid();
      const name = email.split('@')[0]!;
      await superuser.query('insert into person (id, email_norm, name) values ($1, $2, $3)', [
        personId,
        email,
        `${name} Example`,
      ]);
      return { personId, membershipId: await app.people.addMembership(personId, name, { agencyId }) };
    },
    async invite(agencyId, ...membershipIds) {
      const scope = leadOf(agencyId);
      const invitations = membershipIds.map((membershipId) => ({ membershipId }));
      await app.application
        .get(Database)
        .write(scope, (tx) => app.application.get(PassphraseService).invite(scope, tx, invitations));
    },
    askForReset: (email, address = `203.0.113.${Math.ceil(Math.random() * 250)}`) =>
      app.client().post('/api/passphrase/reset', { email }, { headers: { 'x-forwarded-for': address } }),
    mailsTo,
    async tokenTo(email) {
      const token = /passphrase\/set#([\w-]{43})\s*$/m.exec((await mailsTo(email)).at(-1) ?? '')?.[1];
      if (token === undefined) throw new Error(`No link went to ${email}`);
      return token;
    },
    async close() {
      await app.close();
      await catcher.close();
    },
  };
}

/** A lead who makes no difference but by their agency. */
export const leadOf = (agencyId: number): AgencyScope => ({
  brand: 'AgencyScope',
  agencyId,
  personId: uuid(),
  membershipId: uuid(),
  timeZone: 'Europe/London',
  accessRoles: ['training-lead'],
  teamOf: null,
});

/** Quoted-printable, as far as our own messages need it. */
const decoded = (source: string) =>
  source
    .replaceAll('=\r\n', '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll('\r\n', '\n');
