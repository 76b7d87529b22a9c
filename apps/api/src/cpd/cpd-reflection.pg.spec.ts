import type { CpdEntry, CpdRecord } from '@learning-reviews/contracts/cpd.contract';
import { LearningApp, type TestLearner } from '../learning/testing/learning-app.js';

let learning: LearningApp;
beforeAll(async () => (learning = await LearningApp.start()));
afterAll(() => learning?.close());

const outside = {
  title: 'Group supervision',
  provider: 'The trust',
  learningType: 'peer-discussion',
  completedOn: '2026-05-06',
  minutes: 30,
  participatoryMinutes: 30,
};
const words = {
  learned: 'A marigold of a thought: to ask who has told the child',
  impact: 'I now ask, in every marigold visit',
  peer: 'My peer asked who decides <b>“then”</b>',
  codeLinks: ['prioritise-people', 'preserve-safety'],
};

/** Somebody with one entry of their own. */
async function writer(): Promise<{ sam: TestLearner; id: string }> {
  const sam = await learning.learner({ agencyId: 40 });
  const { body } = await sam.browser.post('/api/cpd', outside);
  return { sam, id: body['id'] as string };
}

const entry = async (sam: TestLearner, id: string) =>
  (await sam.browser.get(`/api/cpd/${id}`)).body as unknown as CpdEntry;
const save = (sam: TestLearner, id: string, change: object, revision: number) =>
  sam.browser.put(`/api/cpd/${id}/reflection`, { ...words, ...change, revision });

/** The tables in which a word stands, past every policy. */
async function tablesWith(word: string): Promise<string[]> {
  const { superuser } = learning.app.testDatabase;
  const { rows: tables } = await superuser.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema in ('public', 'access') and table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await superuser.query(`select 1 from ${name} t where t::text ilike $1 limit 1`, [
      `%${word}%`,
    ]);
    if (rows.length > 0) found.push(name);
  }
  return found;
}

