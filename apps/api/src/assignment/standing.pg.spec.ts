import type { AgencyScope, JobScope } from '@learning-reviews/domain/access/scope';
import { calendarDate } from '@learning-reviews/domain/calendar-date';
import { v7 as uuid } from 'uuid';
import { loadContent } from '../curriculum/testing/load-content.js';
import { createTestDatabase, type TestDatabase } from '../platform/database/testing/test-database.js';
import { TestClock } from '../platform/testing/test-clock.js';
import { TestPeople } from '../platform/testing/test-people.js';
import type { AssignmentService } from './assignment.service.js';
import { DutyRepository } from './duty.repository.js';
import type { RecomputeRequest } from './standing-recompute.service.js';
import { assigning } from './testing/assigning.js';

const TODAY = calendarDate('2026-03-01');
const NOW = new Date('2026-03-01T09:00Z');
const duties = new DutyRepository();
const AGENCY = 7;
const job: JobScope = { brand: 'JobScope', agencyId: AGENCY };

let db: TestDatabase;
let people: TestPeople;
let service: AssignmentService;
let modules: number[];
beforeAll(async () => {
  db = await createTestDatabase();
  await loadContent(db);
  people = new TestPeople(db.superuser);
  service = assigning(db.database, new TestClock()).service;
  const { rows } = await db.superuser.query<{ id: number }>('select id from module order by id limit 2');
  modules = rows.map(({ id }) => id);
});
afterAll(() => db?.close());

/** Adds a rule of the agency for everybody; answers its id. */
async function addRule(moduleId: number, changes: Record<string, unknown> = {}): Promise<string> {
  const id = uuid();
  const row = { due_within_days: 30, refresh_months: 24, from_on: '2026-01-01', ...changes };
  const columns = Object.keys(row);
  await db.superuser.query(
    `insert into assignment (agency_id, id, module_id, ${columns.join(', ')})
     values ($1, $2, $3, ${columns.map((_, index) => `$${index + 4}`).join(', ')})`,
    [AGENCY, id, moduleId, ...Object.values(row)],
  );
  return id;
}

const recompute = (request: RecomputeRequest, today = TODAY) =>
  db.database.write(job, (tx) => service.recompute(job, tx, AGENCY, request, today));

async function standingsOf(membershipId: string) {
  const { rows } = await db.superuser.query(
    `select module_id as "moduleId", state, due_on::text as "dueOn", completed_on::text as "completedOn",
       expires_on::text as "expiresOn", paused_until::text as "pausedUntil", asked_on::text as "askedOn"
     from standing where agency_id = $1 and membership_id = $2 order by module_id`,
    [AGENCY, membershipId],
  );
  return rows;
}

async function addMember(
  email: string,
  fromOn = '2026-02-15',
): Promise<{ membershipId: string; personId: string }> {
  const { personId, membershipIds } = await people.addPerson(email, { agencyId: AGENCY });
  const membershipId = membershipIds[0] ?? '';
  await db.superuser.query('update membership set from_on = $2 where id = $1', [membershipId, fromOn]);
  return { personId, membershipId };
}

async function addEvidence(
  { membershipId, personId }: { membershipId: string; personId: string },
  moduleId: number,
  completedOn: string,
): Promise<void> {
  await db.superuser.query(
    `insert into agency_completion (agency_id, membership_id, completion_id, person_id, module_id, version, completed_on, minutes)
     values ($1, $2, $3, $4, $5, 1, $6, 30)`,
    [AGENCY, membershipId, uuid(), personId, moduleId, completedOn],
  );
}

afterEach(async () => {
  for (const table of ['standing', 'assignment', 'leave_period', 'duty_exception'])
    await db.superuser.query(`delete from ${table} where agency_id = $1`, [AGENCY]);
});

