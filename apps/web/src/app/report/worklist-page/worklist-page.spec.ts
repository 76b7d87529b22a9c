import type { WorklistDuty, WorklistPage as Worklist } from '@learning-reviews/contracts/worklist.contract';
import { screen, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { type OpenPage, openPage } from '../../platform/page/testing/open-page.js';
import { WorklistPage } from './worklist-page.js';

const late: WorklistDuty = {
  membershipId: '01936d5e-0000-7000-8000-000000000007',
  name: 'Asha Patel',
  jobRole: 'School nurse',
  team: 'North',
  manager: 'Mo Khan',
  module: 'kern-professionals',
  title: 'Clearing the way',
  state: 'overdue',
  dueOn: '2026-03-01',
  daysOver: 12,
  nudges: 2,
  lastNudgedAt: '2026-03-04T09:30:00.000Z',
};
const WORKLIST: Worklist = {
  duties: [
    late,
    {
      ...late,
      membershipId: '01936d5e-0000-7000-8000-000000000008',
      name: 'Bo Quinn',
      team: null,
      manager: null,
      state: 'expiring',
      daysOver: 0,
      nudges: 0,
      lastNudgedAt: null,
    },
  ],
  total: 52,
  isMore: false,
  page: 1,
  pages: 2,
  sort: 'days',
  ignored: [],
  modules: [{ slug: 'kern-professionals', title: 'Clearing the way' }],
  teams: [{ id: 'a1', name: 'North' }],
  jobRoles: [{ code: 'school-nurse', label: 'School nurse' }],
  groups: [3],
  managers: [{ id: 'm1', name: 'Mo Khan' }],
  ownTeamOnly: false,
};
const NOTHING: Worklist = { ...WORKLIST, duties: [], total: 0, pages: 1 };
const ROUTES = [{ path: 'agency/worklist', component: WorklistPage }];

describe('worklist page', () => {
  let page: OpenPage;

  async function open(address = '/agency/worklist', answer: Worklist = WORKLIST) {
    page = await openPage(ROUTES, address);
    await page.answer(address.replace('/agency', '/api/agency'), answer);
  }

  it('lists each duty with its person, day and last nudge', async () => {
    await open();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Worklist');
    expect(screen.getByRole('status').textContent).toContain('52 required modules');
    const row = within(screen.getByRole('row', { name: /Asha Patel/ }));
    expect(row.getByRole('link', { name: 'Asha Patel' }).getAttribute('href')).toBe(
      '/agency/people/01936d5e-0000-7000-8000-000000000007',
    );
    expect(row.getByText('Overdue')).toBeTruthy();
    expect(row.getByText('12 days over')).toBeTruthy();
    expect(row.getByText('2 in all')).toBeTruthy();
    expect(row.getByText(/4 March 2026 at 9:30am/)).toBeTruthy();
    const other = within(screen.getByRole('row', { name: /Bo Quinn/ }));
    expect(other.getByText('Today is the last day')).toBeTruthy();
    expect(other.getByText('Never')).toBeTruthy();
    expect(other.getByText('Nobody')).toBeTruthy();
  });

  it('puts filters and order into the address, goes back to the first page, and saves the same list', async () => {
    await open('/agency/worklist?page=2', { ...WORKLIST, page: 2 });
    await userEvent.selectOptions(screen.getByLabelText('Standing'), 'Overdue');
    await userEvent.selectOptions(screen.getByLabelText('Line manager'), 'Mo Khan');
    await userEvent.selectOptions(screen.getByLabelText('Workforce group'), 'Group 3');
    await userEvent.selectOptions(screen.getByLabelText('Nudges'), 'Never nudged');
    await userEvent.selectOptions(screen.getByLabelText('Sort by'), 'Family name');
    await userEvent.type(screen.getByLabelText('Family name begins'), ' pat ');
    await userEvent.click(screen.getByRole('button', { name: 'Show these' }));
    await page.settle();
    const query = 'search=pat&state=overdue&group=3&manager=m1&nudged=never&sort=name';
    expect(page.address()).toBe(`/agency/worklist?${query}`);
    await page.answer(`/api/agency/worklist?${query}`, { ...WORKLIST, total: 1, pages: 1 });
    expect(screen.getByRole('status').textContent).toMatch(/1 required module\s+matches/);
    expect(screen.getByRole('link', { name: 'Save this list (CSV)' }).getAttribute('href')).toBe(
      `/api/agency/worklist.csv?${query}`,
    );
  });

  it('names filters that do not exist, the server’s and the address’s', async () => {
    page = await openPage(ROUTES, '/agency/worklist?team=x&agency=3');
    await page.answer('/api/agency/worklist?team=x', { ...WORKLIST, ignored: ['team'] });
    expect(screen.getByRole('alert').textContent).toMatch(
      /no such team, and no such filter as “agency” here, so that is left out/,
    );
  });

  it('says so when more match than it counts', async () => {
    await open('/agency/worklist', { ...WORKLIST, total: 10_000, isMore: true, pages: 200 });
    expect(screen.getByRole('status').textContent).toContain('More than 10,000 required modules');
    expect(screen.getByText(/the file holds all of\s+them/)).toBeTruthy();
  });

  it('shows a line manager their team, without a choice of managers', async () => {
    await open('/agency/worklist', { ...WORKLIST, ownTeamOnly: true, managers: [] });
    expect(screen.getByText(/people whose line manager you are/)).toBeTruthy();
    expect(screen.queryByLabelText('Line manager')).toBeNull();
    expect(screen.queryByRole('columnheader', { name: 'Line manager' })).toBeNull();
  });

  it.each([
    ['/agency/worklist', /Nothing is overdue or expired/],
    ['/agency/worklist?search=zz', /Nothing here matches all of these/],
  ])('says at %s why nothing is there', async (address, words) => {
    await open(address, NOTHING);
    expect(screen.getByText(words)).toBeTruthy();
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('offers to try again when the list cannot be loaded', async () => {
    page = await openPage(ROUTES, '/agency/worklist');
    await page.refuse('/api/agency/worklist', 500);
    expect(screen.getByRole('button', { name: /try again/i })).toBeTruthy();
  });
});
