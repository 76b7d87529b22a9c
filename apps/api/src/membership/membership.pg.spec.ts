import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { addDays, type CalendarDate } from '@learning-reviews/domain/calendar-date';
import { v7 as uuid } from 'uuid';
import { loadContent } from '../curriculum/testing/load-content.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { MembershipService, type NewMember } from './membership.service.js';

const AGENCY = 2;
const ELSEWHERE = 3;

let app: TestApp;
let service: MembershipService;
let today: CalendarDate;
let modules: number[];
let scope: AgencyScope;
let count = 0;

beforeAll(async () => {
  app = await startTestApp({
    arrange: async (_people, testDatabase) => void (await loadContent(testDatabase)),
  });
  service = app.application.get(MembershipService);
  today = app.clock.today('Europe/London');
  const lead = await app.people.addPerson('lead@work.example', {
    agencyId: AGENCY,
    grants: ['training-lead'],
  });
  await app.people.addAgency(ELSEWHERE);
  scope = {
    brand: 'AgencyScope',
    agencyId: AGENCY,
    personId: lead.personId,
    membershipId: lead.membershipIds[0]!,
    timeZone: 'Europe/London',
    accessRoles: ['training-lead'],
    teamOf: null,
  };
  const { rows } = await app.testDatabase.superuser.query<{ id: number }>(
    'select id from module order by id limit 2',
  );
  modules = rows.map(({ id }) => id);
  for (const moduleId of modules) {
    await app.testDatabase.superuser.query(
      `insert into assignment (agency_id, id, module_id, due_within_days, from_on) values ($1, $2, $3, 30, $4)`,
      [AGENCY, uuid(), moduleId, addDays(today, -400)],
    );
  }
});
afterAll(() => app?.close());

const write = <Result>(work: (tx: Transaction) => Promise<Result>) =>
  app.application.get(Database).write(scope, work);

const newMember = (changes: Partial<NewMember> = {}): NewMember => {
  const email = changes.email ?? `member-${(count += 1)}@work.example`;
  return {
    membershipId: uuid(),
    email,
    staffRef: `S${1000 + count}`,
    givenName: 'Zoë',
    familyName: "O'Brien",
    workEmail: email,
    jobRole: 'school-nurse',
    workforceGroup: 3,
    teamId: null,
    managerMembershipId: null,
    fromOn: addDays(today, -20),
    toOn: null,
    ...changes,
  };
};

async function query<Row extends object>(text: string, values: unknown[]): Promise<Row[]> {
  return (await app.testDatabase.superuser.query<Row>(text, values)).rows;
}

const standingsOf = (membershipId: string) =>
  query<{ module_id: number; state: number; due_on: string; person_id: string }>(
    'select module_id, state, due_on::text, person_id from standing where membership_id = $1 order by module_id',
    [membershipId],
  );
const membership = async (membershipId: string) =>
  (
    await query<Record<string, unknown>>(
      'select *, from_on::text, to_on::text from membership where agency_id = $1 and id = $2',
      [AGENCY, membershipId],
    )
  )[0];

