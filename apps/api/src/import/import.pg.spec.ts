import { addDays } from '@learning-reviews/domain/calendar-date';
import { v7 as uuid } from 'uuid';
import { Importing } from './testing/importing.js';

let at: Importing;
beforeAll(async () => void (at = await Importing.start()));
afterAll(() => at?.app.close());
beforeEach(() => at.nextAgency());

describe('an import of people', () => {
  it('says what it would do, does it when told, and gives everybody their duties', async () => {
    const detail = await at.bring(at.file(at.person(1), at.person(2, ',,S1')));
    expect(detail).toMatchObject({
      state: 'checked',
      rows: 2,
      counts: { add: 2, problem: 0, duplicate: 0 },
      mappingProblems: [],
      proposedLeavers: 1, // the lead, whom the file does not name
    });
    expect(await at.members()).toEqual([]);
    expect(await at.apply(detail)).toMatchObject({ state: 'applied', canUndo: true, leavers: 0 });
    expect(await at.members()).toMatchObject([
      { staff_ref: 'S1', job_role: 'school-nurse' },
      { staff_ref: 'S2', manager: 'S1' },
    ]);
    const [duties] = await at.query<{ count: number }>(
      `select count(*)::int from standing s join membership m on m.agency_id = s.agency_id and m.id = s.membership_id
       where m.agency_id = $1 and m.staff_ref like 'S%'`,
      [at.agencyId],
    );
    expect(duties?.count).toBe(2);
    const audit = await at.query(
      'select action, detail from audit_log where agency_id = $1 order by at, id',
      [at.agencyId],
    );
    expect(audit).toMatchObject([
      { action: 'import.begun' },
      { action: 'import.ordered' },
      { action: 'import.applied', detail: { add: 2 } },
    ]);
    expect(JSON.stringify(audit)).not.toContain('Given1');
  });

  it('changes nothing when the same file comes twice', async () => {
    const content = at.file(at.person(1), at.person(2, ',,S1'));
    await at.apply(await at.bring(content));
    const before = await at.query('select * from membership where agency_id = $1 order by id', [at.agencyId]);
    const again = await at.bring(content);
    expect(again.counts).toMatchObject({ same: 2, add: 0, change: 0, move: 0 });
    await at.apply(again);
    expect(
      await at.query('select * from membership where agency_id = $1 order by id', [at.agencyId]),
    ).toEqual(before);
  });

  it('is begun once, however often its upload is delivered', async () => {
    const headers = { 'content-type': 'application/octet-stream', 'idempotency-key': uuid() };
    const send = (content: string) =>
      at.browser.post('/api/agency/import?kind=people&name=a.csv', undefined, { rawBody: content, headers });
    const [first, second] = [await send(at.file(at.person(1))), await send(at.file(at.person(1)))];
    expect(second.body['id']).toBe(first.body['id']);
    expect((await send(at.file(at.person(2)))).body.code).toBe('request.key-reused');
    await at.app.runJobs();
    expect((await at.read(first.body['id'] as string)).counts).toMatchObject({ add: 1 });
  });

  it('moves to another job, changes details and adds teams where it may', async () => {
    await at.apply(await at.bring(at.file(at.person(1), at.person(2))));
    const changed = at.file(
      `S1,Given1,Married,p1@${at.agencyId}.example,Health visitor,,`,
      `S2,Given2,Family2,p2@${at.agencyId}.example,School nurse,North,`,
    );
    const refused = await at.bring(changed);
    expect(refused.counts).toMatchObject({ problem: 1 });
    const { mapping } = refused;
    await at.browser.put(`/api/agency/import/${refused.id}/mapping`, { mapping, mayAddTeams: true });
    await at.app.runJobs();
    const detail = await at.read(refused.id);
    expect(detail).toMatchObject({ counts: { move: 1, change: 1, problem: 0 }, newTeams: ['North'] });
    await at.apply(detail);
    expect(await at.members()).toMatchObject([
      // It began on that very day, so the job was changed in place.
      { staff_ref: 'S1', job_role: 'health-visitor', to_on: null },
      { staff_ref: 'S2', team: 'North' },
    ]);
  });

  it('lists the rows to mend in a file, takes the mended ones, and applies all of them together', async () => {
    const detail = await at.bring(
      at.file(
        at.person(1),
        `S2,Given2,Family2,not an address,School nurse,,`,
        `S3,,Family3,p3@${at.agencyId}.example,Wizard,,`,
      ),
    );
    expect(detail.counts).toMatchObject({ add: 1, problem: 2 });
    expect((await at.order(detail)).body.code).toBe('import.not-ready');
    const { text } = await at.browser.get(`/api/agency/import/${detail.id}/to-mend.csv`);
    expect(text).toContain('What to mend');
    expect(text.trim().split('\r\n')).toHaveLength(3);
    const mended = text
      .replace('not an address', `p2@${at.agencyId}.example`)
      .replace('S3,,', 'S3,Given3,')
      .replace('Wizard', 'Midwife');
    const whole = await at.bring(mended, `&mends=${detail.id}`);
    expect(whole).toMatchObject({ id: detail.id, state: 'checked', rows: 3, counts: { add: 3, problem: 0 } });
    await at.apply(whole);
    expect((await at.members()).map(({ staff_ref }) => staff_ref)).toEqual(['S1', 'S2', 'S3']);
  });

  it('keeps what it had when a mended file cannot be read', async () => {
    const detail = await at.bring(at.file(at.person(1), at.person(2).replace('School nurse', 'Wizard')));
    const after = await at.bring('MZ\0\0not a table at all', `&mends=${detail.id}`);
    expect(after).toMatchObject({ state: 'checked', counts: detail.counts, message: expect.any(String) });
  });

  it('leaves rows with problems out only when it is told to', async () => {
    const detail = await at.bring(at.file(at.person(1), at.person(2).replace('School nurse', 'Wizard')));
    await at.apply(detail, { leaveOutProblems: true });
    expect((await at.members()).map(({ staff_ref }) => staff_ref)).toEqual(['S1']);
  });

  it('has a human say whether somebody of the same name is the same person', async () => {
    await at.apply(await at.bring(at.file(at.person(1), at.person(2))));
    const twin = `S9,Given1,Family1,other@${at.agencyId}.example,School nurse,,`;
    const detail = await at.bring(at.file(at.person(2), twin));
    expect(detail.counts).toMatchObject({ duplicate: 1, same: 1 });
    expect((await at.order(detail)).body.code).toBe('import.not-ready');
    const [row] = await at.rowsOf(detail.id, 'duplicate');
    expect(row).toMatchObject({ line: 3, candidates: [{ name: 'Given1 Family1', staffRef: 'S1' }] });
    const decide = (body: object) => at.browser.put(`/api/agency/import/${detail.id}/row/3`, body);
    expect((await decide({ decision: 'same', membershipId: uuid() })).status).toBe(404);
    expect((await decide({ decision: 'same' })).status).toBe(422);
    const candidate = row?.candidates[0]?.membershipId;
    expect((await decide({ decision: 'same', membershipId: candidate })).status).toBe(204);
    await at.browser.post(`/api/agency/import/${detail.id}/check`);
    await at.app.runJobs();
    await at.apply(await at.read(detail.id));
    expect((await at.members()).map(({ staff_ref }) => staff_ref)).toEqual(['S2', 'S9']);
  });

  it('proposes leavers and lets go only those somebody has chosen', async () => {
    await at.apply(await at.bring(at.file(at.person(1), at.person(2), at.person(3))));
    const detail = await at.bring(at.file(at.person(1)));
    const leavers = (await at.leaversOf(detail.id)).filter(({ staffRef }) => staffRef.startsWith('S'));
    expect(leavers.map(({ staffRef, lastDay }) => [staffRef, lastDay])).toEqual([
      ['S2', null],
      ['S3', null],
    ]);
    const chosen = [{ membershipId: leavers[0]!.membershipId, lastDay: at.today }];
    const stranger = [{ membershipId: uuid(), lastDay: at.today }];
    expect((await at.order(detail, { leavers: stranger })).status).toBe(422);
    expect(await at.apply(detail, { leavers: chosen })).toMatchObject({ leavers: 1 });
    expect((await at.members()).map(({ to_on }) => to_on)).toEqual([null, at.today, null]);
  });

  it('lets no agency be without a training lead', async () => {
    const detail = await at.bring(at.file(at.person(1)));
    const [lead] = await at.leaversOf(detail.id);
    const leavers = [{ membershipId: lead!.membershipId, lastDay: at.today }];
    expect((await at.order(detail, { leavers })).body.code).toBe('membership.last-lead');
    await at.app.people.addPerson(`second-lead@${at.agencyId}.example`, {
      agencyId: at.agencyId,
      grants: ['training-lead'],
    });
    expect((await at.order(detail, { leavers })).status).toBe(204);
  });

  it('is checked again, and not applied, when records have changed since it was looked at', async () => {
    const detail = await at.bring(at.file(at.person(1), at.person(2)));
    const other = await at.bring(at.file(at.person(1)));
    await at.apply(other);
    const after = await at.apply(detail);
    expect(after).toMatchObject({
      state: 'checked',
      counts: { same: 1, add: 1 },
      message: expect.stringMatching(/changed since/),
    });
    expect((await at.order(detail)).body.code).toBe('import.records-changed');
    expect(await at.apply(after)).toMatchObject({ state: 'applied' });
  });

  it('waits for a colleague’s import to end, and says so', async () => {
    const detail = await at.bring(at.file(at.person(1)));
    await at.app.testDatabase.superuser.query('select pg_advisory_lock(7219, $1)', [at.agencyId]);
    await at.order(detail);
    const running = at.app.runJobs();
    let state = '';
    while ((state = (await at.read(detail.id)).message ?? '') === '')
      await new Promise((next) => setTimeout(next, 50));
    expect(state).toMatch(/Yours follows when that has ended/);
    expect((await at.read(detail.id)).state).toBe('waiting');
    await at.app.testDatabase.superuser.query('select pg_advisory_unlock(7219, $1)', [at.agencyId]);
    await running;
    expect(await at.read(detail.id)).toMatchObject({ state: 'applied', message: null });
  }, 30_000);

  it('applies nothing when it breaks in the middle', async () => {
    const detail = await at.bring(at.file(...Array.from({ length: 30 }, (_, n) => at.person(n + 100))));
    await at.query(
      `create function break_off() returns trigger language plpgsql as $$ begin
         if new.staff_ref = 'S115' then raise exception 'broken off'; end if; return new; end $$`,
      [],
    );
    await at.query(
      'create trigger break_off before insert on membership for each row execute function break_off()',
      [],
    );
    try {
      expect(await at.apply(detail)).toMatchObject({
        state: 'checked',
        message: expect.stringMatching(/nothing was applied/),
      });
      expect(await at.members()).toEqual([]);
    } finally {
      await at.query('drop trigger break_off on membership', []);
      await at.query('drop function break_off()', []);
    }
    expect(await at.apply(await at.read(detail.id))).toMatchObject({ state: 'applied' });
    expect(await at.members()).toHaveLength(30);
  });

  it('recognises people who proved their address elsewhere, and tells the lead nothing of that', async () => {
    const known = await at.app.people.addPerson(`known@${at.agencyId}.example`, { agencyId: 2 });
    await at.app.people.addCompletion(known.personId, at.required.id, `${addDays(at.today, -50)}T10:00:00Z`);
    const rows = at.file(`S1,Known,Person,known@${at.agencyId}.example,School nurse,,`, at.person(2));
    const detail = await at.bring(rows);
    const [first, second] = await at.rowsOf(detail.id);
    expect({ ...first, line: 0, about: '' }).toEqual({ ...second, line: 0, about: '' });
    await at.apply(detail);
    const states = await at.query<{ staff_ref: string; state: number }>(
      `select m.staff_ref, s.state from standing s join membership m on m.agency_id = s.agency_id and m.id = s.membership_id
       where m.agency_id = $1 and m.staff_ref like 'S%' order by 1`,
      [at.agencyId],
    );
    expect(states).toEqual([
      { staff_ref: 'S1', state: 2 },
      { staff_ref: 'S2', state: 0 },
    ]);
  });

  it('is refused with a sentence when it cannot be read, and asks when columns are not clear', async () => {
    expect(await at.bring('%PDF-1.7 not a table')).toMatchObject({
      state: 'refused',
      message: expect.any(String),
    });
    const unclear = await at.bring('Who,Name\r\n1,Ada');
    expect(unclear.state).toBe('mapping');
    expect(unclear.mappingProblems.length).toBeGreaterThan(0);
    const wrong = await at.browser.put(`/api/agency/import/${unclear.id}/mapping`, {
      mapping: {},
      mayAddTeams: false,
    });
    expect([wrong.status, wrong.body['errors']]).toEqual([422, expect.arrayContaining([expect.anything()])]);
  });

  it('remembers which column is which for the next file', async () => {
    const odd = (n: number) =>
      `No of person,First,Last,Mail to,Grade name\r\nS${n},Ada,Example,a${n}@${at.agencyId}.example,Midwife`;
    const first = await at.bring(odd(1));
    const mapping = { staffRef: 0, givenName: 1, familyName: 2, email: 3, jobRole: 4 };
    await at.browser.put(`/api/agency/import/${first.id}/mapping`, { mapping, mayAddTeams: false });
    await at.app.runJobs();
    expect(await at.read(first.id)).toMatchObject({ state: 'checked', counts: { add: 1 } });
    expect(await at.bring(odd(2))).toMatchObject({ state: 'checked', mapping });
  });

  it('is refused when it is too large, before it is read', async () => {
    const answer = await at.upload('x'.repeat(10_000_001));
    expect([answer.status, answer.body.code]).toEqual([413, 'request.too-large']);
  });

  it('is the agency’s own: another lead finds none of it, and others may not bring one', async () => {
    const detail = await at.bring(at.file(at.person(1)));
    await at.app.people.addPerson(`other-lead@${at.agencyId}.example`, {
      agencyId: 3,
      grants: ['training-lead'],
    });
    const other = await at.app.signIn(`other-lead@${at.agencyId}.example`);
    for (const path of ['', '/row', '/leaver', '/to-mend.csv'])
      expect((await other.get(`/api/agency/import/${detail.id}${path}`)).status).toBe(404);
    for (const path of ['check', 'application', 'cancellation', 'undoing']) {
      const body = { checked: detail.checked, leaveOutProblems: false, leavers: [], invite: false };
      const answer = await other.post(
        `/api/agency/import/${detail.id}/${path}`,
        path === 'application' ? body : undefined,
      );
      expect([path, answer.status]).toEqual([path, 404]);
    }
    expect((await at.upload(at.file(at.person(2)), `&mends=${detail.id}`, 'people', other)).status).toBe(404);
    await at.app.people.addPerson(`manager@${at.agencyId}.example`, {
      agencyId: at.agencyId,
      grants: ['line-manager'],
    });
    const manager = await at.app.signIn(`manager@${at.agencyId}.example`);
    expect((await at.upload(at.file(at.person(2)), '', 'people', manager)).status).toBe(403);
  });

  it('can be stopped until it is applied, and its rows are gone', async () => {
    const detail = await at.bring(at.file(at.person(1)));
    expect((await at.browser.post(`/api/agency/import/${detail.id}/cancellation`)).status).toBe(204);
    expect(await at.read(detail.id)).toMatchObject({ state: 'cancelled' });
    expect(await at.query('select 1 from import_row where import_id = $1', [detail.id])).toEqual([]);
    expect((await at.order(detail)).body.code).toBe('import.not-ready');
  });
});
