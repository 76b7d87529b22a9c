import type { AgencyScope, PersonScope } from '@learning-reviews/domain/access/scope';
import { createTestDatabase, type TestDatabase } from './testing/test-database.js';

const PERSON = '0192f0c4-0000-7000-8000-000000000001';
const OTHER = '0192f0c4-0000-7000-8000-000000000002';
const person = (personId = PERSON): PersonScope => ({ brand: 'PersonScope', personId });

let db: TestDatabase;
beforeAll(async () => (db = await createTestDatabase()));
afterAll(() => db.close());

describe('Database', () => {
  it('runs as the role of the scope', async () => {
    const [row] = await db.database.read(person(), (tx) =>
      tx.query(`select current_user as role, current_setting('app.person_id') as person`),
    );
    expect(row).toEqual({ role: 'lr_person', person: PERSON });
  });
});
