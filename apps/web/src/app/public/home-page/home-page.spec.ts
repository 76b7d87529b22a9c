import { screen } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { openPage } from '../../platform/page/testing/open-page.js';
import { PUBLIC_ROUTES } from '../public.routes.js';

const catalogue = {
  modules: [],
  filters: { roles: [{ code: 'school-nurse', label: 'School nurse' }], themes: [], reviews: [] },
};

describe('home page', () => {
  it('leads from a role to the modules for it', async () => {
    const page = await openPage(PUBLIC_ROUTES, '/');
    await page.answer('/api/module', catalogue);
    await userEvent.selectOptions(screen.getByLabelText('Your role'), 'School nurse');
    await userEvent.click(screen.getByRole('button', { name: 'Find modules' }));
    await page.settle();
    expect(page.address()).toBe('/modules?role=school-nurse');
  });

  it('keeps the rest of the page when the reviews cannot be loaded', async () => {
    const page = await openPage(PUBLIC_ROUTES, '/');
    await page.answer('/api/module', catalogue);
    await page.refuse('/api/review', 500);
    expect(screen.getByText('We could not load the reviews.')).toBeTruthy();
    expect(screen.getByLabelText('Your role')).toBeTruthy();
    expect(screen.getAllByRole('heading', { level: 1 })).toHaveLength(1);
  });

  it('says where help is without anything loaded', async () => {
    await openPage(PUBLIC_ROUTES, '/');
    expect(screen.getByRole('link', { name: 'See who to call' }).getAttribute('href')).toBe('/support');
  });
});
