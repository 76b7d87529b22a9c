import type { ListedAgency } from '@learning-reviews/contracts/admin-agency.contract';
import { screen, within } from '@testing-library/dom';
import { openSignedIn, type SignedInPage } from '../../platform/page/testing/open-signed-in.js';
import { AgenciesPage } from './agencies-page.js';

const API = '/api/admin/agency';
const agency = (id: number, change: Partial<ListedAgency> = {}): ListedAgency => ({
  id,
  code: `agency-${id}`,
  name: `Agency ${id}`,
  kind: 'community-trust',
  parentId: 1,
  from: '2020-01-01',
  to: null,
  succeededBy: null,
  members: 12,
  leads: 1,
  ...change,
});
const PARTNERSHIP = agency(1, { name: 'The partnership', kind: 'partnership', parentId: null });

describe('agencies page', () => {
  let page: SignedInPage;
  const open = async (...agencies: ListedAgency[]) => {
    page = await openSignedIn([{ path: 'admin/agencies', component: AgenciesPage }], '/admin/agencies');
    await page.answer('GET', API, { today: '2026-12-01', agencies: [PARTNERSHIP, ...agencies] });
  };
  const item = (name: string) => screen.getByRole('link', { name }).closest('li')!;

  it('shows agencies in lists of lists, each below its parent', async () => {
    await open(agency(2), agency(3, { parentId: 2, kind: 'gp-federation', members: 1, leads: 2 }));
    expect(within(item('Agency 2')).getByRole('link', { name: 'Agency 3' })).toBeTruthy();
    expect(item('Agency 3').textContent).toMatch(/GP federation, 1 member, 2 training leads/);
    expect(
      screen.getByText('3 agencies exist today, and each that has members has a training lead.'),
    ).toBeTruthy();
  });

  it('says which has members and no training lead, which has ended and which is to come', async () => {
    await open(
      agency(2, { leads: 0 }),
      agency(3, { to: '2026-11-30', succeededBy: { id: 2, name: 'Agency 2' } }),
      agency(4, { from: '2027-04-01', members: 0, leads: 0 }),
    );
    expect(item('Agency 2').textContent).toContain('No training lead');
    expect(item('Agency 3').textContent).toMatch(/ended on 30 November 2026.*succeeded by Agency 2/s);
    expect(item('Agency 4').textContent).toContain('from 1 April 2027');
    expect(
      screen.getByText('2 agencies exist today. 1 of them has members and no training lead.'),
    ).toBeTruthy();
  });

  it('says how to begin while there is none, and asks again when it cannot be loaded', async () => {
    await open();
    expect(screen.getByText(/^Only the partnership itself is here/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Add an agency' }).getAttribute('href')).toBe(
      '/admin/agencies/new',
    );
  });

  it('says so when it cannot be loaded', async () => {
    page = await openSignedIn([{ path: 'admin/agencies', component: AgenciesPage }], '/admin/agencies');
    await page.refuse('GET', API, 500);
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  });
});
