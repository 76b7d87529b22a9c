import { APP_ROLES } from './roles.js';
import { createAttackedDatabase, DENIED, type AttackedDatabase } from './testing/attack.js';
import { OWNERS } from './testing/two-owners.js';

// What agencies hold of a person, read by that person: their own rows, without who else was involved. Attacked in raw SQL.

const [OWN, FOREIGN] = OWNERS;

/** What a person may read of each table. */
const READ: Readonly<Record<string, string>> = {
  agency_completion: 'agency_id, membership_id, completion_id, person_id, evidence, correction_reason',
  nudge: 'agency_id, id, membership_id, module_id, message_id, nudged_at, nudged_on',
  email_message: '*',
  import_row: 'agency_id, import_id, line, cells, membership_id, changes, problems',
  notice: '*',
  duty_fault: '*',
  import_leaver: '*',
  import_change: '*',
  audit_log: '*',
};

let attacked: AttackedDatabase;
let attempt: AttackedDatabase['attempt'];
beforeAll(async () => {
  attacked = await createAttackedDatabase();
  ({ attempt } = attacked);
  const { superuser } = attacked.db;
  for (const { agencyId, membershipId, email } of OWNERS) {
    await superuser.query('update import_row set membership_id = $2 where agency_id = $1', [
      agencyId,
      membershipId,
    ]);
    await superuser.query(
      `insert into email_message (agency_id, id, kind, recipient, subject, text, html, secret, state, created_at) values
         (1, gen_random_uuid(), 'passphrase-reset', $1, 'Your link', '', '', true, 'kept', now()),
         (1, gen_random_uuid(), 'passphrase-reset', $1, 'Your link', 'A link', '', true, 'waiting', now())`,
      [email],
    );
  }
  await superuser.query(
    `insert into email_message (agency_id, id, kind, recipient, subject, text, html, secret, membership_id, created_at)
     values ($1, gen_random_uuid(), 'passphrase-invite', 'work@one.example', 'Your link', 'A link', '', true, $2, now())`,
    [OWN.agencyId, OWN.membershipId],
  );
});
afterAll(() => attacked.close());

describe.each(Object.entries(READ))('rows of %s', (table, columns) => {
  const read = (condition = 'true') =>
    attempt('lr_person', `select ${columns} from ${table} where ${condition}`);

  it('are read by the person whose they are, and are theirs', async () => {
    const outcome = await read();
    expect(outcome.refused ?? outcome.count).toBe(table === 'email_message' ? 2 : 1);
    const text = JSON.stringify(outcome);
    for (const foreign of [FOREIGN.personId, FOREIGN.membershipId, FOREIGN.email, 'A link'])
      expect(text).not.toContain(foreign);
  });

  it.each([`agency_id = ${FOREIGN.agencyId}`, `agency_id = ${FOREIGN.agencyId} or true`])(
    'of anybody else are not, where %s',
    async (condition) => {
      const outcome = await read(condition);
      const rows = outcome.refused === undefined ? outcome.rows : [];
      expect(rows.filter((row) => row['agency_id'] === FOREIGN.agencyId)).toEqual([]);
    },
  );

  it('are read by nobody without a person', async () => {
    const nobody = { agency: String(OWN.agencyId), person: '', actor: OWN.personId };
    expect(await attempt('lr_person', `select ${columns} from ${table}`, [], nobody)).toMatchObject({
      count: 0,
    });
  });

  it('are changed and deleted by no person', async () => {
    for (const sql of [`delete from ${table}`, `update ${table} set agency_id = agency_id`])
      expect(await attempt('lr_person', sql)).toEqual({ refused: DENIED });
  });
});

describe('who else was involved', () => {
  it.each([
    'select corrected_by from agency_completion',
    'select nudged_by from nudge',
    'select candidates from import_row',
    'select to_jsonb(nudge) from nudge',
    'select to_jsonb(agency_completion) from agency_completion',
    'select number_digest from erased_certificate',
  ])('is told to no person: %s', async (sql) => {
    expect(await attempt('lr_person', sql)).toEqual({ refused: DENIED });
  });
});

it('which certificates were erased is listed to no role of the app', async () => {
  for (const role of APP_ROLES)
    expect([role, await attempt(role, 'select from public.erased_certificate')]).toEqual([
      role,
      { refused: DENIED },
    ]);
});
