import { Client } from 'pg';
import { v7 as uuid } from 'uuid';
import type { TestClient } from '../platform/testing/test-client.js';
import { TEST_PASSPHRASE, type MadePerson } from '../platform/testing/test-people.js';
import { addModule } from '../report/testing/report-data.js';
import { rowsOf } from './testing/held-rows.js';
import { type MergeApp, startMergeApp } from './testing/merge-app.js';

const OVER =
  'This link cannot be used any more, or not in this account. Sign in to the account you asked from, or ask for a new link';

describe('joining two accounts', () => {
  let app: MergeApp;
  let count = 0;
  let stays: MadePerson;
  let joins: MadePerson;
  let browser: TestClient;
  beforeAll(async () => {
    app = await startMergeApp();
    for (const id of [2, 3, 4]) await app.people.addAgency(id);
    await addModule(app.testDatabase.superuser, 1, 'one');
    await addModule(app.testDatabase.superuser, 2, 'two');
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    count += 1;
    stays = await app.people.addPerson(`stays-${count}@council.example`, { agencyId: 2 });
    joins = await app.people.addPerson(`joins-${count}@trust.example`, { agencyId: 3 });
    browser = await app.signIn(stays.email);
  });

  const query = async (sql: string, values: unknown[] = []) =>
    (await app.testDatabase.superuser.query<Record<string, unknown>>(sql, values)).rows;
  const ask = (email: string, by = browser) => by.post('/api/account/merge/link', { email });
  const token = async (of = joins) => {
    expect((await ask(of.email)).status).toBe(204);
    return app.tokenTo(of.email);
  };
  const preview = (secret: string, by = browser) => by.post('/api/account/merge/preview', { token: secret });
  const join = (secret: string, by = browser, passphrase = TEST_PASSPHRASE) =>
    by.put('/api/account/merge', { token: secret, passphrase });
  const merges = async (by = browser) =>
    (await by.get('/api/account/merge')).body['merges'] as { id: string; undoneAt: string | null }[];
  const undo = (id: string, passphrase = TEST_PASSPHRASE, by = browser) =>
    by.put(`/api/account/merge/${id}/undone`, { passphrase });
  const ownerOf = async (table: string, id: string) =>
    (await query(`select person_id from ${table} where id = $1`, [id]))[0]!['person_id'];

  it('shows what would happen, moves it, and can be undone', async () => {
    const completionId = await app.people.addCompletion(joins.personId, 1, '2026-02-01T10:00:00Z');
    const secret = await token();
    const shown = await preview(secret);
    expect(shown.status).toBe(200);
    expect(shown.body).toMatchObject({
      stays: { email: stays.email, jobs: [{ agencyName: 'Agency 2' }], completions: 0 },
      joins: { email: joins.email, jobs: [{ agencyName: 'Agency 3' }], completions: 1 },
      inTheWay: [],
      begunTwice: [],
    });
    const before = await rowsOf(app.testDatabase.superuser, [joins.personId]);
    expect((await join(secret)).status).toBe(204);
    expect(await ownerOf('completion', completionId)).toBe(stays.personId);
    const { body: account } = await browser.get('/api/account');
    expect(
      (account['memberships'] as { agencyName: string }[]).map(({ agencyName }) => agencyName).sort(),
    ).toEqual(['Agency 2', 'Agency 3']);
    for (const email of [stays.email, joins.email])
      expect((await app.mailsTo(email)).at(-1)).toContain(
        'Your two accounts with Learning Reviews are one now',
      );

    const [merge] = await merges();
    expect(merge).toMatchObject({ completions: 1, jobs: 1, undoneAt: null });
    expect((await undo(merge!.id)).status).toBe(204);
    expect(await rowsOf(app.testDatabase.superuser, [joins.personId])).toEqual(before);
    await app.signIn(joins.email);
    expect((await app.mailsTo(joins.email)).at(-1)).toContain('two again');
    expect((await merges())[0]!.undoneAt).not.toBeNull();
  });

  it('ends the sessions of the other account, which signs in to nothing any more', async () => {
    const other = await app.signIn(joins.email);
    expect((await join(await token())).status).toBe(204);
    expect((await other.get('/api/account')).status).toBe(401);
    const answer = await app
      .client()
      .post('/api/session', { email: joins.email, passphrase: TEST_PASSPHRASE });
    expect([answer.status, answer.body.code]).toEqual([401, 'session.wrong-credentials']);
    expect(await query('select from access.credential where person_id = $1', [joins.personId])).toHaveLength(
      1,
    );
  });

  it('takes an account that has no passphrase yet, by its address alone', async () => {
    await query('delete from access.credential where person_id = $1', [joins.personId]);
    await query('update person set email_verified_at = null where id = $1', [joins.personId]);
    expect((await join(await token())).status).toBe(204);
  });

  it('goes on with the attempt in which more was saved, and puts the other aside until it is undone', async () => {
    const [mine, theirs] = [uuid(), uuid()];
    for (const [personId, id, saves] of [
      [stays.personId, mine, 1],
      [joins.personId, theirs, 3],
    ] as const) {
      await query(
        `insert into attempt (person_id, id, module_id, version, started_at, saved_at) values ($1, $2, 1, 1, now(), now())`,
        [personId, id],
      );
      await query(
        `insert into attempt_event (person_id, attempt_id, seq, kind, at) select $1, $2, n, 'section', now() from generate_series(1, $3) n`,
        [personId, id, saves],
      );
    }
    const secret = await token();
    expect((await preview(secret)).body['begunTwice']).toEqual(['Title of one']);
    await join(secret);
    const states = () =>
      query('select id, person_id, state from attempt where id = any($1) order by id', [[mine, theirs]]);
    expect(await states()).toEqual([
      { id: mine, person_id: stays.personId, state: 'superseded' },
      { id: theirs, person_id: stays.personId, state: 'open' },
    ]);
    await undo((await merges())[0]!.id);
    expect(await states()).toEqual([
      { id: mine, person_id: stays.personId, state: 'open' },
      { id: theirs, person_id: joins.personId, state: 'open' },
    ]);
  });

  it('keeps two completions of one module, and CPD entries that look alike', async () => {
    for (const { personId } of [stays, joins]) {
      await app.people.addCompletion(personId, 1, '2026-02-01T10:00:00Z');
      await query(
        `insert into cpd_entry (person_id, id, source, learning_type, title, completed_on, minutes, saved_at)
         values ($1, gen_random_uuid(), 'self-declared', 'reading', 'The same book', '2026-02-01', 60, now())`,
        [personId],
      );
    }
    await join(await token());
    for (const table of ['completion', 'certificate', 'cpd_entry'])
      expect(await query(`select from ${table} where person_id = $1`, [stays.personId])).toHaveLength(2);
  });

  it('leaves certificates verifying under their numbers', async () => {
    await app.people.addCompletion(joins.personId, 1, '2026-02-01T10:00:00Z');
    const [row] = await query('select number from certificate where person_id = $1', [joins.personId]);
    await join(await token());
    const { rows } = await app.testDatabase.superuser.query(
      'select module_slug from certificate_for_verification($1)',
      [row!['number']],
    );
    expect(rows).toEqual([{ module_slug: 'one' }]);
  });

  it('keeps the regulator of the account that stays, and takes the other’s where it has none', async () => {
    await query(`insert into person_registration (person_id, body) values ($1, 'nmc'), ($2, 'hcpc')`, [
      stays.personId,
      joins.personId,
    ]);
    await join(await token());
    const bodies = () =>
      query('select person_id, body from person_registration where person_id = any($1) order by body', [
        [stays.personId, joins.personId],
      ]);
    expect(await bodies()).toEqual([
      { person_id: joins.personId, body: 'hcpc' },
      { person_id: stays.personId, body: 'nmc' },
    ]);
    await undo((await merges())[0]!.id);
    expect(await bodies()).toHaveLength(2);
  });

  it('is refused while both have a job in one agency on the same days, says whom to ask, and changes nothing', async () => {
    await app.people.addMembership(joins.personId, 'again', { agencyId: 2, fromOn: '2025-01-01' });
    const secret = await token();
    expect((await preview(secret)).body['inTheWay']).toEqual(['Agency 2']);
    const before = await rowsOf(app.testDatabase.superuser, [stays.personId, joins.personId]);
    const answer = await join(secret);
    expect([answer.status, answer.body.code]).toEqual([409, 'account.jobs-overlap']);
    expect(answer.body['message']).toContain('Ask the training lead of Agency 2');
    expect(await rowsOf(app.testDatabase.superuser, [stays.personId, joins.personId])).toEqual(before);
    await query(`update membership set to_on = '2024-12-31' where id = $1`, [stays.membershipIds[0]]);
    expect((await join(secret)).status).toBe(204);
  });

  it('lets an agency find the person under either address afterwards', async () => {
    await join(await token());
    const client = new Client({ connectionString: app.testDatabase.superuserUrl });
    await client.connect();
    try {
      await client.query(`begin; set local role lr_job; set local app.agency_id = '4'`);
      const { rows } = await client.query('select person_id from find_or_add_people($1)', [
        JSON.stringify([{ email: joins.email, name: 'Ann', id: uuid() }]),
      ]);
      expect(rows).toEqual([{ person_id: stays.personId }]);
    } finally {
      await client.end();
    }
  });

  describe('attacked', () => {
    it('opens a link for whoever asked for it, and for nobody else', async () => {
      const secret = await token();
      const third = await app.people.addPerson(`third-${count}@other.example`, { agencyId: 4 });
      for (const by of [await app.signIn(third.email), await app.signIn(joins.email)])
        for (const answer of [await preview(secret, by), await join(secret, by)])
          expect([answer.status, answer.body.code, answer.body['message']]).toEqual([
            410,
            'account.link-over',
            OVER,
          ]);
      expect((await app.client().post('/api/account/merge/preview', { token: secret })).status).toBe(401);
    });

    it('opens no link twice, none that is replaced, expired or invented: one sentence', async () => {
      const replaced = await token();
      const used = await token();
      expect((await join(replaced)).status).toBe(410);
      expect((await join(used)).status).toBe(204);
      for (const secret of [used, replaced, '', 'invented', `${used}x`])
        expect([secret, (await join(secret)).body['message']]).toEqual([secret, OVER]);
    });

    it('opens none after an hour, and forgets it at night', async () => {
      const secret = await token();
      await query(
        `update access.merge_link set made_at = made_at - interval '1 hour', expires_at = expires_at - interval '1 hour'
         where person_id = $1`,
        [joins.personId],
      );
      expect((await preview(secret)).status).toBe(410);
      await query(`select public.send_job('account-merge.forget', '{}', null, null)`);
      app.clock.advance({ seconds: 1 });
      await app.runJobs();
      expect(await query('select from access.merge_link where person_id = $1', [joins.personId])).toEqual([]);
    });

    it('is kept as a digest, and in no message that has gone', async () => {
      const secret = await token();
      for (const table of ['email_message', 'pgboss.job', 'access.merge_link', 'access.sign_in_event']) {
        const rows = await query(`select row_to_json(t)::text as row from ${table} t`);
        expect([table, rows.some(({ row }) => String(row).includes(secret))]).toEqual([table, false]);
      }
    });

    it('joins once when asked eight times at once', async () => {
      const secret = await token();
      const answers = await Promise.all(Array.from({ length: 8 }, () => join(secret)));
      expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
      expect(await merges()).toHaveLength(1);
    });

    it('joins one way when both ask at once', async () => {
      const other = await app.signIn(joins.email);
      const secret = await token();
      expect((await ask(stays.email, other)).status).toBe(204);
      const back = await app.tokenTo(stays.email);
      const answers = await Promise.all([join(secret), join(back, other)]);
      expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
      expect(
        await query(`select from person where id = any($1) and status = 'merged'`, [
          [stays.personId, joins.personId],
        ]),
      ).toHaveLength(1);
    });

    it('needs the passphrase of the account that stays, and leaves the link to try again', async () => {
      const secret = await token();
      const wrong = await join(secret, browser, 'not my passphrase');
      expect([wrong.status, wrong.body.code]).toEqual([422, 'account.wrong-passphrase']);
      expect((await join(secret)).status).toBe(204);
      const [merge] = await merges();
      expect((await undo(merge!.id, 'not my passphrase')).body.code).toBe('account.wrong-passphrase');
    });

    it('joins no account to itself', async () => {
      const answer = await ask(` ${stays.email.toUpperCase()} `);
      expect([answer.status, answer.body.code]).toEqual([422, 'account.same-address']);
    });

    it.each(['closed', 'erased'])('joins no account that is %s, and says so to nobody', async (status) => {
      const secret = await token();
      await query(
        status === 'erased'
          ? `update person set status = 'erased', email_norm = null, name = null where id = $1`
          : `update person set status = 'closed' where id = $1`,
        [joins.personId],
      );
      expect((await join(secret)).status).toBe(410);
      const before = (await app.mailsTo(joins.email)).length;
      expect((await ask(joins.email)).status).toBe(204);
      expect(await app.mailsTo(joins.email)).toHaveLength(before);
    });

    it('says and sends the same for an address that is nobody’s', async () => {
      const observe = async (email: string) => {
        const { status, text } = await ask(email);
        const [job] = await query(
          `select data from pgboss.job where name = 'account-merge.link' order by created_on desc, id desc limit 1`,
        );
        return { status, text, data: Object.keys(job!['data'] as object).sort() };
      };
      const known = await observe(joins.email);
      expect(await observe(`nobody-${uuid()}@trust.example`)).toEqual(known);
    });

    it('hears three wishes for one account, known or not', async () => {
      for (const email of [joins.email, `nobody-${uuid()}@trust.example`]) {
        await query(`delete from access.throttle where key like 'merge-person%'`);
        const answers: number[] = [];
        for (let n = 0; n < 5; n += 1) answers.push((await ask(email)).status);
        expect(answers).toEqual([204, 204, 204, 429, 429]);
      }
    });
  });

  describe('a chain', () => {
    it('of three is undone from its end', async () => {
      const completionId = await app.people.addCompletion(joins.personId, 1, '2026-02-01T10:00:00Z');
      await join(await token());
      const first = (await merges())[0]!.id;
      const last = await app.people.addPerson(`last-${count}@school.example`, { agencyId: 4 });
      const lastBrowser = await app.signIn(last.email);
      expect((await ask(stays.email, lastBrowser)).status).toBe(204);
      expect((await join(await app.tokenTo(stays.email), lastBrowser)).status).toBe(204);
      expect(await ownerOf('completion', completionId)).toBe(last.personId);
      expect((await undo(first, TEST_PASSPHRASE, lastBrowser)).status).toBe(404);
      await undo((await merges(lastBrowser))[0]!.id, TEST_PASSPHRASE, lastBrowser);
      expect(await ownerOf('completion', completionId)).toBe(stays.personId);
      browser = await app.signIn(stays.email);
      expect((await undo(first)).status).toBe(204);
      expect(await ownerOf('completion', completionId)).toBe(joins.personId);
    });
  });

  it('lets the erasure of a record take along the account that was joined to it', async () => {
    await join(await token());
    const { status } = await browser.post('/api/account/data/erasure', {
      understood: true,
      passphrase: TEST_PASSPHRASE,
    });
    expect(status).toBe(204);
    const people = await query('select status, email_norm, name from person where id = any($1)', [
      [stays.personId, joins.personId],
    ]);
    expect(people).toEqual(
      Array.from({ length: 2 }, () => ({ status: 'erased', email_norm: null, name: null })),
    );
    for (const table of ['access.credential', 'account_merge', 'account_merge_row', 'person_registration'])
      expect([
        table,
        await query(`select from ${table} where person_id = any($1)`, [[stays.personId, joins.personId]]),
      ]).toEqual([table, []]);
  });

  describe('undone', () => {
    it('leaves what was finished since with the account that stayed', async () => {
      const [open, earlier] = [
        uuid(),
        await app.people.addCompletion(joins.personId, 1, '2026-02-01T10:00:00Z'),
      ];
      await query(
        `insert into attempt (person_id, id, module_id, version, started_at, saved_at) values ($1, $2, 2, 1, now(), now())`,
        [joins.personId, open],
      );
      await join(await token());
      const since = uuid();
      await query(`update attempt set state = 'complete', finished_at = now() where id = $1`, [open]);
      await query(
        `insert into completion (person_id, id, attempt_id, module_id, version, completed_at, correct_count, question_count, minutes)
         values ($1, $2, $3, 2, 1, now(), 7, 8, 35)`,
        [stays.personId, since, open],
      );
      const own = await app.people.addCompletion(stays.personId, 2, '2026-03-01T10:00:00Z');
      expect((await undo((await merges())[0]!.id)).status).toBe(204);
      expect(await ownerOf('completion', earlier)).toBe(joins.personId);
      for (const id of [since, own]) expect(await ownerOf('completion', id)).toBe(stays.personId);
      expect(await ownerOf('attempt', open)).toBe(stays.personId);
    });

    it('is refused twice, after 30 days, and to anybody else', async () => {
      await join(await token());
      const [merge] = await merges();
      const third = await app.people.addPerson(`undoes-${count}@other.example`, { agencyId: 4 });
      expect((await undo(merge!.id, TEST_PASSPHRASE, await app.signIn(third.email))).status).toBe(404);
      expect((await undo(uuid())).status).toBe(404);
      await query(
        `update account_merge set merged_at = merged_at - interval '31 days', undo_until = undo_until - interval '31 days' where id = $1`,
        [merge!.id],
      );
      expect((await undo(merge!.id)).body.code).toBe('account.merge-over');
      await query(`update account_merge set undo_until = undo_until + interval '31 days' where id = $1`, [
        merge!.id,
      ]);
      expect((await undo(merge!.id)).status).toBe(204);
      expect((await undo(merge!.id)).body.code).toBe('account.merge-over');
    });
  });
});