describe('joining', () => {
  it('makes the person, the membership and what is required of them', async () => {
    const member = newMember();
    const [joined] = await write((tx) => service.join(scope, tx, [member]));
    expect(joined).toMatchObject({ membershipId: member.membershipId, isVerified: false, recognised: 0 });
    expect(await membership(member.membershipId)).toMatchObject({
      display_name: "Zoë O'Brien",
      search_name: "o'brien zoe",
      person_id: joined?.personId,
    });
    expect(await standingsOf(member.membershipId)).toMatchObject(
      modules.map((module_id) => ({ module_id, state: 0, due_on: addDays(today, 10) })),
    );
  });

  it('recognises what a known person finished elsewhere and still counts, and nothing else of theirs', async () => {
    const known = await app.people.addPerson('known@work.example', { agencyId: ELSEWHERE });
    const recent = `${addDays(today, -100)}T12:00:00Z`;
    const completionId = await app.people.addCompletion(known.personId, modules[0]!, recent);
    await app.people.addCompletion(known.personId, modules[1]!, `${addDays(today, -1000)}T12:00:00Z`);
    const member = newMember({ email: 'known@work.example' });
    const [joined] = await write((tx) => service.join(scope, tx, [member]));
    expect(joined).toMatchObject({ personId: known.personId, isVerified: true, recognised: 1 });
    expect((await standingsOf(member.membershipId)).map(({ state }) => state)).toEqual([2, 0]);
    expect(
      await query('select completion_id, source, minutes from agency_completion where membership_id = $1', [
        member.membershipId,
      ]),
    ).toEqual([{ completion_id: completionId, source: 'recognised', minutes: 35 }]);
  });

  it('refuses a second job of one person here on the same days, and writes nothing', async () => {
    const member = newMember();
    await write((tx) => service.join(scope, tx, [member]));
    const again = newMember({ email: member.email, fromOn: today });
    await expect(write((tx) => service.join(scope, tx, [newMember(), again]))).rejects.toMatchObject({
      driverError: { constraint: 'ex_membership_period' },
    });
  });

  it('takes on a manager and their team together', async () => {
    const manager = newMember();
    const nurse = newMember({ managerMembershipId: manager.membershipId });
    await write((tx) => service.join(scope, tx, [nurse, manager]));
    expect(await membership(nurse.membershipId)).toMatchObject({
      manager_membership_id: manager.membershipId,
    });
  });

  it('brings somebody back with what the agency already holds, and no second evidence of it', async () => {
    const person = await app.people.addPerson('back@work.example', {
      agencyId: AGENCY,
      fromOn: '2024-01-01',
      toOn: addDays(today, -30),
    });
    const completionId = await app.people.addCompletion(
      person.personId,
      modules[0]!,
      `${addDays(today, -60)}T12:00Z`,
    );
    await query(
      `insert into agency_completion (agency_id, membership_id, completion_id, person_id, module_id, version, completed_on, minutes)
       select $1, $2, $3, $4, $5, max(version), $6, 35 from module_version where module_id = $5`,
      [AGENCY, person.membershipIds[0], completionId, person.personId, modules[0], addDays(today, -60)],
    );
    const member = newMember({ email: 'back@work.example' });
    await write((tx) => service.join(scope, tx, [member]));
    expect((await standingsOf(member.membershipId)).map(({ state }) => state)).toEqual([2, 0]);
    expect(
      await query('select 1 from agency_completion where completion_id = $1', [completionId]),
    ).toHaveLength(1);
  });
});

describe('changing details', () => {
  it('writes names as they are searched, and leaves standings alone', async () => {
    const member = newMember();
    await write((tx) => service.join(scope, tx, [member]));
    const before = await standingsOf(member.membershipId);
    await write((tx) => service.change(scope, tx, [{ ...member, familyName: 'Łukasz' }]));
    expect(await membership(member.membershipId)).toMatchObject({ search_name: 'lukasz zoe' });
    expect(await standingsOf(member.membershipId)).toEqual(before);
  });

  it('puts whoever has the right address behind a membership of a mistyped one that nobody proved', async () => {
    const known = await app.people.addPerson('right@work.example', { agencyId: ELSEWHERE });
    const member = newMember({ email: 'wrong@work.example' });
    const [joined] = await write((tx) => service.join(scope, tx, [member]));
    await write((tx) => service.change(scope, tx, [{ ...member, workEmail: 'Right@work.example' }]));
    expect(await membership(member.membershipId)).toMatchObject({ person_id: known.personId });
    expect((await standingsOf(member.membershipId)).map(({ person_id }) => person_id)).toEqual(
      modules.map(() => known.personId),
    );
    expect(await query('select from person where id = $1', [joined?.personId])).toEqual([]);
  });

  it('never takes a job from somebody who proved their address', async () => {
    await app.people.addPerson('proved@work.example', { agencyId: ELSEWHERE });
    const member = newMember({ email: 'proved@work.example' });
    const [joined] = await write((tx) => service.join(scope, tx, [member]));
    await write((tx) => service.change(scope, tx, [{ ...member, workEmail: 'thief@work.example' }]));
    expect(await membership(member.membershipId)).toMatchObject({
      person_id: joined?.personId,
      work_email: 'thief@work.example',
    });
    expect(await query('select from person where email_norm = $1', ['thief@work.example'])).toEqual([]);
  });

  it('says of a membership of another agency what it says of none', async () => {
    const other = await app.people.addPerson('other@work.example', { agencyId: ELSEWHERE });
    const [membershipId = ''] = other.membershipIds;
    for (const id of [membershipId, uuid()]) {
      const change = { ...newMember(), membershipId: id };
      await expect(write((tx) => service.change(scope, tx, [change]))).rejects.toMatchObject({
        code: 'request.not-found',
      });
    }
  });
});

