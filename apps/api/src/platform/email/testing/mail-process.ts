import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { buildEmail } from '@learning-reviews/domain/email/email';
import { Database } from '../../database/database.js';
import { createTestDatabase, type TestDatabase } from '../../database/testing/test-database.js';
import { fillForTwoOwners, OWNERS } from '../../database/testing/two-owners.js';
import { JobRunner } from '../../jobs/job-runner.js';
import { startJobProcess } from '../../jobs/testing/job-process.js';
import { EmailMessageRepository } from '../email-message.repository.js';
import { EmailOutbox, type OutgoingEmail } from '../email-outbox.js';
import { EmailJobs } from '../email.jobs.js';
import { MailPatience, MailServer } from '../mail-server.js';

const [OWN] = OWNERS;

/** The training lead of the first of two agencies. */
export const LEAD: AgencyScope = {
  brand: 'AgencyScope',
  agencyId: OWN.agencyId,
  personId: OWN.personId,
  membershipId: OWN.membershipId,
  timeZone: 'Europe/London',
  accessRoles: ['training-lead'],
  teamOf: null,
};

/** An email to that lead's own membership. */
export const NUDGE: OutgoingEmail = {
  kind: 'nudge',
  membershipId: OWN.membershipId,
  to: 'ama@demo.example',
  ...buildEmail({
    subject: 'Training to do – “Hearing the child”',
    parts: [{ kind: 'paragraph', text: 'Hello Ama & all,' }],
    closing: ['From your training lead.'],
  }),
};

/** A process that sends mail, over a database with two agencies. */
export interface MailProcess {
  readonly testDatabase: TestDatabase;
  readonly dataDir: string;
  readonly context: INestApplicationContext;
  /** Leaves an email in the outbox, as the lead. */
  add(email?: OutgoingEmail): Promise<string>;
  /** Does the jobs that are due; with `early`, also those to be tried again later. */
  runDue(early?: boolean): Promise<{ tried: number; thrown: unknown[] }>;
  close(): Promise<void>;
}

/**
 * Starts one.
 *
 * @param smtpUrl   Its mail server; `null` for none.
 * @param silenceMs How long it waits for an answer.
 */
export async function startMailProcess(smtpUrl: string | null, silenceMs = 30_000): Promise<MailProcess> {
  const testDatabase = await createTestDatabase();
  await fillForTwoOwners(testDatabase.superuser);
  await testDatabase.superuser.query('delete from notice; delete from nudge; delete from email_message');
  const dataDir = mkdtempSync(join(tmpdir(), 'learning-reviews-mail-'));
  const patience = { provide: MailPatience, useValue: { connectMs: 5_000, silenceMs, wholeMs: 60_000 } };
  const context = await startJobProcess(
    testDatabase,
    [EmailMessageRepository, EmailOutbox, EmailJobs, MailServer, patience],
    {
      smtpUrl,
      dataDir,
      emailFrom: 'Learning Reviews <learning@partnership.example>',
      publicUrl: 'https://learning.example',
    },
  );
  return {
    testDatabase,
    dataDir,
    context,
    add: (email = NUDGE) =>
      context.get(Database).write(LEAD, (tx) => context.get(EmailOutbox).add(LEAD, tx, email)),
    runDue: (early = false) => context.get(JobRunner).runDue({ early }),
    async close() {
      await context.close();
      rmSync(dataDir, { recursive: true, force: true });
      await testDatabase.close();
    },
  };
}
