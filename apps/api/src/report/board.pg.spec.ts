import {
  type Board,
  board,
  type BoardMonths,
  type ReviewReach,
  type ReviewReachList,
} from '@learning-reviews/contracts/partnership.contract';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { addMonths, calendarDateIn, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { figureAt, type FigureLine } from '@learning-reviews/domain/report/figure-line';
import { exactRange } from '@learning-reviews/domain/report/testing/figure-attacker';
import { isSmall } from '@learning-reviews/domain/report/small-numbers';
import { TestClock } from '../platform/testing/test-clock.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import type { TestClient } from '../platform/testing/test-client.js';
import { AgencyCountService } from './agency-count.service.js';
import { BoardPublisher } from './board-publisher.service.js';
import { BoardRepository } from './board.repository.js';
import { addModule, addReview } from './testing/report-data.js';

const EVERYWHERE: JobScope = { brand: 'JobScope', agencyId: null };

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
  await addModule(app.testDatabase.superuser, 1, 'first-module', ['a-review']);
  await addReview(app.testDatabase.superuser, 'a-review');
  await addReview(app.testDatabase.superuser, 'without-module');
  await addModule(app.testDatabase.superuser, 2, 'second-module');
  await app.people.addPerson('officer@partnership.example', { agencyId: 1, grants: ['partnership-officer'] });
  await addAgency(11, 40, { 1: [30, 40], 2: [20, 40] });
  await addAgency(12, 60, { 1: [58, 60], 2: [30, 60] }); // two have not: hidden
  await addAgency(13, 50, { 1: [25, 50], 2: [25, 50] });
  await addAgency(14, 30, { 2: [15, 30] }); // nobody must do the first
  await addAgency(21, 4, { 1: [3, 4] }); // a charity of four
  await addAgency(22, 9, { 1: [9, 9] });
  officer = await app.signIn('officer@partnership.example');
  await app.application.get(BoardPublisher).publish(EVERYWHERE);
});
afterAll(() => app.close());

/** A line's figure as it would be printed: `30/40`, `[c]`, or blank. */
const printed = ({ done, required }: FigureLine, index: number) => {
  const figure = figureAt({ done, required }, index);
  return figure === null ? '' : figure.isProtected ? '[c]' : `${figure.n}/${figure.d}`;
};
const read = async (address = '/api/partnership') => (await officer.get(address)).body as unknown as Board;
const rowOf = (body: Board, label: string) => body.rows.find((row) => row.label === label) as FigureLine;

