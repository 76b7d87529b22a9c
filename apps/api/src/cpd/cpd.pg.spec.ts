import { randomUUID } from 'node:crypto';
import type { CpdEntry, CpdRecord } from '@learning-reviews/contracts/cpd.contract';
import { addDays, calendarDateIn, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { registrationYear } from '@learning-reviews/domain/cpd/registration-year';
import { LearningApp, type TestLearner } from '../learning/testing/learning-app.js';
import type { TestClient } from '../platform/testing/test-client.js';

let learning: LearningApp;
let finisher: TestLearner;
let moduleEntryId: string;

beforeAll(async () => {
  learning = await LearningApp.start();
  finisher = await learning.learner({ agencyId: 30 });
  await finisher.doAll();
  learning.app.clock.advance({ minutes: 3 });
  moduleEntryId = (await finisher.finish()).cpdEntryId;
});
afterAll(() => learning?.close());

const today = () => calendarDateIn(learning.app.clock.now().getTime(), DEFAULT_TIME_ZONE);

const outside = {
  title: 'Safeguarding supervision group',
  provider: 'Riverside Community Trust',
  learningType: 'peer-discussion',
  completedOn: '2026-03-31',
  minutes: 60,
  participatoryMinutes: 60,
  facilitator: 'B. Facilitator',
  groupSize: 6,
  description: 'What changes when a child is asked',
  evidence: 'Attendance list',
};

async function somebody(): Promise<TestLearner> {
  return learning.learner({ agencyId: 30 });
}

async function add(browser: TestClient, change: object = {}): Promise<string> {
  const answer = await browser.post('/api/cpd', { ...outside, ...change });
  expect([answer.status, answer.body]).toEqual([
    201,
    { id: expect.any(String), revision: 0, savedAt: expect.any(String) },
  ]);
  return answer.body['id'] as string;
}

async function entry(browser: TestClient, id: string): Promise<CpdEntry> {
  const answer = await browser.get(`/api/cpd/${id}`);
  expect(answer.status).toBe(200);
  return answer.body as unknown as CpdEntry;
}

const record = async (browser: TestClient, query = '') =>
  (await browser.get(`/api/cpd${query}`)).body as unknown as CpdRecord;

describe('GET /api/cpd', () => {
  it('is empty for somebody who has learned nothing yet', async () => {
    const sam = await somebody();
    expect(await record(sam.browser)).toEqual({ body: 'generic', years: [] });
  });

  it('shows a module finished here, with 0 participatory minutes for learning alone', async () => {
    const { years } = await record(finisher.browser);
    const year = registrationYear(today());
    expect(years).toMatchObject([
      { label: year.label, from: year.startsOn, to: year.endsOn, participatoryMinutes: 0 },
    ]);
    expect(years[0]?.entries).toEqual([
      {
        id: moduleEntryId,
        title: finisher.words.title,
        learningType: 'self-directed',
        source: 'platform',
        attestedBy: null,
        provider: 'Learning Reviews',
        completedOn: today(),
        minutes: years[0]?.minutes,
        participatoryMinutes: 0,
        certificateNumber: expect.stringMatching(/^([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/),
        hasReflection: false,
        withdrawn: null,
      },
    ]);
  });

  it('names who attested learning that was imported', async () => {
    const { browser, personId } = await somebody();
    await learning.app.testDatabase.superuser.query(
      `insert into cpd_entry (person_id, id, source, learning_type, title, provider, completed_on, minutes,
         attested_by, saved_at)
       values ($1, $2, 'imported', 'reading', 'Induction', 'The trust', '2026-05-01', 40, 'Sam Example, HR', now())`,
      [personId, randomUUID()],
    );
    const { years } = await record(browser);
    expect(years[0]?.entries).toMatchObject([{ source: 'imported', attestedBy: 'Sam Example, HR' }]);
  });

  it('counts each registration year by itself, newest first, and never mixes the two kinds of minutes', async () => {
    const { browser } = await somebody();
    await add(browser, { completedOn: '2025-04-01' });
    await add(browser, { completedOn: '2026-03-31', minutes: 45, participatoryMinutes: 30 });
    await add(browser, { completedOn: '2026-04-01', learningType: 'reading', participatoryMinutes: 0 });

    const { years } = await record(browser);
    expect(years).toMatchObject([
      { label: '2026-27', from: '2026-04-01', to: '2027-03-31', minutes: 60, participatoryMinutes: 0 },
      { label: '2025-26', from: '2025-04-01', to: '2026-03-31', minutes: 105, participatoryMinutes: 90 },
    ]);
    expect(years[1]?.entries.map(({ completedOn }) => completedOn)).toEqual(['2026-03-31', '2025-04-01']);
  });

  it('follows the regulator of the person, and another body when it is asked for', async () => {
    const { browser } = await somebody();
    await browser.put('/api/account/registration', { body: 'social-work-england', number: 'SW1' });
    await add(browser, { completedOn: '2025-11-30' });
    await add(browser, { completedOn: '2025-12-01' });

    const own = await record(browser);
    expect([own.body, own.years.map(({ from }) => from)]).toEqual([
      'social-work-england',
      ['2025-12-01', '2024-12-01'],
    ]);
    const generic = await record(browser, '?body=generic');
    expect([generic.body, generic.years.map(({ from }) => from)]).toEqual([
      'generic',
      ['2025-12-01', '2024-12-01'],
    ]);
    const nmc = await record(browser, '?body=nmc');
    expect([nmc.body, nmc.years.map(({ from }) => from)]).toEqual(['nmc', ['2025-04-01']]);
    expect((await browser.get('/api/cpd?body=gmc')).status).toBe(422);
  });
});

describe('POST /api/cpd', () => {
  it('keeps what was typed, as it was typed', async () => {
    const { browser } = await somebody();
    const hostile = `<img src=x onerror=alert(1)> "=cmd|' /C calc'!A0" & <script>{{7*7}}</script>`;
    const id = await add(browser, {
      title: hostile,
      provider: hostile,
      description: hostile,
      evidence: hostile,
    });
    expect(await entry(browser, id)).toMatchObject({
      ...outside,
      title: hostile,
      provider: hostile,
      description: hostile,
      evidence: hostile,
      source: 'self-declared',
      certificateNumber: null,
      module: null,
      creditedMinutes: null,
      themes: [],
      outcomes: [],
      moduleReflections: [],
      reflectionRevision: 0,
      revision: 0,
    });
  });

  it('adds once, however often it is sent', async () => {
    const { browser } = await somebody();
    const headers = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => browser.post('/api/cpd', outside, { headers })),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect((await record(browser)).years[0]?.entries).toHaveLength(1);
    const other = await browser.post('/api/cpd', { ...outside, minutes: 61 }, { headers });
    expect(other.body).toMatchObject({ status: 422, code: 'request.key-reused' });
  });

  it('takes today and refuses tomorrow', async () => {
    const { browser } = await somebody();
    await add(browser, { completedOn: today() });
    const refused = await browser.post('/api/cpd', { ...outside, completedOn: addDays(today(), 1) });
    expect(refused.body).toMatchObject({
      status: 422,
      code: 'cpd.in-future',
      errors: [{ field: 'completedOn' }],
    });
    expect((await record(browser)).years[0]?.entries).toHaveLength(1);
  });

  it.each([
    ['no title', { title: '  ' }, 'title'],
    ['no provider', { provider: '' }, 'provider'],
    ['a title too long', { title: 'x'.repeat(201) }, 'title'],
    ['a kind nobody knows', { learningType: 'osmosis' }, 'learningType'],
    ['a day that is none', { completedOn: '2026-02-30' }, 'completedOn'],
    ['a year before anybody worked', { completedOn: '0000-01-01' }, 'completedOn'],
    ['no minutes', { minutes: 0, participatoryMinutes: 0 }, 'minutes'],
    ['more than a day', { minutes: 1441 }, 'minutes'],
    ['half a minute', { minutes: 1.5 }, 'minutes'],
    ['more with others than in all', { participatoryMinutes: 61 }, 'participatoryMinutes'],
    ['learning alone with others', { learningType: 'self-directed' }, 'participatoryMinutes'],
    ['nobody in the group', { groupSize: 0 }, 'groupSize'],
    ['a source of one’s own', { source: 'platform' }, 'source'],
    ['credited minutes', { creditedMinutes: 600 }, 'creditedMinutes'],
    ['another person', { personId: randomUUID() }, 'personId'],
  ])('refuses %s, and writes nothing', async (_what, change, field) => {
    const { browser } = await somebody();
    const refused = await browser.post('/api/cpd', { ...outside, ...change });
    expect(refused.body).toMatchObject({ status: 422, code: 'request.invalid' });
    expect((refused.body['errors'] as { field: string }[]).map((error) => error.field)).toContain(field);
    expect((await record(browser)).years).toEqual([]);
  });
});

describe('GET /api/cpd/:id', () => {
  it('shows the module as it was learned, whatever has been published since', async () => {
    const before = await entry(finisher.browser, moduleEntryId);
    expect(before).toMatchObject({
      module: { slug: finisher.module, title: finisher.words.title, version: 1 },
      outcomes: finisher.words.outcomes,
      creditedMinutes: before.minutes,
    });
    expect(before.description).toContain(finisher.words.madeFrom);
    expect(before.themes).toHaveLength(finisher.words.themes.length);
    expect(before.themes.join()).not.toMatch(/T\d\d/);

    await learning.publish('Another title altogether');
    expect(await entry(finisher.browser, moduleEntryId)).toEqual(before);
  });
});

describe('PUT /api/cpd/:id/minutes', () => {
  const lower = (browser: TestClient, id: string, minutes: number, revision: number) =>
    browser.put(`/api/cpd/${id}/minutes`, { minutes, revision });

  it('lowers, and lets what was credited be recorded again, and no more', async () => {
    const sam = await somebody();
    await sam.doAll();
    learning.app.clock.advance({ minutes: 4 });
    const { cpdEntryId: id, minutes: credited } = await sam.finish();
    expect(credited).toBeGreaterThan(1);

    expect((await lower(sam.browser, id, credited - 1, 0)).body).toMatchObject({ id, revision: 1 });
    expect((await lower(sam.browser, id, credited, 1)).body).toMatchObject({ revision: 2 });
    const raised = await lower(sam.browser, id, credited + 1, 2);
    expect(raised.body).toMatchObject({
      status: 422,
      code: 'cpd.minutes-raised',
      message: `You can record ${credited} minutes or fewer`,
      errors: [{ field: 'minutes' }],
    });
    await lower(sam.browser, id, 0, 2);
    expect(await entry(sam.browser, id)).toMatchObject({
      minutes: 0,
      creditedMinutes: credited,
      revision: 3,
    });

    // The fact itself, and what the agency holds, stay as they were.
    expect(await learning.rows('completion', sam)).toMatchObject([{ minutes: credited }]);
    expect(await learning.rows('agency_completion', sam)).toMatchObject([{ minutes: credited }]);
  });

  it('takes the minutes with others down together with all of them', async () => {
    const { browser } = await somebody();
    const id = await add(browser);
    expect((await lower(browser, id, 40, 0)).status).toBe(200);
    expect(await entry(browser, id)).toMatchObject({ minutes: 40, participatoryMinutes: 40 });
    expect((await lower(browser, id, 41, 1)).body).toMatchObject({ code: 'cpd.minutes-raised' });
  });

  it('refuses a stale page, and takes the same change twice for one', async () => {
    const { browser } = await somebody();
    const id = await add(browser);
    const first = await lower(browser, id, 50, 0);
    expect((await lower(browser, id, 50, 0)).body).toEqual(first.body);
    expect((await lower(browser, id, 40, 0)).body).toMatchObject({ status: 409, code: 'stale.version' });

    const both = await Promise.all([30, 20].map((minutes) => lower(browser, id, minutes, 1)));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await entry(browser, id)).toMatchObject({ revision: 2 });
  });
});

describe('DELETE /api/cpd/:id', () => {
  it('takes back what a person declared, with what they wrote about it', async () => {
    const sam = await somebody();
    const id = await add(sam.browser);
    const words = { learned: 'To ask', impact: '', peer: '', codeLinks: [], revision: 0 };
    expect((await sam.browser.put(`/api/cpd/${id}/reflection`, words)).status).toBe(200);

    expect((await sam.browser.delete(`/api/cpd/${id}`)).status).toBe(204);
    expect((await sam.browser.get(`/api/cpd/${id}`)).status).toBe(404);
    expect((await sam.browser.delete(`/api/cpd/${id}`)).status).toBe(404);
    expect(await learning.rows('reflection', sam)).toEqual([]);
    expect(await learning.rows('cpd_entry', sam)).toEqual([]);
  });

  it('leaves what this platform recorded', async () => {
    const refused = await finisher.browser.delete(`/api/cpd/${moduleEntryId}`);
    expect(refused.body).toMatchObject({ status: 409, code: 'cpd.platform-entry' });
    await entry(finisher.browser, moduleEntryId);
  });
});

describe('somebody else’s entry', () => {
  const words = { learned: 'Mine now', impact: '', peer: '', codeLinks: [], revision: 0 };

  it('is not there, in the very words of one that never was', async () => {
    const owner = await somebody();
    const id = await add(owner.browser);
    const { browser } = await somebody();
    const asks: ((id: string) => ReturnType<TestClient['get']>)[] = [
      (it) => browser.get(`/api/cpd/${it}`),
      (it) => browser.delete(`/api/cpd/${it}`),
      (it) => browser.put(`/api/cpd/${it}/minutes`, { minutes: 1, revision: 0 }),
      (it) => browser.put(`/api/cpd/${it}/reflection`, words),
    ];
    for (const ask of asks) {
      const [theirs, missing, senseless] = [await ask(id), await ask(randomUUID()), await ask('1')];
      const said = ({ status, body }: typeof theirs) => ({ status, ...body, requestId: '' });
      expect(said(theirs)).toMatchObject({ status: 404, code: 'request.not-found' });
      expect(said(missing)).toEqual(said(theirs));
      expect(said(senseless)).toEqual(said(theirs));
    }
    expect(await entry(owner.browser, id)).toMatchObject({ ...outside, revision: 0, reflectionRevision: 0 });
    expect((await record(browser)).years).toEqual([]);
  });

  it('stays with the person who moves on, and no agency sees it', async () => {
    const sam = await learning.learner({ agencyId: 31, toOn: '2025-12-31' }, { agencyId: 32 });
    const id = await add(sam.browser, { completedOn: '2025-06-01' });
    expect((await entry(sam.browser, id)).id).toBe(id);
    for (const agencyId of [31, 32]) {
      await expect(learning.seenBy(agencyId, 'cpd_entry')).rejects.toMatchObject({ code: '42501' });
    }
  });
});
