import type { JobScope } from '@learning-reviews/domain/access/scope';
import { calendarDateIn } from '@learning-reviews/domain/calendar-date';
import fc from 'fast-check';
import { AssignmentService } from '../assignment/assignment.service.js';
import { Database } from '../platform/database/database.js';
import { ReflectionSeal } from '../platform/reflection/reflection-seal.js';
import { AgencyCountRepository } from '../report/agency-count.repository.js';
import { AgencyCountService } from '../report/agency-count.service.js';
import { counted, inOrder, plainCount } from '../report/testing/plain-count.js';
import { addModule } from '../report/testing/report-data.js';
import { DECIDED, rowsOf, tablesOfPeople, withoutOwner } from './testing/held-rows.js';
import { type MergeApp, startMergeApp } from './testing/merge-app.js';
import { accountHistory, liveThrough, WORDS } from './testing/merge-history.js';

const RUNS = 300;
const AGENCIES = [2, 3, 4];

describe('two accounts with any histories', () => {
  let app: MergeApp;
  let count = 0;
  beforeAll(async () => {
    app = await startMergeApp();
    for (const id of AGENCIES) await app.people.addAgency(id);
    for (const [index, slug] of ['one', 'two', 'three'].entries())
      await addModule(app.testDatabase.superuser, index + 1, slug);
    for (const id of AGENCIES)
      await app.testDatabase.superuser.query(
        `insert into assignment (agency_id, id, module_id, due_within_days, from_on)
         select $1, gen_random_uuid(), module.id, 30, '2020-01-01' from module`,
        [id],
      );
  });
  afterAll(() => app.close());

  const sql = async <Row extends object>(text: string, values: unknown[]) =>
    (await app.testDatabase.superuser.query<Row>(text, values)).rows;

  /** Brings every standing of some people to what the rules say. */
  const workOut = async (people: readonly string[]) => {
    const jobs = await sql<{ agency_id: number; id: string }>(
      'select agency_id, id from membership where person_id = any($1) and to_on is null order by 1',
      [people],
    );
    for (const { agency_id: agencyId, id } of jobs) {
      const scope: JobScope = { brand: 'JobScope', agencyId };
      const today = calendarDateIn(app.clock.now().getTime(), 'Europe/London');
      await app.application
        .get(Database)
        .write(scope, (tx) =>
          app.application
            .get(AssignmentService)
            .recompute(scope, tx, agencyId, { membershipIds: [id], areNewcomers: true }, today),
        );
    }
  };

  it('each table that says whose a row is has been decided', async () => {
    const tables = await tablesOfPeople(app.testDatabase.superuser);
    expect(tables.filter((table) => DECIDED[table] === undefined)).toEqual([]);
  });

  it(`lose nothing when they are joined, and are as they were once that is undone (${RUNS} histories)`, async () => {
    const { superuser } = app.testDatabase;
    const seal = app.application.get(ReflectionSeal);
    const seen = { superseded: 0, shared: 0, changed: 0 };
    await fc.assert(
      fc.asyncProperty(accountHistory, accountHistory, async (one, two) => {
        const [stays, joins] = [
          await app.people.addPerson(`stays-${(count += 1)}@a.example`),
          await app.people.addPerson(`joins-${count}@b.example`),
        ].map(({ personId }) => personId) as [string, string];
        await liveThrough(superuser, seal, stays, one, ['2025-06-01', '2025-12-31']);
        await liveThrough(superuser, seal, joins, two, ['2026-01-01', null]);
        await workOut([stays, joins]);
        const pair = [stays, joins];
        const before = { both: await rowsOf(superuser, pair), joins: await rowsOf(superuser, [joins]) };

        const mergeId = await app.join(stays, joins);
        expect(mergeId).not.toBeNull();
        const after = await rowsOf(superuser, pair);
        for (const [table, decision] of Object.entries(DECIDED)) {
          if (decision !== 'moves' || !(table in after)) continue;
          const left = after[table]!.filter(
            (row) => (JSON.parse(row) as { person_id: string }).person_id === joins,
          );
          expect([table, left]).toEqual([table, []]);
        }
        const apart = ['attempt', 'standing', 'person'];
        const compared = (held: typeof after) =>
          Object.fromEntries(Object.entries(withoutOwner(held)).filter(([table]) => !apart.includes(table)));
        expect(compared(after)).toEqual(compared(before.both));
        // Standings are what the rules say of the joined evidence: working them out again changes nothing.
        await workOut(pair);
        expect((await rowsOf(superuser, pair))['standing']).toEqual(after['standing']);
        if (
          JSON.stringify(withoutOwner(after)['standing']) !==
          JSON.stringify(withoutOwner(before.both)['standing'])
        )
          seen.changed += 1;
        if (one.agencies.some((id) => two.agencies.includes(id))) seen.shared += 1;
        if (after['attempt']!.some((row) => row.includes('superseded'))) seen.superseded += 1;
        const open = await sql('select from attempt where person_id = $1 and state = $2', [stays, 'open']);
        expect(open).toHaveLength(
          new Set([...one.learning, ...two.learning].flatMap((l) => (l.isFinished ? [] : l.moduleId))).size,
        );
        await wordsOpenFor([stays]);

        expect(await app.part(stays, joins, mergeId!)).toBe(true);
        expect(await rowsOf(superuser, pair)).toEqual(before.both);
        expect(await rowsOf(superuser, [joins])).toEqual(before.joins);
        await wordsOpenFor(pair);
      }),
      { numRuns: RUNS, seed: 20_261_201 },
    );
    // The histories were such that the rules had something to decide.
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(10);
  }, 600_000);

  const wordsOpenFor = async (people: readonly string[]) => {
    const seal = app.application.get(ReflectionSeal);
    const rows = await sql<{ person_id: string; ciphertext: Buffer; nonce: Buffer; tag: Buffer }>(
      'select person_id, ciphertext, nonce, tag from reflection where person_id = any($1)',
      [people],
    );
    for (const row of rows) expect(seal.open(row.person_id, { keyVersion: 1, ...row })).toBe(WORDS);
  };

  it('leave the counts of every agency equal to a plain count', async () => {
    const { superuser } = app.testDatabase;
    const counts = new AgencyCountRepository();
    const today = calendarDateIn(app.clock.now().getTime(), 'Europe/London');
    for (const agencyId of AGENCIES) {
      const scope: JobScope = { brand: 'JobScope', agencyId };
      await app.application.get(AgencyCountService).bringTo(scope, today);
    }
    const [stays, joins] = [
      await app.people.addPerson('counted@a.example'),
      await app.people.addPerson('counted@b.example'),
    ].map(({ personId }) => personId) as [string, string];
    const history = { elsewhere: [], registration: null, agencies: AGENCIES, isOnLeave: false } as const;
    const finished = { isFinished: true, saves: 1, isReflected: false, isWithdrawn: false };
    const seal = app.application.get(ReflectionSeal);
    await liveThrough(superuser, seal, stays, { ...history, learning: [{ ...finished, moduleId: 1 }] }, [
      '2025-06-01',
      '2025-12-31',
    ]);
    await liveThrough(superuser, seal, joins, { ...history, learning: [] }, ['2026-01-01', null]);
    await workOut([stays, joins]);
    const exact = async () => {
      for (const agencyId of AGENCIES) {
        const scope: JobScope = { brand: 'JobScope', agencyId };
        const found = await app.application.get(Database).read(scope, (tx) => counts.findLive(scope, tx));
        expect({ people: found?.people, counts: inOrder((found?.lines ?? []).map(counted)) }).toEqual(
          await plainCount(superuser, agencyId, today),
        );
      }
    };
    await exact();
    const standings = () =>
      sql(
        'select state, completed_on from standing where person_id = any($1) order by agency_id, module_id',
        [[stays, joins]],
      );
    const before = await standings();
    const mergeId = await app.join(stays, joins);
    expect(await standings()).not.toEqual(before); // what was learned in the first account counts in the other's jobs
    await exact();
    await app.part(stays, joins, mergeId!);
    expect(await standings()).toEqual(before);
    await exact();
  });
});
