import type { AgencyScope, JobScope } from '@learning-reviews/domain/access/scope';
import { calendarDate } from '@learning-reviews/domain/calendar-date';
import { v7 as uuid } from 'uuid';
import { loadContent } from '../curriculum/testing/load-content.js';
import { createTestDatabase, type TestDatabase } from '../platform/database/testing/test-database.js';
import { TestPeople } from '../platform/testing/test-people.js';
import { AssignmentService } from './assignment.service.js';
import { StandingRepository } from './standing.repository.js';

const TODAY = calendarDate('2026-03-01');
const service = new AssignmentService(new StandingRepository());

let db: TestDatabase;
let people: TestPeople;
beforeAll(async () => {
  db = await createTestDatabase();
  await loadContent(db);
  people = new TestPeople(db.superuser);
});
afterAll(() => db?.close());

describe('standings', () => {
  it('are made from the rules of one agency, once, and read by the person they belong to', async () => {
    const made = await people.addPerson('sam@work.example', { agencyId: 7 }, { agencyId: 8 });
    const [membershipId = '', otherJob = ''] = made.membershipIds;
    const { rows: modules } = await db.superuser.query<{ id: number }>(
      'select id from module order by id limit 2',
    );
    for (const { id } of modules) {
      await db.superuser.query(
        `insert into assignment (agency_id, id, module_id, due_within_days, from_on)
         values (7, $1, $2, 30, '2026-01-01')`,
        [uuid(), id],
      );
    }
    const member = {
      membershipId,
      personId: made.personId,
      workforceGroup: null,
      jobRole: 'school-nurse',
      teamId: null,
      joinedOn: calendarDate('2026-02-15'),
      earlier: [
        { moduleId: modules[0]?.id ?? 0, completionId: uuid(), completedOn: calendarDate('2025-12-01') },
      ],
    };
    const scope: JobScope = { brand: 'JobScope', agencyId: 7 };
    const assign = () => db.database.write(scope, (tx) => service.assignTo(scope, tx, 7, [member], TODAY));
    expect(await assign()).toMatchObject({ asked: 2 });
    expect(await assign()).toMatchObject({ asked: 2 }); // and doubles nothing

    const person = { brand: 'PersonScope', personId: made.personId } as const;
    const jobs = await db.database.read(person, (tx) =>
      service.standingsOf(person, tx, new Date('2026-03-01T09:00Z')),
    );
    expect(jobs).toMatchObject([
      { agencyId: 7, membershipId, agencyName: 'Agency 7', jobRole: 'school-nurse' },
      { agencyId: 8, membershipId: otherJob, standings: [] },
    ]);
    const standings = [...(jobs[0]?.standings ?? [])].sort((a, b) => a.moduleId - b.moduleId);
    expect(standings).toEqual([
      {
        moduleId: modules[0]?.id,
        state: 2,
        dueOn: '2026-03-17',
        completedOn: '2025-12-01',
        expiresOn: '2027-11-30',
        pausedUntil: null,
      },
      {
        moduleId: modules[1]?.id,
        state: 0,
        dueOn: '2026-03-17',
        completedOn: null,
        expiresOn: null,
        pausedUntil: null,
      },
    ]);
  });

  it('of another agency cannot be written', async () => {
    const made = await people.addPerson('alex@work.example', { agencyId: 9 });
    const scope = { brand: 'AgencyScope', agencyId: 7, personId: made.personId } as AgencyScope;
    const standing = {
      membershipId: made.membershipIds[0] ?? '',
      personId: made.personId,
      moduleId: 1,
      state: 0,
      dueOn: null,
      completedOn: null,
      expiresOn: null,
      pausedUntil: null,
    } as const;
    const write = db.database.write(scope, (tx) => new StandingRepository().add(scope, tx, 9, [standing]));
    await expect(write).rejects.toThrow('row-level security');
  });

  it('are no duties any more where access was ended at once, on the last day already', async () => {
    const made = await people.addPerson('gone@work.example', { agencyId: 7 }, { agencyId: 8 });
    const now = new Date('2026-03-01T09:00Z');
    await db.superuser.query(
      'update membership set to_on = $2, access_ended_at = $3 where agency_id = 7 and person_id = $1',
      [made.personId, TODAY, now],
    );
    const person = { brand: 'PersonScope', personId: made.personId } as const;
    const agencies = (at: Date) =>
      db.database.read(person, async (tx) =>
        (await service.standingsOf(person, tx, at)).map(({ agencyId }) => agencyId),
      );
    expect(await agencies(new Date(now.getTime() - 1))).toEqual([7, 8]);
    expect(await agencies(now)).toEqual([8]);
  });
});
