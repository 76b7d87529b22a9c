import type { Theme } from '@learning-reviews/contracts/review.contract';
import { screen, within } from '@testing-library/dom';
import { openPage } from '../../platform/page/testing/open-page.js';
import { THEME_ROUTES } from '../review.routes.js';

const ROUTES = [{ path: 'themes', children: THEME_ROUTES }];
const review = { slug: 'operation-kern-2013', title: 'Operation Kern' };
const theme: Theme = {
  code: 'T17',
  name: 'Support through justice',
  definition: 'Before, during and after interview',
  reviews: [],
  modules: [],
  learningPoints: [],
  goodPractice: [],
};

describe('theme page', () => {
  it('says what is not there yet', async () => {
    const page = await openPage(ROUTES, '/themes/T17');
    await page.answer('/api/theme/T17', theme);
    for (const sentence of [
      'No review here is linked to this theme yet.',
      'No module covers this theme yet.',
      'The partnership has not supplied learning points on this theme.',
      'The partnership has not supplied good practice on this theme.',
    ])
      expect(screen.getByText(sentence)).toBeTruthy();
  });

  it('shows good practice beside the learning, each with the review it came from', async () => {
    const page = await openPage(ROUTES, '/themes/T17');
    const learning = { id: 'news', text: 'Agree how news is sent.', themes: [], review };
    const practice = { id: 'worker', text: 'One worker stayed.', themes: [], review };
    await page.answer('/api/theme/T17', { ...theme, learningPoints: [learning], goodPractice: [practice] });

    const learned = within(screen.getByRole('region', { name: 'What was learned' }));
    expect(learned.getByText(/Agree how news is sent/)).toBeTruthy();
    const done = within(screen.getByRole('region', { name: 'What was done well' }));
    expect(done.getByRole('link', { name: 'Operation Kern' }).getAttribute('href')).toBe(
      '/reviews/operation-kern-2013',
    );
  });
});

describe('themes page', () => {
  it('lists the themes with how much stands under each', async () => {
    const page = await openPage(ROUTES, '/themes');
    await page.answer('/api/theme', {
      themes: [
        { code: 'T17', name: 'Support through justice', definition: 'Court', reviewCount: 1, moduleCount: 2 },
      ],
    });
    expect(screen.getByRole('link', { name: 'Support through justice' }).getAttribute('href')).toBe(
      '/themes/T17',
    );
    expect(screen.getByText('1 review, 2 modules')).toBeTruthy();
  });
});
