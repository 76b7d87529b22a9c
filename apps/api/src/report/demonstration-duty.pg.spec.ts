import { join } from 'node:path';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { NEW_DAY, RECOMPUTE } from '../assignment/assignment-job-kinds.js';
import { ContentLoader } from '../curriculum/content-loader.js';
import { DemonstrationLoader } from '../demonstration/demonstration-loader.js';
import { Clock } from '../platform/clock/clock.js';
import type { Configuration } from '../platform/config/configuration.js';
import { Database } from '../platform/database/database.js';
import type { JobKind } from '../platform/jobs/job-kind.js';
import { JobQueue } from '../platform/jobs/job-queue.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { CHECK_DUTIES } from './duty-fault.jobs.js';

const CONTENT = join(__dirname, '../../../../libs/content');
const EVERYWHERE: JobScope = { brand: 'JobScope', agencyId: null };

let app: TestApp;
const sql = (text: string) => app.testDatabase.superuser.query(text);
/** Has a worker do one job and whatever follows from it. */
async function run(kind: JobKind<object>): Promise<void> {
  const database = app.application.get(Database);
  await database.write(EVERYWHERE, (tx) => app.application.get(JobQueue).send(tx, kind, {}));
  await app.runJobs();
}

beforeAll(async () => {
  app = await startTestApp({
    configuration: { demonstration: true },
    arrange: async (_people, { appUrl, ownerUrl }) => {
      const configuration = { databaseUrl: appUrl, migrationDatabaseUrl: ownerUrl } as Configuration;
      await new ContentLoader(configuration, new Clock()).load(CONTENT);
    },
  });
  await app.application.get(DemonstrationLoader).load();
});
afterAll(() => app.close());

const FAULTS = `
  select f.agency_id, f.fault, module.slug, count(*)::int as duties,
    jsonb_agg(to_jsonb(s) order by s.membership_id) -> 0 as first
  from duty_fault f join module on module.id = f.module_id
  left join standing s on s.agency_id = f.agency_id and s.membership_id = f.membership_id and s.module_id = f.module_id
  group by 1, 2, 3 order by 1, 2, 3`;

it('the duties of a demonstration site are what its rules, evidence and leave say, before they are ever worked out anew', async () => {
  await run(NEW_DAY);
  await run(CHECK_DUTIES);
  const { rows: checked } = await sql('select count(*)::int as agencies from duty_check');
  const { rows: all } = await sql('select count(*)::int as agencies from agency');
  expect(checked).toEqual(all);
  expect((await sql(FAULTS)).rows).toEqual([]);
});

it('they are so after everything was worked out anew, when it is known since when each is asked', async () => {
  const { rows } = await sql(
    `insert into standing_recompute (agency_id, id, cause) select id, gen_random_uuid(), 'all' from agency
     returning agency_id as "agencyId", id as "recomputeId"`,
  );
  const database = app.application.get(Database);
  for (const order of rows as { agencyId: number; recomputeId: string }[])
    await database.write(EVERYWHERE, (tx) => app.application.get(JobQueue).send(tx, RECOMPUTE, order));
  await app.runJobs();
  await sql('delete from duty_check');
  await run(CHECK_DUTIES);
  const { rows: unknown } = await sql('select from standing where asked_on is null');
  expect(unknown).toEqual([]);
  expect((await sql(FAULTS)).rows).toEqual([]);
});
