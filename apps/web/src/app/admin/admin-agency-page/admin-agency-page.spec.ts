import type { AgencyDetail } from '@learning-reviews/contracts/admin-agency.contract';
import { screen, waitFor } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { openSignedIn, type SignedInPage } from '../../platform/page/testing/open-signed-in.js';
import { AdminAgencyPage } from './admin-agency-page.js';

const API = '/api/admin/agency/5';
const MEMBERSHIP = '0b7e8f64-6d3a-4c8e-9f6a-0f1d6a3f4b11';
const TEAM = '0b7e8f64-6d3a-4c8e-9f6a-0f1d6a3f4b12';
const agency = (change: Partial<AgencyDetail> = {}): AgencyDetail => ({
  today: '2026-12-01',
  id: 5,
  code: 'south',
  name: 'South Trust',
  nameSince: '2024-04-01',
  kind: 'community-trust',
  timeZone: 'Europe/London',
  from: '2020-01-01',
  to: null,
  version: 3,
  parent: { id: 1, name: 'The partnership' },
  succeededBy: null,
  predecessors: [{ id: 4, name: 'Old Trust' }],
  formerNames: [{ name: 'South-West Trust', from: '2020-01-01', to: '2024-03-31' }],
  members: 204,
  teams: [{ id: TEAM, name: 'Duty', members: 0, isEmpty: true }],
  roles: [
    {
      membershipId: MEMBERSHIP,
      name: 'Ruth Ellison',
      role: 'training-lead',
      from: '2025-01-01',
      to: null,
      isCurrent: true,
    },
  ],
  changes: [
    { at: '2026-11-30T10:00:00.000Z', action: 'agency.members-taken-over', by: 'job', detail: { people: 8 } },
  ],
  ...change,
});

describe('agency page of an administrator', () => {
  const user = userEvent.setup();
  let page: SignedInPage;
  const open = async (change: Partial<AgencyDetail> = {}, query = '') => {
    page = await openSignedIn(
      [{ path: 'admin/agencies/:id', component: AdminAgencyPage }],
      `/admin/agencies/5${query}`,
    );
    await page.answer('GET', API, agency(change));
  };

  it('shows what the agency is and was, and what was changed by whom without a name', async () => {
    await open({}, '?done=renamed');
    expect(screen.getByRole('heading', { level: 1, name: 'South Trust' })).toBeTruthy();
    expect(screen.getByText(/South-West Trust, 1 January 2020 to 31 March 2024/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Old Trust' })).toBeTruthy();
    expect(screen.getByRole('row', { name: /Members taken over: 8 people The system/ })).toBeTruthy();
    expect(screen.getByRole('alert').textContent).toContain('The agency has its new name');
  });

  it('says when nobody leads its training, when it is empty and when nothing was changed', async () => {
    await open({ roles: [], teams: [], changes: [], formerNames: [], predecessors: [] });
    expect(screen.getByText('This agency has no training lead today.')).toBeTruthy();
    expect(screen.getByText('This agency has no teams yet.')).toBeTruthy();
    expect(screen.getByText('Nothing has been changed here yet.')).toBeTruthy();
  });

  it('ends a role on a day', async () => {
    await open();
    await user.click(screen.getByRole('button', { name: /^End the role of Ruth Ellison as training lead/ }));
    await user.click(screen.getByRole('button', { name: 'End this role' }));
    const request = await waitFor(() => page.asked('POST', `${API}/role/end`));
    expect(request.request.body).toEqual({
      membershipId: MEMBERSHIP,
      role: 'training-lead',
      from: '2025-01-01',
      lastDay: '2026-12-01',
    });
    request.flush(null);
    await page.settle();
    await page.answer('GET', API, agency({ roles: [] }));
    expect(screen.getByRole('alert').textContent).toContain('The role of Ruth Ellison ends');
  });

  it('adds, renames and closes a team, and keeps a name that was refused', async () => {
    await open();
    await user.type(screen.getByLabelText('Name of a new team'), 'Duty');
    await user.click(screen.getByRole('button', { name: 'Add the team' }));
    await waitFor(() => page.asked('POST', `${API}/team`)).then((request) =>
      request.flush(
        {
          status: 409,
          code: 'team.name-taken',
          message: '',
          errors: [{ field: 'name', message: 'There is a team of this name already. Choose another name' }],
          requestId: 'r',
        },
        { status: 409, statusText: 'Refused' },
      ),
    );
    await page.settle();
    expect(screen.getByRole('link', { name: /^There is a team of this name already/ })).toBeTruthy();
    expect((screen.getByLabelText('Name of a new team') as HTMLInputElement).value).toBe('Duty');

    await user.click(screen.getByRole('button', { name: 'Rename the team Duty' }));
    const box = screen.getByLabelText('New name of the team');
    await user.clear(box);
    await user.type(box, 'First');
    await user.click(screen.getByRole('button', { name: 'Save the name' }));
    await waitFor(() => page.asked('PUT', `${API}/team/${TEAM}`)).then((request) => request.flush(null));
    await page.settle();
    await page.answer(
      'GET',
      API,
      agency({ teams: [{ id: TEAM, name: 'First', members: 0, isEmpty: true }] }),
    );
    await user.click(screen.getByRole('button', { name: 'Close the team First' }));
    await page.answer('DELETE', `${API}/team/${TEAM}`, null);
    await page.answer('GET', API, agency({ teams: [] }));
    expect(screen.getByRole('alert').textContent).toContain('The team First has been closed');
  });

  it('calls a succession off that is still to come', async () => {
    await open({ succeededBy: { id: 6, name: 'East Trust' }, to: '2026-12-31' });
    expect(screen.getByRole('link', { name: 'East Trust' })).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Name a successor' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Call the succession off' }));
    const request = await waitFor(() => page.asked('POST', `${API}/succession/call-off`));
    expect(request.request.body).toEqual({ version: 3 });
    request.flush(null);
    await page.settle();
    await page.answer('GET', API, agency());
    expect(screen.getByRole('link', { name: 'Name a successor' })).toBeTruthy();
  });

  it('offers no way back once the successor’s day has come', async () => {
    await open({ succeededBy: { id: 6, name: 'East Trust' }, to: '2026-11-30' });
    expect(screen.queryByRole('button', { name: 'Call the succession off' })).toBeNull();
  });

  it('says so when there is no such agency', async () => {
    page = await openSignedIn(
      [{ path: 'admin/agencies/:id', component: AdminAgencyPage }],
      '/admin/agencies/5',
    );
    await page.refuse('GET', API, 404, { code: 'request.not-found' });
    expect(screen.getByRole('heading', { level: 1, name: 'Page not found' })).toBeTruthy();
  });
});
