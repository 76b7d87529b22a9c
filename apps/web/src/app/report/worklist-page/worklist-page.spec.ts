import type {
  NudgePreview,
  NudgeResult,
  WorklistDuty,
  WorklistPage as Worklist,
} from '@learning-reviews/contracts/worklist.contract';
import { screen, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { type OpenPage, openPage } from '../../platform/page/testing/open-page.js';
import { openSignedIn, type SignedInPage } from '../../platform/page/testing/open-signed-in.js';
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

describe('nudging from the worklist', () => {
  const LIST = '/api/agency/worklist';
  const PREVIEW = '/api/agency/worklist/nudge/preview';
  const NUDGE = '/api/agency/worklist/nudge';
  const RESULT: NudgeResult = {
    people: 1,
    duties: 1,
    leftOut: [{ reason: 'nudged-lately', people: 1, names: ['Bo Quinn'] }],
    remaining: 0,
    delivery: 'mail-server',
  };
  const PREVIEWED: NudgePreview = {
    ...RESULT,
    example: { to: 'Asha Patel', subject: 'A reminder about a safeguarding module', text: 'Hello Asha,' },
  };
  let page: SignedInPage;

  async function open(address = '/agency/worklist', answer: Worklist = WORKLIST) {
    page = await openSignedIn(ROUTES, address);
    await page.answer('GET', address.replace('/agency', '/api/agency'), answer);
  }
  const press = async (name: string | RegExp) => {
    await userEvent.click(screen.getByRole('button', { name }));
    await page.settle();
  };

  it('asks to choose when nothing is chosen', async () => {
    await open();
    await press('Preview nudges to those chosen (0)');
    expect(screen.getByRole('alert').textContent).toContain('Choose at least one person in the list');
    expect(page.countOf('POST', PREVIEW)).toBe(0);
  });

  it('asks about those chosen and nobody else', async () => {
    await open();
    await userEvent.click(screen.getByRole('checkbox', { name: 'Asha Patel, Clearing the way' }));
    await page.settle();
    await press('Preview nudges to those chosen (1)');
    const chosen = { duties: [{ membershipId: late.membershipId, module: late.module }] };
    expect(page.asked('POST', PREVIEW).request.body).toEqual(chosen);
  });

  it('shows who would get what and who would not, sends on a second press only, and says what came of it', async () => {
    await open();
    await press('Choose all on this page');
    await press('Preview nudges to those chosen (2)');
    await page.answer('POST', PREVIEW, PREVIEWED);
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Check before you nudge' }));
    expect(
      screen.getByText(/1 person will get one message each, about 1 required module in all/),
    ).toBeTruthy();
    expect(screen.getByText(/1 person: nudged in the last 7 days/).textContent).toContain('Bo Quinn');
    expect(screen.getByText('Hello Asha,')).toBeTruthy();
    expect(screen.queryByRole('table')).toBeNull();
    expect(page.countOf('POST', NUDGE)).toBe(0);

    await press('Send 1 message');
    const sent = page.asked('POST', NUDGE);
    expect(sent.request.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f-]{36}$/);
    sent.flush(RESULT);
    await page.settle();
    await page.answer('GET', LIST, WORKLIST);
    expect(screen.getByText(/1 person was nudged, with one message each\./).textContent).toContain(
      'Left out: 1 person: nudged in the last 7 days.',
    );
    expect(screen.getByRole('button', { name: 'Preview nudges to those chosen (0)' })).toBeTruthy();
  });

  it('previews all that match by the filters that exist', async () => {
    page = await openSignedIn(ROUTES, '/agency/worklist?state=overdue&team=x&sort=name');
    await page.answer('GET', '/api/agency/worklist?state=overdue&team=x&sort=name', {
      ...WORKLIST,
      ignored: ['team'],
    });
    await press('Preview nudges to all that match');
    expect(page.asked('POST', PREVIEW).request.body).toEqual({ filter: { state: 'overdue' } });
  });

  it('warns that messages reach nobody where no mail server is set', async () => {
    await open();
    await press('Preview nudges to all that match');
    await page.answer('POST', PREVIEW, { ...PREVIEWED, delivery: 'file' });
    expect(screen.getByText(/kept as files on the server and reach nobody/)).toBeTruthy();
  });

  it('offers nothing to send when nobody can be nudged, and goes back to the list', async () => {
    await open();
    await press('Preview nudges to all that match');
    await page.answer('POST', PREVIEW, { ...PREVIEWED, people: 0, duties: 0, example: null });
    expect(screen.getByText('Nobody can be nudged about this now.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Send/ })).toBeNull();
    await press('Back to the list');
    expect(screen.getByRole('table')).toBeTruthy();
  });

  it('keeps the preview and says why when sending is refused', async () => {
    await open();
    await press('Preview nudges to all that match');
    await page.answer('POST', PREVIEW, PREVIEWED);
    await press('Send 1 message');
    await page.refuse('POST', NUDGE, 500, { code: 'service.fault' });
    expect(screen.getByRole('alert').textContent).toContain('Something went wrong on our side');
    expect(screen.getByRole('button', { name: 'Send 1 message' })).toBeTruthy();
  });
});