describe('GET /api/partnership', () => {
  it('shows agencies by modules, blank where nobody is required', async () => {
    const body = await read();
    expect(board.parse(body)).toEqual(body);
    expect(body.rows.map(({ label }) => label)).toEqual([
      'Agency 11',
      'Agency 12',
      'Agency 13',
      'Agency 14',
      'Small organisations',
    ]);
    expect([0, 1, 2].map((index) => printed(rowOf(body, 'Agency 14'), index))).toEqual([
      '',
      '15/30',
      '15/30',
    ]);
    expect(body.modules.map(({ slug }) => slug)).toEqual(['first-module', 'second-module']);
  });

  it('hides a small number, and enough beside it that no sum gives it back', async () => {
    const body = await read();
    expect(printed(rowOf(body, 'Agency 12'), 0)).toBe('[c]');
    const column = [...body.rows, body.totals].map((row) => printed(row, 0));
    expect(column.filter((text) => text === '[c]').length).toBeGreaterThanOrEqual(2);
  });

  it('has small organisations in one row, all of it hidden while there are fewer than three', async () => {
    const { text } = await officer.get('/api/partnership');
    expect(printed(rowOf(JSON.parse(text) as Board, 'Small organisations'), 0)).toBe('[c]');
    expect(text).not.toContain('Agency 21');
  });

  it('answers exactly what the cells say, and no more', async () => {
    const body = await read();
    const { rows } = await app.testDatabase.superuser.query<{ dimension: string; n: number; d: number }>(
      'select dimension, n, d from board_cell where published_on = $1',
      [body.publishedOn],
    );
    const cells = new Map(
      rows.map(({ dimension, n, d }) => [dimension, n === null ? '[c]' : d === 0 ? '' : `${n}/${d}`]),
    );
    const keys = ['agency:11', 'agency:12', 'agency:13', 'agency:14', 'small-organisations', 'total'];
    const columns = ['module:1', 'module:2', 'total'];
    [...body.rows, body.totals].forEach((row, r) =>
      columns.forEach((column, c) => expect(printed(row, c)).toBe(cells.get(`${keys[r]}/${column}`))),
    );
    expect(cells.size).toBe(keys.length * columns.length);
  });

  it('leaves compressed for those who take it, and plain for those who do not', async () => {
    const packed = await officer.get('/api/partnership');
    const plain = await officer.get('/api/partnership', {
      headers: { 'accept-encoding': 'identity' },
    });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(plain.headers.get('vary')?.toLowerCase()).toContain('accept-encoding');
    expect(plain.body).toEqual(packed.body);
  });

  it('reads the latest month where another was asked for that was never published, and says which', async () => {
    const latest = await read();
    for (const month of ['1999-01', 'yesterday', '2026-13']) {
      expect(await read(`/api/partnership?month=${month}`)).toEqual(latest);
    }
    expect((await officer.get('/api/partnership?agency=11')).status).toBe(422);
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
    const lead = await app.signIn('lead@eleven.example');
    for (const address of ['', '/board.csv', '/month', '/review', '/review/a-review']) {
      expect((await lead.get(`/api/partnership${address}`)).status).toBe(403);
      expect((await app.client().get(`/api/partnership${address}`)).status).toBe(401);
    }
  });
});

describe('GET /api/partnership/review', () => {
  it('shows each module of a review by agency, from the same cells as the board', async () => {
    const body = await read();
    const { status, body: answer } = await officer.get('/api/partnership/review/a-review');
    expect(status).toBe(200);
    const review = answer as unknown as ReviewReach;
    expect(review.modules.map(({ slug }) => slug)).toEqual(['first-module']);
    for (const agency of review.agencies) {
      expect(printed(agency.modules[0] as FigureLine, 0)).toBe(printed(rowOf(body, agency.label), 0));
    }
    // Agency 14 requires it of nobody, and is no part of its audience.
    expect(review.agencies.map(({ label }) => label)).not.toContain('Agency 14');
  });

  it('lists the reviews that modules were made from, and how far those have come', async () => {
    const { body } = await officer.get('/api/partnership/review');
    const list = body as unknown as ReviewReachList;
    expect(list.reviews.map(({ slug }) => slug)).toEqual(['a-review']);
    expect(list.reviews[0]?.modules[0]?.slug).toBe('first-module');
  });

  it('knows no review that is not there, nor one without a module', async () => {
    expect((await officer.get('/api/partnership/review/no-such-review')).status).toBe(404);
    expect((await officer.get('/api/partnership/review/without-module')).status).toBe(404);
  });
});

