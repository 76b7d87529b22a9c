import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { SMTPServerOptions } from 'smtp-server';
import { Database } from '../database/database.js';
import { OWNERS } from '../database/testing/two-owners.js';
import { EmailOutbox } from './email-outbox.js';
import { EmailJobs } from './email.jobs.js';
import { MailServer } from './mail-server.js';
import { type MailCatcher, smtpError, startMailCatcher } from './testing/mail-catcher.js';
import { LEAD, type MailProcess, NUDGE, startMailProcess } from './testing/mail-process.js';

const FOREIGN = OWNERS[1];

let started: MailProcess | undefined;
let catcher: MailCatcher | undefined;
afterEach(async () => {
  await started?.close();
  await catcher?.close();
  started = catcher = undefined;
});

async function start(smtpUrl: string | null, silenceMs?: number) {
  return (started = await startMailProcess(smtpUrl, silenceMs));
}

async function startWith(behaviour: SMTPServerOptions = {}) {
  catcher = await startMailCatcher(behaviour);
  return { ...(await start(catcher.url)), catcher };
}

const message = async () =>
  (
    await started!.testDatabase.superuser.query<Record<string, unknown>>(
      'select state, attempts, last_answer as answer, sent_at as "sentAt", trying_until as "tryingUntil" from email_message',
    )
  ).rows[0];
const jobs = async () =>
  (
    await started!.testDatabase.superuser.query<{ state: string; output: unknown }>(
      'select state, output from pgboss.job',
    )
  ).rows;

describe('an email', () => {
  it('goes through the mail server once, and says what it said', async () => {
    const { add, runDue, catcher } = await startWith();
    const id = await add();
    await runDue();
    await runDue(true);

    expect(catcher.caught).toHaveLength(1);
    const [{ recipients, source }] = catcher.caught as [(typeof catcher.caught)[0]];
    expect(recipients).toEqual(['ama@demo.example']);
    expect(source).toMatch(/^From: Learning Reviews <learning@partnership\.example>\r$/m);
    expect(source).toMatch(/^To: ama@demo\.example\r$/m);
    expect(source).toContain(`Message-ID: <${id}@learning.example>`);
    expect(source).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(source).toMatch(/^Content-Type: text\/plain; charset=utf-8\r$/m);
    expect(source).toMatch(/^Content-Type: text\/html; charset=utf-8\r$/m);
    expect(await message()).toMatchObject({
      state: 'sent',
      attempts: 1,
      answer: expect.stringContaining('250 Queued as 4F2A'),
      sentAt: expect.any(Date),
      tryingUntil: null,
    });
  });

  it('is neither written nor sent when the change it tells of is not', async () => {
    const { runDue, catcher } = await startWith();
    const { context } = started!;
    await expect(
      context.get(Database).write(LEAD, async (tx) => {
        await context.get(EmailOutbox).add(LEAD, tx, NUDGE);
        throw new Error('the change failed');
      }),
    ).rejects.toThrow('the change failed');
    expect(await runDue()).toMatchObject({ tried: 0 });
    expect(await message()).toBeUndefined();
    expect(catcher.caught).toEqual([]);
  });

  it('carries its secret to the server that asks who is there', async () => {
    const asked: unknown[] = [];
    catcher = await startMailCatcher({
      authOptional: false,
      onAuth({ username, password }, _session, done) {
        asked.push([username, password]);
        done(null, { user: username });
      },
    });
    const { add, runDue } = await start(`smtp://lr:p%40ss%2Fword@127.0.0.1:${catcher.port}`);
    await add();
    await runDue();
    expect(asked).toEqual([['lr', 'p@ss/word']]);
    expect(catcher.caught).toHaveLength(1);
  });

  it('is not sent again by a job that comes twice', async () => {
    const { add, runDue, catcher } = await startWith();
    await add();
    await runDue();
    await started!.testDatabase.superuser.query(
      `select pgboss.create_queue('email.send', '{"policy": "standard"}');
       insert into pgboss.job (name, data, policy, expire_seconds) select name, data, policy, 60 from pgboss.job`,
    );
    expect(await runDue()).toMatchObject({ tried: 1, thrown: [] });
    expect(catcher.caught).toHaveLength(1);
  });

  it('is held by one worker at a time, and let go of when that one died', async () => {
    const { add, runDue, catcher } = await startWith();
    await add();
    await started!.testDatabase.superuser.query(
      `update email_message set trying_until = now() + interval '1 minute', attempts = 1`,
    );
    expect((await runDue()).thrown).toHaveLength(1);
    expect(catcher.caught).toEqual([]);
    await started!.testDatabase.superuser.query(
      `update email_message set trying_until = now() - interval '1 second'`,
    );
    await runDue(true);
    expect(catcher.caught).toHaveLength(1);
    expect(await message()).toMatchObject({ state: 'sent', attempts: 2 });
  });

  it('errs towards a second copy, known by its Message-ID, when nobody could write down that it went', async () => {
    let taken = 0;
    const { add, runDue, catcher } = await startWith();
    const id = await add();
    // What a kill between the server's 250 and our commit leaves behind: delivered, held, waiting.
    const { context } = started!;
    const server = context.get(MailServer);
    const deliver = server.deliver.bind(server);
    server.deliver = async (one) => {
      const delivery = await deliver(one);
      taken += 1;
      if (taken === 1) throw new Error('killed');
      return delivery;
    };
    await runDue();
    expect(await message()).toMatchObject({ state: 'waiting', attempts: 1 });
    await started!.testDatabase.superuser.query(
      `update email_message set trying_until = now() - interval '1 second'`,
    );
    await runDue(true);
    expect(await message()).toMatchObject({ state: 'sent', attempts: 2 });
    const header = (name: string) =>
      catcher.caught.map(({ source }) => new RegExp(`^${name}: (.*)\r$`, 'm').exec(source)?.[1]);
    expect(header('Message-ID')).toEqual([`<${id}@learning.example>`, `<${id}@learning.example>`]);
    expect(new Set(header('Date')).size).toBe(1);
  });
});

