import type { ReviewList } from '@learning-reviews/contracts/review.contract';
import { screen } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { type OpenPage, openPage } from '../../platform/page/testing/open-page.js';
import { REVIEW_ROUTES } from '../review.routes.js';

const kern: ReviewList['reviews'][number] = {
  slug: 'operation-kern-2013',
  title: 'Learning Review of Operation Kern',
  kind: 'learning-review',
  publisher: 'Derby Safeguarding Children Board',
  period: { from: 2013, to: 2013 },
  status: 'described',
  summary: 'A learning review.',
  themes: [],
  modules: [],
};
const retriever: ReviewList['reviews'][number] = {
  ...kern,
  slug: 'operation-retriever',
  title: 'Serious case review following Operation Retriever',
  kind: 'serious-case-review',
  period: null,
};
const themes = [{ code: 'T17', name: 'Support through justice' }];
const ROUTES = [{ path: 'reviews', children: REVIEW_ROUTES }];

describe('reviews page', () => {
  let page: OpenPage;

  it('lists each review with its kind, period, publisher and status', async () => {
    page = await openPage(ROUTES, '/reviews');
    await page.answer('/api/review', { reviews: [kern, retriever], themes });

    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Reviews');
    expect(screen.getByRole('status').textContent).toContain('2 reviews');
    const link = screen.getByRole('link', { name: kern.title });
    expect(link.getAttribute('href')).toBe('/reviews/operation-kern-2013');
    expect(screen.getByText('Learning review')).toBeTruthy();
    expect(screen.getAllByText('Description only')).toHaveLength(2);
    expect(screen.getByText('Not given in the published description')).toBeTruthy();
  });

  it('puts the theme that was chosen into the address, and keeps the focus on the button', async () => {
    page = await openPage(ROUTES, '/reviews');
    await page.answer('/api/review', { reviews: [kern, retriever], themes });

    await userEvent.selectOptions(screen.getByLabelText('Theme'), 'Support through justice');
    await userEvent.click(screen.getByRole('button', { name: 'Filter' }));
    await page.settle();
    expect(page.address()).toBe('/reviews?theme=T17');
    await page.answer('/api/review?theme=T17', { reviews: [kern], themes });

    expect(screen.getByRole('status').textContent).toContain('1 review');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Filter' }));
  });

  it('reads the theme from the address, and says so when no review has it', async () => {
    page = await openPage(ROUTES, '/reviews?theme=T17');
    await page.answer('/api/review?theme=T17', { reviews: [], themes });

    expect((screen.getByLabelText('Theme') as HTMLSelectElement).value).toBe('T17');
    expect(screen.getByText(/No review is linked to this theme/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Show all reviews' }).getAttribute('href')).toBe('/reviews');
  });

  it('says that the reviews are loading, and when they could not be loaded', async () => {
    page = await openPage(ROUTES, '/reviews');
    expect(screen.getByText('Loading the reviews…')).toBeTruthy();
    await page.refuse('/api/review', 500);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Sorry, there is a problem');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await page.settle();
    await page.answer('/api/review', { reviews: [kern], themes });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Reviews');
  });
});
