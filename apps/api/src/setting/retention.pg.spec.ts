import type { JobScope } from '@learning-reviews/domain/access/scope';
import { AuditSealer } from '../platform/audit/audit-sealer.js';
import { AuditVerifier } from '../platform/audit/audit-verifier.js';
import { Database } from '../platform/database/database.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import type { TestClient } from '../platform/testing/test-client.js';
import { RetentionService } from './retention.service.js';

const TRUST = 2;
const EVERYWHERE: JobScope = { brand: 'JobScope', agencyId: null };
const NEVER = new AbortController().signal;

let app: TestApp;
let admin: TestClient;
let person: { personId: string; membershipIds: readonly string[] };

const sql = async <Row>(text: string, values: unknown[] = []) =>
  (await app.testDatabase.superuser.query(text, values)).rows as Row[];
const night = (signal: AbortSignal = NEVER) =>
  app.application.get(RetentionService).night(EVERYWHERE, signal);
const later = (days: number) => app.clock.advance({ hours: 24 * days });

interface Settings {
  readonly retention: {
    readonly kind: string;
    readonly amount: number;
    readonly reason: string;
    readonly version: number;
  }[];
  readonly announced: { readonly kind: string; readonly on: string; readonly rows: number }[];
  readonly changes: object[];
}
const read = async () => (await admin.get('/api/admin/setting')).body as unknown as Settings;
const announced = async (kind: string) =>
  (await read()).announced.filter((one) => one.kind === kind).map(({ rows }) => rows);
/** Keeps a kind for another time. */
async function keep(kind: string, amount: number, change: object = {}) {
  const { version, reason } = (await read()).retention.find((one) => one.kind === kind)!;
  return admin.put(`/api/admin/setting/retention/${kind}`, { amount, reason, version, ...change });
}

/** So many finished attempts of some days ago, with one answer each; `open` ones have no end. */
async function addAnswers(count: number, daysAgo: number, state: 'complete' | 'open' = 'complete') {
  await sql(
    `with made as (
       insert into attempt (person_id, id, module_id, version, state, started_at, saved_at, finished_at)
       select $1, gen_random_uuid(), 1, 1, $4, at, at, case when $4 = 'complete' then at end
       from generate_series(1, $2::int), (select now() - $3 * interval '1 day' as at) day returning person_id, id, saved_at
     )
     insert into answer (person_id, attempt_id, question_id, round, option_id, correct, answered_at)
     select person_id, id, 'q1', 1, 'a', true, saved_at from made`,
    [person.personId, count, daysAgo, state],
  );
}
const answersLeft = async () =>
  (
    await sql<{ days: number; rows: number }>(
      `select round(extract(epoch from now() - answered_at) / 86400)::int as days, count(*)::int as rows
     from answer group by 1 order by 1`,
    )
  ).map(({ days, rows }) => [days, rows]);

beforeEach(async () => {
  app = await startTestApp();
  await app.people.addPerson('admin@partnership.example', { agencyId: 1, grants: ['administrator'] });
  person = await app.people.addPerson('nurse@trust.example', { agencyId: TRUST });
  admin = await app.signIn('admin@partnership.example');
  await sql(`insert into module (id, slug) overriding system value values (1, 'a-module')`);
  await sql(
    `insert into module_version (module_id, version, content, content_hash, change, published_at)
     values (1, 1, '{"title":"A module"}', repeat('a', 64), 'first', now())`,
  );
});
afterEach(() => app.close());

/** A week is longer than a session: signs in again. */
async function aWeekLater() {
  later(7);
  admin = await app.signIn('admin@partnership.example');
}