describe('a charity of four people', () => {
  it('has its name and its figures in nothing that an officer can fetch', async () => {
    const months = (await officer.get('/api/partnership/month')).body as unknown as BoardMonths;
    const addresses = [
      '/api/partnership',
      ...months.months.flatMap(({ month }) => [
        `/api/partnership?month=${month}`,
        `/api/partnership/board.csv?month=${month}`,
      ]),
      '/api/partnership/month',
      '/api/partnership/review',
      '/api/partnership/review/a-review',
    ];
    for (const address of addresses) {
      const { status, text } = await officer.get(address);
      expect(status).toBe(200);
      expect(text).not.toContain('Agency 21');
    }
    // The row in which it stands with one other holds no number at all, in any month.
    for (const { month } of months.months) {
      const small = rowOf(await read(`/api/partnership?month=${month}`), 'Small organisations');
      expect([...small.done, ...small.required].filter((count) => count !== null && count !== -1)).toEqual(
        [],
      );
    }
  });

  it('cannot be worked out from the sums of what is shown, whoever knows every denominator', async () => {
    const body = await read();
    const { rows } = await app.testDatabase.superuser.query<{ dimension: string; n: number; d: number }>(
      `select dimension, n, d from board_base order by dimension`,
    );
    const truth = new Map(rows.map(({ dimension, n, d }) => [dimension, { n, d }]));
    const keys = ['agency:11', 'agency:12', 'agency:13', 'agency:14', 'small-organisations', 'total'];
    const columns = ['module:1', 'module:2', 'total'];
    const places = keys.flatMap((key, r) =>
      columns.map((column, c) => ({ dimension: `${key}/${column}`, r, c })),
    );
    const lines = [...body.rows, body.totals];
    const balances = [
      ...keys.map((_, r) => ({ plus: [r * 3, r * 3 + 1], minus: [r * 3 + 2] })),
      ...columns.map((_, c) => ({ plus: [0, 1, 2, 3, 4].map((r) => r * 3 + c), minus: [15 + c] })),
    ];
    /** What is worked out of 1 to 4, or that leaves 1 to 4, by somebody to whom these are hidden. */
    const found = (isHidden: (place: (typeof places)[number]) => boolean) => {
      const base = (dimension: string) => truth.get(dimension) ?? { n: 0, d: 0 };
      const unknowns = places.map((place) => {
        const { n, d } = base(place.dimension);
        return isHidden(place) ? { low: 0, high: d } : { low: n, high: n };
      });
      return places.filter((place, index) => {
        const { d } = base(place.dimension);
        const { low, high } = exactRange(index, unknowns, balances);
        return isHidden(place) && d >= 5 && (high - low < 5 || high <= 4 || low >= d - 4);
      });
    };
    expect(found(({ r, c }) => printed(lines[r] as FigureLine, c) === '[c]')).toEqual([]);
    // Without the secondary protection the same attack has them all.
    expect(found(({ dimension }) => isSmall(truth.get(dimension) ?? { n: 0, d: 0 })).length).toBeGreaterThan(
      0,
    );
  });
});

