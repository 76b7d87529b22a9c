import { join } from 'node:path';
import { assigning } from '../assignment/testing/assigning.js';
import { ContentLoader } from '../curriculum/content-loader.js';
import { AccessPool } from '../platform/access/access-pool.js';
import { Passphrases } from '../platform/access/passphrase.js';
import { Clock } from '../platform/clock/clock.js';
import type { Configuration } from '../platform/config/configuration.js';
import { createTestDatabase, type TestDatabase } from '../platform/database/testing/test-database.js';
import { DEMONSTRATION_ACCOUNTS, DEMONSTRATION_PASSPHRASE } from './demonstration-account.js';
import { DemonstrationLoader } from './demonstration-loader.js';
import { DemonstrationRepository } from './demonstration.repository.js';

const CONTENT = join(__dirname, '../../../../libs/content');

let test: TestDatabase;
let access: AccessPool;
const passphrases = new Passphrases();

/** A loader on a site that holds demonstration data, or does not. */
const loader = (demonstration: boolean) =>
  new DemonstrationLoader(
    { databaseUrl: test.appUrl, migrationDatabaseUrl: test.ownerUrl, demonstration } as Configuration,
    new Clock(),
    test.database,
    new DemonstrationRepository(),
    access,
    passphrases,
  );

const TABLES = [
  'person',
  'membership',
  'standing',
  'attempt',
  'completion',
  'certificate',
  'cpd_entry',
  'agency_completion',
];
const counts = async () =>
  Object.fromEntries(
    await Promise.all(
      TABLES.map(async (table): Promise<[string, number]> => {
        const { rows } = await test.superuser.query(`select count(*)::int as n from ${table}`);
        return [table, rows[0].n];
      }),
    ),
  ) as Record<string, number>;

beforeAll(async () => {
  test = await createTestDatabase();
  const configuration = { databaseUrl: test.appUrl, migrationDatabaseUrl: test.ownerUrl } as Configuration;
  access = new AccessPool(configuration);
  await new ContentLoader(configuration, new Clock()).load(CONTENT);
});

afterAll(async () => {
  await access.onApplicationShutdown();
  await test.close();
});

describe('DemonstrationLoader', () => {
  it('writes nothing on a site that is not a demonstration', async () => {
    await loader(false).load();
    expect(await counts()).toEqual(Object.fromEntries(TABLES.map((table) => [table, 0])));
  });

  it('fills a demonstration site, every completion with its certificate, CPD entry and evidence', async () => {
    await loader(true).load();
    const filled = await counts();
    expect(filled.person).toBeGreaterThan(1450);
    expect(filled.completion).toBeGreaterThan(1500);
    for (const table of ['certificate', 'cpd_entry', 'agency_completion'])
      expect(filled[table]).toBe(filled.completion);
  });

  it('has figures about questions where ten have finished, and none where four people work', async () => {
    const { rows } = await test.superuser.query(
      `select agency.code, count(question) as questions from agency
       left join question_count question on question.agency_id = agency.id
       where agency.id > 1 group by agency.code`,
    );
    const without = rows.filter(({ questions }) => Number(questions) === 0).map(({ code }) => code as string);
    expect(without.length).toBeGreaterThan(0);
    expect(without.length).toBeLessThan(rows.length / 2);
    const few = await test.superuser.query(
      `select code from agency where 10 > (select count(*) from membership where agency_id = agency.id) and id > 1`,
    );
    expect(without).toEqual(expect.arrayContaining(few.rows.map(({ code }) => code as string)));
  });

  it('puts every member into the usual workforce group of their job role', async () => {
    const { rows } = await test.superuser.query(
      `select distinct job_role, workforce_group from membership where job_role in ('school-nurse', 'team-manager') order by 1`,
    );
    expect(rows).toEqual([
      { job_role: 'school-nurse', workforce_group: 3 },
      { job_role: 'team-manager', workforce_group: 6 },
    ]);
  });

  it('stands where the rules say: working it out anew changes nothing', async () => {
    const { service } = assigning(test.database, new Clock());
    const { rows } = await test.superuser.query<{ agencyId: number; membershipIds: string[] }>(
      `select agency_id as "agencyId", array_agg(id) as "membershipIds" from membership
       where to_on is null or to_on >= current_date group by agency_id`,
    );
    let changed = 0;
    for (const { agencyId, membershipIds } of rows) {
      const scope = { brand: 'JobScope', agencyId } as const;
      const request = { membershipIds, areNewcomers: true };
      const today = new Clock().today('Europe/London');
      const done = await test.database.write(scope, (tx) =>
        service.recompute(scope, tx, agencyId, request, today),
      );
      changed += done.changed;
    }
    expect(changed).toBe(0);
    const paused = await test.superuser.query(
      `select count(*)::int as n from standing where state = 3 and not exists (
         select from leave_period l where l.agency_id = standing.agency_id and l.membership_id = standing.membership_id)`,
    );
    expect(paused.rows).toEqual([{ n: 0 }]);
  });

  it('gives the nine accounts their passphrase, and nobody else one', async () => {
    const { rows } = await test.superuser.query(
      `select person.email_norm as email, credential.passphrase_hash as hash
       from access.credential join person on person.id = credential.person_id`,
    );
    expect(rows.map(({ email }) => email).sort()).toEqual(
      DEMONSTRATION_ACCOUNTS.map(({ email }) => email).sort(),
    );
    expect(await passphrases.isRight(DEMONSTRATION_PASSPHRASE, rows[0].hash)).toBe(true);
  });

  it('changes nothing when it runs again', async () => {
    const before = await counts();
    await loader(true).load();
    expect(await counts()).toEqual(before);
  });

  it('goes on where a load was broken off, and doubles nothing', async () => {
    const before = await counts();
    // As if the process had died before the accounts could sign in.
    await test.superuser.query('delete from access.credential');
    await loader(true).load();
    expect(await counts()).toEqual(before);
  });
});
