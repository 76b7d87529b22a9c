import type { AgencyPersonDetail } from '@learning-reviews/contracts/agency.contract';
import { screen, within } from '@testing-library/dom';
import { type OpenPage, openPage } from '../../platform/page/testing/open-page.js';
import { PersonPage } from './person-page.js';

const ID = '01936d5e-0000-7000-8000-000000000007';
const PERSON: AgencyPersonDetail = {
  membershipId: ID,
  name: 'Asha Patel',
  staffRef: '511067',
  workEmail: 'asha@trust.example',
  jobRole: 'School nurse',
  workforceGroup: null,
  team: 'North',
  manager: null,
  from: '2022-11-15',
  to: null,
  isAccessEnded: false,
  invitedAt: '2022-11-15T09:00:00.000Z',
  jobs: [
    {
      membershipId: ID,
      jobRole: 'School nurse',
      workforceGroup: null,
      team: 'North',
      from: '2022-11-15',
      to: null,
    },
    {
      membershipId: '01936d5e-0000-7000-8000-000000000006',
      jobRole: 'Health visitor',
      workforceGroup: 3,
      team: null,
      from: '2020-01-06',
      to: '2022-11-14',
    },
  ],
  leave: null,
  exceptions: [],
  roles: [{ role: 'line-manager', from: '2023-01-01', to: null }],
  standings: [
    {
      module: 'kern-professionals',
      title: 'Clearing the way',
      state: 'expiring',
      dueOn: null,
      completedOn: '2024-12-31',
      validUntil: '2026-12-30',
      askedBy: [{ setBy: 'agency', dueOn: null }],
    },
    {
      module: 'kern-young-person',
      title: 'Before, during and after court',
      state: 'overdue',
      dueOn: '2026-11-01',
      completedOn: null,
      validUntil: null,
      askedBy: [
        { setBy: 'partnership', dueOn: '2026-11-01' },
        { setBy: 'agency', dueOn: '2026-12-01' },
      ],
    },
  ],
  nudges: [
    {
      module: 'kern-young-person',
      title: 'Before, during and after court',
      at: '2026-11-10T09:30:00.000Z',
      by: 'Lee Fox',
      mail: 'kept',
    },
  ],
  notices: [
    {
      module: 'kern-young-person',
      title: 'Before, during and after court',
      kind: 'overdue',
      forDay: '2026-11-01',
      at: '2026-11-02T08:20:00.000Z',
      mail: 'refused',
    },
    {
      module: 'kern-professionals',
      title: 'Clearing the way',
      kind: 'expiring',
      forDay: '2026-12-30',
      at: '2026-10-01T07:20:00.000Z',
      mail: 'sent',
    },
  ],
  completions: [
    {
      completionId: '01936d5e-0000-7000-8000-0000000000c1',
      module: 'kern-professionals',
      title: 'Clearing the way',
      version: 1,
      completedOn: '2024-12-31',
      minutes: 33,
      participatoryMinutes: 0,
      result: 'pass',
      certificateNumber: 'HQ3QD-8FETB-CWFKP-DKX0Z',
      evidence: 'Completed here',
      corrected: 'Wrong day entered',
    },
    {
      completionId: '01936d5e-0000-7000-8000-0000000000c2',
      module: 'kern-professionals',
      title: 'Clearing the way',
      version: 1,
      completedOn: '2022-12-31',
      minutes: 30,
      participatoryMinutes: 10,
      result: 'withdrawn',
      certificateNumber: null,
      evidence: 'Imported',
      corrected: null,
    },
  ],
};
const ROUTES = [{ path: 'agency/people/:id', component: PersonPage }];
const cells = (row: HTMLElement) =>
  within(row)
    .getAllByRole('cell')
    .map((cell) => cell.textContent?.replace(/\s+/g, ' ').trim());

