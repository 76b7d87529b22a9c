import type { AgencyPerson, PeoplePage as People } from '@learning-reviews/contracts/agency.contract';
import { screen, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { type OpenPage, openPage } from '../../platform/page/testing/open-page.js';
import { PeoplePage } from './people-page.js';

const nurse: AgencyPerson = {
  membershipId: '01936d5e-0000-7000-8000-000000000007',
  name: 'Asha Patel',
  staffRef: '511067',
  jobRole: 'School nurse',
  team: 'North',
  manager: 'Mo Khan',
  required: 3,
  done: 1,
  overdue: 1,
  inProgress: 1,
};
const PEOPLE: People = {
  people: [
    nurse,
    {
      ...nurse,
      membershipId: '01936d5e-0000-7000-8000-000000000008',
      name: 'Bo Quinn',
      team: null,
      overdue: 0,
    },
  ],
  total: 52,
  page: 1,
  pages: 2,
  teams: [{ id: 'a1', name: 'North' }],
  jobRoles: [{ code: 'school-nurse', label: 'School nurse' }],
  groups: [3],
  modules: [{ slug: 'kern-professionals', title: 'Clearing the way' }],
  ownTeamOnly: false,
};
const NOBODY: People = { ...PEOPLE, people: [], total: 0, pages: 1 };
const ROUTES = [{ path: 'agency/people', component: PeoplePage }];

describe('people page', () => {
  let page: OpenPage;

  async function open(address = '/agency/people', answer: People = PEOPLE) {
    page = await openPage(ROUTES, address);
    await page.answer(address.replace('/agency', '/api/agency'), answer);
  }

  it('lists people with where they are today, and leads to each', async () => {
    await open();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('People');
    expect(screen.getByRole('status').textContent).toContain('52 people');
    const row = within(screen.getByRole('row', { name: /Asha Patel/ }));
    expect(row.getByRole('link', { name: 'Asha Patel' }).getAttribute('href')).toBe(
      '/agency/people/01936d5e-0000-7000-8000-000000000007',
    );
    expect(row.getByRole('cell', { name: '1 of 3' })).toBeTruthy();
    expect(row.getByText('1 overdue')).toBeTruthy();
    expect(within(screen.getByRole('row', { name: /Bo Quinn/ })).getByText('2 not done')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Next page' })).toBeTruthy();
  });

  it('puts search and filters into the address, and goes back to the first page', async () => {
    await open('/agency/people?page=2', { ...PEOPLE, page: 2 });
    await userEvent.type(screen.getByLabelText('Family name'), ' pat ');
    await userEvent.selectOptions(screen.getByLabelText('Team'), 'North');
    await userEvent.selectOptions(screen.getByLabelText('Standing'), 'Due within 30 days');
    await userEvent.click(screen.getByRole('button', { name: 'Find people' }));
    await page.settle();
    expect(page.address()).toBe('/agency/people?search=pat&team=a1&state=due-soon');
    await page.answer('/api/agency/people?search=pat&team=a1&state=due-soon', {
      ...PEOPLE,
      total: 1,
      pages: 1,
    });
    expect(screen.getByRole('status').textContent).toMatch(/1 person\s+matches/);
    expect(screen.getByText(/at least one required module that is “due within 30 days”/)).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Find people' }));
  });

  it('shows the filters of the address, and carries them to a person and back', async () => {
    await open('/agency/people?team=none&role=school-nurse&module=kern-professionals&state=overdue');
    const chosen = (label: string) => (screen.getByLabelText(label) as HTMLSelectElement).value;
    expect([chosen('Team'), chosen('Job role'), chosen('Required module'), chosen('Standing')]).toEqual([
      'none',
      'school-nurse',
      'kern-professionals',
      'overdue',
    ]);
    expect(screen.getByRole('link', { name: 'Asha Patel' }).getAttribute('href')).toContain('state=overdue');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('says which filters do not exist and are left out', async () => {
    await open('/agency/people?team=zz&state=lazy');
    expect(screen.getByRole('alert').textContent).toContain(
      'There is no such team, and no such standing here, so that filter is left out.',
    );
    expect(screen.getByRole('link', { name: 'Asha Patel' })).toBeTruthy();
  });

  it('says what to do when nobody matches', async () => {
    await open('/agency/people?search=zz', NOBODY);
    expect(screen.getByText(/Nobody here matches all of these/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Show everyone' }).getAttribute('href')).toBe('/agency/people');
  });

  it('says so when nobody works here yet', async () => {
    await open('/agency/people', NOBODY);
    expect(screen.getByText('Nobody is recorded as working here yet.')).toBeTruthy();
  });

  it('is a line manager’s team, and tells one without a team whom to ask', async () => {
    await open('/agency/people', { ...PEOPLE, ownTeamOnly: true });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Your team');
    expect(document.title).toContain('Your team');
    expect(screen.queryByRole('columnheader', { name: 'Line manager' })).toBeNull();
  });

  it('tells a line manager without a team whom to ask', async () => {
    await open('/agency/people', { ...NOBODY, ownTeamOnly: true });
    expect(screen.getByText(/Nobody has you as their line manager here yet/)).toBeTruthy();
  });

  it('never sends the server a value it would only refuse', async () => {
    const long = 'x'.repeat(90);
    page = await openPage(ROUTES, `/agency/people?search=${long}&team=${long}`);
    await page.answer(`/api/agency/people?search=${'x'.repeat(80)}`, PEOPLE);
    expect(screen.getByRole('alert').textContent).toContain('no such team');
  });

  it('says that people are loading, and when they could not be loaded', async () => {
    page = await openPage(ROUTES, '/agency/people');
    expect(screen.getByText('Loading the people…')).toBeTruthy();
    await page.refuse('/api/agency/people', 500);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await page.settle();
    await page.answer('/api/agency/people', PEOPLE);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('People');
  });
});
