import { APP_ROLES } from './roles.js';
import { createAttackedDatabase, DENIED, type AttackedDatabase } from './testing/attack.js';
import { OWNERS } from './testing/two-owners.js';

// The partnership's rules are written in its own scope alone, and an agency's copies of them by jobs alone: an agency
// adds to what the partnership requires, and takes nothing away. Attacked in raw SQL.

const [OWN] = OWNERS;
const RULE = '0192f0c4-0000-7000-8000-000000000001';
const COPY = '0192f0c4-0000-7000-8000-000000000002';

let attacked: AttackedDatabase;
beforeAll(async () => {
  attacked = await createAttackedDatabase();
  const { superuser } = attacked.db;
  await superuser.query(
    `insert into partnership_assignment (id, module_id, from_on) values ($1, 501, '2026-01-01')`,
    [RULE],
  );
  await superuser.query(
    `insert into assignment (agency_id, id, module_id, from_on, partnership_assignment_id)
     values ($1, $2, 501, '2026-01-01', $3)`,
    [OWN.agencyId, COPY, RULE],
  );
});
afterAll(() => attacked.close());

const ROLES = APP_ROLES.filter((role) => role !== 'lr_access');
const partnership = { agency: '1', person: '', actor: OWN.personId };
const ADD = `insert into partnership_assignment (id, module_id, from_on) values (gen_random_uuid(), 501, '2026-01-01')`;

/** What stopped a statement, or how many rows it reached. */
async function outcomeOf(...attempt: Parameters<AttackedDatabase['attempt']>) {
  const outcome = await attacked.attempt(...attempt);
  return outcome.refused ?? outcome.count;
}

describe('a rule of the partnership', () => {
  it.each(ROLES)('is read by %s', async (role) => {
    expect(await outcomeOf(role, `select from partnership_assignment where id = '${RULE}'`)).toBe(1);
  });

  it.each(ROLES)('is added, changed and deleted by no %s of an agency', async (role) => {
    expect(await outcomeOf(role, ADD)).toBe(DENIED);
    for (const sql of [
      `update partnership_assignment set to_on = '2026-01-02'`,
      'delete from partnership_assignment',
    ])
      expect([0, DENIED]).toContain(await outcomeOf(role, sql));
  });

  it('is written in the scope of the partnership', async () => {
    const as = (sql: string) => outcomeOf('lr_agency', sql, [], partnership);
    expect(await as(ADD)).toBe(1);
    expect(await as(`update partnership_assignment set to_on = '2026-12-31' where id = '${RULE}'`)).toBe(1);
  });

  it('is added by a job of the partnership, which changes none', async () => {
    expect(await outcomeOf('lr_job', ADD, [], partnership)).toBe(1);
    expect(await outcomeOf('lr_job', 'delete from partnership_assignment', [], partnership)).toBe(DENIED);
  });
});

describe('an agency\u2019s copy of it', () => {
  it.each([
    [`update assignment set to_on = '2026-01-02' where id = '${COPY}'`],
    [`update assignment set partnership_assignment_id = null where id = '${COPY}'`],
    [`delete from assignment where id = '${COPY}'`],
  ])('is left as it is by the agency: %s', async (sql) => {
    expect(await outcomeOf('lr_agency', sql)).toBe(0);
  });

  it('is not made by the agency, neither new nor of a rule of its own', async () => {
    expect(
      await outcomeOf(
        'lr_agency',
        `insert into assignment (agency_id, id, module_id, from_on, partnership_assignment_id)
         values ($1, gen_random_uuid(), 502, '2026-01-01', $2)`,
        [OWN.agencyId, RULE],
      ),
    ).toBe(DENIED);
    expect(
      await outcomeOf(
        'lr_agency',
        'update assignment set partnership_assignment_id = $1 where partnership_assignment_id is null',
        [RULE],
      ),
    ).toBe(DENIED);
  });

  it('is changed by a job of the agency', async () => {
    const context = { agency: String(OWN.agencyId), person: '', actor: '' };
    expect(
      await outcomeOf(
        'lr_job',
        `update assignment set to_on = '2026-12-31' where id = '${COPY}'`,
        [],
        context,
      ),
    ).toBe(1);
  });
});

describe('how far the partnership’s rules are', () => {
  it('is read by the partnership of every agency, and by an agency of itself', async () => {
    const count = 'select from assignment_spread';
    expect(await outcomeOf('lr_agency', count, [], partnership)).toBe(OWNERS.length);
    expect(await outcomeOf('lr_agency', count)).toBe(1);
  });

  it.each([
    ['update assignment_spread set version = 9'],
    ['delete from assignment_spread'],
    [`insert into assignment_spread values (1, '${RULE}', 9, now())`],
  ])('is written by no agency and not by the partnership: %s', async (sql) => {
    expect(await outcomeOf('lr_agency', sql)).toBe(DENIED);
    expect(await outcomeOf('lr_agency', sql, [], partnership)).toBe(DENIED);
  });
});
