import { screen, waitFor } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { openSignedIn, type SignedInPage } from '../../platform/page/testing/open-signed-in.js';
import { AppointLeadPage } from './appoint-lead-page.js';

const API = '/api/admin/agency/5';

describe('appoint a training lead', () => {
  const user = userEvent.setup();
  let page: SignedInPage;
  beforeEach(async () => {
    page = await openSignedIn(
      [{ path: 'admin/agencies/:id/lead', component: AppointLeadPage }],
      '/admin/agencies/5/lead',
    );
    await page.answer('GET', API, { today: '2026-12-01', id: 5, name: 'South Trust' });
    await page.answer('GET', `${API}/job-role`, {
      jobRoles: [{ code: 'school-nurse', label: 'School nurse' }],
    });
  });
  const press = () => user.click(screen.getByRole('button', { name: 'Appoint the training lead' }));

  it('finds a member by staff number, and keeps what was typed when nobody is found', async () => {
    await user.type(screen.getByLabelText('Their staff number or work email address'), 'W-7');
    await press();
    const request = await waitFor(() => page.asked('POST', `${API}/lead`));
    expect(request.request.body).toEqual({ found: 'W-7', from: '2026-12-01', to: null });
    request.flush(
      {
        status: 422,
        code: 'agency.wrong-change',
        message: '',
        errors: [{ field: 'found', message: 'Nobody who works here today has this' }],
        requestId: 'r',
      },
      { status: 422, statusText: 'Refused' },
    );
    await page.settle();
    expect(screen.getByRole('link', { name: 'Nobody who works here today has this' })).toBeTruthy();
    const box = screen.getByLabelText('Their staff number or work email address') as HTMLInputElement;
    expect(box.value).toBe('W-7');
  });

  it('takes somebody new on, and asks for everything it needs', async () => {
    await user.click(screen.getByLabelText('Somebody new'));
    await page.settle();
    await press();
    await waitFor(() => expect(screen.getByRole('link', { name: 'Enter the given name' })).toBeTruthy());
    await user.type(screen.getByLabelText('Given name'), 'Nia');
    await user.type(screen.getByLabelText('Family name'), 'Ward');
    await user.type(screen.getByLabelText('Work email address'), 'Nia@West.example');
    await user.type(screen.getByLabelText('Staff number'), 'W-1');
    await user.selectOptions(screen.getByLabelText('Job role'), 'School nurse');
    await press();
    const request = await waitFor(() => page.asked('POST', `${API}/lead/new`));
    expect(request.request.body).toMatchObject({
      email: 'nia@west.example',
      jobRole: 'school-nurse',
      to: null,
    });
    request.flush(null);
    await page.settle();
    expect(page.address()).toBe('/admin/agencies/5?done=appointed');
  });
});