describe('the reflection of an entry', () => {
  it('comes back to the person who wrote it, on whatever device', async () => {
    const { sam, id } = await writer();
    expect(await entry(sam, id)).toMatchObject({
      hasReflection: false,
      reflection: { learned: '', impact: '', peer: '', codeLinks: [] },
      reflectionRevision: 0,
    });
    expect((await save(sam, id, {}, 0)).body).toEqual({ id, revision: 1, savedAt: expect.any(String) });

    const { browser } = await learning.elsewhere(sam);
    const shown = (await browser.get(`/api/cpd/${id}`)).body as unknown as CpdEntry;
    expect(shown).toMatchObject({
      hasReflection: true,
      reflection: words,
      reflectionRevision: 1,
      revision: 0,
    });
    const { years } = (await browser.get('/api/cpd')).body as unknown as CpdRecord;
    expect(years[0]?.entries).toMatchObject([{ id, hasReflection: true }]);
  });

  it('is ciphertext in its table, and nowhere else in the database: no kept answer, no audit row', async () => {
    const { sam, id } = await writer();
    await save(sam, id, {}, 0);
    await save(sam, id, { learned: 'Another marigold' }, 1);
    await sam.browser.put(`/api/cpd/${id}/minutes`, { minutes: 20, revision: 0 });
    await sam.browser.get('/api/cpd/export.csv?body=generic');

    const [row] = await learning.rows('reflection', sam);
    expect(row).toMatchObject({ cpd_entry_id: id, attempt_id: null, revision: 2 });
    const sealed = row?.['ciphertext'] as Buffer;
    expect(sealed.length).toBeGreaterThan(100);
    expect(sealed.toString('latin1')).not.toMatch(/marigold|learned|codeLinks/i);
    expect(await tablesWith('marigold')).toEqual([]);
    // The same search finds what is no secret.
    expect(await tablesWith('Group supervision')).toEqual(['public.cpd_entry']);
  });

  it('does not open for another person, not even with the row moved to them', async () => {
    const { sam, id } = await writer();
    await save(sam, id, {}, 0);
    const other = await writer();
    await learning.app.testDatabase.superuser.query(
      'update reflection set person_id = $2, cpd_entry_id = $3 where person_id = $1',
      [sam.personId, other.sam.personId, other.id],
    );
    const answer = await other.sam.browser.get(`/api/cpd/${other.id}`);
    expect([answer.status, answer.body.code]).toEqual([500, 'service.fault']);
    expect(answer.text).not.toContain('marigold');
  });

  it('is never saved over what another tab has saved since', async () => {
    const { sam, id } = await writer();
    await save(sam, id, {}, 0);
    expect((await save(sam, id, { learned: 'Other' }, 0)).body).toMatchObject({
      status: 409,
      code: 'stale.version',
    });
    expect((await save(sam, id, {}, 7)).body).toMatchObject({ code: 'stale.version' });
    const both = await Promise.all(['one', 'two'].map((learned) => save(sam, id, { learned }, 1)));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await entry(sam, id)).reflectionRevision).toBe(2);
  });

  it('is begun once by two tabs at the same moment', async () => {
    const { sam, id } = await writer();
    const both = await Promise.all(['one', 'two'].map((learned) => save(sam, id, { learned }, 0)));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await learning.rows('reflection', sam)).toHaveLength(1);
  });

  it('may be saved again by a browser that never heard the answer', async () => {
    const { sam, id } = await writer();
    const first = await save(sam, id, {}, 0);
    expect((await save(sam, id, {}, 0)).body).toEqual(first.body);
    const second = await save(sam, id, { peer: '' }, 1);
    expect((await save(sam, id, { peer: '' }, 1)).body).toEqual(second.body);
  });

  it('is not made stale by lower minutes, nor they by it', async () => {
    const { sam, id } = await writer();
    await save(sam, id, {}, 0);
    expect((await sam.browser.put(`/api/cpd/${id}/minutes`, { minutes: 10, revision: 0 })).status).toBe(200);
    expect((await save(sam, id, { impact: 'More' }, 1)).status).toBe(200);
    expect(await entry(sam, id)).toMatchObject({ minutes: 10, revision: 1, reflectionRevision: 2 });
  });

  it.each([
    ['a text too long', { learned: 'x'.repeat(4001) }, 'learned'],
    ['a part of the Code that is none', { codeLinks: ['be-nice'] }, 'codeLinks.0'],
    ['more parts than there are', { codeLinks: Array(5).fill('preserve-safety') }, 'codeLinks'],
    ['a field of its own', { intention: 'secret' }, 'intention'],
  ])('refuses %s, naming the field and not what was typed', async (_what, change, field) => {
    const { sam, id } = await writer();
    const refused = await save(sam, id, change, 0);
    expect(refused.body).toMatchObject({ status: 422, code: 'request.invalid', errors: [{ field }] });
    expect(refused.text).not.toMatch(/xxx|secret|marigold/);
  });

  it('takes three full texts of any alphabet', async () => {
    const { sam, id } = await writer();
    const full = 'ł'.repeat(4000);
    expect((await save(sam, id, { learned: full, impact: full, peer: full }, 0)).status).toBe(200);
  });

  it('stands beside what was written in the module, which stays where it is', async () => {
    const sam = await learning.learner({ agencyId: 40 });
    await sam.doAll();
    const written = {
      texts: ['', 'Who the child would choose', ''],
      intention: 'ring before the visit',
      intentionOn: '2027-01-15',
    };
    await sam.put('reflection', { ...written, revision: 0 });
    const { cpdEntryId } = await sam.finish();

    const shown = await entry(sam, cpdEntryId);
    expect(shown).toMatchObject({
      hasReflection: true,
      moduleReflections: [{ prompt: sam.words.reflectionPrompts[1], text: 'Who the child would choose' }],
      intention: written.intention,
      intentionOn: written.intentionOn,
      reflection: { learned: '' },
      reflectionRevision: 0,
    });
    await save(sam, cpdEntryId, {}, 0);
    expect(await entry(sam, cpdEntryId)).toMatchObject({
      moduleReflections: shown.moduleReflections,
      reflection: words,
    });
  });
});
