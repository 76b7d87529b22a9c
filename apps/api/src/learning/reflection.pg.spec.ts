import type { Finished, LearningReflection } from '@learning-reviews/contracts/learning.contract';
import { LearningApp, type TestLearner } from './testing/learning-app.js';

let learning: LearningApp;
beforeAll(async () => (learning = await LearningApp.start()));
afterAll(() => learning?.close());

async function starter(): Promise<TestLearner> {
  const sam = await learning.learner({ agencyId: 60 });
  await sam.start();
  return sam;
}

const words = {
  texts: ['A marigold of a thought', '', 'And a third'],
  intention: 'ring before the marigold visit',
  intentionOn: '2027-01-15',
};

describe('a reflection', () => {
  it('comes back to the person who wrote it, on whatever device', async () => {
    const sam = await starter();
    const empty = await sam.get<LearningReflection>('reflection');
    expect(empty).toMatchObject({ revision: 0, intention: '', intentionOn: null });
    expect(empty.prompts).toHaveLength(3);
    expect(empty.prompts.map(({ text }) => text)).toEqual(['', '', '']);

    const kept = await sam.put('reflection', { ...words, revision: 0 });
    expect(kept.body).toMatchObject({ revision: 1, savedAt: expect.any(String) });
    const elsewhere = await learning.elsewhere(sam);
    const shown = await elsewhere.get<LearningReflection>('reflection');
    expect(shown).toMatchObject({ revision: 1, intention: words.intention, intentionOn: words.intentionOn });
    expect(shown.prompts.map(({ text }) => text)).toEqual(words.texts);
  });

  it('is nowhere in the database in words, not even after the finish that shows it again', async () => {
    const sam = await starter();
    await sam.put('reflection', { ...words, revision: 0 });
    await sam.doAll();
    expect(await sam.finish()).toMatchObject({ intention: words.intention, intentionOn: words.intentionOn });

    const { superuser } = learning.app.testDatabase;
    const { rows: tables } = await superuser.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_schema in ('public', 'access') and table_type = 'BASE TABLE'`,
    );
    expect(tables.length).toBeGreaterThan(30);
    for (const { name } of tables) {
      const { rows } = await superuser.query(
        `select count(*)::int as n from ${name} t where t::text ilike '%marigold%'`,
      );
      expect([name, rows[0].n]).toEqual([name, 0]);
    }
  });

  it('refuses to overwrite what another tab has saved since', async () => {
    const sam = await starter();
    await sam.put('reflection', { ...words, revision: 0 });
    const stale = await sam.put('reflection', { ...words, intention: 'something else', revision: 0 });
    expect(stale.body).toMatchObject({ status: 409, code: 'stale.version' });
    const ahead = await sam.put('reflection', { ...words, revision: 7 });
    expect(ahead.body).toMatchObject({ status: 409, code: 'stale.version' });

    const both = await Promise.all(
      ['one', 'two'].map((intention) => sam.put('reflection', { ...words, intention, revision: 1 })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { revision } = await sam.get<LearningReflection>('reflection');
    expect(revision).toBe(2);
  });

  it('may be saved again by a browser that never heard the answer', async () => {
    const sam = await starter();
    const first = await sam.put('reflection', { ...words, revision: 0 });
    expect((await sam.put('reflection', { ...words, revision: 0 })).body).toEqual(first.body);
    const second = await sam.put('reflection', { ...words, texts: ['New'], revision: 1 });
    expect((await sam.put('reflection', { ...words, texts: ['New'], revision: 1 })).body).toEqual(
      second.body,
    );
  });

  it('may be written after the finish, and changes nothing of it', async () => {
    const sam = await starter();
    await sam.doAll();
    const finished: Finished = await sam.finish();
    expect((await sam.put('reflection', { ...words, revision: 0 })).status).toBe(200);
    const events = await learning.rows('attempt_event', sam);
    expect(events.at(-1)).toMatchObject({ kind: 'finish' });
    expect(await sam.get('finish')).toMatchObject({
      finished: { completionId: finished.completionId, intention: words.intention },
    });
  });

  it('belongs to its attempt: a retake begins with an empty page', async () => {
    const sam = await starter();
    await sam.put('reflection', { ...words, revision: 0 });
    await sam.doAll();
    await sam.finish();
    await sam.start();
    expect(await sam.get('reflection')).toMatchObject({ revision: 0, intention: '' });
  });

  it.each([
    ['a text too long', { texts: ['x'.repeat(4001)] }, 'texts.0'],
    ['too many texts', { texts: ['1', '2', '3', '4', '5', '6'] }, 'texts'],
    ['no real day', { intentionOn: '2027-02-30' }, 'intentionOn'],
    ['an intention too long', { intention: 'x'.repeat(1001) }, 'intention'],
  ])('refuses %s, naming the field and not what was typed', async (_case, change, field) => {
    const sam = await starter();
    const refused = await sam.put('reflection', { ...words, ...change, revision: 0 });
    expect(refused.body).toMatchObject({ status: 422, code: 'request.invalid', errors: [{ field }] });
    expect(refused.text).not.toContain('xxx');
  });

  it('takes five full texts of any alphabet', async () => {
    const sam = await starter();
    const long = {
      texts: Array.from({ length: 5 }, () => 'ł'.repeat(4000)),
      intention: '',
      intentionOn: null,
    };
    expect((await sam.put('reflection', { ...long, revision: 0 })).status).toBe(200);
  });
});
