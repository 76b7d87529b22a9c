import type { ModuleDetail, ModuleList } from '@learning-reviews/contracts/curriculum.contract';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { loadContent } from './testing/load-content.js';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({
    arrange: async (_people, database) => {
      await loadContent(database);
    },
  });
});
afterAll(() => app.close());

async function list(query = ''): Promise<ModuleList> {
  const answer = await app.client().get(`/api/module${query}`);
  expect(answer.status).toBe(200);
  return answer.body as unknown as ModuleList;
}
const slugsOf = ({ modules }: ModuleList) => modules.map(({ slug }) => slug);

describe('GET /api/module', () => {
  it('lists the five modules by title to anybody', async () => {
    const { modules } = await list();
    expect(modules).toHaveLength(5);
    expect(modules.map(({ title }) => title)).toEqual(modules.map(({ title }) => title).sort());
  });

  it.each([
    ['?role=school-nurse', ['kern-young-person']],
    ['?review=serious-incident-learning-review-2014', ['new-and-emerging-communities']],
    ['?theme=T17&review=operation-kern-2013', ['kern-young-person']],
  ])('narrows the list by %s', async (query, expected) => {
    expect(slugsOf(await list(query))).toEqual(expect.arrayContaining(expected));
    expect((await list(query)).modules.length).toBeLessThan(5);
  });

  it('keeps only modules that fit the minutes given, the edge included', async () => {
    const longest = Math.max(...(await list()).modules.map(({ minutes }) => minutes));
    expect((await list(`?minutes=${longest}`)).modules).toHaveLength(5);
    expect((await list(`?minutes=${longest - 1}`)).modules.length).toBeLessThan(5);
  });

  it('finds nothing for a theme nobody knows, and says what can be filtered by all the same', async () => {
    const { modules, filters } = await list('?theme=T99');
    expect(modules).toEqual([]);
    expect(filters.themes.length).toBeGreaterThan(0);
    expect(filters.reviews).toHaveLength(3);
    expect(filters.roles).toContainEqual({ code: 'school-nurse', label: 'School nurse' });
  });

  it('reads minutes that are no number as no filter', async () => {
    expect((await list('?minutes=soon')).modules).toHaveLength(5);
  });

  it('refuses a filter it does not have', async () => {
    expect((await app.client().get('/api/module?agency=3')).status).toBe(422);
  });
});

describe('GET /api/module/:slug', () => {
  const detail = async (slug: string) =>
    (await app.client().get(`/api/module/${slug}`)).body as unknown as ModuleDetail;

  it('tells what is needed to decide, with every source that is cited', async () => {
    const module = await detail('kern-young-person');

    expect(module).toMatchObject({
      version: 1,
      minutes: 40,
      participatoryMinutes: 45,
      questionCount: 8,
      passMark: 6,
    });
    expect(module.sections).toHaveLength(7);
    expect(module.versions).toMatchObject([{ version: 1, change: 'first', withdrawnOn: null }]);
    const cited = module.evidence.publishedPage.flat().flatMap(({ sources }) => sources);
    expect(cited).toContain('DSCB-PAGE');
    expect(module.sources.map(({ id }) => id)).toEqual(expect.arrayContaining(cited));
  });

  it('marks sources nobody has checked', async () => {
    const { sources } = await detail('themes-2008-2014');
    expect(sources.some(({ confidence }) => confidence === 'not-yet-checked')).toBe(true);
  });

  it.each([
    'kern-young-person',
    'kern-parents-carers',
    'kern-professionals',
    'new-and-emerging-communities',
    'themes-2008-2014',
  ])(
    'withholds from %s what others have published, and everything that would give an answer away',
    async (slug) => {
      const { text } = await app.client().get(`/api/module/${slug}`);
      expect(text).not.toMatch(/otherPublic|"correct"|"quality"|"feedback"|"stem"/);
      expect(text).not.toContain('A Derby charity describes');
    },
  );

  it.each(['no-such-module', 'NO', '..%2f..%2fetc'])('answers 404 for %s', async (slug) => {
    const answer = await app.client().get(`/api/module/${slug}`);
    expect([answer.status, answer.body.code]).toEqual([404, 'request.not-found']);
  });

  it('shows a withdrawn module as withdrawn, and keeps it readable', async () => {
    const { superuser } = app.testDatabase;
    await superuser.query(
      `update module_version set withdrawn_at = '2026-11-20T12:00:00Z'
       where module_id = (select id from module where slug = 'kern-professionals')`,
    );
    const module = await detail('kern-professionals');
    expect(module.withdrawn).toBe(true);
    expect(module.versions[0]?.withdrawnOn).toBe('2026-11-20');
  });
});