describe('answers to questions', () => {
  it('are announced for a week and then deleted, and nothing else is', async () => {
    await addAnswers(3, 100);
    await addAnswers(2, 60);
    await addAnswers(1, 200, 'open');
    await night();
    expect(await answersLeft()).toEqual([
      [60, 2],
      [100, 3],
      [200, 1],
    ]);
    expect(await announced('answer')).toEqual([3]);
    later(6);
    await night();
    expect((await answersLeft()).length).toBe(3);
    later(1);
    await night();
    expect(await answersLeft()).toEqual([
      [60, 2],
      [200, 1],
    ]);
    expect((await sql('select from attempt')).length).toBe(6);
    const audited = await sql<{ object: string; detail: object }>(
      `select object, detail from audit_log where action = 'retention.deleted' and object = 'retention:answer'`,
    );
    expect(audited).toMatchObject([{ detail: { rows: 3, announced: 3 } }]);
  });

  it('are announced once, however often the night is done again', async () => {
    await addAnswers(3, 100);
    await night();
    await night();
    expect(await announced('answer')).toEqual([3]);
  });

  it('go on being deleted after a night that was broken off half-way', async () => {
    await addAnswers(2_500, 100);
    await addAnswers(2, 60);
    await night();
    later(7);
    let looks = 0;
    const killed = {
      throwIfAborted: () => {
        looks += 1;
        if (looks === 3) throw new Error('killed');
      },
    } as AbortSignal;
    await expect(night(killed)).rejects.toThrow('killed');
    expect(await answersLeft()).toEqual([
      [60, 2],
      [100, 1_500],
    ]);
    await night();
    expect(await answersLeft()).toEqual([[60, 2]]);
    expect(
      await sql(`select rows, deleted, state from retention_announcement where kind = 'answer'`),
    ).toEqual([{ rows: 2_500, deleted: 2_500, state: 'done' }]);
  });

  it('are saved by a time that was lengthened after the announcement, on the page at once', async () => {
    await addAnswers(3, 100);
    await night();
    expect((await keep('answer', 120)).status).toBe(204);
    expect(await announced('answer')).toEqual([]);
    await aWeekLater();
    await night();
    expect(await answersLeft()).toEqual([[100, 3]]);
    expect(await sql(`select state, deleted from retention_announcement`)).toEqual([
      { state: 'called-off', deleted: 0 },
    ]);
  });

  it('are never deleted in the night after their time was shortened', async () => {
    await addAnswers(3, 60);
    await night();
    expect(await announced('answer')).toEqual([]);
    await keep('answer', 40);
    await night();
    expect(await announced('answer')).toEqual([3]);
    expect(await answersLeft()).toEqual([[60, 3]]);
    later(7);
    await night();
    expect(await answersLeft()).toEqual([]);
  });

  it('younger than a month can be deleted by no job, whatever it asks', async () => {
    await addAnswers(1, 29);
    await addAnswers(1, 31);
    const job: JobScope = { brand: 'JobScope', agencyId: 1 };
    await app.application.get(Database).write(job, (tx) => tx.query('delete from answer'));
    expect(await answersLeft()).toEqual([[29, 1]]);
  });
});

describe('emails', () => {
  it('lose what they said and to whom, agency by agency, but for the fact that they went', async () => {
    const add = (id: string, daysAgo: number, state: string) =>
      sql(
        `insert into email_message (agency_id, id, kind, membership_id, recipient, subject, text, html, state, sent_at, created_at)
         values ($1, $2, 'nudge', $3, 'ama@demo.example', 'Training', 'Hello', '<p>Hello</p>', $4,
           case when $4 = 'sent' then now() end, now() - $5 * interval '1 day')`,
        [TRUST, `01900000-0000-7000-8000-00000000000${id}`, person.membershipIds[0], state, daysAgo],
      );
    await add('1', 91, 'sent');
    await add('2', 60, 'sent');
    await add('3', 91, 'waiting');
    await night();
    expect(await announced('email')).toEqual([1]);
    later(7);
    await night();
    expect(
      await sql(`select right(id::text, 1) as id, recipient, state, subject || text || html as words, forgotten_at is not null as forgotten
         from email_message order by id`),
    ).toMatchObject([
      { id: '1', recipient: '', state: 'sent', words: '', forgotten: true },
      { id: '2', recipient: 'ama@demo.example', forgotten: false },
      { id: '3', recipient: 'ama@demo.example', state: 'waiting', forgotten: false },
    ]);
  });
});

describe('sign-ins', () => {
  it('are deleted after a year, and those of the last month by nobody', async () => {
    await sql('delete from access.sign_in_event where false');
    await sql(
      `insert into access.sign_in_event (id, at, outcome) select gen_random_uuid(), now() - days * interval '1 day', 'signed-in'
       from unnest(array[400, 300]) days`,
    );
    await night();
    expect(await announced('sign-in')).toEqual([1]);
    later(7);
    await night();
    const left = await sql<{ at: Date }>(
      `select at from access.sign_in_event where at < now() - interval '200 days'`,
    );
    expect(left.length).toBe(1);
    await expect(sql('delete from access.sign_in_event')).rejects.toMatchObject({ code: '42501' });
  });
});

