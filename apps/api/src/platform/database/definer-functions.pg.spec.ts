import { APP_ROLES, type AppRole } from './roles.js';
import { createAttackedDatabase, DENIED, type AttackedDatabase } from './testing/attack.js';
import { type Owner, OWNERS } from './testing/two-owners.js';

// The closed list of functions that answer without a scope (ADR 16): who may call them, and how little they say.

const [OWN, FOREIGN] = OWNERS;

let db: AttackedDatabase['db'];
let app: AttackedDatabase['app'];
let attempt: AttackedDatabase['attempt'];
let attacked: AttackedDatabase;
beforeAll(async () => {
  attacked = await createAttackedDatabase();
  ({ db, app, attempt } = attacked);
});
afterAll(() => attacked.close());

describe('the definer functions', () => {
  const CALLS: [call: string, role: AppRole][] = [
    [`person_for_sign_in('${FOREIGN.email}')`, 'lr_public'],
    [`certificate_for_verification('${FOREIGN.certificateNumber}')`, 'lr_public'],
    [`certificate_was_erased('${FOREIGN.certificateNumber}')`, 'lr_public'],
    ['erase_own_record(gen_random_uuid(), now())', 'lr_person'],
    ['agencies_with_unsealed_audit()', 'lr_job'],
    ['agencies_with_standing_deltas()', 'lr_job'],
    [`person_to_write_to('${FOREIGN.personId}')`, 'lr_job'],
    [`members_of_addresses(array['${FOREIGN.email}'])`, 'lr_job'],
    [`record_imported_learning('[]')`, 'lr_job'],
    [`mail_unwanted_by(array['${FOREIGN.personId}'::uuid])`, 'lr_job'],
  ];
  it('tell what will be deleted to the partnership’s own scope alone', async () => {
    for (const role of APP_ROLES) {
      const outcome = await attempt(role, 'select * from public.announced_deletions()');
      if (role === 'lr_agency')
        expect(outcome).toMatchObject({ count: 0 }); // of an agency that is not the partnership
      else expect([role, outcome]).toEqual([role, { refused: DENIED }]);
    }
  });

  /** What an agency's own people do, and a job for one agency. */
  const FOR_AGENCIES = [
    `find_or_add_people('[]')`,
    `completions_to_recognise('{}', '{}')`,
    `remove_unused_people('{}')`,
  ];

  it.each(CALLS)('%s answers %s alone', async (call, allowed) => {
    for (const role of APP_ROLES) {
      const outcome = await attempt(role, `select * from public.${call}`);
      if (role === allowed) expect(outcome.refused).toBeUndefined();
      else expect([role, outcome]).toEqual([role, { refused: DENIED }]);
    }
  });

  describe('join two accounts', () => {
    const MERGE = '0192f0c4-0000-7000-8000-010100000099';
    const merge = (role: AppRole) =>
      attempt(role, `select public.merge_accounts('${MERGE}', now(), now() + interval '30 days') as done`);
    const prove = (personId: string, otherId: string, part: string, more = `interval '5 minutes'`) =>
      db.superuser.query(
        `insert into account_merge_proof values ($1, $2, $3, $4, now() + ${more})
         on conflict (person_id, merge_id) do update set part = excluded.part, expires_at = excluded.expires_at,
           other_person_id = excluded.other_person_id`,
        [personId, MERGE, otherId, part],
      );
    afterEach(() => db.superuser.query('delete from account_merge_proof where merge_id = $1', [MERGE]));

    it('as the person of one of them alone', async () => {
      for (const role of APP_ROLES) {
        const outcome = await merge(role);
        if (role === 'lr_person') expect(outcome).toMatchObject({ rows: [{ done: false }] });
        else expect([role, outcome]).toEqual([role, { refused: DENIED }]);
        const undone = await attempt(role, `select public.undo_account_merge('${MERGE}', now()) as done`);
        if (role === 'lr_person') expect(undone).toMatchObject({ rows: [{ done: false }] });
        else expect([role, undone]).toEqual([role, { refused: DENIED }]);
      }
    });

    it('with the proofs of both, of that very joining, and fresh: nothing less moves a row', async () => {
      const refused = { rows: [{ done: false }] };
      const [me, other] = [OWN.personId, FOREIGN.personId];
      await prove(me, other, 'stays');
      expect(await merge('lr_person')).toMatchObject(refused);
      await prove(other, me, 'stays');
      expect(await merge('lr_person')).toMatchObject(refused);
      await prove(other, me, 'joins', `interval '-1 second'`);
      expect(await merge('lr_person')).toMatchObject(refused);
      await prove(other, me, 'joins');
      await prove(me, other, 'joins');
      expect(await merge('lr_person')).toMatchObject(refused);
      await prove(me, other, 'stays');
      expect(await merge('lr_person')).toMatchObject({ rows: [{ done: true }] });
    });

    it('and nobody writes a proof for somebody else', async () => {
      const forged = await attempt(
        'lr_person',
        `insert into account_merge_proof values ($1, $2, $3, 'joins', now() + interval '1 minute')`,
        [FOREIGN.personId, MERGE, OWN.personId],
      );
      expect(forged.refused).toBeDefined();
    });

    it('and no setting of whoever asks moves a row by itself', async () => {
      const outcome = await attempt(
        'lr_person',
        `select set_config('app.moves_from', $1, true), set_config('app.moves_to', $2, true);`
          .replace('$1', `'${FOREIGN.personId}'`)
          .replace('$2', `'${OWN.personId}'`) +
          `update completion set person_id = '${OWN.personId}' where person_id = '${FOREIGN.personId}'`,
      );
      expect(outcome).toEqual({ refused: DENIED });
    });
  });

  it.each(FOR_AGENCIES)('%s answers an agency and a job alone', async (call) => {
    for (const role of APP_ROLES) {
      const outcome = await attempt(role, `select * from public.${call}`);
      if (role === 'lr_agency' || role === 'lr_job')
        expect([role, outcome.refused]).toEqual([role, undefined]);
      else expect([role, outcome]).toEqual([role, { refused: DENIED }]);
    }
  });

  it('tell an agency what its own members had finished, and nothing of anybody else', async () => {
    const ask = async (personId: string) => {
      const { rows } = await db.superuser.query('select module_id from completion where person_id = $1', [
        personId,
      ]);
      const modules = rows.map(({ module_id }: { module_id: number }) => module_id);
      return attempt('lr_agency', 'select * from completions_to_recognise($1, $2)', [[personId], modules]);
    };
    expect(await ask(FOREIGN.personId)).toMatchObject({ count: 0 });
  });

  it('tell a job what members of its agency would rather not get, and nothing of anybody else', async () => {
    const asked = await attempt('lr_job', 'select * from mail_unwanted_by($1)', [
      [OWN.personId, FOREIGN.personId],
    ]);
    expect(asked).toMatchObject({ rows: [{ person_id: OWN.personId, kind: 'digest' }], count: 1 });
  });

  it('find no member of another agency by an address, and write into nobody’s record but a member’s', async () => {
    await db.superuser.query('update person set email_verified_at = now()');
    const found = await attempt('lr_job', 'select * from members_of_addresses($1)', [
      [OWN.email, FOREIGN.email],
    ]);
    expect(found).toMatchObject({ rows: [{ email: OWN.email }], count: 1 });
    const { rows } = await db.superuser.query('select id from membership where agency_id = $1', [
      FOREIGN.agencyId,
    ]);
    const entries = rows.map(({ id }: { id: string }) => ({
      membership_id: id,
      id: '01900000-0000-7000-8000-00000000abcd',
      learning_type: 'self-directed',
      title: 'Forged',
      provider: '',
      completed_on: '2026-01-01',
      minutes: 10,
      participatory_minutes: 0,
      evidence: '',
      attested_by: 'Nobody',
      saved_at: '2026-01-01T00:00:00Z',
    }));
    await attempt('lr_job', 'select record_imported_learning($1)', [JSON.stringify(entries)]);
    expect((await db.superuser.query(`select 1 from cpd_entry where title = 'Forged'`)).rows).toEqual([]);
  });

  it('take away nobody who works somewhere or has proved their address', async () => {
    const people = 'select count(*)::int as people from person';
    const { rows: before } = await db.superuser.query(people);
    await attempt('lr_agency', 'select remove_unused_people($1)', [OWNERS.map(({ personId }) => personId)]);
    expect((await db.superuser.query(people)).rows).toEqual(before);
  });

  describe('correct a completion', () => {
    const correct = (role: AppRole, owner: Owner, result = 'withdrawn') =>
      attempt(role, 'select public.correct_completion(gen_random_uuid(), $1, $2, $3, $4, now()) as done', [
        owner.membershipId,
        owner.completionId,
        result,
        'Entered twice',
      ]);

    it('that the acting agency holds evidence of, and of nobody else', async () => {
      expect(await correct('lr_agency', OWN)).toMatchObject({ rows: [{ done: true }] });
      expect(await correct('lr_agency', FOREIGN)).toMatchObject({ rows: [{ done: false }] });
      const mixed = { ...OWN, completionId: FOREIGN.completionId };
      expect(await correct('lr_agency', mixed)).toMatchObject({ rows: [{ done: false }] });
    });

    it('to withdrawn or back, and to nothing else', async () => {
      expect(await correct('lr_agency', OWN, 'pass')).toMatchObject({ rows: [{ done: true }] });
      for (const result of ['fail', '', '100 %'])
        expect(await correct('lr_agency', OWN, result)).toMatchObject({ rows: [{ done: false }] });
    });

    it('as an agency alone', async () => {
      for (const role of APP_ROLES.filter((one) => one !== 'lr_agency'))
        expect([role, await correct(role, OWN)]).toEqual([role, { refused: DENIED }]);
    });
  });

  it('send a job for those who act, and never for an agency or a person they are not', async () => {
    await db.superuser.query(`select pgboss.create_queue('test.kind', '{"policy": "standard"}')`);
    const send = (role: AppRole, data: object) =>
      attempt(role, `select public.send_job('test.kind', $1, null, null) as sent`, [JSON.stringify(data)]);
    const sent = { rows: [{ sent: true }] };
    expect(await send('lr_agency', { agencyId: OWN.agencyId, personId: OWN.personId })).toMatchObject(sent);
    expect(await send('lr_job', { agencyId: FOREIGN.agencyId })).toMatchObject(sent);
    for (const data of [{ agencyId: FOREIGN.agencyId }, { agencyId: null }, { personId: FOREIGN.personId }]) {
      for (const role of ['lr_agency', 'lr_person', 'lr_board'] as const)
        expect([role, await send(role, data)]).toEqual([role, { refused: DENIED }]);
    }
    for (const role of ['lr_public', 'lr_access'] as const)
      expect([role, await send(role, {})]).toEqual([role, { refused: DENIED }]);
  });

  it('say whose address it is, and nothing of a person but id and status', async () => {
    const outcome = await attempt('lr_public', 'select * from person_for_sign_in($1)', [FOREIGN.email]);
    expect(outcome).toMatchObject({ rows: [{ person_id: FOREIGN.personId, status: 'active' }] });
  });

  it('tell a job where to write to a person, and nothing of where they work', async () => {
    const outcome = await attempt('lr_job', 'select * from person_to_write_to($1)', [FOREIGN.personId]);
    expect(outcome).toMatchObject({ count: 1 });
    expect(outcome.refused === undefined && Object.keys(outcome.rows[0]!)).toEqual([
      'email',
      'name',
      'status',
      'is_verified',
    ]);
  });

  it('verify a certificate without a name, an address or an id of a person', async () => {
    const outcome = await attempt('lr_public', 'select * from certificate_for_verification($1)', [
      FOREIGN.certificateNumber,
    ]);
    expect(outcome).toMatchObject({
      rows: [
        {
          number: FOREIGN.certificateNumber,
          module_slug: 'a-module',
          version: 1,
          minutes: 35,
          corrected: true,
        },
      ],
    });
    const text = JSON.stringify(outcome);
    for (const secret of [FOREIGN.personId, FOREIGN.email, 'Person 102', 'Family'])
      expect(text).not.toContain(secret);
  });

  it.each(['%', '_', "' or true --", '', 'someone@agency-102.example ', 'SOMEONE@AGENCY-102.EXAMPLE', null])(
    'give nothing for %j',
    async (text) => {
      for (const name of ['person_for_sign_in', 'certificate_for_verification']) {
        expect(await attempt('lr_public', `select * from ${name}($1)`, [text])).toMatchObject({ count: 0 });
      }
    },
  );

  it('are not led astray by a search path, nor by a temporary table or function of the same name', async () => {
    const shadow = await attempt(
      'lr_job',
      `create temporary table audit_unsealed as select 999 as agency_id;
       grant select on audit_unsealed to public;
       set local search_path = pg_temp, public;`,
    );
    expect(shadow.refused).toBeUndefined();
    await app.query('begin');
    await app.query(`select set_config('role', 'lr_job', true)`);
    await app.query(`create temporary table audit_unsealed as select 999 as agency_id`);
    await app.query('grant select on audit_unsealed to public');
    await app.query('set local search_path = pg_temp, public');
    const { rows } = await app.query('select agency_id from public.agencies_with_unsealed_audit()');
    await app.query('rollback');
    expect(rows).toEqual([{ agency_id: OWN.agencyId }, { agency_id: FOREIGN.agencyId }]);
  });

  // The last: it changes what there is of the first owner.
  describe('erase a record', () => {
    const ERASE = 'select public.erase_own_record(gen_random_uuid(), now()) as done';
    /** How many rows of a person are left in each of their tables, after erasing in the context of the first owner. */
    const leftAfterErasing = async (personId: string) => {
      const counts = [
        'attempt',
        'answer',
        'completion',
        'completion_correction',
        'cpd_entry',
        'reflection',
      ].map(
        (table) =>
          `select '${table}' as name, count(*)::int as rows from ${table} where person_id = '${personId}'`,
      );
      await app.query('begin');
      try {
        await app.query(
          `select set_config('role', 'lr_person', true), set_config('app.person_id', $1, true), set_config('app.actor_id', $1, true)`,
          [OWN.personId],
        );
        await app.query(ERASE);
        await app.query('commit');
      } catch (error) {
        await app.query('rollback');
        throw error;
      }
      const { rows } = await db.superuser.query<{ rows: number }>(counts.join(' union all '));
      return rows.map((row) => row.rows);
    };

    it.each([
      ['nobody', { agency: '', person: '', actor: '' }],
      [
        'a person who is not the one that acts',
        { agency: '', person: FOREIGN.personId, actor: OWN.personId },
      ],
      ['a person while nobody acts', { agency: '', person: FOREIGN.personId, actor: '' }],
    ])('of %s never', async (_, context) => {
      expect(await attempt('lr_person', ERASE, [], context)).toEqual({ refused: DENIED });
    });

    it('of the person who acts, once, and of nobody else', async () => {
      expect(await leftAfterErasing(OWN.personId)).toEqual([0, 0, 0, 0, 0, 0]);
      expect(await leftAfterErasing(FOREIGN.personId)).toEqual([1, 1, 1, 1, 1, 1]);
      expect(await attempt('lr_person', ERASE)).toMatchObject({ rows: [{ done: false }] });
      const { rows } = await db.superuser.query(
        'select id, status from person where id = any($1) order by id',
        [OWNERS.map(({ personId }) => personId)],
      );
      expect(rows).toEqual([
        { id: OWN.personId, status: 'erased' },
        { id: FOREIGN.personId, status: 'active' },
      ]);
    });

    it.each([
      `insert into attempt (person_id, id, module_id, version, started_at, saved_at) values ($1, gen_random_uuid(), 501, 1, now(), now())`,
      `insert into cpd_entry (person_id, id, source, learning_type, title, completed_on, minutes, saved_at)
         values ($1, gen_random_uuid(), 'self-declared', 'reading', 'A book', '2026-01-01', 10, now())`,
      `insert into person_registration (person_id, body) values ($1, 'nmc')`,
    ])('so that nothing begins it anew: %s', async (sql) => {
      expect(await attempt('lr_person', sql, [OWN.personId])).toEqual({ refused: '23514' });
    });

    it('which an agency that imports learning about them does not begin anew either', async () => {
      const entry = { membership_id: OWN.membershipId, id: '01900000-0000-7000-8000-00000000abce' };
      await attempt('lr_job', 'select record_imported_learning($1)', [JSON.stringify([entry])]).then(
        (outcome) => expect(outcome.refused).toBeUndefined(),
      );
    });

    it('and say of a certificate that it was one, to whoever holds the number', async () => {
      const was = async (number: string) => {
        const outcome = await attempt('lr_public', 'select certificate_was_erased($1) as was', [number]);
        return outcome.refused ?? outcome.rows[0]!['was'];
      };
      expect([await was(OWN.certificateNumber), await was(FOREIGN.certificateNumber)]).toEqual([true, false]);
    });
  });
});
