import { v7 as uuid } from 'uuid';
import { createTestDatabase, type TestDatabase } from '../database/testing/test-database.js';
import { IdempotencyJobs } from './idempotency.jobs.js';

describe('the nightly job of idempotency', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
    const personId = uuid();
    await db.superuser.query(
      `insert into person (id, email_norm, name) values ($1, 'gone@trust.example', 'Sam')`,
      [personId],
    );
    await db.superuser.query(
      `insert into idempotency (person_id, key, route, body_hash, status, response, created_at)
       select $1, 'key-of-' || hours || '-hours', 'POST /api/cpd', repeat('a', 64), 201, '{}',
         now() - hours * interval '1 hour'
       from unnest(array[0, 23, 25, 1000]) as hours`,
      [personId],
    );
  });
  afterAll(() => db.close());
  const keys = async () => {
    const { rows } = await db.superuser.query<{ key: string }>(
      'select key from idempotency order by created_at',
    );
    return rows.map(({ key }) => key);
  };

  it('forgets keys of more than 24 hours, whoever they are of, and keeps the others', async () => {
    await new IdempotencyJobs(db.database).forgetOld();
    expect(await keys()).toEqual(['key-of-23-hours', 'key-of-0-hours']);
  });

  it('could not delete one that may still be needed if it tried', async () => {
    await db.database.write({ brand: 'JobScope', agencyId: null }, (tx) =>
      tx.query('delete from idempotency'),
    );
    expect(await keys()).toHaveLength(2);
  });
});
