import type { ReviewReachList } from '@learning-reviews/contracts/partnership.contract';
import { screen } from '@testing-library/dom';
import { type OpenPage, openPage } from '../../platform/page/testing/open-page.js';
import { line } from '../testing/board-answer.js';
import { ReviewsReachPage } from './reviews-reach-page.js';

const LIST: ReviewReachList = {
  publishedOn: '2026-11-01',
  reviews: [
    {
      slug: 'first-review',
      title: 'First review',
      modules: [
        {
          slug: 'a',
          title: 'First module',
          half: { state: 'reached', countedOn: '2026-10-31', exact: true, days: null },
          fourFifths: { state: 'not-yet' },
          latest: line('1200/2000'),
        },
        {
          slug: 'b',
          title: 'Second module',
          half: { state: 'hidden' },
          fourFifths: { state: 'hidden' },
          latest: line('[c]'),
        },
      ],
    },
  ],
};
const ROUTES = [{ path: 'partnership/reviews', component: ReviewsReachPage }];

describe('reach of reviews', () => {
  let page: OpenPage;

  async function open(list: ReviewReachList = LIST) {
    page = await openPage(ROUTES, '/partnership/reviews');
    await page.answer('/api/partnership/review', list);
  }

  it('lists each review with how far its modules have come, hidden figures with their key', async () => {
    await open();
    expect(screen.getByRole('link', { name: 'First review' }).getAttribute('href')).toBe(
      '/partnership/reviews/first-review',
    );
    const rows = screen
      .getAllByRole('row')
      .map((row) => [...row.children].map((cell) => cell.textContent?.trim()));
    expect(rows.slice(1)).toEqual([
      ['First module', '60% (1,200 of 2,000)', 'In the month ending 31 October 2026', 'Not yet reached'],
      [
        'Second module',
        '[c]',
        'Cannot be said: the figures that would tell are hidden to protect people',
        'Cannot be said: the figures that would tell are hidden to protect people',
      ],
    ]);
    expect(screen.getByText(/means the figure is hidden because so few people/)).toBeTruthy();
  });

  it('says so before anything was published', async () => {
    await open({ publishedOn: null, reviews: [] });
    expect(screen.getByText(/No figures have been published yet/)).toBeTruthy();
  });

  it('says that it is loading, and when it could not be loaded', async () => {
    page = await openPage(ROUTES, '/partnership/reviews');
    expect(screen.getByText('Loading the reach of reviews…')).toBeTruthy();
    await page.refuse('/api/partnership/review', 500);
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  });
});
