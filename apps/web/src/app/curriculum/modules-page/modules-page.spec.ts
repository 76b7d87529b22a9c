import type { ModuleList } from '@learning-reviews/contracts/curriculum.contract';
import { screen } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { openPage } from '../../platform/page/testing/open-page.js';
import { MODULE_ROUTES } from '../curriculum.routes.js';

const ROUTES = [{ path: 'modules', children: MODULE_ROUTES }];
const list: ModuleList = {
  modules: [
    {
      slug: 'kern-young-person',
      title: 'Before, during and after court',
      minutes: 40,
      withdrawn: false,
      summary: 'CSE Learning Review of Operation Kern',
      themes: [],
      reviews: [],
      audience: ['Social workers', 'School nurses'],
      jobRoles: ['school-nurse'],
      sensitive: true,
    },
  ],
  filters: {
    roles: [{ code: 'school-nurse', label: 'School nurse' }],
    themes: [{ code: 'T17', name: 'Support through justice' }],
    reviews: [{ slug: 'operation-kern-2013', title: 'Operation Kern' }],
  },
};

describe('modules page', () => {
  it('lists each module with its minutes and whether it is sensitive', async () => {
    const page = await openPage(ROUTES, '/modules');
    await page.answer('/api/module', list);
    const link = screen.getByRole('link', { name: 'Before, during and after court' });
    expect(link.getAttribute('href')).toBe('/modules/kern-young-person');
    expect(screen.getByText(/^\s*40 minutes/)).toBeTruthy();
    expect(screen.getByText('Sensitive content')).toBeTruthy();
  });

  it('asks the server for what the address filters by, and shows it as chosen', async () => {
    const page = await openPage(ROUTES, '/modules?role=school-nurse&minutes=40');
    await page.answer('/api/module?role=school-nurse&minutes=40', list);
    expect((screen.getByLabelText('Your role') as HTMLSelectElement).value).toBe('school-nurse');
    expect((screen.getByLabelText('Time you have') as HTMLSelectElement).value).toBe('40');
    expect(screen.getByRole('status').textContent).toContain('1 module');
  });

  it('shows a length that only the address asks for, in its place among the others', async () => {
    const page = await openPage(ROUTES, '/modules?minutes=20');
    await page.answer('/api/module?minutes=20', list);
    const select = screen.getByLabelText<HTMLSelectElement>('Time you have');
    expect(select.value).toBe('20');
    expect([...select.options].slice(0, 3).map(({ text }) => text.trim())).toEqual([
      'Any length',
      'Up to 20 minutes',
      'Up to 30 minutes',
    ]);
  });

  it('puts every filter that was chosen into the address, and leaves the others out', async () => {
    const page = await openPage(ROUTES, '/modules?minutes=40');
    await page.answer('/api/module?minutes=40', list);
    await userEvent.selectOptions(screen.getByLabelText('Theme'), 'Support through justice');
    await userEvent.selectOptions(screen.getByLabelText('Review'), 'Operation Kern');
    await userEvent.selectOptions(screen.getByLabelText('Time you have'), 'Any length');
    await userEvent.click(screen.getByRole('button', { name: 'Filter' }));
    await page.settle();
    expect(page.address()).toBe('/modules?theme=T17&review=operation-kern-2013');
  });

  it('says what to do when nothing matches', async () => {
    const page = await openPage(ROUTES, '/modules?role=school-nurse');
    await page.answer('/api/module?role=school-nurse', { ...list, modules: [] });
    expect(screen.getByText(/Take away a filter/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Show all modules' }).getAttribute('href')).toBe('/modules');
  });
});
