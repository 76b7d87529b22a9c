import type { JobScope } from '@learning-reviews/domain/access/scope';
import { v7 as uuid } from 'uuid';
import { loadContent } from '../curriculum/testing/load-content.js';
import { Clock } from '../platform/clock/clock.js';
import type { Configuration } from '../platform/config/configuration.js';
import { Database } from '../platform/database/database.js';
import { createTestDatabase, type TestDatabase } from '../platform/database/testing/test-database.js';
import { EmailMessageRepository } from '../platform/email/email-message.repository.js';
import { EmailOutbox } from '../platform/email/email-outbox.js';
import { JobQueue } from '../platform/jobs/job-queue.js';
import { type MadePerson, TestPeople } from '../platform/testing/test-people.js';
import { DigestRepository } from './digest.repository.js';
import { Digests } from './digest.service.js';
import { NoticeRounds } from './notice-round.service.js';
import { NoticeRepository } from './notice.repository.js';

// What members are told of by itself: once, in working hours, not too often, and not to those who are away.

const configuration = { publicUrl: 'https://learning.example' } as Configuration;
let now = new Date('2026-03-02T09:00Z'); // a Monday
const clock = Object.assign(new Clock(), { now: () => now });
const never = new AbortController().signal;

let db: TestDatabase;
let people: TestPeople;
let modules: { id: number; title: string }[];
let agency = 20;
let scope: JobScope;
let made = 0;

beforeAll(async () => {
  db = await createTestDatabase();
  await loadContent(db);
  await db.superuser.query(`select pgboss.create_queue('email.send', '{"policy": "standard"}')`);
  people = new TestPeople(db.superuser);
  modules = (
    await db.superuser.query(
      `select module.id, version.title from module join module_version version on version.module_id = module.id
       where version.version = 1 order by module.id limit 2`,
    )
  ).rows;
});
afterAll(() => db?.close());

beforeEach(async () => {
  scope = { brand: 'JobScope', agencyId: (agency += 1) };
  now = new Date('2026-03-02T09:00Z');
  // Notices began long ago, unless a test is about the beginning.
  await people.addPerson(`nobody-${agency}@work.example`, { agencyId: agency });
  await db.superuser.query(`insert into notice_round (agency_id, began_on) values ($1, '2026-01-01')`, [
    agency,
  ]);
});

async function member(): Promise<MadePerson & { membershipId: string }> {
  const number = (made += 1);
  const person = await people.addPerson(`member-${number}@work.example`, { agencyId: agency });
  const membershipId = person.membershipIds[0]!;
  await db.superuser.query(`update membership set work_email = $2, from_on = '2020-01-01' where id = $1`, [
    membershipId,
    `member-${number}@trust.example`,
  ]);
  return { ...person, membershipId };
}

async function owe(
  { personId, membershipId }: { personId: string; membershipId: string },
  facts: Record<string, unknown>,
  module = 0,
): Promise<void> {
  const columns = Object.keys(facts);
  await db.superuser.query(
    `insert into standing (agency_id, membership_id, person_id, module_id, ${columns.join(', ')})
     values ($1, $2, $3, $4, ${columns.map((_, index) => `$${index + 5}`).join(', ')})`,
    [agency, membershipId, personId, modules[module]!.id, ...Object.values(facts)],
  );
}

const roundsOn = (database: Database) =>
  new NoticeRounds(
    database,
    new NoticeRepository(),
    new EmailOutbox(new EmailMessageRepository(), new JobQueue(), clock),
    configuration,
    clock,
  );
const send = (signal = never) => roundsOn(db.database).send(scope, signal);
const mail = async () =>
  (
    await db.superuser.query<{ recipient: string; subject: string; text: string }>(
      'select recipient, subject, text from email_message where agency_id = $1 order by created_at, recipient',
      [agency],
    )
  ).rows;
const notices = async () =>
  (
    await db.superuser.query(
      `select kind, for_day::text as "forDay" from notice where agency_id = $1 order by for_day, kind`,
      [agency],
    )
  ).rows;

