import { APP_ROLES } from './roles.js';
import { createAttackedDatabase, DENIED, type AttackedDatabase } from './testing/attack.js';
import { OWNERS } from './testing/two-owners.js';

// Agencies are read by everybody and written in the partnership's own scope alone (ADR 23). Attacked in raw SQL, as
// each role of the app in the context of another agency.

const [OWN, FOREIGN] = OWNERS;

let attacked: AttackedDatabase;
beforeAll(async () => (attacked = await createAttackedDatabase()));
afterAll(() => attacked.close());

/** Every role but `lr_access`, which cannot enter the schema. */
const ROLES = APP_ROLES.filter((role) => role !== 'lr_access');
const partnership = { agency: '1', person: '', actor: OWN.personId };
const ADD = `insert into agency (id, code, kind, name) values (900, 'mine', 'charity', 'Mine')`;
const ADD_NAME = `insert into agency_name values (${OWN.agencyId}, '2011-01-01', '2012-01-01', 'Mine')`;

describe('an agency', () => {
  it.each(ROLES)('is read by %s, with its former names', async (role) => {
    for (const table of ['agency', 'agency_name'])
      expect(await attacked.attempt(role, `select from ${table}`)).toMatchObject({
        count: table === 'agency' ? 3 : 2,
      });
  });

  it.each(ROLES)('is added and given a former name by no %s of another agency', async (role) => {
    for (const sql of [ADD, ADD_NAME])
      expect([sql, await attacked.attempt(role, sql)]).toEqual([sql, { refused: DENIED }]);
  });

  it.each(ROLES)('is changed by no %s of another agency, not even where it is its own', async (role) => {
    for (const sql of [
      `update agency set name = 'Mine' where id = ${OWN.agencyId}`,
      `update agency set succeeded_by = ${OWN.agencyId} where id = ${FOREIGN.agencyId}`,
      `update agency set version = version + 1`,
      `update agency_name set name = 'Mine'`,
    ]) {
      const outcome = await attacked.attempt(role, sql);
      expect([sql, outcome.refused ?? outcome.count]).toEqual([sql, outcome.refused === DENIED ? DENIED : 0]);
    }
  });

  it.each(ROLES)('is deleted by no %s, not even by the partnership', async (role) => {
    for (const table of ['agency', 'agency_name']) {
      for (const context of [undefined, partnership])
        expect(await attacked.attempt(role, `delete from ${table}`, [], context)).toEqual({
          refused: DENIED,
        });
    }
  });

  it('is added and changed in the scope of the partnership, and keeps its number', async () => {
    const as = (sql: string) => attacked.attempt('lr_agency', sql, [], partnership);
    expect(await as(ADD)).toMatchObject({ count: 1 });
    expect(await as(ADD_NAME)).toMatchObject({ count: 1 });
    expect(await as(`update agency set name = 'Other' where id = ${OWN.agencyId}`)).toMatchObject({
      count: 1,
    });
    expect(await as(`update agency set id = 901 where id = ${OWN.agencyId}`)).toEqual({ refused: DENIED });
    expect(await as(`update agency_name set name = 'Other'`)).toEqual({ refused: DENIED });
  });

  it('is added by a job of the partnership, which changes none', async () => {
    expect(await attacked.attempt('lr_job', ADD, [], partnership)).toMatchObject({ count: 1 });
    expect(await attacked.attempt('lr_job', `update agency set name = 'Other'`, [], partnership)).toEqual({
      refused: DENIED,
    });
  });

  it.each(['lr_person', 'lr_public', 'lr_board'] as const)(
    'is not added by %s that has set the partnership as its context',
    async (role) => {
      expect(await attacked.attempt(role, ADD, [], partnership)).toEqual({ refused: DENIED });
    },
  );

  it('is written by nobody else, not even by the owner of the tables, whom FORCE binds', async () => {
    await attacked.db.superuser.query('begin');
    await attacked.db.superuser.query(`set local role "${new URL(attacked.db.ownerUrl).username}"`);
    await expect(attacked.db.superuser.query(ADD)).rejects.toMatchObject({ code: DENIED });
    await attacked.db.superuser.query('rollback');
  });

  it('tells how many people it has to the partnership alone', async () => {
    const sizes = `select * from agency_sizes('2026-02-01') order by 1`;
    expect(await attacked.attempt('lr_agency', sizes, [], partnership)).toMatchObject({
      rows: OWNERS.map(({ agencyId }) => ({ agency_id: agencyId, members: 1, leads: 1 })),
    });
    expect(await attacked.attempt('lr_agency', sizes)).toMatchObject({ count: 0 });
    for (const role of ROLES.filter((each) => each !== 'lr_agency'))
      expect(await attacked.attempt(role, sizes, [], partnership)).toEqual({ refused: DENIED });
  });
});
