import { join } from 'node:path';
import type { AgencyNow } from '@learning-reviews/contracts/agency.contract';
import type { Board } from '@learning-reviews/contracts/partnership.contract';
import { figureAt } from '@learning-reviews/domain/report/figure-line';
import { ContentLoader } from '../curriculum/content-loader.js';
import { DemonstrationLoader } from '../demonstration/demonstration-loader.js';
import { Clock } from '../platform/clock/clock.js';
import type { Configuration } from '../platform/config/configuration.js';
import type { TestClient } from '../platform/testing/test-client.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { AgencyCountService } from './agency-count.service.js';
import { BoardPublisher } from './board-publisher.service.js';

const CONTENT = join(__dirname, '../../../../libs/content');

let app: TestApp;
let officer: TestClient;

const read = async (query = '') => (await officer.get(`/api/partnership${query}`)).body as unknown as Board;

beforeAll(async () => {
  app = await startTestApp({
    configuration: { demonstration: true },
    arrange: async (_people, { appUrl, ownerUrl }) => {
      const configuration = { databaseUrl: appUrl, migrationDatabaseUrl: ownerUrl } as Configuration;
      await new ContentLoader(configuration, new Clock()).load(CONTENT);
    },
  });
  for (const agencyId of await app.application.get(DemonstrationLoader).load())
    await app.application.get(AgencyCountService).snapshot({ brand: 'JobScope', agencyId });
  await app.application.get(BoardPublisher).publishPast({ brand: 'JobScope', agencyId: null });
  await app.application.get(BoardPublisher).publish({ brand: 'JobScope', agencyId: null });
  officer = await app.signIn('partnership@demo.example', 'demonstration-only-2026');
});
afterAll(() => app.close());

describe('the board of a demonstration site', () => {
  const shownOf = (body: Board) => {
    const figures = body.rows.flatMap((row) => body.modules.map((_, index) => figureAt(row, index)));
    const required = figures.filter((figure) => figure !== null);
    return required.filter((figure) => !figure?.isProtected).length / required.length;
  };

  it('begins with a year of published months, and the running one', async () => {
    const { trendMonths, month, totals } = await read();
    expect(trendMonths).toHaveLength(13);
    expect(trendMonths.at(-1)).toBe(month);
    expect(totals.trend.done.every((done) => done !== null && done > 0)).toBe(true);
  });

  it('shows a visitor a good part of the figures, and every total, in each month of the year', async () => {
    const { trendMonths } = await read();
    for (const month of trendMonths) {
      const body = await read(`?month=${month}`);
      expect(body.month).toBe(month);
      // How much differs with the day of the month on which the invented history ends: 40 to 90 %.
      expect(shownOf(body)).toBeGreaterThan(1 / 3);
      for (const index of [...body.modules.keys(), body.modules.length])
        expect(figureAt(body.totals, index)?.isProtected ?? false).toBe(false);
    }
  });

  it('hides the school of nine and the charity of four altogether', async () => {
    const { rows } = await read();
    const small = rows.find(({ code }) => code === null);
    expect(small?.done.filter((done) => done !== null && done !== -1)).toEqual([]);
    expect(rows.some(({ label }) => /Lantern|Larkfield/.test(label))).toBe(false);
  });

  it('changes nothing when the past is asked for again', async () => {
    const before = await read();
    await app.application.get(BoardPublisher).publishPast({ brand: 'JobScope', agencyId: null });
    expect(await read()).toEqual(before);
  });
});

describe('the dashboard of a demonstration site', () => {
  it('begins with two years of months, from a first rule to all of today’s', async () => {
    const lead = await app.signIn('lead@demo.example', 'demonstration-only-2026');
    const { trend, total, people } = (await lead.get('/api/agency')).body as unknown as AgencyNow;
    expect(trend).toHaveLength(24);
    expect(trend.at(-1)).toMatchObject({ required: total.required, done: total.done });
    expect(trend.every(({ required, done }) => required > 0 && done <= required)).toBe(true);
    expect(trend[0]?.required).toBeLessThanOrEqual(people); // one module then, several by now
    expect(total.required).toBeGreaterThan(1.5 * people);
    expect(total.done / total.required).toBeGreaterThan(0.3);
  });
});
