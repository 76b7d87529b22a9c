import { createTestDatabase, type TestDatabase } from './testing/test-database.js';
import { fillForTwoOwners, OWNERS } from './testing/two-owners.js';

// What may never change, attacked as the role that writes it and as the superuser, whom no grant binds.

const [OWNER] = OWNERS;

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await fillForTwoOwners(db.superuser);
});
afterAll(() => db.close());

const inScope = (sql: string, values: unknown[] = []) =>
  db.database.write({ brand: 'PersonScope', personId: OWNER.personId }, (tx) => tx.query(sql, values));

describe('a completion', () => {
  it.each([
    'update completion set minutes = 1',
    'update completion set completed_at = now()',
    'delete from completion',
    `update completion_correction set reason = 'Another'`,
    'delete from completion_correction',
    'update certificate set issued_at = now()',
    'delete from certificate',
    'update answer set correct = true',
    'delete from answer',
    'update attempt_event set at = now()',
    'delete from attempt_event',
    'delete from attempt',
    'update attempt set module_id = 502',
    'update cpd_entry set credited_minutes = 60',
  ])('is not touched by its own person: %s', async (sql) => {
    await expect(inScope(sql)).rejects.toMatchObject({ code: '42501' });
  });

  it.each([
    'update completion set minutes = minutes',
    'update completion set person_id = person_id',
    'delete from completion',
    'truncate completion cascade',
    'update completion_correction set reason = reason',
    'delete from completion_correction',
    'truncate completion_correction',
    `delete from cpd_entry where source = 'platform'`,
  ])('is not touched even by a superuser: %s', async (sql) => {
    await expect(db.superuser.query(sql)).rejects.toMatchObject({ code: '23001' });
  });

  it.each([
    'delete from completion',
    'delete from completion_correction',
    `delete from cpd_entry where source = 'platform'`,
  ])('is not touched by whoever sets what an erasure sets: %s', async (sql) => {
    await db.superuser.query('begin');
    try {
      for (const setting of ['app.person_id', 'app.actor_id'])
        await db.superuser.query('select set_config($1, $2, true)', [setting, OWNER.personId]);
      await expect(db.superuser.query(sql)).rejects.toMatchObject({ code: '23001' });
    } finally {
      await db.superuser.query('rollback');
    }
  });

  it('is written once for each attempt', async () => {
    await expect(
      inScope(
        `insert into completion select person_id, $1, attempt_id, module_id, version, now(), 8, 8, 35, 0, '' from completion`,
        ['0192f0c4-0000-7000-8000-0101ffffffff'],
      ),
    ).rejects.toMatchObject({ code: '23505', driverError: { constraint: 'uq_completion_attempt' } });
  });

  it('is of the version that its attempt was pinned to', async () => {
    await expect(
      db.superuser.query(
        `insert into attempt (person_id, id, module_id, version, state, started_at, saved_at)
           values ($1, '0192f0c4-0000-7000-8000-0101fffffffe', 501, 1, 'open', now(), now());`.replace(
          '$1',
          `'${OWNER.personId}'`,
        ) +
          `insert into completion values ('${OWNER.personId}', '0192f0c4-0000-7000-8000-0101ffffffff',
             '0192f0c4-0000-7000-8000-0101fffffffe', 502, 1, now(), 8, 8, 35, 0, '')`,
      ),
    ).rejects.toMatchObject({ constraint: 'fk_completion_attempt' });
  });
});

describe('a module version', () => {
  it.each([
    `update module_version set content = '{"title":"Other"}'`,
    `update module_version set note = 'Other'`,
    'update module_version set version = version + 1',
    'update module_version set published_at = now()',
    'delete from module_version',
    'truncate module_version cascade',
  ])('never changes: %s', async (sql) => {
    await expect(db.superuser.query(sql)).rejects.toMatchObject({ code: '23001' });
  });

  it('can be withdrawn, and keeps its words', async () => {
    await db.superuser.query('update module_version set withdrawn_at = now() where module_id = 502');
    const { rows } = await db.superuser.query(
      'select title, content, withdrawn_at is not null as withdrawn from module_version where module_id = 502',
    );
    expect(rows).toEqual([{ title: 'A module', content: { title: 'A module' }, withdrawn: true }]);
  });
});