describe('working standings out', () => {
  it('gives what the rules ask, changes nothing the second time, and takes away what nobody asks any more', async () => {
    const [first = 0, second = 0] = modules;
    const sam = await addMember('sam@work.example');
    const ended = await addRule(first);
    await addRule(second, { due_within_days: null });
    await addEvidence(sam, second, '2025-12-01');
    const request = { membershipIds: [sam.membershipId], areNewcomers: true };
    expect(await recompute(request)).toMatchObject({ changed: 2 });
    expect(await recompute(request)).toMatchObject({ changed: 0 });
    const kept = {
      moduleId: second,
      state: 2,
      dueOn: null,
      completedOn: '2025-12-01',
      expiresOn: '2027-11-30',
      pausedUntil: null,
      askedOn: '2026-02-15',
    };
    expect(await standingsOf(sam.membershipId)).toEqual([
      {
        moduleId: first,
        state: 0,
        dueOn: '2026-03-17',
        completedOn: null,
        expiresOn: null,
        pausedUntil: null,
        askedOn: '2026-02-15',
      },
      kept,
    ]);
    await db.superuser.query(`update assignment set to_on = '2026-02-28' where id = $1`, [ended]);
    expect(await recompute(request)).toMatchObject({ changed: 1 });
    expect(await standingsOf(sam.membershipId)).toEqual([kept]);
  });

  it('counts from today what is asked anew of somebody who was here already', async () => {
    const [module = 0] = modules;
    const robin = await addMember('robin@work.example', '2019-01-01');
    await addRule(module, { from_on: '2025-01-01' });
    await recompute({ membershipIds: [robin.membershipId] });
    expect(await standingsOf(robin.membershipId)).toMatchObject([
      { askedOn: '2026-03-01', dueOn: '2026-03-31' },
    ]);
  });

  it('pauses what is owed while somebody is on leave, and gives thirty days afterwards', async () => {
    const [module = 0] = modules;
    const jo = await addMember('jo@work.example', '2026-02-15');
    await addRule(module);
    const request = { membershipIds: [jo.membershipId], areNewcomers: true };
    await recompute(request);
    await db.superuser.query(
      `insert into leave_period (agency_id, id, membership_id, person_id, from_on, to_on, created_by)
       values ($1, $2, $3, $4, '2026-03-01', '2026-06-30', $4)`,
      [AGENCY, uuid(), jo.membershipId, jo.personId],
    );
    await recompute(request);
    expect(await standingsOf(jo.membershipId)).toMatchObject([
      { state: 3, pausedUntil: '2026-06-30', dueOn: '2026-07-30' },
    ]);
    await recompute(request, calendarDate('2026-07-01'));
    expect(await standingsOf(jo.membershipId)).toMatchObject([
      { state: 0, pausedUntil: null, dueOn: '2026-07-30' },
    ]);
  });

  it('asks nothing of somebody who is excused, and asks again afterwards with the learning they had', async () => {
    const [module = 0] = modules;
    const lee = await addMember('lee@work.example');
    await addRule(module);
    await addEvidence(lee, module, '2025-12-01');
    const request = { membershipIds: [lee.membershipId] };
    await recompute(request);
    await db.superuser.query(
      `insert into duty_exception (agency_id, id, membership_id, person_id, module_id, kind, from_on, until_on, reason, created_by)
       values ($1, $2, $3, $4, $5, 'excused', '2026-03-01', '2026-03-31', 'Seconded', $4)`,
      [AGENCY, uuid(), lee.membershipId, lee.personId, module],
    );
    await recompute(request);
    expect(await standingsOf(lee.membershipId)).toEqual([]);
    await recompute(request, calendarDate('2026-04-01'));
    expect(await standingsOf(lee.membershipId)).toMatchObject([
      { state: 2, completedOn: '2025-12-01', askedOn: '2026-04-01' },
    ]);
  });

  it('leaves those who have left as they were', async () => {
    const [module = 0] = modules;
    const kim = await addMember('kim@work.example');
    await addRule(module);
    const request = { membershipIds: [kim.membershipId], areNewcomers: true };
    await recompute(request);
    const before = await standingsOf(kim.membershipId);
    await db.superuser.query(`update membership set to_on = '2026-02-28' where id = $1`, [kim.membershipId]);
    await db.superuser.query('delete from assignment where agency_id = $1', [AGENCY]);
    expect(await recompute(request)).toMatchObject({ changed: 0 });
    expect(await standingsOf(kim.membershipId)).toEqual(before);
  });

  it('of another agency is refused', async () => {
    const made = await people.addPerson('alex@work.example', { agencyId: 9 });
    const scope = { brand: 'AgencyScope', agencyId: AGENCY, personId: made.personId } as AgencyScope;
    const standing = {
      membershipId: made.membershipIds[0] ?? '',
      personId: made.personId,
      moduleId: 1,
      state: 0,
      dueOn: null,
      completedOn: null,
      expiresOn: null,
      pausedUntil: null,
      askedOn: null,
    } as const;
    const write = db.database.write(scope, (tx) => duties.write(scope, tx, 9, [standing], []));
    await expect(write).rejects.toThrow('row-level security');
  });
});

describe('standings', () => {
  it('are read by the person they belong to, job by job', async () => {
    const made = await people.addPerson('two@work.example', { agencyId: AGENCY }, { agencyId: 8 });
    const [membershipId = '', otherJob = ''] = made.membershipIds;
    await addRule(modules[0] ?? 0);
    await recompute({ membershipIds: [membershipId], areNewcomers: true });
    const person = { brand: 'PersonScope', personId: made.personId } as const;
    const jobs = await db.database.read(person, (tx) => service.standingsOf(person, tx, NOW));
    expect(jobs).toMatchObject([
      { agencyId: AGENCY, membershipId, agencyName: 'Agency 7', jobRole: 'school-nurse' },
      { agencyId: 8, membershipId: otherJob, standings: [] },
    ]);
    expect(jobs[0]?.standings).toHaveLength(1);
  });

  it('are no duties any more where access was ended at once, on the last day already', async () => {
    const made = await people.addPerson('gone@work.example', { agencyId: AGENCY }, { agencyId: 8 });
    await db.superuser.query(
      'update membership set to_on = $2, access_ended_at = $3 where agency_id = 7 and person_id = $1',
      [made.personId, TODAY, NOW],
    );
    const person = { brand: 'PersonScope', personId: made.personId } as const;
    const agencies = (at: Date) =>
      db.database.read(person, async (tx) =>
        (await service.standingsOf(person, tx, at)).map(({ agencyId }) => agencyId),
      );
    expect(await agencies(new Date(NOW.getTime() - 1))).toEqual([7, 8]);
    expect(await agencies(NOW)).toEqual([8]);
  });
});