describe('person page', () => {
  let page: OpenPage;

  async function open(answer: AgencyPersonDetail = PERSON, filters = '') {
    page = await openPage(ROUTES, `/agency/people/${ID}${filters}`);
    await page.answer(`/api/agency/people/${ID}`, answer);
  }

  it('says who it is, by name in the title too', async () => {
    await open();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Asha Patel');
    expect(document.title).toContain('Asha Patel');
    expect(screen.getByText('asha@trust.example')).toBeTruthy();
    expect(screen.getByText('From 15 November 2022')).toBeTruthy();
  });

  it('says where the person stands with each required module', async () => {
    await open();
    const table = within(screen.getByRole('table', { name: 'Required modules' }));
    expect(cells(table.getByRole('row', { name: /Clearing the way/ }))).toEqual([
      'Expiring',
      'No due day',
      '31 December 2024',
      '30 December 2026',
    ]);
    expect(cells(table.getByRole('row', { name: /Before, during/ }))).toEqual([
      'Overdue',
      // Two rules contradict: both are named, and the stricter counts.
      '1 November 2026 The partnership: 1 November 2026. Your agency: 1 December 2026',
      'Not yet',
      '–',
    ]);
  });

  it('says which emails went by themselves, about what, and what became of them', async () => {
    await open();
    const table = within(screen.getByRole('table', { name: 'Emails sent by themselves' }));
    expect(cells(table.getByRole('row', { name: /Before, during/ }))).toEqual([
      'Overdue, due on 1 November 2026',
      '2 November 2026 at 8:20am',
      'Refused by the mail server',
    ]);
    expect(cells(table.getByRole('row', { name: /Clearing the way/ }))[0]).toBe(
      'Counts until 30 December 2026',
    );
  });

  it('says so when none went', async () => {
    await open({ ...PERSON, notices: [] });
    expect(screen.getByText(/^No email about a required module has gone to Asha Patel/)).toBeTruthy();
  });

  it('shows the evidence, with a certificate that anyone can check', async () => {
    await open();
    const [, first, second] = within(screen.getByRole('table', { name: 'Evidence' })).getAllByRole('row');
    expect(cells(first as HTMLElement)).toEqual([
      '31 December 2024',
      'Passed Corrected: Wrong day entered',
      '33',
      '0',
      'Check certificate HQ3QD-8FETB-CWFKP-DKX0Z',
      'Completed here',
    ]);
    expect(cells(second as HTMLElement)).toEqual([
      '31 December 2022',
      'Withdrawn',
      '30',
      '10',
      'None',
      'Imported',
    ]);
    expect(
      screen.getByRole('link', { name: 'Check certificate HQ3QD-8FETB-CWFKP-DKX0Z' }).getAttribute('href'),
    ).toBe('/verify/HQ3QD-8FETB-CWFKP-DKX0Z');
  });

  it('says what the person was nudged about, by whom, and what became of the email', async () => {
    await open();
    const [, nudge] = within(screen.getByRole('table', { name: 'Nudges' })).getAllByRole('row');
    expect(cells(nudge as HTMLElement)).toEqual([
      '10 November 2026 at 9:30am',
      'Lee Fox',
      'Kept as a file, not sent',
    ]);
  });

  it('says when they are on leave and what is asked of them otherwise, and nothing where it is not so', async () => {
    const exception = { title: 'Clearing the way', from: '2026-11-01', reason: 'Seconded <b>' };
    await open({
      ...PERSON,
      leave: { from: '2026-11-01', to: null },
      exceptions: [
        { ...exception, kind: 'excused', until: '2027-01-31' },
        { ...exception, kind: 'later-due', until: '2027-02-28', reason: null },
      ],
    });
    expect(screen.getByText('From 1 November 2026, no last day yet')).toBeTruthy();
    expect(
      screen.getByText(
        'Clearing the way: excused from 1 November 2026 to 31 January 2027. Reason: Seconded <b>',
      ),
    ).toBeTruthy();
    expect(screen.getByText('Clearing the way: due on 28 February 2027 instead')).toBeTruthy();
  });

  it('says nothing of leave or exceptions where there are none', async () => {
    await open();
    expect(screen.queryByText('On leave')).toBeNull();
    expect(screen.queryByText('Asked otherwise')).toBeNull();
  });

  it('says what is not shown, and why', async () => {
    await open();
    expect(screen.getByText(/Answers, scores and reflections are not shown/)).toBeTruthy();
  });

  it('leads back to the list as it was filtered', async () => {
    await open(PERSON, '?state=overdue&page=2');
    expect(screen.getByRole('link', { name: 'Your team' }).getAttribute('href')).toBe(
      '/agency/people?state=overdue&page=2',
    );
  });

  it('says so when nothing is required and nothing was completed', async () => {
    await open({ ...PERSON, standings: [], completions: [], nudges: [], to: '2026-10-31' });
    expect(screen.getByText('No module is required of Asha Patel at the moment.')).toBeTruthy();
    expect(screen.getByText('Nothing has been completed while working here.')).toBeTruthy();
    expect(screen.getByText('Asha Patel has not been nudged in the last two years.')).toBeTruthy();
    expect(screen.getByText(/to 31 October 2026/)).toBeTruthy();
  });

  it('is the not-found page for anybody of another agency, as for nobody at all', async () => {
    page = await openPage(ROUTES, `/agency/people/${ID}`);
    expect(screen.getByText('Loading this person…')).toBeTruthy();
    await page.refuse(`/api/agency/people/${ID}`, 404);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Page not found');
    expect(document.body.textContent).not.toContain('Asha');
  });

  it('offers to try again when the person could not be loaded', async () => {
    page = await openPage(ROUTES, `/agency/people/${ID}`);
    await page.refuse(`/api/agency/people/${ID}`, 500);
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  });
});
