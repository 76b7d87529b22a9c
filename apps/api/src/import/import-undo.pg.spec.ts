import { addDays } from '@learning-reviews/domain/calendar-date';
import { v7 as uuid } from 'uuid';
import { ImportJobs } from './import.jobs.js';
import { Importing } from './testing/importing.js';

let at: Importing;
beforeAll(async () => void (at = await Importing.start()));
afterAll(() => at?.app.close());
beforeEach(() => at.nextAgency());

describe('undoing an import', () => {
  const undo = async (id: string) => {
    const answer = await at.browser.post(`/api/agency/import/${id}/undoing`);
    if (answer.status === 204) await at.app.runJobs();
    return answer;
  };

  it('takes back the last one as a whole: who came goes, who moved or went is back, details are as before', async () => {
    await at.apply(await at.bring(at.file(at.person(1), at.person(2), at.person(3))));
    await at.query(`update membership set from_on = $2 where agency_id = $1 and staff_ref like 'S%'`, [
      at.agencyId,
      addDays(at.today, -100),
    ]);
    // All of a membership but the count of its changes.
    const whole = () =>
      at.query(`select to_jsonb(m) - 'revision' as row from membership m where agency_id = $1 order by id`, [
        at.agencyId,
      ]);
    const before = await whole();
    const second = await at.bring(
      at.file(
        `S1,Given1,Family1,p1@${at.agencyId}.example,Health visitor,,`,
        `S2,Given2,Renamed,p2@${at.agencyId}.example,School nurse,,`,
        at.person(4),
      ),
    );
    const leavers = (await at.leaversOf(second.id))
      .filter(({ staffRef }) => staffRef === 'S3')
      .map(({ membershipId }) => ({ membershipId, lastDay: at.today }));
    const applied = await at.apply(second, { leavers });
    expect(applied).toMatchObject({ state: 'applied', leavers: 1, canUndo: true });
    expect(await at.members()).toMatchObject([
      { staff_ref: 'S1', job_role: 'school-nurse', to_on: addDays(at.today, -1) },
      { staff_ref: 'S1', job_role: 'health-visitor', to_on: null },
      { staff_ref: 'S2' },
      { staff_ref: 'S3', to_on: at.today },
      { staff_ref: 'S4' },
    ]);
    expect((await undo(second.id)).status).toBe(204);
    expect(await at.read(second.id)).toMatchObject({ state: 'undone', kept: 0, canUndo: false });
    expect(await whole()).toEqual(before);
    expect(
      await at.query(`select 1 from person where email_norm = $1`, [`p4@${at.agencyId}.example`]),
    ).toEqual([]);
    expect((await undo(second.id)).body.code).toBe('import.nothing-to-undo');
  });

  it('takes back another job role of somebody whose job began on that very day', async () => {
    await at.apply(await at.bring(at.file(at.person(1))));
    const second = await at.bring(at.file(at.person(1).replace('School nurse', 'Health visitor')));
    const applied = await at.apply(second);
    expect(await at.members()).toMatchObject([{ staff_ref: 'S1', job_role: 'health-visitor', to_on: null }]);
    await undo(applied.id);
    expect(await at.read(applied.id)).toMatchObject({ state: 'undone', kept: 0 });
    expect(await at.members()).toMatchObject([{ staff_ref: 'S1', job_role: 'school-nurse', to_on: null }]);
  });

  it('never takes back learning: a job in which somebody finished something stays', async () => {
    const detail = await at.apply(await at.bring(at.file(at.person(1), at.person(2))));
    const [row] = await at.query<{ id: string; person_id: string }>(
      `select id, person_id from membership where agency_id = $1 and staff_ref = 'S1'`,
      [at.agencyId],
    );
    await at.query(
      `insert into agency_completion (agency_id, membership_id, completion_id, person_id, module_id, version, completed_on, minutes)
       values ($1, $2, $3, $4, $5, 1, $6, 30)`,
      [at.agencyId, row?.id, uuid(), row?.person_id, at.required.id, at.today],
    );
    await undo(detail.id);
    expect(await at.read(detail.id)).toMatchObject({ state: 'undone', kept: 1 });
    expect((await at.members()).map(({ staff_ref }) => staff_ref)).toEqual(['S1']);
  });

  it('leaves alone what somebody has changed since', async () => {
    await at.apply(await at.bring(at.file(at.person(1))));
    const second = await at.apply(await at.bring(at.file(at.person(1).replace('Family1', 'Second'))));
    await at.query(`update membership set family_name = 'Third' where agency_id = $1 and staff_ref = 'S1'`, [
      at.agencyId,
    ]);
    await undo(second.id);
    expect(await at.read(second.id)).toMatchObject({ state: 'undone', kept: 1 });
    expect(
      await at.query(`select family_name from membership where agency_id = $1 and staff_ref = 'S1'`, [
        at.agencyId,
      ]),
    ).toEqual([{ family_name: 'Third' }]);
  });

  it('is only for the last import of people', async () => {
    const first = await at.apply(await at.bring(at.file(at.person(1))));
    await at.apply(await at.bring(at.file(at.person(1), at.person(2))));
    expect((await undo(first.id)).body.code).toBe('import.nothing-to-undo');
  });
});