describe('rules that the tables hold', () => {
  const P = `'${OWNER.personId}'`;
  const A = OWNER.agencyId;
  const M = `'${OWNER.membershipId}'`;
  const NEW = `'0192f0c4-0000-7000-8000-0101aaaaaaaa'`;

  it.each([
    [
      'a second open attempt at one module',
      'uq_attempt_open',
      `insert into attempt (person_id, id, module_id, version, started_at, saved_at) values
         (${P}, ${NEW}, 502, 1, now(), now()), (${P}, '0192f0c4-0000-7000-8000-0101aaaaaaab', 502, 1, now(), now())`,
    ],
    [
      'a second answer to a question in one round',
      'pk_answer',
      `insert into answer select person_id, attempt_id, question_id, round, 'b', false, now() from answer`,
    ],
    [
      'a certificate number with a letter that Crockford left out',
      'ck_certificate_number',
      `insert into certificate values ('0000000000000000000I', ${P}, '${OWNER.completionId}', now())`,
    ],
    [
      'two memberships of one person in one agency on one day',
      'ex_membership_period',
      `insert into membership select agency_id, ${NEW}, person_id, staff_ref, given_name, family_name, display_name, search_name,
         work_email, job_role, workforce_group, team_id, null, '2030-01-01', null from membership where id = ${M}`,
    ],
    [
      'a partnership role outside agency 1',
      'ck_membership_grant_role',
      `insert into membership_grant values (${A}, ${M}, 'administrator', '2026-01-01')`,
    ],
    [
      'a standing for another person than the member',
      'fk_standing_membership',
      `insert into standing (agency_id, membership_id, person_id, module_id) values (${A}, ${M}, '${OWNERS[1].personId}', 502)`,
    ],
    [
      'a manager of another agency',
      'fk_membership_manager',
      `update membership set manager_membership_id = '${OWNERS[1].membershipId}' where id = ${M}`,
    ],
    ['more minutes than were credited', 'ck_cpd_entry_credited', 'update cpd_entry set minutes = 36'],
    [
      'participatory minutes for learning alone',
      'ck_cpd_entry_solo',
      'update cpd_entry set participatory_minutes = 5',
    ],
    ['a true figure in a protected cell', 'ck_board_cell_protected', 'update board_cell set n = 3, d = 12'],
    ['an erased person with a name', 'ck_person_erased', `update person set status = 'erased'`],
    [
      'a passphrase that is not hashed',
      'ck_credential_hash',
      `update access.credential set passphrase_hash = 'secret'`,
    ],
    [
      'a second link of one purpose',
      'uq_passphrase_link_purpose',
      `insert into access.passphrase_link select sha256('other'), person_id, purpose, made_at, expires_at from access.passphrase_link where person_id = ${P}`,
    ],
    [
      'the words of a secret message that has gone',
      'ck_email_message_secret',
      `update email_message set secret = true, state = 'kept'`,
    ],
    [
      'a message to no member, by any agency but the partnership',
      'ck_email_message_member',
      'update email_message set membership_id = null',
    ],
  ])('refuse %s', async (_, constraint, sql) => {
    await expect(db.superuser.query(sql)).rejects.toMatchObject({ constraint });
  });

  it('let a person come back to an agency after they left', async () => {
    await db.superuser.query(`update membership set to_on = '2026-06-30' where id = ${M}`);
    await db.superuser.query(
      `insert into membership select agency_id, ${NEW}, person_id, staff_ref, given_name, family_name, display_name, search_name,
         work_email, job_role, workforce_group, team_id, null, '2026-07-01', null from membership where id = ${M}`,
    );
  });
});
