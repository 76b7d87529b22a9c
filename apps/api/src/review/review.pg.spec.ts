import type {
  Review,
  ReviewList,
  Support,
  Theme,
  ThemeList,
} from '@learning-reviews/contracts/review.contract';
import { loadContent } from '../curriculum/testing/load-content.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({
    arrange: async (_people, database) => {
      await loadContent(database);
    },
  });
});
afterAll(() => app.close());

async function read<Body>(path: string): Promise<Body> {
  const answer = await app.client().get(path);
  expect(answer.status).toBe(200);
  return answer.body as unknown as Body;
}

describe('GET /api/review', () => {
  it('lists the register to anybody: newest period first, one without a period last', async () => {
    const { reviews } = await read<ReviewList>('/api/review');
    expect(reviews.map(({ slug }) => slug)).toEqual([
      'serious-incident-learning-review-2014',
      'review-of-reviews-2008-2014',
      'operation-kern-2013',
      'operation-retriever',
    ]);
    expect(reviews[3]).toMatchObject({ period: null, kind: 'serious-case-review', modules: [] });
  });

  it('keeps only reviews under a theme, by the modules made from them', async () => {
    const { reviews, themes } = await read<ReviewList>('/api/review?theme=T17');
    expect(reviews.map(({ slug }) => slug)).toEqual(['operation-kern-2013']);
    expect(themes).toContainEqual({ code: 'T17', name: 'Support through justice' });
  });

  it('finds no review under a theme that nobody knows', async () => {
    expect((await read<ReviewList>('/api/review?theme=T99')).reviews).toEqual([]);
  });

  it('leaves a withdrawn review out', async () => {
    const { superuser } = app.testDatabase;
    await superuser.query(`update review set withdrawn_at = now() where slug = 'operation-retriever'`);
    expect((await read<ReviewList>('/api/review')).reviews).toHaveLength(3);
    expect((await app.client().get('/api/review/operation-retriever')).status).toBe(404);
    expect((await read<Review>('/api/review/operation-kern-2013')).follows).toEqual([]);
    await superuser.query(`update review set withdrawn_at = null where slug = 'operation-retriever'`);
  });
});

describe('GET /api/review/:slug', () => {
  it('tells what is known, and has empty lists for what the partnership has not supplied', async () => {
    const review = await read<Review>('/api/review/operation-kern-2013');
    expect(review.areas).toHaveLength(3);
    expect(review.follows).toMatchObject([{ slug: 'operation-retriever' }]);
    expect(review.modules).toHaveLength(3);
    expect(review.documents).toMatchObject([{ held: false, url: null }]);
    expect([
      review.learningPoints,
      review.recommendations,
      review.practiceChanges,
      review.goodPractice,
    ]).toEqual([[], [], [], []]);
  });

  it('knows the review that came after', async () => {
    const review = await read<Review>('/api/review/operation-retriever');
    expect(review.followedBy).toMatchObject([{ slug: 'operation-kern-2013' }]);
  });

  it('shows what the partnership has supplied, in its order and under its themes', async () => {
    const { superuser } = app.testDatabase;
    await superuser.query(`
      insert into learning_point (review_id, code, text, evidence_layer, themes, position)
        select id, 'news', 'Agree how news is sent.', 'a', '{T17,T18}', 1 from review where slug = 'operation-kern-2013';
      insert into learning_point (review_id, code, text, evidence_layer, themes, position)
        select id, 'worker', 'Name one worker.', 'a', '{T18}', 0 from review where slug = 'operation-kern-2013';
      insert into recommendation (review_id, code, text, status, position)
        select id, 'r1', 'Plan support after court.', 'reopened', 0 from review where slug = 'operation-kern-2013'`);

    const review = await read<Review>('/api/review/operation-kern-2013');
    expect(review.learningPoints.map(({ id }) => id)).toEqual(['worker', 'news']);
    expect(review.recommendations).toEqual([
      { id: 'r1', text: 'Plan support after court.', status: 'reopened' },
    ]);
    const theme = await read<Theme>('/api/theme/T17');
    expect(theme.learningPoints).toMatchObject([{ id: 'news', review: { slug: 'operation-kern-2013' } }]);
  });

  it('answers 404 for a review that is not there', async () => {
    expect((await app.client().get('/api/review/no-such-review')).status).toBe(404);
  });
});

describe('GET /api/theme', () => {
  it('lists the 24 themes in their order, with how much stands under each', async () => {
    const { themes } = await read<ThemeList>('/api/theme');
    expect(themes).toHaveLength(24);
    expect(themes[0]).toMatchObject({ code: 'T01' });
    const justice = themes.find(({ code }) => code === 'T17');
    const theme = await read<Theme>('/api/theme/T17');
    expect(justice).toMatchObject({ reviewCount: theme.reviews.length, moduleCount: theme.modules.length });
  });

  it.each(['T99', 't17', 'T17%27'])('answers 404 for %s', async (code) => {
    expect((await app.client().get(`/api/theme/${code}`)).status).toBe(404);
  });
});

describe('GET /api/support', () => {
  const phones = async () => (await read<Support>('/api/support')).contacts.map(({ phone }) => phone);

  /** Moves every check that was made to so many months ago. */
  const checkedMonthsAgo = (months: number) =>
    app.testDatabase.superuser.query(
      `update support_contact set checked_on = current_date - make_interval(months => $1) where checked_on is not null`,
      [months],
    );

  it('gives 999 and the numbers read from their official pages, and hides those nobody has checked', async () => {
    await checkedMonthsAgo(5);
    expect(await phones()).toEqual(expect.arrayContaining(['999', '0808 800 5000', '0800 1111']));
    expect(await phones()).not.toContain('116 123');
  });

  it('hides a number once its check is more than six months old, but never 999', async () => {
    await checkedMonthsAgo(7);
    const shown = (await phones()).filter((phone) => phone !== null);
    expect(shown).toEqual(['999']);
  });
});
