import type { SuccessionPlan } from '@learning-reviews/contracts/succession.contract';
import { screen, waitFor } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { openSignedIn, type SignedInPage } from '../../platform/page/testing/open-signed-in.js';
import { SuccessionPage } from './succession-page.js';

const API = '/api/admin/agency';
const PLAN: SuccessionPlan = {
  agency: { id: 5, name: 'South Trust' },
  code: 'south',
  successor: { id: 6, name: 'East Trust' },
  on: '2027-01-01',
  today: '2026-12-01',
  moving: 204,
  alreadyThere: 1,
  joiningLater: 0,
  withManager: 190,
  teamsAdded: ['Duty', 'Night'],
  staffRefs: [{ staffRef: '7', becomes: 'south-7' }],
  staffRefsInAll: 1,
  leads: 2,
  lineManagers: 1,
  modulesRequired: 4,
  agenciesBelow: 0,
};
const AGENCY = {
  today: '2026-12-01',
  id: 5,
  code: 'south',
  name: 'South Trust',
  version: 3,
};
const listed = (id: number, name: string, to: string | null = null) => ({
  id,
  name,
  to,
  from: '2020-01-01',
  succeededBy: null,
});

describe('succession page', () => {
  const user = userEvent.setup();
  let page: SignedInPage;
  beforeEach(async () => {
    page = await openSignedIn(
      [{ path: 'admin/agencies/:id/succession', component: SuccessionPage }],
      '/admin/agencies/5/succession',
    );
    await page.answer('GET', `${API}/5`, AGENCY);
    await page.answer('GET', API, {
      today: '2026-12-01',
      agencies: [
        listed(1, 'The partnership'),
        listed(5, 'South Trust'),
        listed(6, 'East Trust'),
        listed(7, 'Old Trust', '2025-01-01'),
      ],
    });
  });
  const ask = async () => {
    await user.selectOptions(screen.getByLabelText('Agency that takes over'), 'East Trust');
    await user.click(screen.getByRole('button', { name: 'Show what this means' }));
    const address = `${API}/5/succession?successorId=6&on=2026-12-01`;
    await waitFor(() => page.asked('GET', address)).then((request) => request.flush(PLAN));
    await page.settle();
  };

  it('offers agencies that exist and go on, and not the one that ends', () => {
    const options = [...(screen.getByLabelText('Agency that takes over') as HTMLSelectElement).options];
    expect(options.map(({ text }) => text.trim())).toEqual(['Choose an agency', 'East Trust']);
  });

  it('asks for an agency first', async () => {
    await user.click(screen.getByRole('button', { name: 'Show what this means' }));
    await waitFor(() =>
      expect(screen.getByRole('link', { name: 'Choose the agency that takes over' })).toBeTruthy(),
    );
  });

  it('says what moves and what does not, and is confirmed by the short name', async () => {
    await ask();
    expect(screen.getByText(/^204 members get a job with East Trust/)).toBeTruthy();
    expect(screen.getByText(/^1 member works for East Trust already/)).toBeTruthy();
    expect(screen.getByText('East Trust gets these teams: Duty, Night.')).toBeTruthy();
    expect(screen.getByText(/^East Trust will not see what they did/)).toBeTruthy();
    expect(screen.getByRole('row', { name: '7 south-7' })).toBeTruthy();
    expect(screen.getByText(/You can call it off until then/)).toBeTruthy();
    await user.type(screen.getByLabelText(/^To confirm, type the short name/), 'south');
    await user.click(screen.getByRole('button', { name: 'Confirm the succession' }));
    const request = await waitFor(() => page.asked('POST', `${API}/5/succession`));
    expect(request.request.body).toEqual({ successorId: 6, on: '2027-01-01', code: 'south', version: 3 });
    request.flush(null);
    await page.settle();
    expect(page.address()).toBe('/admin/agencies/5?done=succession');
  });

  it('shows no plan any more once the question is another', async () => {
    await ask();
    await user.selectOptions(screen.getByLabelText('Agency that takes over'), 'Choose an agency');
    await page.settle();
    expect(screen.queryByRole('button', { name: 'Confirm the succession' })).toBeNull();
  });
});