describe('a round of notices', () => {
  it('tells each member in one message what there is, and nobody twice', async () => {
    const sam = await member();
    await owe(sam, { due_on: '2026-03-01' });
    await owe(sam, { asked_on: '2026-03-02', due_on: '2026-06-30' }, 1);
    expect(await send()).toBe(true);
    const [message, ...others] = await mail();
    expect(others).toEqual([]);
    expect(message).toMatchObject({ subject: 'Safeguarding modules, at least one past its day' });
    expect(message?.text).toContain('It was due by 1 March 2026. You can still do it.');
    expect(message?.text).toContain('This is new for you. It is due by 30 June 2026.');
    expect(message?.text).toContain('https://learning.example/learning/');
    expect(await notices()).toEqual([
      { kind: 'overdue', forDay: '2026-03-01' },
      { kind: 'assigned', forDay: '2026-03-02' },
    ]);
    await send();
    now = new Date('2026-03-03T09:00Z');
    await send();
    expect(await mail()).toHaveLength(1);
  });

  it.each([
    ['before eight', '2026-03-02T07:59Z'],
    ['after six', '2026-03-02T18:00Z'],
    ['on a Saturday', '2026-03-07T10:00Z'],
  ])('tells nobody anything %s', async (_case, instant) => {
    await owe(await member(), { due_on: '2026-03-01' });
    now = new Date(instant);
    expect(await send()).toBe(false);
    expect(await mail()).toEqual([]);
  });

  it('begins with what becomes so from then on', async () => {
    await db.superuser.query('delete from notice_round where agency_id = $1', [agency]);
    await owe(await member(), { due_on: '2026-03-01' });
    const later = await member();
    await owe(later, { due_on: '2026-03-02' });
    await send();
    expect(await mail()).toEqual([]);
    now = new Date('2026-03-03T09:00Z');
    await send();
    expect(await notices()).toEqual([{ kind: 'overdue', forDay: '2026-03-02' }]);
  });

  it.each<[string, (who: { personId: string; membershipId: string }) => [string, unknown[]]]>([
    [
      'is on leave',
      ({ personId, membershipId }) => [
        `insert into leave_period (agency_id, id, membership_id, person_id, from_on, created_by)
         values ($1, $2, $3, $4, '2026-02-01', $4)`,
        [agency, uuid(), membershipId, personId],
      ],
    ],
    [
      'has left',
      ({ membershipId }) => [`update membership set to_on = '2026-03-01' where id = $1`, [membershipId]],
    ],
    [
      'has no access any more',
      ({ membershipId }) => [`update membership set access_ended_at = now() where id = $1`, [membershipId]],
    ],
    [
      'begins later',
      ({ membershipId }) => [`update membership set from_on = '2026-03-03' where id = $1`, [membershipId]],
    ],
    [
      'has no address',
      ({ membershipId }) => [`update membership set work_email = '' where id = $1`, [membershipId]],
    ],
    [
      'has a pause',
      ({ membershipId }) => [`update standing set state = 3 where membership_id = $1`, [membershipId]],
    ],
    [
      'was nudged yesterday',
      ({ personId, membershipId }) => [
        `with message as (
           insert into email_message (agency_id, id, kind, membership_id, recipient, subject, text, html, created_at, state)
           values ($1, $2, 'nudge', $3, 'one@trust.example', 'Nudge', 'Text', '', '2026-03-01', 'kept') returning id)
         insert into nudge (agency_id, id, membership_id, module_id, message_id, nudged_by, nudged_at, nudged_on)
         select $1, $2, $3, $4, message.id, $5, '2026-03-01', '2026-03-01' from message`,
        [agency, uuid(), membershipId, modules[0]!.id, personId],
      ],
    ],
  ])('says nothing to somebody who %s', async (_case, statement) => {
    const who = await member();
    await owe(who, { due_on: '2026-03-01' });
    await db.superuser.query(...statement(who));
    await send();
    expect(await notices()).toEqual([]);
  });

  it('leaves out what somebody would rather not get, and tells what is overdue all the same', async () => {
    const robin = await member();
    await owe(robin, { due_on: '2026-03-20' });
    await owe(robin, { due_on: '2026-03-01' }, 1);
    await db.superuser.query(`insert into unwanted_mail (person_id, kind) values ($1, 'due-soon')`, [
      robin.personId,
    ]);
    await send();
    expect(await notices()).toEqual([{ kind: 'overdue', forDay: '2026-03-01' }]);
  });

  it('goes on where a killed worker stopped, and with two at once tells nobody twice', async () => {
    const all = await Promise.all(Array.from({ length: 3 }, member));
    for (const one of all) await owe(one, { due_on: '2026-03-01' });
    // The process ends after the outbox and the notices were written, before the transaction is over.
    class Killed extends NoticeRepository {
      override async noteProgress(): Promise<void> {
        throw new Error('The process is gone');
      }
    }
    const killed = new NoticeRounds(
      db.database,
      new Killed(),
      new EmailOutbox(new EmailMessageRepository(), new JobQueue(), clock),
      configuration,
      clock,
    );
    await expect(killed.send(scope, never)).rejects.toThrow('The process is gone');
    expect(await mail()).toEqual([]);
    await Promise.all([send(), send()]);
    expect(await mail()).toHaveLength(3);
    expect(new Set((await mail()).map(({ recipient }) => recipient)).size).toBe(3);
    const jobs = await db.superuser.query(
      `select count(*)::int as n from pgboss.job where name = 'email.send' and (data ->> 'agencyId')::int = $1`,
      [agency],
    );
    expect(jobs.rows).toEqual([{ n: 3 }]);
  });

  it('holds back after three messages in a week, and tells it later', async () => {
    const lee = await member();
    for (const [index, day] of ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05'].entries()) {
      await db.superuser.query('delete from standing where membership_id = $1', [lee.membershipId]);
      await owe(lee, { due_on: `2026-03-0${index + 1}` });
      now = new Date(`${day}T09:00Z`);
      await send();
    }
    expect(await mail()).toHaveLength(3);
    now = new Date('2026-03-09T09:00Z');
    await send();
    expect(await notices()).toHaveLength(4);
  });
});

