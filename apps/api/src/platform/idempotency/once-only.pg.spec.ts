import { randomUUID } from 'node:crypto';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import { v7 as uuid } from 'uuid';
import { createTestDatabase, type TestDatabase } from '../database/testing/test-database.js';
import { OnceOnly } from './once-only.js';
import type { Submission } from './submission.js';

describe('OnceOnly', () => {
  let db: TestDatabase;
  let once: OnceOnly;
  let scope: PersonScope;
  beforeAll(async () => {
    db = await createTestDatabase();
    once = new OnceOnly(db.database);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    scope = { brand: 'PersonScope', personId: uuid() };
    await db.superuser.query('insert into person (id, email_norm, name) values ($1, $2, $3)', [
      scope.personId,
      `${scope.personId}@trust.example`,
      'Sam',
    ]);
  });

  const submission = (change: Partial<Submission> = {}): Submission => ({
    key: randomUUID(),
    route: 'POST /api/cpd',
    bodyHash: 'a'.repeat(64),
    status: 201,
    ...change,
  });
  /** A write whose every run leaves a row. */
  const register = (given: Submission, number = '1') =>
    once.write(scope, given, async (tx) => {
      await tx.query('insert into person_registration (person_id, body, number) values ($1, $2, $3)', [
        scope.personId,
        ['nmc', 'hcpc', 'other'][await rowsSeen(tx)],
        number,
      ]);
      return { id: randomUUID(), number };
    });
  const rowsSeen = async (tx: { query(sql: string): Promise<unknown[]> }) =>
    (await tx.query('select from person_registration')).length;
  const rows = async () =>
    (await db.superuser.query('select from person_registration where person_id = $1', [scope.personId]))
      .rowCount;

  it('does the work once and gives a repetition the first answer', async () => {
    const given = submission();
    const first = await register(given);
    expect(await register(given)).toEqual(first);
    expect(await rows()).toBe(1);
  });

  it('makes one effect of a hundred repetitions at once (R6)', async () => {
    const given = submission();
    const answers = await Promise.all(Array.from({ length: 100 }, () => register(given)));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await rows()).toBe(1);
  }, 30_000);

  it.each([
    ['another body', { bodyHash: 'b'.repeat(64) }],
    ['another address', { route: 'POST /api/learning/x/completion' }],
  ])('refuses the key for %s, and changes nothing', async (_what, change) => {
    const given = submission();
    await register(given);
    await expect(register({ ...given, ...change })).rejects.toMatchObject({ code: 'request.key-reused' });
    expect(await rows()).toBe(1);
  });

  it('forgets a submission that failed, so that it can be tried again', async () => {
    const given = submission();
    const failing = once.write(scope, given, () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    await register(given);
    expect(await rows()).toBe(1);
  });

  it('keeps the keys of two people apart', async () => {
    const given = submission();
    await register(given);
    const [mine] = [scope];
    scope = { brand: 'PersonScope', personId: uuid() };
    await db.superuser.query('insert into person (id, email_norm, name) values ($1, $2, $3)', [
      scope.personId,
      `${scope.personId}@t.example`,
      'Ann',
    ]);
    await register(given);
    expect(await rows()).toBe(1);
    scope = mine!;
    expect(await rows()).toBe(1);
  });

  it('keeps the status and the answer, and nothing past 24 hours', async () => {
    const old = submission();
    await register(old, 'old');
    await db.superuser.query(`update idempotency set created_at = now() - interval '25 hours'`);
    const given = submission();
    await register(given, 'new');
    const { rows: kept } = await db.superuser.query(
      'select key, status, response from idempotency where person_id = $1',
      [scope.personId],
    );
    expect(kept).toMatchObject([{ key: given.key, status: 201, response: { number: 'new' } }]);
  });
});
