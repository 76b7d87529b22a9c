import { screen, waitFor } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { openSignedIn, type SignedInPage } from '../../platform/page/testing/open-signed-in.js';
import { AgencyChangePage } from '../agency-change-page/agency-change-page.js';
import { AgencyNamePage } from '../agency-name-page/agency-name-page.js';
import { AddAgencyPage } from './add-agency-page.js';

const API = '/api/admin/agency';
const LIST = {
  today: '2026-12-01',
  agencies: [
    { id: 1, name: 'The partnership', from: '2000-01-01', to: null },
    { id: 7, name: 'Old Trust', from: '2000-01-01', to: '2025-01-01' },
  ],
};
const AGENCY = {
  today: '2026-12-01',
  id: 5,
  name: 'South Trust',
  nameSince: '2020-01-01',
  kind: 'community-trust',
  timeZone: 'Europe/London',
  from: '2020-01-01',
  to: null,
  version: 3,
  parent: { id: 1, name: 'The partnership' },
};
const user = userEvent.setup();
let page: SignedInPage;

describe('add an agency', () => {
  it('asks for what is missing, sends what was typed and goes on to the agency', async () => {
    page = await openSignedIn(
      [{ path: 'admin/agencies/new', component: AddAgencyPage }],
      '/admin/agencies/new',
    );
    await page.answer('GET', API, LIST);
    await user.type(screen.getByLabelText('Short name'), 'South Trust');
    await user.click(screen.getByRole('button', { name: 'Add the agency' }));
    await waitFor(() => expect(screen.getByRole('link', { name: 'Enter the name' })).toBeTruthy());
    expect(screen.getByRole('link', { name: /^Use small letters and digits/ })).toBeTruthy();
    const parents = [...(screen.getByLabelText('Stands below') as HTMLSelectElement).options];
    expect(parents.map(({ text }) => text.trim())).toEqual(['The partnership']);

    await user.type(screen.getByLabelText('Name'), 'South Trust');
    await user.clear(screen.getByLabelText('Short name'));
    await user.type(screen.getByLabelText('Short name'), 'south');
    await user.selectOptions(screen.getByLabelText('Kind'), 'Community trust');
    await user.click(screen.getByRole('button', { name: 'Add the agency' }));
    const request = await waitFor(() => page.asked('POST', API));
    expect(request.request.body).toMatchObject({ code: 'south', kind: 'community-trust', parentId: 1 });
    request.flush({ id: 12 });
    await page.settle();
    expect(page.address()).toBe('/admin/agencies/12?done=added');
  });
});

describe('rename an agency', () => {
  it('sends the version that was read, and says so when somebody was faster', async () => {
    page = await openSignedIn(
      [{ path: 'admin/agencies/:id/name', component: AgencyNamePage }],
      '/admin/agencies/5/name',
    );
    await page.answer('GET', `${API}/5`, AGENCY);
    const box = screen.getByLabelText('New name');
    await user.clear(box);
    await user.type(box, 'South and East Trust');
    await user.click(screen.getByRole('button', { name: 'Rename the agency' }));
    const request = await waitFor(() => page.asked('POST', `${API}/5/name`));
    expect(request.request.body).toEqual({ name: 'South and East Trust', from: '2026-12-01', version: 3 });
    request.flush(
      { status: 409, code: 'stale.version', message: '', errors: [], requestId: 'r' },
      { status: 409, statusText: 'Refused' },
    );
    await page.settle();
    expect(screen.getByText(/^Someone changed this while you had it open/)).toBeTruthy();
    expect((box as HTMLInputElement).value).toBe('South and East Trust');
  });
});

describe('change an agency', () => {
  it('sends everything but the names', async () => {
    page = await openSignedIn(
      [{ path: 'admin/agencies/:id/change', component: AgencyChangePage }],
      '/admin/agencies/5/change',
    );
    await page.answer('GET', `${API}/5`, AGENCY);
    await page.answer('GET', API, LIST);
    await user.selectOptions(screen.getByLabelText('Kind'), 'School');
    await user.click(screen.getByRole('button', { name: 'Save the change' }));
    const request = await waitFor(() => page.asked('PUT', `${API}/5`));
    expect(request.request.body).toEqual({
      kind: 'school',
      parentId: 1,
      timeZone: 'Europe/London',
      from: '2020-01-01',
      to: null,
      version: 3,
    });
    request.flush(null);
    await page.settle();
    expect(page.address()).toBe('/admin/agencies/5?done=changed');
  });
});
