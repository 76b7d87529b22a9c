import { Database } from '../platform/database/database.js';
import { TEST_PASSPHRASE } from '../platform/testing/test-people.js';
import { PassphraseService } from './passphrase.service.js';
import { leadOf, type PassphraseApp, startPassphraseApp } from './testing/passphrase-app.js';

const CHOSEN = 'three wet otters by the lock';

describe('an invitation', () => {
  let app: PassphraseApp;
  let count = 0;
  let email: string;
  beforeAll(async () => (app = await startPassphraseApp()));
  afterAll(() => app.close());
  beforeEach(() => (email = `invited-${(count += 1)}@trust.example`));

  const set = (token: string, passphrase = CHOSEN) =>
    app.client().post('/api/passphrase', { token, passphrase });
  const links = async (personId: string) =>
    (
      await app.testDatabase.superuser.query<Record<string, unknown>>(
        'select * from access.passphrase_link where person_id = $1',
        [personId],
      )
    ).rows;

  it('leads to a passphrase and a first sign-in, and proves the address', async () => {
    const { personId, membershipId } = await app.addInvited(email);
    await app.invite(2, membershipId);
    const token = await app.tokenTo(email);
    expect((await app.mailsTo(email))[0]).toContain('Agency 2 has added you to Learning Reviews');

    const opened = await app.client().post('/api/passphrase/link', { token });
    expect(opened.body).toMatchObject({ purpose: 'invite', email });
    const days = (Date.parse(String(opened.body['endsAt'])) - app.clock.now().getTime()) / 86_400_000;
    expect(Math.round(days * 100) / 100).toBe(14);

    const answer = await set(token);
    expect(answer.status).toBe(204);
    expect(answer.headers.getSetCookie()).toEqual([]); // it signs nobody in
    await app.signIn(email, CHOSEN);
    const { rows } = await app.testDatabase.superuser.query(
      'select email_verified_at is not null as verified from person where id = $1',
      [personId],
    );
    expect(rows).toEqual([{ verified: true }]);
  });

  it('is kept as a digest, and in no message that has gone', async () => {
    const { personId, membershipId } = await app.addInvited(email);
    await app.invite(2, membershipId);
    const token = await app.tokenTo(email);
    const text = async (table: string) =>
      (await app.testDatabase.superuser.query(`select row_to_json(t)::text as row from ${table} t`)).rows
        .map(({ row }: { row: string }) => row)
        .join('\n');
    for (const table of ['email_message', 'pgboss.job', 'access.passphrase_link', 'access.sign_in_event'])
      expect([table, (await text(table)).includes(token)]).toEqual([table, false]);
    const { rows } = await app.testDatabase.superuser.query(
      `select kind, state, secret, subject, text, html, agency_id from email_message where recipient = $1`,
      [email],
    );
    const subject = 'Set your passphrase for Learning Reviews';
    const kept = { kind: 'passphrase-invite', state: 'sent', secret: true, subject, agency_id: 2 };
    expect(rows).toEqual([{ ...kept, text: '', html: '' }]);
    expect((await links(personId))[0]!['token_digest']).toHaveLength(32);
  });

  it('made again replaces the older one', async () => {
    const { personId, membershipId } = await app.addInvited(email);
    await app.invite(2, membershipId);
    const first = await app.tokenTo(email);
    await app.invite(2, membershipId);
    const second = await app.tokenTo(email);
    expect(second).not.toBe(first);
    expect(await links(personId)).toHaveLength(1);
    expect([(await set(first)).status, (await set(second)).status]).toEqual([410, 204]);
  });

  it('is over after 14 days', async () => {
    const { personId, membershipId } = await app.addInvited(email);
    await app.invite(2, membershipId);
    const token = await app.tokenTo(email);
    await app.testDatabase.superuser.query(
      `update access.passphrase_link set made_at = made_at - interval '14 days', expires_at = expires_at - interval '14 days'
       where person_id = $1`,
      [personId],
    );
    expect((await set(token)).body.code).toBe('account.link-over');
  });

  it('of somebody who has a passphrase tells them that they now work there too, with nothing to set', async () => {
    const { personId } = await app.people.addPerson(email, { agencyId: 2 });
    const membershipId = await app.people.addMembership(personId, 'second', { agencyId: 3 });
    await app.invite(3, membershipId);
    const [mail] = await app.mailsTo(email);
    expect(mail).toContain('Agency 3 has added you to Learning Reviews. You now work there');
    expect(mail).toContain('http://localhost:3000/sign-in');
    expect(mail).not.toContain('/passphrase/');
    expect(await links(personId)).toEqual([]);
    await app.signIn(email, TEST_PASSPHRASE);
  });

  it('goes to nobody when what it follows is undone, or they have left by then', async () => {
    const { membershipId } = await app.addInvited(email);
    const scope = leadOf(2);
    await expect(
      app.application.get(Database).write(scope, async (tx) => {
        await app.application.get(PassphraseService).invite(scope, tx, [{ membershipId }]);
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    expect(await app.mailsTo(email)).toEqual([]);

    await app.invite(2, membershipId);
    await app.testDatabase.superuser.query('update membership set access_ended_at = now() where id = $1', [
      membershipId,
    ]);
    expect(await app.mailsTo(email)).toEqual([]);
  });

  it('goes to no member of another agency', async () => {
    const { membershipId } = await app.addInvited(email, 3);
    await app.invite(2, membershipId);
    expect(await app.mailsTo(email)).toEqual([]);
  });

  it('is one email and one link when its job comes twice', async () => {
    const { personId, membershipId } = await app.addInvited(email);
    await app.invite(2, membershipId);
    const token = await app.tokenTo(email);
    const before = await links(personId);
    await app.testDatabase.superuser.query(
      `insert into pgboss.job (name, data, policy, expire_seconds)
       select name, data, policy, 60 from pgboss.job where name = 'passphrase.invite' and data ->> 'membershipId' = $1`,
      [membershipId],
    );
    expect(await app.mailsTo(email)).toHaveLength(1);
    expect(await links(personId)).toEqual(before);
    expect((await set(token)).status).toBe(204);
  });

  it('is sent to twenty thousand in one statement, within seconds', async () => {
    const scope = leadOf(2);
    const invitations = Array.from({ length: 20_000 }, (_, n) => ({
      membershipId: `0192f0c4-0000-7000-8000-${String(n).padStart(12, '0')}`,
    }));
    const started = performance.now();
    await expect(
      app.application.get(Database).write(scope, async (tx) => {
        await app.application.get(PassphraseService).invite(scope, tx, invitations);
        throw new Error(`took ${Math.round(performance.now() - started)} ms`);
      }),
    ).rejects.toThrow(/^took \d{1,4} ms$/);
  }, 30_000);
});