describe('the digest', () => {
  const digest = () =>
    new Digests(
      db.database,
      new DigestRepository(),
      new NoticeRepository(),
      new EmailOutbox(new EmailMessageRepository(), new JobQueue(), clock),
      configuration,
      clock,
    ).send(scope);
  const lead = async (email: string) => {
    const made = await people.addPerson(email, { agencyId: agency, grants: ['training-lead'] });
    await db.superuser.query(
      `update membership set from_on = '2020-01-01', work_email = $2, given_name = 'Alex' where id = $1`,
      [made.membershipIds[0], email],
    );
    await db.superuser.query(`update membership_grant set from_on = '2020-01-01' where membership_id = $1`, [
      made.membershipIds[0],
    ]);
    return made;
  };
  const count = (overdue: number, dueSoon: number) =>
    db.superuser.query(`insert into agency_count values ($1, 'all', '', 100, 60, 10, 30, $2, $3, 0, 0, 0)`, [
      agency,
      overdue,
      dueSoon,
    ]);

  it('goes to each lead who wants it, once, by number and not by name', async () => {
    await lead(`lead-a-${agency}@trust.example`);
    const without = await lead(`lead-b-${agency}@trust.example`);
    await db.superuser.query(`insert into unwanted_mail (person_id, kind) values ($1, 'digest')`, [
      without.personId,
    ]);
    await owe(await member(), { due_on: '2026-02-27' });
    await count(12, 5);
    await digest();
    await digest();
    const [message, ...others] = await mail();
    expect(others).toEqual([]);
    expect(message?.recipient).toBe(`lead-a-${agency}@trust.example`);
    expect(message?.text).toContain('* 60 of 100 duties done');
    expect(message?.text).toContain('* 12 duties overdue, 1 of them since last week');
    expect(message?.text).toContain('* 5 duties due soon');
  });

  it('is not written when there is nothing to do', async () => {
    await lead(`lead-c-${agency}@trust.example`);
    await count(0, 0);
    await digest();
    expect(await mail()).toEqual([]);
  });
});
