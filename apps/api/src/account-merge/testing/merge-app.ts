import type { PersonScope } from '@learning-reviews/domain/access/scope';
import { mergeProofEndsAt, undoEndsAt } from '@learning-reviews/domain/account-merge/account-merge';
import { v7 as uuid } from 'uuid';
import { Database } from '../../platform/database/database.js';
import { startMailCatcher } from '../../platform/email/testing/mail-catcher.js';
import { startTestApp, type TestApp } from '../../platform/testing/test-app.js';
import { AccountMergeRepository } from '../account-merge.repository.js';
import { MergeConsequences } from '../merge-consequences.service.js';

/** An application with a real mail server behind it, and what tests of joined accounts do again and again. */
export interface MergeApp extends TestApp {
  /** What the mail server was given for an address, oldest first: headers and body, decoded. */
  mailsTo(email: string): Promise<string[]>;
  /** The token in what last went to an address. */
  tokenTo(email: string): Promise<string>;
  /** Joins the second to the first as the service does once both have proved it. The id; `null` when it was refused. */
  join(stays: string, joins: string): Promise<string | null>;
  /** Undoes it. Whether it was done. */
  part(stays: string, joins: string, mergeId: string): Promise<boolean>;
}

/** A person's own scope. */
export const scopeOf = (personId: string): PersonScope => ({ brand: 'PersonScope', personId });

/** Starts one. */
export async function startMergeApp(): Promise<MergeApp> {
  const catcher = await startMailCatcher();
  const app = await startTestApp({ configuration: { smtpUrl: catcher.url } });
  const [database, merges, consequences] = [Database, AccountMergeRepository, MergeConsequences].map((one) =>
    app.application.get<unknown>(one as never),
  ) as [Database, AccountMergeRepository, MergeConsequences];
  const mailsTo = async (email: string) => {
    await app.runJobs();
    return catcher.caught
      .filter(({ recipients }) => recipients.includes(email))
      .map(({ source }) => decoded(source));
  };
  return {
    ...app,
    mailsTo,
    async tokenTo(email) {
      const links = (await mailsTo(email)).flatMap(
        (mail) => /account\/merge#([\w-]{43})\s*$/m.exec(mail)?.[1] ?? [],
      );
      const token = links.at(-1);
      if (token === undefined) throw new Error(`No link went to ${email}`);
      return token;
    },
    async join(stays, joins) {
      const [at, mergeId] = [app.clock.now(), uuid()];
      const expiresAt = mergeProofEndsAt(at);
      for (const [own, otherPersonId, part] of [
        [joins, stays, 'joins'],
        [stays, joins, 'stays'],
      ] as const)
        await database.write(scopeOf(own), (tx) =>
          merges.prove(scopeOf(own), tx, { mergeId, otherPersonId, part, expiresAt }),
        );
      return database.write(scopeOf(stays), async (tx) => {
        if (!(await merges.merge(scopeOf(stays), tx, mergeId, at, undoEndsAt(at)))) return null;
        await consequences.ofMerge(scopeOf(stays), tx, { mergeId, otherPersonId: joins }, at);
        return mergeId;
      });
    },
    async part(stays, joins, mergeId) {
      const at = app.clock.now();
      let isDone = false;
      await database.write(scopeOf(stays), (tx) =>
        consequences.ofUndo(scopeOf(stays), tx, { mergeId, otherPersonId: joins }, at, async () => {
          isDone = await merges.undo(scopeOf(stays), tx, mergeId, at);
        }),
      );
      return isDone;
    },
    async close() {
      await app.close();
      await catcher.close();
    },
  };
}

/** Quoted-printable, as far as our own messages need it. */
const decoded = (source: string) =>
  source
    .replaceAll('=\r\n', '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll('\r\n', '\n');
