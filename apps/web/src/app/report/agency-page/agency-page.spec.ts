import { TestBed } from '@angular/core/testing';
import type { AgencyNow, StandingCounts } from '@learning-reviews/contracts/agency.contract';
import { screen, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { type OpenPage, openPage } from '../../platform/page/testing/open-page.js';
import { FileDownload } from '../file-download.js';
import { AgencyPage } from './agency-page.js';

const counts: StandingCounts = {
  required: 10,
  done: 6,
  inProgress: 1,
  notStarted: 1,
  overdue: 2,
  dueSoon: 1,
  expiring: 1,
  expired: 0,
  paused: 0,
};
const NOW: AgencyNow = {
  agency: 'Southmoor Community Trust',
  asAt: '2026-11-22T14:05:00.000Z',
  people: 5,
  total: counts,
  byModule: [{ key: 'kern-professionals', label: 'Kern for professionals', ...counts }],
  byTeam: [
    { key: 'none', label: '=No team', ...counts, required: 4, done: 4, overdue: 0, notStarted: 0 },
    { key: 'a1', label: 'North', ...counts, required: 6, done: 2 },
  ],
  byJobRole: [{ key: 'school-nurse', label: 'School nurse', ...counts }],
  byWorkforceGroup: [],
  trend: [{ month: '2026-11-01', required: 0, done: 0 }],
  countedOn: '2026-11-22',
  target: 90,
  denominator: { people: 6, source: 'Staff list', on: '2026-10-24' },
};
const ROUTES = [{ path: 'agency', component: AgencyPage }];

describe('my agency now', () => {
  let page: OpenPage;

  async function open(now: AgencyNow = NOW) {
    page = await openPage(ROUTES, '/agency');
    await page.answer('/api/agency', now);
  }

  it('says in a sentence where the agency is, and of when', async () => {
    await open();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('My agency now');
    expect(screen.getByText('Southmoor Community Trust, as at 22 November 2026 at 2:05pm.')).toBeTruthy();
    expect(
      screen.getByText('6 of 10 required modules are done (60%). 2 are overdue and 1 is due within 30 days.'),
    ).toBeTruthy();
    expect(screen.getByText(/Denominator: 6 people. Source: Staff list, 24 October 2026./)).toBeTruthy();
  });

  it('does not claim that completion is impact', async () => {
    await open();
    expect(screen.getByText(/It does not show that practice has changed/)).toBeTruthy();
  });

  it.each([
    ['10 required: see the people', '/agency/people'],
    ['60% done: 6 of 10: see the people', '/agency/people?state=done'],
    ['1 due within 30 days: see the people', '/agency/people?state=due-soon'],
    ['2 overdue: see the people', '/agency/people?state=overdue'],
    ['1 not started: see the people', '/agency/people?state=not-started'],
  ])('leads from "%s" to the people behind it', async (name, address) => {
    await open();
    expect(screen.getByRole('link', { name }).getAttribute('href')).toBe(address);
  });

  it('leads nowhere from a figure that is nobody', async () => {
    await open();
    expect(screen.queryByRole('link', { name: /paused/ })).toBeNull();
  });

  it('tells each breakdown in words, and has every figure in its table', async () => {
    await open();
    const teams = within(screen.getByRole('group', { name: 'By team' }));
    expect(
      teams.getByText('Most done: =No team (100%). Least done: North (33%). Most overdue: North (2).'),
    ).toBeTruthy();
    await userEvent.click(teams.getByText('Show the figures as a table: By team'));
    const north = within(teams.getByRole('row', { name: /North/, hidden: true }));
    expect(
      north.getByRole('link', { name: '2 Overdue, North: people', hidden: true }).getAttribute('href'),
    ).toBe('/agency/people?team=a1&state=overdue');
    expect(north.getAllByRole('cell', { hidden: true }).map((cell) => cell.textContent?.trim())).toEqual([
      '6 Required, North: people',
      '2 Done, North: people',
      '1 In progress, North: people',
      '1 Not started, North: people',
      '2 Overdue, North: people',
      '0',
      '0',
      '1 Due within 30 days, North: people',
      '1 Expiring within 90 days, North: people',
      '33%',
    ]);
  });

  it('gives the same figures as a file in which no cell is a formula', async () => {
    await open();
    const saved: string[][] = [];
    TestBed.inject(FileDownload).saveCsv = (...file) => saved.push(file);
    await userEvent.click(screen.getByRole('button', { name: /^Download these figures \(CSV\) +By team$/ }));
    const [name, text] = saved[0] ?? [];
    expect(name).toBe('agency-by-team-2026-11-22.csv');
    expect(text?.split('\r\n')).toEqual([
      '\uFEFFAgency,As at,Team,Required,Done,In progress,Not started,Overdue,Expired,Paused,Due within 30 days,Expiring within 90 days,Done %',
      "Southmoor Community Trust,2026-11-22T14:05:00.000Z,'=No team,4,4,1,0,0,0,0,1,1,100",
      'Southmoor Community Trust,2026-11-22T14:05:00.000Z,North,6,2,1,1,2,0,0,1,1,33',
      '',
    ]);
  });

  it('says so when nothing is required of anyone', async () => {
    const none = Object.fromEntries(Object.keys(counts).map((key) => [key, 0])) as StandingCounts;
    await open({ ...NOW, total: none, byModule: [], byTeam: [], byJobRole: [] });
    expect(screen.getByText(/No module is required of anyone here today/)).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('says that the figures are loading, and when they could not be loaded', async () => {
    page = await openPage(ROUTES, '/agency');
    expect(screen.getByText('Loading your agency’s figures…')).toBeTruthy();
    await page.refuse('/api/agency', 500);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await page.settle();
    await page.answer('/api/agency', NOW);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('My agency now');
  });
});
