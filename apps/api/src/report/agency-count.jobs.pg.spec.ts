import type { JobScope } from '@learning-reviews/domain/access/scope';
import { calendarDateIn, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { SeededRandom } from '../demonstration/seeded-random.js';
import { Database } from '../platform/database/database.js';
import type { JobKind } from '../platform/jobs/job-kind.js';
import { JobQueue } from '../platform/jobs/job-queue.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { FOLD, REBUILD, SNAPSHOT } from './count-jobs.js';
import { DutyHistory } from './testing/duty-history.js';
import { plainCount } from './testing/plain-count.js';
import { addModule } from './testing/report-data.js';

const TODAY = calendarDateIn(Date.now(), DEFAULT_TIME_ZONE);
const EVERYWHERE: JobScope = { brand: 'JobScope', agencyId: null };
const AGENCIES = [61, 62, 63];

let app: TestApp;
let histories: DutyHistory[];
beforeAll(async () => {
  app = await startTestApp();
  const { superuser } = app.testDatabase;
  await addModule(superuser, 1, 'first-module');
  await addModule(superuser, 2, 'second-module');
  histories = AGENCIES.map(
    (agencyId) => new DutyHistory(agencyId, [1, 2], TODAY, new SeededRandom(agencyId)),
  );
  for (const history of histories) await history.begin(superuser, 8);
  await app.people.addPerson('lead@work.example', { agencyId: 61, grants: ['training-lead'] });
});
afterAll(() => app.close());

/** Has a worker do one job, as its schedule would. */
async function run(kind: JobKind<object>): Promise<void> {
  const database = app.application.get(Database);
  await database.write(EVERYWHERE, (tx) => app.application.get(JobQueue).send(tx, kind, {}));
  await app.runJobs();
}
const count = async (sql: string) => Number((await app.testDatabase.superuser.query(sql)).rows[0]?.count);

describe('the jobs that keep counts', () => {
  it('count every agency for its day and write its months, once however often they run', async () => {
    await run(SNAPSHOT);
    await run(SNAPSHOT);
    expect(await count(`select count(*) from agency_count_head where day = '${TODAY}'`)).toBe(
      AGENCIES.length + 1,
    );
    expect(await count('select count(distinct agency_id) from agency_month')).toBe(AGENCIES.length);
  });

  it('fold what waits, of every agency', async () => {
    const { superuser } = app.testDatabase;
    for (const history of histories)
      for (let change = 0; change < 15; change += 1) await history.change(superuser);
    expect(await count('select count(distinct agency_id) from standing_delta')).toBe(AGENCIES.length);
    await run(FOLD);
    expect(await count('select count(*) from standing_delta')).toBe(0);
    for (const agencyId of AGENCIES) {
      const { people, counts } = await plainCount(superuser, agencyId, TODAY);
      expect(await count(`select people as count from agency_count_head where agency_id = ${agencyId}`)).toBe(
        people,
      );
      expect(
        await count(
          `select required as count from agency_count where agency_id = ${agencyId} and dimension = 'all'`,
        ),
      ).toBe(counts.find(({ dimension }) => dimension === 'all')?.required);
    }
  });

  it('fold soon when a reader finds many', async () => {
    const { superuser } = app.testDatabase;
    for (let time = 0; time < 120; time += 1)
      await superuser.query('update standing set due_on = due_on + 1 where agency_id = 61');
    const waiting = await count('select count(*) from standing_delta where agency_id = 61');
    expect(waiting).toBeGreaterThan(1_000);
    const lead = await app.signIn('lead@work.example');
    const { body: first } = await lead.get('/api/agency');
    await app.runJobs();
    expect(await count('select count(*) from standing_delta where agency_id = 61')).toBe(0);
    const { body: second } = await lead.get('/api/agency');
    expect({ ...second, asAt: '' }).toEqual({ ...first, asAt: '' });
  });

  it('make counts anew that somebody has spoilt', async () => {
    const { superuser } = app.testDatabase;
    await superuser.query(
      `update agency_count set overdue = overdue + 5 where agency_id = 62 and dimension = 'all'`,
    );
    await run(REBUILD);
    const { counts } = await plainCount(superuser, 62, TODAY);
    expect(
      await count(`select overdue as count from agency_count where agency_id = 62 and dimension = 'all'`),
    ).toBe(counts.find(({ dimension }) => dimension === 'all')?.overdue);
  });
});