describe('BoardPublisher', () => {
  const cells = async () =>
    (await app.testDatabase.superuser.query('select * from board_cell order by published_on, dimension'))
      .rows;
  const bodies = async () =>
    (await app.testDatabase.superuser.query('select month, md5(body) from board_month order by month')).rows;
  const publisherOn = (clock: TestClock) =>
    new BoardPublisher(
      app.testDatabase.database,
      new BoardRepository(),
      app.application.get(AgencyCountService),
      clock,
    );
  const clockIn = (months: number) => {
    const clock = new TestClock();
    const day = addMonths(calendarDateIn(Date.now(), DEFAULT_TIME_ZONE), months);
    clock.advance({ seconds: Math.ceil((Date.parse(`${day}T12:00:00Z`) - Date.now()) / 1000) });
    return clock;
  };

  it('publishes a month once, however many processes ask', async () => {
    const before = await cells();
    await Promise.all(
      Array.from({ length: 5 }, () => app.application.get(BoardPublisher).publish(EVERYWHERE)),
    );
    expect(await cells()).toEqual(before);
  });

  it('makes again, from the cells, the body of a month that has none', async () => {
    const before = await bodies();
    await app.testDatabase.superuser.query('delete from board_month');
    await app.application.get(BoardPublisher).publish(EVERYWHERE);
    expect(await bodies()).toEqual(before);
  });

  it('killed in the middle of a publication, it goes on, and nothing is doubled', async () => {
    const { superuser } = app.testDatabase;
    const before = await cells();
    // Holds the publication where it has begun to write, and then ends its connection.
    await superuser.query('begin');
    await superuser.query('lock table board_month in exclusive mode');
    const broken = publisherOn(clockIn(1))
      .publish(EVERYWHERE)
      .then(
        () => 'published',
        () => 'broken off',
      );
    const waiting = `select pid from pg_locks where relation = 'board_month'::regclass and not granted`;
    let pid: number | undefined;
    while (pid === undefined) pid = (await superuser.query<{ pid: number }>(waiting)).rows[0]?.pid;
    await superuser.query('select pg_terminate_backend($1)', [pid]);
    expect(await broken).toBe('broken off');
    await superuser.query('rollback');
    expect(await cells()).toEqual(before);

    await publisherOn(clockIn(1)).publish(EVERYWHERE);
    await publisherOn(clockIn(1)).publish(EVERYWHERE);
    expect(await cells()).toHaveLength(before.length * 2);
    expect(await bodies()).toHaveLength(2);
  });

  it('writes nothing when it is told to stop', async () => {
    const before = await cells();
    const stopped = AbortSignal.abort(new Error('told to stop'));
    await expect(publisherOn(clockIn(2)).publish(EVERYWHERE, stopped)).rejects.toThrow('told to stop');
    expect(await cells()).toEqual(before);
  });

  it('lets a figure stand next month when only three have moved, and shows both months', async () => {
    await app.testDatabase.superuser.query(
      `update standing set state = 2, completed_on = '2026-01-01' where ctid in (
         select ctid from standing where agency_id = 13 and module_id = 1 and state = 0 limit 3)`,
    );
    await publisherOn(clockIn(2)).publish(EVERYWHERE);
    const latest = await read();
    expect(latest.trendMonths).toHaveLength(3);
    expect(latest.trendMonths.at(-1)).toBe(latest.month);
    const earlier = await read(`/api/partnership?month=${latest.trendMonths[0]}`);
    expect(earlier.month).toBe(latest.trendMonths[0]);
    expect(printed(rowOf(latest, 'Agency 13'), 0)).toBe(printed(rowOf(earlier, 'Agency 13'), 0));
    expect(latest.totals.trend.done).toHaveLength(3);
  });
});

describe('every pair of views', () => {
  it('says the same of every figure, hidden in one means hidden in all', async () => {
    const { months } = (await officer.get('/api/partnership/month')).body as unknown as BoardMonths;
    const latest = await read();
    const review = (await officer.get('/api/partnership/review/a-review')).body as unknown as ReviewReach;
    expect(months.length).toBeGreaterThanOrEqual(3);
    for (const { month } of months) {
      const matrix = await read(`/api/partnership?month=${month}`);
      const lines = [...matrix.rows, { label: 'All agencies', ...matrix.totals }];
      const file = (await officer.get(`/api/partnership/board.csv?month=${month}`)).text.split('\r\n');
      for (const row of lines) {
        const inMatrix = [0, 1, 2].map((index) => printed(row, index));
        const cells =
          file
            .find((each) => each.startsWith(`${row.label},`))
            ?.split(',')
            .slice(1) ?? [];
        const inFile = [0, 1, 2].map((index) => {
          const [done, required] = cells.slice(index * 3);
          return done === '[c]' || done === '' ? done : `${done}/${required}`;
        });
        expect(inFile).toEqual(inMatrix);

        const isTotal = row.label === 'All agencies';
        const trend = isTotal
          ? latest.totals.trend
          : latest.rows.find(({ label }) => label === row.label)?.trend;
        expect(printed(trend as FigureLine, latest.trendMonths.indexOf(month))).toBe(inMatrix[2]);

        const at = review.months.findIndex((each) => each.month === month);
        const reach = isTotal
          ? review.modules[0]?.total
          : review.agencies.find(({ label }) => label === row.label)?.modules[0];
        // Whoever need not do the module is no part of its audience.
        expect(reach === undefined ? '' : printed(reach, at)).toBe(inMatrix[0]);
      }
    }
  });
});