describe('the audit log', () => {
  /** Rows of so many months ago, sealed then. */
  async function addAudit(agencyId: number, monthsAgo: readonly number[]) {
    for (const months of monthsAgo) {
      await sql(
        `insert into audit_log (agency_id, id, at, action, object)
         select $1, gen_random_uuid(), date_trunc('milliseconds', date_trunc('month', now()) - $2 * interval '1 month' + interval '9 days'), 'export.made', 'export:a'`,
        [agencyId, months],
      );
      await app.application.get(AuditSealer).seal();
    }
    await sql(
      `update audit_seal set sealed_at = log.at from audit_log log
       where log.agency_id = audit_seal.agency_id and log.id = audit_seal.audit_id`,
    );
  }
  const verify = (agencyId: number) => app.application.get(AuditVerifier).verify(agencyId);

  it('loses whole sealed months, and what is left is still a chain that grows', async () => {
    await addAudit(TRUST, [30, 29, 26, 20, 3]);
    const before = await verify(TRUST);
    await night();
    expect(await verify(TRUST)).toEqual(before);
    expect(await announced('audit')).toEqual([3]);
    later(7);
    await night();
    expect(
      await sql('select seq from audit_seal where agency_id = $1 order by seq limit 1', [TRUST]),
    ).toEqual([{ seq: 4 }]);
    await app.application.get(AuditSealer).seal();
    expect(await verify(TRUST)).toMatchObject({ isIntact: true });
    await sql(
      `update audit_log set action = 'export.seen' where id = (select audit_id from audit_seal where agency_id = $1 and seq = 4)`,
      [TRUST],
    );
    expect(await verify(TRUST)).toMatchObject({ isIntact: false, seq: 4, fault: 'edited' });
  });

  it('keeps its last hash when all of it is gone, and goes on from there', async () => {
    await addAudit(TRUST, [30, 29]);
    await night();
    later(7);
    await night();
    expect(
      await sql("select from audit_log where agency_id = $1 and at < now() - interval '1 year'", [TRUST]),
    ).toEqual([]);
    await app.application.get(AuditSealer).seal();
    expect(await verify(TRUST)).toMatchObject({ isIntact: true, head: { seq: 3 } });
  });

  it('drops nothing behind a row that somebody took away, so that the verifier can still name it', async () => {
    await addAudit(TRUST, [30, 29, 28]);
    await sql(
      'delete from audit_log where id = (select audit_id from audit_seal where agency_id = $1 and seq = 2)',
      [TRUST],
    );
    await night();
    later(7);
    await night();
    expect(await verify(TRUST)).toMatchObject({ isIntact: false, seq: 2, fault: 'deleted' });
  });
});

describe('how long a kind is kept', () => {
  it('is changed with its reason, within limits, on the version that was read', async () => {
    expect((await keep('answer', 29)).body['errors']).toEqual([
      { field: 'amount', message: 'Enter a number of days from 30 to 730' },
    ]);
    expect((await keep('audit', 11)).body['errors']).toEqual([
      { field: 'amount', message: 'Enter a number of months from 12 to 120' },
    ]);
    expect((await keep('answer', 60, { reason: ' ' })).status).toBe(422);
    expect((await keep('answer', 60, { version: 0 })).body).toMatchObject({ code: 'stale.version' });
    expect(
      (await admin.put('/api/admin/setting/retention/person', { amount: 1, reason: 'x', version: 1 })).status,
    ).toBe(404);
    expect((await keep('answer', 60, { reason: 'A term is enough' })).status).toBe(204);
    const { retention, changes } = await read();
    expect(retention[0]).toMatchObject({
      kind: 'answer',
      amount: 60,
      reason: 'A term is enough',
      version: 2,
    });
    expect(changes).toMatchObject([{ setting: 'retention:answer', was: '90 days', becomes: '60 days' }]);
  });

  it('is nobody’s to announce for others: an agency reads its own', async () => {
    const lead = await app.people.addPerson('lead@trust.example', {
      agencyId: TRUST,
      grants: ['training-lead'],
    });
    expect(lead.personId).toBeTruthy();
    const answers = await app.application
      .get(Database)
      .read({ brand: 'JobScope', agencyId: TRUST }, (tx) =>
        tx.query('select from retention_announcement where agency_id = 1'),
      );
    expect(answers).toEqual([]);
  });
});
