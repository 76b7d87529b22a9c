import type { AlikeMember, MemberChoice } from '@learning-reviews/contracts/membership.contract';
import { fireEvent, screen } from '@testing-library/dom';
import { openSignedIn, type SignedInPage } from '../../platform/page/testing/open-signed-in.js';
import { AddPage } from './add-page.js';

const ID = '01936d5e-0000-7000-8000-000000000007';
const CHOICE: MemberChoice = {
  today: '2026-11-30',
  jobRoles: [{ code: 'school-nurse', label: 'School nurse', groups: [3] }],
  teams: [],
  managers: [],
};
const FORMER: AlikeMember = {
  membershipId: ID,
  name: 'Asha Patel',
  staffRef: '511067',
  jobRole: 'School nurse',
  team: null,
  from: '2020-01-01',
  to: '2022-01-01',
  isMember: false,
  hasSameName: true,
  hasSameEmail: false,
};

describe('adding a person', () => {
  let page: SignedInPage;

  beforeEach(async () => {
    page = await openSignedIn([{ path: 'agency/people/add', component: AddPage }], '/agency/people/add');
    await page.answer('GET', '/api/agency/membership-choice', CHOICE);
  });

  const type = (label: RegExp, value: string) =>
    fireEvent.input(screen.getByLabelText(label), { target: { value } });
  async function fill() {
    type(/^First name/, 'Asha');
    type(/^Last name/, 'Patel');
    type(/^Work email/, 'asha@trust.example');
    type(/^Staff number/, 'S1');
    fireEvent.change(screen.getByLabelText(/^Job role/), { target: { value: 'school-nurse' } });
    await page.settle();
  }
  async function press(name: string) {
    fireEvent.click(screen.getByRole('button', { name }));
    await page.settle();
  }

  it('says beside each box what is missing, and sends nothing', async () => {
    await press('Add person');
    expect(screen.getAllByText('Enter the first name').length).toBeGreaterThan(0);
    expect(screen.getAllByText('Choose a job role').length).toBeGreaterThan(0);
    expect(page.countOf('POST', '/api/agency/people')).toBe(0);
  });

  it('fills in the usual workforce group of the job role', async () => {
    await fill();
    expect((screen.getByLabelText(/^Workforce group/) as HTMLSelectElement).value).toBe('3');
  });

  it('adds at once where nobody is alike, and goes to their page', async () => {
    await fill();
    await press('Add person');
    await page.answer('POST', '/api/agency/people/alike', { people: [] });
    const sent = page.asked('POST', '/api/agency/people');
    expect(sent.request.body).toMatchObject({
      givenName: 'Asha',
      workEmail: 'asha@trust.example',
      workforceGroup: 3,
      teamId: null,
      to: null,
    });
    sent.flush({ membershipId: ID });
    await page.settle();
    expect(page.address()).toBe(`/agency/people/${ID}?done=added`);
  });

  it('asks whether it is one of those alike before it adds anybody', async () => {
    await fill();
    await press('Add person');
    await page.answer('POST', '/api/agency/people/alike', { people: [FORMER] });
    expect(screen.getByRole('heading', { name: 'Is it one of these?' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Asha Patel' }).getAttribute('href')).toBe(
      `/agency/people/${ID}/return`,
    );
    expect(page.countOf('POST', '/api/agency/people')).toBe(0);
    await press('No, add somebody new');
    await page.answer('POST', '/api/agency/people', { membershipId: ID });
    expect(page.address()).toBe(`/agency/people/${ID}?done=added`);
  });
});
