import { Client } from 'pg';
import { v4 as uuid } from 'uuid';
import { TEST_PASSPHRASE } from '../platform/testing/test-people.js';
import { type PassphraseApp, startPassphraseApp } from './testing/passphrase-app.js';

const CHOSEN = 'three wet otters by the lock';
const OVER =
  'This link cannot be used any more. Ask for a new one, or sign in if you have chosen a passphrase already';

describe('a forgotten passphrase', () => {
  let app: PassphraseApp;
  let count = 0;
  let email: string;
  let personId: string;
  beforeAll(async () => (app = await startPassphraseApp()));
  afterAll(() => app.close());
  beforeEach(async () => {
    email = `forgetful-${(count += 1)}@trust.example`;
    ({ personId } = await app.people.addPerson(email, { agencyId: 2 }));
  });

  const set = (token: string, passphrase = CHOSEN) =>
    app.client().post('/api/passphrase', { token, passphrase });
  const open = (token: string) => app.client().post('/api/passphrase/link', { token });
  const resetToken = async () => {
    expect((await app.askForReset(email)).status).toBe(204);
    return app.tokenTo(email);
  };
  const query = async (sql: string, values: unknown[] = []) =>
    (await app.testDatabase.superuser.query<Record<string, unknown>>(sql, values)).rows;

  it('is replaced by a link, and every session and every other link ends', async () => {
    const before = await app.signIn(email);
    await query(
      `insert into access.passphrase_link (token_digest, person_id, purpose, made_at, expires_at)
       values (sha256('another'), $1, 'invite', now(), now() + interval '1 day')`,
      [personId],
    );
    const token = await resetToken();
    expect((await open(token)).body).toMatchObject({ purpose: 'reset', email });
    expect((await set(token)).status).toBe(204);

    expect((await before.get('/api/account')).status).toBe(401);
    await expect(app.signIn(email, TEST_PASSPHRASE)).rejects.toThrow('401');
    await app.signIn(email, CHOSEN);
    expect((await open('another')).status).toBe(410);
  });

  it('ends the sessions in another process too, within two seconds', async () => {
    const elsewhere = await startPassphraseApp({ testDatabase: app.testDatabase });
    try {
      const there = await elsewhere.signIn(email);
      expect((await set(await resetToken())).status).toBe(204);
      const ended = Date.now();
      while ((await there.get('/api/account')).status === 200) {
        if (Date.now() - ended > 4_000) throw new Error('still signed in after four seconds');
      }
    } finally {
      await elsewhere.close();
    }
  }, 20_000);

  it('is written about by the partnership, to nobody’s member, and not to an agency', async () => {
    await resetToken();
    expect(
      await query(
        'select agency_id, kind, membership_id, secret, text from email_message where recipient = $1',
        [email],
      ),
    ).toEqual([{ agency_id: 1, kind: 'passphrase-reset', membership_id: null, secret: true, text: '' }]);
  });

  it('can still be replaced after a passphrase that is too easy to guess', async () => {
    const token = await resetToken();
    for (const weak of ['passwordpassword', 'Learning Reviews 2026', email]) {
      const answer = await set(token, weak);
      expect([answer.status, answer.body.code]).toEqual([422, 'account.weak-passphrase']);
      expect(answer.body['errors']).toMatchObject([{ field: 'passphrase' }]);
    }
    expect((await set(token, 'too short')).body.code).toBe('request.invalid');
    expect((await set(token, 'é'.normalize('NFD').repeat(6))).body.code).toBe('request.invalid');
    expect((await set(token, 'x'.repeat(201))).body.code).toBe('request.invalid');
    expect((await set(token)).status).toBe(204);
  });

  it('is the same however its letters were typed', async () => {
    const token = await resetToken();
    expect((await set(token, 'Ŵyth gath ddu ar y tô'.normalize('NFD'))).status).toBe(204);
    await app.signIn(email, 'Ŵyth gath ddu ar y tô'.normalize('NFC'));
  });

  describe('a link', () => {
    it('is over after an hour, once used, replaced, invented, or when the account is closed: one sentence', async () => {
      const used = await resetToken();
      await set(used);
      const replaced = await resetToken();
      const expired = await resetToken();
      await query(
        `update access.passphrase_link set made_at = made_at - interval '1 hour', expires_at = expires_at - interval '1 hour'
         where person_id = $1 and used_at is null`,
        [personId],
      );
      await app.people.addPerson(`closed-${email}`, { agencyId: 2 });
      await app.askForReset(`closed-${email}`);
      const closed = await app.tokenTo(`closed-${email}`);
      await query(`update person set status = 'closed' where email_norm = $1`, [`closed-${email}`]);

      for (const token of [used, replaced, expired, closed, '', 'invented', `${expired}x`]) {
        for (const answer of [await set(token), await open(token)])
          expect([token, answer.status, answer.body.code, answer.body['message']]).toEqual([
            token,
            410,
            'account.link-over',
            OVER,
          ]);
      }
      await app.signIn(email, CHOSEN);
    });

    it('is used once by twenty at once', async () => {
      const token = await resetToken();
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, n) => set(token, `${CHOSEN}, number ${n}`)),
      );
      const won = answers.flatMap(({ status }, n) => (status === 204 ? [n] : []));
      expect(won).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 410)).toHaveLength(19);
      await app.signIn(email, `${CHOSEN}, number ${won[0]}`);
    });

    it('and another of the same person, used at once, do not wait for each other', async () => {
      for (let round = 0; round < 5; round += 1) {
        await query(
          `insert into access.passphrase_link (token_digest, person_id, purpose, made_at, expires_at)
           values (sha256('one'), $1, 'invite', now(), now() + interval '1 day'),
             (sha256('two'), $1, 'reset', now(), now() + interval '1 hour')
           on conflict (person_id, purpose) do update
             set token_digest = excluded.token_digest, used_at = null, expires_at = excluded.expires_at`,
          [personId],
        );
        const answers = await Promise.all([set('one'), set('two')]);
        expect(answers.map(({ status }) => status).sort()).toEqual([204, 410]);
      }
    });

    it('is deleted at night once it is over', async () => {
      const token = await resetToken();
      await set(token);
      await query(`select public.send_job('passphrase.forget', '{}', null, null)`);
      app.clock.advance({ seconds: 1 });
      await app.runJobs();
      expect(await query('select from access.passphrase_link where person_id = $1', [personId])).toEqual([]);
    });
  });

  it('of somebody who never proved their address is met with the invitation', async () => {
    const invited = `invited-${email}`;
    const made = await app.addInvited(invited);
    await app.askForReset(invited);
    const [mail] = await app.mailsTo(invited);
    expect(mail).toContain('You have an account with Learning Reviews, and it has no passphrase yet.');
    const links = await query('select purpose from access.passphrase_link where person_id = $1', [
      made.personId,
    ]);
    expect(links).toEqual([{ purpose: 'invite' }]);
    expect((await set(await app.tokenTo(invited))).status).toBe(204);
    await app.signIn(invited, CHOSEN);
  });

  it('is written down: asked for, link made, passphrase set, and no address in clear', async () => {
    await set(await resetToken());
    const rows = await query(
      `select outcome, person_id, address, row_to_json(e)::text as row from access.sign_in_event e order by id desc limit 3`,
    );
    expect(rows.map(({ outcome, person_id }) => [outcome, person_id])).toEqual([
      ['passphrase-set', personId],
      ['link-made', personId],
      ['reset-asked', null],
    ]);
    expect(rows.filter(({ row }) => String(row).includes('@'))).toEqual([]);
  });

  describe('looked into by a stranger', () => {
    /** What a request leaves behind and what it says, with what is random in it taken off. */
    const observe = async (address: string) => {
      const jobs = () =>
        query(
          `select data from pgboss.job where name = 'passphrase.reset' order by created_on desc, id desc`,
        );
      const before = await jobs();
      const { status, text, headers } = await app.askForReset(address);
      const after = await jobs();
      return {
        status,
        text,
        names: [...headers.keys()].filter((name) => name !== 'date').sort(),
        sent: after.length - before.length,
        data: Object.keys(after[0]!['data'] as object).sort(),
      };
    };

    it('says and does the same for an address that is nobody’s', async () => {
      const known = await observe(email);
      expect(known).toMatchObject({ status: 204, text: '', sent: 1, data: ['messageId', 'personId'] });
      expect(await observe(`nobody-${uuid()}@trust.example`)).toEqual(known);
      expect(await observe(`  ${email.toUpperCase()} `)).toEqual(known);
    });

    it('sends the database the same statements, whoever it is', async () => {
      const statementsOf = async (address: string) => {
        const sent: string[] = [];
        const original = Client.prototype.query as (...given: unknown[]) => unknown;
        Client.prototype.query = function (this: unknown, ...given: unknown[]) {
          const [first] = given;
          sent.push(typeof first === 'string' ? first : String((first as { text?: string })?.text));
          return original.apply(this, given);
        } as typeof Client.prototype.query;
        try {
          await app.askForReset(address);
        } finally {
          Client.prototype.query = original as typeof Client.prototype.query;
        }
        return sent.sort();
      };
      await statementsOf('warm@trust.example');
      const known = await statementsOf(email);
      expect(known.some((text) => text.includes('send_job'))).toBe(true);
      expect(await statementsOf(`nobody-${uuid()}@trust.example`)).toEqual(known);
    });

    it('takes as long, known or not', async () => {
      const [known, unknown]: [number[], number[]] = [[], []];
      const timed = async (address: string, times: number[]) => {
        const start = performance.now();
        await app.askForReset(address);
        times.push(performance.now() - start);
      };
      for (let n = 0; n < 40; n += 1) {
        await app.people.addPerson(`timed-${n}-${email}`, { agencyId: 2 });
        await timed(`timed-${n}-${email}`, known);
        await timed(`untimed-${n}-${email}`, unknown);
      }
      const median = (times: number[]) => times.sort((one, other) => one - other)[20]!;
      const ratio = median(unknown) / median(known);
      expect(ratio).toBeGreaterThan(0.5);
      expect(ratio).toBeLessThan(2);
    }, 30_000);

    it('is slowed down: of a thousand requests for one address three are heard, and as many for nobody', async () => {
      const heard = async (address: string) => {
        const answers = await Promise.all(
          Array.from({ length: 1000 }, (_, n) =>
            app.askForReset(address, `198.${18 + Math.floor(n / 250)}.0.${n % 250}`),
          ),
        );
        const refused = answers.filter(({ status }) => status === 429);
        expect(Number(refused[0]!.headers.get('retry-after'))).toBeGreaterThan(0);
        return {
          heard: answers.filter(({ status }) => status === 204).length,
          refused: refused.length,
          words: [...new Set(refused.map(({ body }) => body['message']))],
        };
      };
      const known = await heard(email);
      expect(known).toMatchObject({ heard: 3, refused: 997 });
      // Other networks, so that only the account counts again.
      await query(`delete from access.throttle where key like 'reset-address%'`);
      expect(await heard(`nobody-${uuid()}@trust.example`)).toEqual(known);
      expect(await app.mailsTo(email)).toHaveLength(3);
    }, 60_000);

    it('slows one network down however many addresses it tries', async () => {
      const answers = await Promise.all(
        Array.from({ length: 70 }, (_, n) => app.askForReset(`many-${n}@trust.example`, '192.0.2.99')),
      );
      expect(answers.filter(({ status }) => status === 204)).toHaveLength(60);
    }, 30_000);
  });
});