describe('what is left of an import', () => {
  const WEEK_AND_A_DAY = { hours: 8 * 24 };

  it('is what was done, by id: its rows are deleted a week after its end, and it cannot be undone then', async () => {
    const detail = await at.apply(await at.bring(at.file(at.person(1))));
    const rows = () => at.query('select cells from import_row where import_id = $1', [detail.id]);
    const tidy = () => at.app.application.get(ImportJobs).tidy({}, new AbortController().signal);
    await tidy();
    expect(await rows()).toHaveLength(1);
    at.app.clock.advance(WEEK_AND_A_DAY);
    await tidy();
    expect(await rows()).toEqual([]);
    expect(
      await at.query('select action, before, after from import_change where import_id = $1', [detail.id]),
    ).toEqual([{ action: 'added', before: null, after: null }]);
    const browser = await at.app.signIn(`lead@${at.agencyId}.example`);
    expect((await browser.post(`/api/agency/import/${detail.id}/undoing`)).body.code).toBe(
      'import.nothing-to-undo',
    );
  });

  it('is nothing when nobody went on with it for a week', async () => {
    const detail = await at.bring(at.file(at.person(1)));
    at.app.clock.advance(WEEK_AND_A_DAY);
    await at.app.application.get(ImportJobs).tidy({}, new AbortController().signal);
    expect(await at.query('select state from import where id = $1', [detail.id])).toEqual([
      { state: 'cancelled' },
    ]);
  });
});

describe('learning done elsewhere', () => {
  it('becomes evidence the agency vouches for, counts, and stands in the person’s own record', async () => {
    const made = await at.app.people.addPerson(`worker@${at.agencyId}.example`, {
      agencyId: at.agencyId,
      fromOn: addDays(at.today, -300),
    });
    await at.query(`update membership set staff_ref = 'S1' where person_id = $1`, [made.personId]);
    await at.query(
      `insert into standing (agency_id, membership_id, person_id, module_id) values ($1, $2, $3, $4)`,
      [at.agencyId, made.membershipIds[0], made.personId, at.required.id],
    );
    const day = addDays(at.today, -40);
    const content = [
      'Staff number,Module,Completed on,Minutes,Evidence,Attested by',
      `S1,${at.required.slug},${day},40,Certificate seen,"Sam Example, HR"`,
      `S77,${at.required.slug},${day},40,,HR`,
    ].join('\n');
    const detail = await at.bring(content, '', 'completions');
    expect(detail.counts).toMatchObject({ add: 1, problem: 1 });
    await at.apply(detail, { leaveOutProblems: true });
    expect(
      await at.query(
        'select source, attested_by, evidence, minutes from agency_completion where agency_id = $1',
        [at.agencyId],
      ),
    ).toEqual([
      { source: 'imported', attested_by: 'Sam Example, HR', evidence: 'Certificate seen', minutes: 40 },
    ]);
    expect(
      await at.query('select state, completed_on::text from standing where membership_id = $1', [
        made.membershipIds[0],
      ]),
    ).toEqual([{ state: 2, completed_on: day }]);
    expect(
      await at.query('select source, attested_by, minutes from cpd_entry where person_id = $1', [
        made.personId,
      ]),
    ).toEqual([{ source: 'imported', attested_by: 'Sam Example, HR', minutes: 40 }]);
    const again = await at.bring(content, '', 'completions');
    expect(again.counts).toMatchObject({ same: 1, add: 0 });
  });
});

describe('the yearly headcount', () => {
  it('is supplied by file like any other, and nothing twice', async () => {
    const content = [
      'As of,Workforce group,People,FTE,Source',
      `${at.today},2,40,35.5,HR system`,
      `${at.today},3,60,58,HR system`,
    ].join('\n');
    const detail = await at.bring(content, '', 'headcount');
    expect(detail.counts).toMatchObject({ add: 2, problem: 0 });
    await at.apply(detail);
    const page = await at.browser.get('/api/agency/headcount');
    expect(page.body['current']).toMatchObject({
      people: 100,
      fte: 93.5,
      groups: [{ group: 2 }, { group: 3 }],
    });
    expect((await at.bring(content, '', 'headcount')).counts).toMatchObject({ same: 2, add: 0 });
  });
});
