import { addMonths, calendarDateIn, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { TestClock } from '../platform/testing/test-clock.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import type { TestClient } from '../platform/testing/test-client.js';
import { BoardPublisher } from './board-publisher.js';
import { BoardRepository } from './board.repository.js';
import { addModule } from './testing/report-data.js';

interface Figure {
  readonly protected: boolean;
  readonly done?: number;
}
interface Row {
  readonly label: string;
  readonly smallOrganisations: boolean;
  readonly cells: (Figure | null)[];
}

let app: TestApp;
let officer: TestClient;

/** An agency in which, of the members who must do the module, so many are done. */
async function addAgency(
  id: number,
  members: number,
  duties: Record<number, [done: number, required: number]>,
) {
  const { superuser } = app.testDatabase;
  await app.people.addAgency(id);
  await superuser.query(
    `with someone as (
       insert into person (id, email_norm, name)
       select gen_random_uuid(), format('%s-%s@board.example', $1::int, n), 'Somebody' from generate_series(1, $2) n
       returning id
     )
     insert into membership (agency_id, id, person_id, staff_ref, given_name, family_name, display_name, search_name, job_role, from_on)
     select $1, id, id, left(id::text, 8), 'Some', 'Body', 'Some Body', 'body some', 'school-nurse', '2020-01-01' from someone`,
    [id, members],
  );
  for (const [moduleId, [done, required]] of Object.entries(duties)) {
    await superuser.query(
      `insert into standing (agency_id, membership_id, person_id, module_id, state, completed_on)
       select agency_id, id, person_id, $2, case when rank <= $3 then 2 else 0 end, case when rank <= $3 then '2026-01-01'::date end
       from (select *, row_number() over (order by id) as rank from membership where agency_id = $1) member where rank <= $4`,
      [id, moduleId, done, required],
    );
  }
}

beforeAll(async () => {
  app = await startTestApp();
  await addModule(app.testDatabase.superuser, 1, 'first-module');
  await addModule(app.testDatabase.superuser, 2, 'second-module');
  await app.people.addPerson('officer@partnership.example', { agencyId: 1, grants: ['partnership-officer'] });
  await addAgency(11, 40, { 1: [30, 40], 2: [20, 40] });
  await addAgency(12, 60, { 1: [58, 60], 2: [30, 60] }); // two have not: hidden
  await addAgency(13, 50, { 1: [25, 50], 2: [25, 50] });
  await addAgency(14, 30, { 2: [15, 30] }); // nobody must do the first
  await addAgency(21, 4, { 1: [3, 4] }); // a charity of four
  await addAgency(22, 9, { 1: [9, 9] });
  officer = await app.signIn('officer@partnership.example');
  await app.application.get(BoardPublisher).publish();
});
afterAll(() => app.close());

describe('GET /api/partnership', () => {
  it('shows agencies by modules, blank where nobody is required', async () => {
    const { status, body } = await officer.get('/api/partnership');
    expect(status).toBe(200);
    const rows = body['rows'] as Row[];
    expect(rows.map(({ label }) => label)).toEqual([
      'Agency 11',
      'Agency 12',
      'Agency 13',
      'Agency 14',
      'Small organisations',
    ]);
    expect(rows[3]?.cells).toEqual([null, { protected: false, done: 15, required: 30, percentage: 50 }]);
  });

  it('hides a small number, and enough beside it that no sum gives it back', async () => {
    const { body } = await officer.get('/api/partnership');
    const column = (body['rows'] as Row[]).map(({ cells }) => cells[0]);
    expect(column[1]).toEqual({ protected: true });
    const total = (body['totals'] as Figure[])[0];
    const hidden = column.filter((cell) => cell?.protected).length + (total?.protected ? 1 : 0);
    expect(hidden).toBeGreaterThanOrEqual(2);
  });

  it('has small organisations in one row, all of it hidden while there are fewer than three', async () => {
    const { body, text } = await officer.get('/api/partnership');
    const small = (body['rows'] as Row[]).find(({ smallOrganisations }) => smallOrganisations);
    expect(small?.cells[0]).toEqual({ protected: true });
    expect(text).not.toContain('Agency 21');
  });

  it('keeps hidden values out of the CSV too', async () => {
    const { text, headers } = await officer.get('/api/partnership/board.csv');
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="board-\d{4}-\d\d-\d\d\.csv"$/);
    const line = text.split('\r\n').find((each) => each.startsWith('Agency 12,'));
    expect(line?.split(',').slice(1, 4)).toEqual(['[c]', '[c]', '[c]']);
    expect(text).not.toContain('58');
  });

  it('is for partnership officers alone', async () => {
    await app.people.addPerson('lead@eleven.example', { agencyId: 11, grants: ['training-lead'] });
    expect((await (await app.signIn('lead@eleven.example')).get('/api/partnership')).status).toBe(403);
    expect((await app.client().get('/api/partnership')).status).toBe(401);
  });
});

describe('BoardPublisher', () => {
  const cells = async () =>
    (await app.testDatabase.superuser.query('select * from board_cell order by published_on, dimension'))
      .rows;

  it('publishes a month once, however many processes ask', async () => {
    const before = await cells();
    await Promise.all(Array.from({ length: 5 }, () => app.application.get(BoardPublisher).publish()));
    expect(await cells()).toEqual(before);
  });

  it('lets a figure stand next month when only three have moved', async () => {
    const before = await cells();
    await app.testDatabase.superuser.query(
      `update standing set state = 2, completed_on = '2026-01-01' where ctid in (
         select ctid from standing where agency_id = 13 and module_id = 1 and state = 0 limit 3)`,
    );
    const clock = new TestClock();
    const nextMonth = addMonths(calendarDateIn(Date.now(), DEFAULT_TIME_ZONE), 1);
    clock.advance({ seconds: Math.ceil((Date.parse(`${nextMonth}T12:00:00Z`) - Date.now()) / 1000) });
    await new BoardPublisher(app.testDatabase.database, new BoardRepository(), clock).publish();
    const after = await cells();
    expect(after).toHaveLength(before.length * 2);
    const figure = (rows: typeof before, last: boolean) => {
      const found = rows.filter(({ dimension }) => dimension === 'agency:13/module:1');
      const { n, d } = found[last ? found.length - 1 : 0];
      return [n, d];
    };
    expect(figure(after, true)).toEqual(figure(before, false));
  });
});