describe('moving to another job', () => {
  it('ends the one and begins the other, with duties, roles and team going along', async () => {
    const member = newMember();
    const nurse = newMember({ managerMembershipId: member.membershipId });
    await write((tx) => service.join(scope, tx, [member, nurse]));
    await query(
      `insert into membership_grant (agency_id, membership_id, access_role, from_on) values ($1, $2, 'line-manager', $3)`,
      [AGENCY, member.membershipId, member.fromOn],
    );
    await query('update standing set state = 1 where membership_id = $1 and module_id = $2', [
      member.membershipId,
      modules[0],
    ]);
    const before = await standingsOf(member.membershipId);
    const newMembershipId = uuid();
    const on = addDays(today, -3);
    await write((tx) =>
      service.move(scope, tx, [{ ...member, jobRole: 'team-manager', newMembershipId, on }]),
    );
    expect(await membership(member.membershipId)).toMatchObject({
      to_on: addDays(on, -1),
      job_role: 'school-nurse',
    });
    expect(await membership(newMembershipId)).toMatchObject({
      from_on: on,
      to_on: null,
      job_role: 'team-manager',
    });
    expect(await membership(nurse.membershipId)).toMatchObject({ manager_membership_id: newMembershipId });
    expect(await standingsOf(newMembershipId)).toEqual(before);
    expect(
      await query(
        'select membership_id, from_on::text, to_on::text from membership_grant where membership_id = any($1) order by from_on',
        [[member.membershipId, newMembershipId]],
      ),
    ).toEqual([
      { membership_id: member.membershipId, from_on: member.fromOn, to_on: addDays(on, -1) },
      { membership_id: newMembershipId, from_on: on, to_on: null },
    ]);
  });

  it('changes a job in place that began on that very day', async () => {
    const member = newMember({ fromOn: today });
    await write((tx) => service.join(scope, tx, [member]));
    const move = { ...member, jobRole: 'health-visitor', newMembershipId: uuid(), on: today };
    await write((tx) => service.move(scope, tx, [move]));
    expect(await membership(member.membershipId)).toMatchObject({ job_role: 'health-visitor', to_on: null });
    expect(await membership(move.newMembershipId)).toBeUndefined();
  });

  it.each([
    ['before the job began', -21],
    ['that has not come', 1],
  ])('refuses a day %s', async (_case, days) => {
    const member = newMember();
    await write((tx) => service.join(scope, tx, [member]));
    const move = { ...member, newMembershipId: uuid(), on: addDays(today, days) };
    await expect(write((tx) => service.move(scope, tx, [move]))).rejects.toMatchObject({
      code: 'membership.wrong-day',
    });
  });
});

describe('leaving', () => {
  it('keeps what the agency recorded, and takes access away at once where that is asked', async () => {
    const member = newMember();
    await write((tx) => service.join(scope, tx, [member]));
    await write((tx) =>
      service.leave(scope, tx, [{ membershipId: member.membershipId, lastDay: today, isAtOnce: true }]),
    );
    const left = await membership(member.membershipId);
    expect(left).toMatchObject({ to_on: today });
    expect(left?.['access_ended_at']).not.toBeNull();
    expect(await standingsOf(member.membershipId)).toHaveLength(2);
    await write((tx) => service.reopen(scope, tx, [{ membershipId: member.membershipId, lastDay: null }]));
    expect(await membership(member.membershipId)).toMatchObject({ to_on: null, access_ended_at: null });
  });

  it('refuses a last day before the first', async () => {
    const member = newMember();
    await write((tx) => service.join(scope, tx, [member]));
    const leaver = {
      membershipId: member.membershipId,
      lastDay: addDays(member.fromOn, -1),
      isAtOnce: false,
    };
    await expect(write((tx) => service.leave(scope, tx, [leaver]))).rejects.toMatchObject({
      code: 'membership.wrong-day',
    });
  });
});

describe('removing', () => {
  it('takes away what should never have been, the person too, and keeps a job in which something was learned', async () => {
    const [mistake, learned] = [newMember(), newMember()];
    const joined = await write((tx) => service.join(scope, tx, [mistake, learned]));
    const evidence = [AGENCY, learned.membershipId, uuid(), joined[1]!.personId, modules[0], today];
    await query(
      `insert into agency_completion (agency_id, membership_id, completion_id, person_id, module_id, version, completed_on, minutes)
       values ($1, $2, $3, $4, $5, 1, $6, 35)`,
      evidence,
    );
    const ids = [mistake.membershipId, learned.membershipId];
    expect(await write((tx) => service.remove(scope, tx, ids))).toEqual({
      removed: [ids[0]],
      kept: [ids[1]],
    });
    expect(await membership(mistake.membershipId)).toBeUndefined();
    expect(
      await query('select id from person where id = any($1)', [joined.map(({ personId }) => personId)]),
    ).toEqual([{ id: joined[1]!.personId }]);
  });

  it('cannot delete evidence of learning, whatever the code does', async () => {
    const attack = write((tx) => tx.query(`delete from agency_completion where source = 'platform'`));
    await expect(attack).rejects.toMatchObject({ driverError: { constraint: 'ck_agency_completion_kept' } });
  });
});
