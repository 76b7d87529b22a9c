import type { Review } from '@learning-reviews/contracts/review.contract';
import { screen, within } from '@testing-library/dom';
import { openPage } from '../../platform/page/testing/open-page.js';
import { REVIEW_ROUTES } from '../review.routes.js';

const kern: Review = {
  slug: 'operation-kern-2013',
  title: 'Learning Review of Operation Kern',
  kind: 'learning-review',
  publisher: 'Derby Safeguarding Children Board',
  period: { from: 2013, to: 2013 },
  status: 'described',
  summary: 'A learning review.',
  themes: [{ code: 'T17', name: 'Support through justice' }],
  modules: [
    { slug: 'kern-young-person', title: 'Before, during and after court', minutes: 40, withdrawn: false },
  ],
  areas: [{ slug: 'young-person', title: 'A young person’s experience' }],
  contains: [],
  documents: [{ title: 'The Learning Review Summary', kind: 'summary', held: false, url: null }],
  follows: [{ slug: 'operation-retriever', title: 'Operation Retriever' }],
  followedBy: [],
  learningPoints: [],
  recommendations: [],
  practiceChanges: [],
  goodPractice: [],
};
const ROUTES = [{ path: 'reviews', children: REVIEW_ROUTES }];
const URL = '/api/review/operation-kern-2013';

async function open(change: Partial<Review> = {}) {
  const page = await openPage(ROUTES, '/reviews/operation-kern-2013');
  await page.answer(URL, { ...kern, ...change });
  return page;
}

describe('review page', () => {
  it.each([
    'The partnership has not supplied the learning points of this review.',
    'The partnership has not supplied the recommendations of this review.',
    'The partnership has not supplied what changed in practice after this review.',
    'The partnership has not supplied the good practice that this review found.',
  ])('says exactly what is missing: %s', async (sentence) => {
    await open();
    expect(screen.getByText(sentence)).toBeTruthy();
  });

  it('says which document is not held, and does not link to it', async () => {
    await open();
    const row = screen.getByRole('cell', { name: 'The Learning Review Summary' }).closest('tr')!;
    expect(within(row).getByText('Not held here. Ask its publisher for a copy.')).toBeTruthy();
    expect(within(row).queryByRole('link')).toBeNull();
  });

  it('shows a recommendation with how far it has come', async () => {
    await open({ recommendations: [{ id: 'r1', text: 'Plan support after court.', status: 'reopened' }] });
    expect(screen.getByText(/Plan support after court/).textContent).toContain('Re-opened');
  });

  it('leads to the modules, the themes and the review before', async () => {
    await open();
    const hrefOf = (name: string) => screen.getByRole('link', { name }).getAttribute('href');
    expect(hrefOf('Before, during and after court')).toBe('/modules/kern-young-person');
    expect(hrefOf('Support through justice')).toBe('/themes/T17');
    expect(hrefOf('Operation Retriever')).toBe('/reviews/operation-retriever');
  });

  it('names the page after the review', async () => {
    await open();
    expect(document.title).toBe('Learning Review of Operation Kern – Learning Reviews');
  });

  it('is the page not found when there is no such review', async () => {
    const page = await openPage(ROUTES, '/reviews/operation-kern-2013');
    await page.refuse(URL, 404);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Page not found');
  });
});
