import type { Support } from '@learning-reviews/contracts/review.contract';
import { screen } from '@testing-library/dom';
import { openPage } from '../../platform/page/testing/open-page.js';
import { PUBLIC_ROUTES } from '../public.routes.js';

const nspcc: Support['contacts'][number] = {
  id: 'nspcc-helpline',
  group: 'worried-about-a-child',
  name: 'NSPCC helpline',
  phone: '0808 800 5000',
  url: null,
  description: 'For any adult who is worried about a child.',
  checkedOn: '2026-11-22',
};

describe('support page', () => {
  it('shows 999 before anything is loaded, and when nothing can be', async () => {
    const page = await openPage(PUBLIC_ROUTES, '/support');
    const emergency = () => screen.getByRole('link', { name: '999' }).getAttribute('href');
    expect(emergency()).toBe('tel:999');
    await page.refuse('/api/support', 500);
    expect(emergency()).toBe('tel:999');
    expect(screen.getByText('We could not load the numbers.')).toBeTruthy();
  });

  it('shows each number as a link that dials it, with the day it was checked', async () => {
    const page = await openPage(PUBLIC_ROUTES, '/support');
    await page.answer('/api/support', { contacts: [nspcc] });
    expect(screen.getByRole('link', { name: '0808 800 5000' }).getAttribute('href')).toBe('tel:08088005000');
    expect(screen.getByText('Number checked on 22 November 2026')).toBeTruthy();
  });

  it('says so where no number was checked lately', async () => {
    const page = await openPage(PUBLIC_ROUTES, '/support');
    await page.answer('/api/support', { contacts: [nspcc] });
    expect(screen.getAllByText(/No number here has been checked in the last six months/)).toHaveLength(2);
  });

  it('has a way to leave, and does not claim that it clears history', async () => {
    await openPage(PUBLIC_ROUTES, '/support');
    expect(screen.getByRole('link', { name: /Leave this page/ })).toBeTruthy();
    expect(screen.getByText(/It does not clear your history/)).toBeTruthy();
  });

  it('has the place that the foot of every page leads to', async () => {
    await openPage(PUBLIC_ROUTES, '/support');
    expect(document.getElementById('worried-about-a-child')?.tagName).toBe('H2');
  });
});
