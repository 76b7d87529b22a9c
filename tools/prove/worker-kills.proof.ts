// A worker is killed ten times while it sends several thousand emails through a real SMTP server. Each settled message
// adds one row in the transaction that settles it. None is lost and none is settled twice; a message goes again only
// when its worker died between the server's answer and our commit, and then under the same Message-ID (ADR 18).
// EMAILS=300 tries it out.
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { SMTPServer } from 'smtp-server';
import { migrateByStarting } from '../bench/data/migrated.ts';
import { password, prepareDatabase } from '../embedded-postgres/logins.ts';
import { startTestServer } from '../embedded-postgres/test-server.ts';
import { build } from '../launcher/build.ts';
import { say } from '../launcher/say.ts';
import { drillWorker, killWhileBusy } from './drill/drill-worker.ts';

const emails = Number(process.env['EMAILS'] || 5_000);
const KILLS = 10;
/** How many messages one worker has in hand at once: `atOnce` of `email.send`. */
const IN_HAND = 2;

await build(new AbortController().signal);
const place = mkdtempSync(path.join(os.tmpdir(), 'learning-reviews-kills-'));
const server = await startTestServer();
const mail = await startMailServer();
let superuser: Client | undefined;
let worker: ReturnType<typeof drillWorker> | undefined;
try {
  const addresses = await prepareDatabase(server, { owner: password(), app: password() });
  await migrateByStarting(addresses);
  const url = new URL(server.url);
  url.pathname = new URL(addresses.DATABASE_URL).pathname;
  superuser = new Client({ connectionString: url.href });
  await superuser.connect();
  await arrange(superuser);
  say(`${emails} messages wait`);

  worker = drillWorker(
    {
      ...process.env,
      ...addresses,
      DATA_DIR: place,
      PUBLIC_URL: 'https://learning.example',
      SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
      EMAIL_FROM: 'learning@partnership.example',
      LOG_LEVEL: 'warn',
    },
    path.join(place, 'worker.log'),
  );
  const began = performance.now();
  await worker.start();
  const settled = () => count('select count(*) from drill.settled');
  await killWhileBusy(worker, KILLS, emails, settled);
  // What a dead worker had in hand is held for two minutes, so that nobody sends it at the same time.
  while ((await settled()) < emails) await new Promise((resolve) => setTimeout(resolve, 500));
  const seconds = (performance.now() - began) / 1000;
  await worker.stop();

  const copies = [...mail.taken.values()].reduce((sum, times) => sum + times - 1, 0);
  const repeated = await count('select count(*) from pgboss.job where retry_count > 0');
  say(`${emails} emails in ${seconds.toFixed(0)} s; ${repeated} jobs tried again, ${copies} second copies`);
  const broken = [
    [mail.taken.size === emails, `${emails - mail.taken.size} messages never reached the mail server`],
    [(await settled()) === emails, 'a message was settled twice, or not at all'],
    [(await count('select count(distinct id) from drill.settled')) === emails, 'a message was settled twice'],
    [
      (await count(`select count(*) from email_message where state <> 'sent'`)) === 0,
      'a message is not sent',
    ],
    [(await count(`select count(*) from pgboss.job where state = 'failed'`)) === 0, 'a job failed for good'],
    [copies <= KILLS * IN_HAND, `${copies} second copies, more than the killed workers had in hand`],
    [repeated > 0, 'no kill met a job: this run proves nothing'],
  ].flatMap(([isSo, sentence]) => (isSo ? [] : [sentence]));
  if (broken.length > 0) throw new Error(broken.join('\n'));
} finally {
  await worker?.kill();
  await superuser?.end();
  await mail.close();
  await server.stop('immediate');
  rmSync(place, { recursive: true, force: true });
}

async function count(sql: string): Promise<number> {
  const { rows } = await superuser!.query<{ count: string }>(sql);
  return Number(rows[0]!.count);
}

/** One agency, one member, and all the messages with their jobs; each settled message adds a row. */
async function arrange(client: Client): Promise<void> {
  await client.query(`
    insert into agency (id, code, kind, name) values (9001, 'drill', 'charity', 'Drill');
    insert into person (id, email_norm, name, status)
      values ('01890000-0000-7000-8000-000000009001', 'drill@demo.example', 'Drill', 'active');
    insert into membership (agency_id, id, person_id, staff_ref, given_name, family_name, display_name, search_name, job_role, from_on)
      values (9001, '01890000-0000-7000-8000-000000009002', '01890000-0000-7000-8000-000000009001', 'S1', 'Ann', 'Drill',
        'Ann Drill', 'drill ann', 'school-nurse', '2020-01-01');
    create schema drill;
    create table drill.settled (id uuid not null, at timestamptz not null default clock_timestamp());
    create function drill.note() returns trigger language plpgsql security definer as $$
      begin insert into drill.settled (id) values (new.id); return null; end $$;
    create trigger note after update of state on email_message for each row
      when (new.state = 'sent') execute function drill.note();`);
  await client.query('begin');
  await client.query(`select set_config('role', 'lr_job', true), set_config('app.agency_id', '9001', true)`);
  await client.query(
    `with message as (
       insert into email_message (agency_id, id, kind, membership_id, recipient, subject, text, html, created_at)
       select 9001, gen_random_uuid(), 'drill', '01890000-0000-7000-8000-000000009002', 'person' || n || '@demo.example',
         'Message ' || n, 'Text', '<p>Text</p>', now()
       from generate_series(1, $1::int) n
       returning id)
     select count(send_job('email.send', jsonb_build_object('agencyId', 9001, 'messageId', id), null, null)) from message`,
    [emails],
  );
  await client.query('commit');
}

/** A mail server that counts how often it took each message, by Message-ID. */
async function startMailServer() {
  const taken = new Map<string, number>();
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const id = /^Message-ID: (\S+)/m.exec(Buffer.concat(chunks).toString())?.[1] ?? 'without';
        taken.set(id, (taken.get(id) ?? 0) + 1);
        done();
      });
    },
  });
  // A killed client leaves its connection broken.
  smtp.on('error', () => undefined);
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', () => resolve()));
  return {
    taken,
    port: (smtp.server.address() as AddressInfo).port,
    close: () => new Promise<void>((resolve) => smtp.close(() => resolve())),
  };
}