describe('a mail server that does not take it', () => {
  it.each([
    [
      'the recipient',
      { onRcptTo: (_to, _session, done) => done(smtpError(550, 'No such user')) },
      '550 No such user',
    ],
    [
      'the text',
      {
        onData: (stream, _session, done) => {
          stream.resume();
          stream.on('end', () => done(smtpError(554, 'Looks like spam')));
        },
      },
      '554 Looks like spam',
    ],
  ] satisfies [string, SMTPServerOptions, string][])(
    'for good, because of %s, is not asked again',
    async (_what, behaviour, answer) => {
      const { add, runDue } = await startWith(behaviour);
      await add();
      expect(await runDue()).toMatchObject({ tried: 1, thrown: [] });
      expect(await message()).toMatchObject({ state: 'refused', attempts: 1, sentAt: null });
      expect((await message())!['answer']).toContain(answer);
      expect(await runDue(true)).toMatchObject({ tried: 0 });
    },
  );

  it.each([
    [
      'a mailbox that is full today',
      { onRcptTo: (_to, _session, done) => done(smtpError(450, 'Mailbox busy')) },
    ],
    ['a sender it does not like', { onMailFrom: (_from, _session, done) => done(smtpError(550, 'Not you')) }],
    ['a connection it does not want', { onConnect: (_session, done) => done(smtpError(554, 'Go away')) }],
  ] satisfies [string, SMTPServerOptions][])(
    'for now, because of %s, is asked again later',
    async (_what, behaviour) => {
      const { add, runDue, catcher } = await startWith(behaviour);
      await add();
      expect((await runDue()).thrown).toHaveLength(1);
      expect(await message()).toMatchObject({
        state: 'waiting',
        attempts: 1,
        answer: expect.stringMatching(/Mailbox busy|Not you|Go away/),
        tryingUntil: null,
      });
      expect(await jobs()).toMatchObject([{ state: 'retry', output: { type: 'JobFault' } }]);
      // The recipient's address is with the agency's message, and nowhere in the queue.
      expect(JSON.stringify(await jobs())).not.toContain('ama@');

      await catcher.close();
      const back = await startMailCatcher({}, catcher.port);
      await runDue(true);
      await back.close();
      expect(back.caught).toHaveLength(1);
      expect(await message()).toMatchObject({ state: 'sent', attempts: 2 });
    },
  );

  it('because nobody listens there, says so, and gets it when it is back', async () => {
    const gone = await startMailCatcher();
    await gone.close();
    const { add, runDue } = await start(gone.url);
    await add();
    await runDue();
    expect(await message()).toMatchObject({ state: 'waiting', attempts: 1 });
    expect((await message())!['answer']).toMatch(/^The mail server could not be reached \(E\w+\)$/);
    catcher = await startMailCatcher({}, gone.port);
    await runDue(true);
    expect(catcher.caught).toHaveLength(1);
    expect(await message()).toMatchObject({ state: 'sent', attempts: 2 });
  });

  it('because it hangs, is left after a time, and the message waits', async () => {
    catcher = await startMailCatcher({ onRcptTo: () => undefined });
    const { add, runDue } = await start(catcher.url, 300);
    await add();
    await runDue();
    expect(await message()).toMatchObject({
      state: 'waiting',
      attempts: 1,
      answer: 'The mail server did not answer in time',
    });
  });
});

describe('where no mail server is set', () => {
  it('is kept as a file that only its owner may read, and says that it was sent to nobody', async () => {
    const { add, runDue } = await start(null);
    const id = await add();
    await runDue();
    expect(await message()).toMatchObject({
      state: 'kept',
      attempts: 1,
      sentAt: null,
      answer: 'Kept as a file and sent to nobody: no SMTP_URL is set',
    });
    const folder = join(started!.dataDir, 'mail');
    expect(readdirSync(folder)).toEqual([`${id}.eml`]);
    const file = join(folder, `${id}.eml`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toContain(`Message-ID: <${id}@learning.example>`);
  });

  it('waits while the folder cannot be written', async () => {
    const { add, runDue, dataDir } = await start(null);
    writeFileSync(join(dataDir, 'mail'), 'in the way');
    await add();
    await runDue();
    expect(await message()).toMatchObject({
      state: 'waiting',
      answer: expect.stringMatching(/^Could not be kept as a file under DATA_DIR \(E\w+\)$/),
    });
    rmSync(join(dataDir, 'mail'));
    await runDue(true);
    expect(await message()).toMatchObject({ state: 'kept', attempts: 2 });
  });
});

it('is nobody else’s to read or to send', async () => {
  const { add } = await startWith();
  const id = await add();
  const { context } = started!;
  const other: AgencyScope = { ...LEAD, agencyId: FOREIGN.agencyId };
  expect(await context.get(Database).read(other, (tx) => tx.query('select from email_message'))).toEqual([]);
  await context.get(EmailJobs).send({ agencyId: FOREIGN.agencyId, messageId: id });
  expect(await message()).toMatchObject({ state: 'waiting', attempts: 0 });
});
