import type { Client } from 'pg';
import { addDays, type CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { TestApp } from '../../platform/testing/test-app.js';
import { addModule } from './report-data.js';

/** Agency whose files are proved. */
export const TRUST = 2;
/** Agency that shares a person with it. */
export const POLICE = 3;

/** Names that a spreadsheet or a careless writer would stumble over. */
const HARD_NAMES: readonly (readonly [given: string, family: string])[] = [
  ['=1+1', '=HYPERLINK("http://x","y")'],
  ['+44 1332', '-Dash'],
  ['@SUM(A1)', '\tTab'],
  ['\rReturn', 'Two\nlines, and "quotes"'],
  ['Łukasz', "O'Neill; & <b>"],
  ['_x0041_', ' padded '],
  ['', '\\N'],
];

/**
 * An agency with everything that an export can stumble over: hard names, a leaver, a member who came back in another
 * job, somebody with two employers, retakes, withdrawn and corrected rows, duties in every state, members without
 * team, group or manager.
 */
export async function addExportHistory(app: TestApp, today: CalendarDate): Promise<void> {
  const { superuser } = app.testDatabase;
  const day = (days: number) => addDays(today, days);
  await app.people.addPerson('lead@trust.example', { agencyId: TRUST, grants: ['training-lead'] });
  await app.people.addPerson('other-lead@trust.example', { agencyId: TRUST, grants: ['training-lead'] });
  await app.people.addPerson('lead@police.example', { agencyId: POLICE, grants: ['training-lead'] });
  await addModule(superuser, 1, 'first-module');
  await addModule(superuser, 2, 'second-module');
  await superuser.query(`
    insert into module_version (module_id, version, content, content_hash, change, note, published_at)
      values (1, 2, '{"title":"=Second, edition","minutes":40,"questions":[]}', repeat('b', 64), 'material', 'New', now());
    insert into team (agency_id, id, name) values
      (${TRUST}, '01936d5e-0000-7000-8000-00000000000a', '=Team, "A"'), (${TRUST}, '01936d5e-0000-7000-8000-00000000000b', 'Team B');
    insert into job_role (code, label, workforce_groups, position) values ('school-nurse', 'School nurse', '{3}', 1)`);

  const manager = await app.people.addPerson('manager@trust.example', { agencyId: TRUST });
  for (const [index, [given, family]] of HARD_NAMES.entries()) {
    const job = { agencyId: TRUST, jobRole: index % 2 === 0 ? 'school-nurse' : '+driver' };
    // Everyone works for the police as well: two employers, one record.
    const made = await app.people.addPerson(`person-${index}@trust.example`, job, { agencyId: POLICE });
    const [membershipId] = made.membershipIds;
    await superuser.query(
      `update membership set given_name = $2, family_name = $3, work_email = $4, staff_ref = $5, workforce_group = $6,
         team_id = $7, manager_membership_id = $8, search_name = $9 where id = $1`,
      [
        membershipId,
        given,
        family,
        index === 0 ? '=x@example' : `p${index}@work.example`,
        `-${index}`,
        index % 3 === 0 ? null : index,
        index % 3 === 0 ? null : `01936d5e-0000-7000-8000-00000000000${index % 3 === 1 ? 'a' : 'b'}`,
        index % 2 === 0 ? manager.membershipIds[0] : null,
        `name ${index}`,
      ],
    );
    await addEvidence(superuser, made.personId, made.membershipIds, index, day);
  }

  // Left, and came back in another job: two memberships, each with its own evidence.
  const mover = await app.people.addPerson(
    'mover@trust.example',
    { agencyId: TRUST, toOn: day(-40) },
    { agencyId: TRUST, fromOn: day(-20), jobRole: 'driver' },
  );
  await complete(superuser, mover.membershipIds[0]!, mover.personId, TRUST, 1, day(-60));
  await complete(superuser, mover.membershipIds[1]!, mover.personId, TRUST, 1, day(-10));
  for (const membershipId of mover.membershipIds)
    await owe(superuser, membershipId, mover.personId, TRUST, 2, 0, { dueOn: day(-1) });
}

async function addEvidence(
  superuser: Client,
  personId: string,
  [own, police]: readonly string[],
  index: number,
  day: (days: number) => CalendarDate,
): Promise<void> {
  const first = await complete(superuser, own!, personId, TRUST, 1, day(-50));
  await complete(superuser, own!, personId, TRUST, 1, day(-50 + index)); // a retake
  await complete(superuser, police!, personId, POLICE, 1, day(-50));
  await complete(superuser, own!, personId, TRUST, 2, day(-101)); // the day before the range
  if (index === 0) {
    await complete(superuser, own!, personId, TRUST, 2, day(-100)); // the first day
    await complete(superuser, own!, personId, TRUST, 2, day(0)); // the last
    await complete(superuser, own!, personId, TRUST, 2, day(1));
  }
  if (index === 1)
    await superuser.query(
      `update agency_completion set minutes = 25, corrected_at = now(), corrected_by = $2, correction_reason = '=Typed "40", was 25'
       where completion_id = $1`,
      [first, personId],
    );
  if (index === 2)
    await superuser.query(
      `update agency_completion set result = 'withdrawn', corrected_at = now(), corrected_by = $2, correction_reason = 'Twice'
       where completion_id = $1`,
      [first, personId],
    );
  const states: Parameters<typeof owe>[6][] = [
    { dueOn: day(-3) },
    { dueOn: day(0) },
    { dueOn: day(40) },
    { completedOn: day(-50), expiresOn: day(-1) },
    { completedOn: day(-50), expiresOn: day(10) },
    { completedOn: day(-50), expiresOn: day(-2), pausedUntil: day(5) },
    {},
  ];
  const stored = [0, 1, 0, 2, 2, 3, 0][index] ?? 0;
  await owe(superuser, own!, personId, TRUST, 1, stored, states[index] ?? {});
  await owe(superuser, police!, personId, POLICE, 1, 0, { dueOn: day(-3) });
}

async function complete(
  superuser: Client,
  membershipId: string,
  personId: string,
  agencyId: number,
  moduleId: number,
  on: CalendarDate,
): Promise<string> {
  const { rows } = await superuser.query<{ id: string }>(
    `insert into agency_completion (agency_id, membership_id, completion_id, person_id, module_id, version, completed_on,
       minutes, participatory_minutes, evidence, certificate_number, valid_until)
     values ($1, $2, gen_random_uuid(), $3, $4, 1, $5, 40, 5, '-led by A', '0000000000000000000A', $5::date + 700)
     returning completion_id as id`,
    [agencyId, membershipId, personId, moduleId, on],
  );
  return rows[0]!.id;
}

async function owe(
  superuser: Client,
  membershipId: string,
  personId: string,
  agencyId: number,
  moduleId: number,
  state: number,
  dates: {
    dueOn?: CalendarDate;
    completedOn?: CalendarDate;
    expiresOn?: CalendarDate;
    pausedUntil?: CalendarDate;
  },
): Promise<void> {
  await superuser.query(
    `insert into standing (agency_id, membership_id, person_id, module_id, state, due_on, completed_on, expires_on, paused_until)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      agencyId,
      membershipId,
      personId,
      moduleId,
      state,
      dates.dueOn ?? null,
      dates.completedOn ?? null,
      dates.expiresOn ?? null,
      dates.pausedUntil ?? null,
    ],
  );
}
