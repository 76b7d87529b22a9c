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
  byWorkforceGroup: [{ key: '3', label: 'Group 3', ...counts }],
  trend: [
    { month: '2026-09-01', required: 0, done: 0 },
    { month: '2026-10-01', required: 8, done: 4 },
    { month: '2026-11-01', required: 10, done: 6 },
  ],
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
      screen.getByText(
        '6 of 10 required modules are done (60%), against a target of 90%. 2 are overdue and 1 is due within 30 days.',
      ),
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
    ['1 due within 30 days: see the people', '/agency/worklist?state=due-soon'],
    ['2 overdue: see the people', '/agency/worklist?state=overdue'],
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
    ).toBe('/agency/worklist?team=a1&state=overdue');
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

  it('leads from a group to its people, and from a module to its page', async () => {
    await open();
    const groups = within(screen.getByRole('group', { name: 'By workforce group' }));
    const link = groups.getByRole('link', { name: '6 Done, Group 3: people', hidden: true });
    expect(link.getAttribute('href')).toBe('/agency/people?group=3&state=done');
    const modules = within(screen.getByRole('group', { name: 'By module' }));
    expect(
      modules.getByRole('link', { name: 'Kern for professionals', hidden: true }).getAttribute('href'),
    ).toBe('/agency/modules/kern-professionals');
  });

  it('draws at most twelve bars, those with the least done first, and says where the others are', async () => {
    const byTeam = Array.from({ length: 14 }, (_, team) => ({
      key: `t${team}`,
      label: `Team ${team}`,
      ...counts,
      required: 20,
      done: 20 - team,
    }));
    await open({ ...NOW, byTeam });
    const teams = within(screen.getByRole('group', { name: 'By team' }));
    expect(
      teams.getByText(/The 12 with the least done are drawn; the other 2 are in the table/),
    ).toBeTruthy();
    const bars = [...document.querySelectorAll('.lr-stacked-bar')][0]?.querySelectorAll(
      '.lr-stacked-bar__label',
    );
    expect(bars).toHaveLength(12);
    expect(bars?.[0]?.textContent).toContain('Team 13');
    expect(teams.getByRole('row', { name: /Team 0/, hidden: true })).toBeTruthy();
  });

  it('shows how it went, against the target, with blanks where nothing was required', async () => {
    await open();
    const trend = within(
      screen.getByRole('group', { name: 'Required modules that are done, at the end of each month' }),
    );
    expect(trend.getByText('Done rose from 50% at the end of Oct 2026 to 60% now.')).toBeTruthy();
    expect(trend.getByText('Target: 90%')).toBeTruthy();
    const rows = trend.getAllByRole('row', { hidden: true });
    expect(rows.map((row) => [...row.children].map((cell) => cell.textContent?.trim()))).toEqual([
      ['Month', 'Done (%)'],
      ['Sep 2026', ''],
      ['Oct 2026', '50%'],
      ['Now', '60%'],
    ]);
    const saved: string[][] = [];
    TestBed.inject(FileDownload).saveCsv = (...file) => saved.push(file);
    await userEvent.click(trend.getByRole('button', { name: /^Download these figures/ }));
    expect(saved[0]?.[0]).toBe('agency-by-month-2026-11-22.csv');
    expect(saved[0]?.[1]).toContain('Southmoor Community Trust,2026-11-22T14:05:00.000Z,Sep 2026,\r\n');
  });

  it('shows no trend of a single month', async () => {
    await open({ ...NOW, trend: NOW.trend.slice(-1) });
    expect(screen.queryByRole('heading', { name: 'Month by month' })).toBeNull();
  });

  it('says so when nothing is required of anyone', async () => {
    const none = Object.fromEntries(Object.keys(counts).map((key) => [key, 0])) as StandingCounts;
    await open({ ...NOW, total: none, byModule: [], byTeam: [], byJobRole: [], byWorkforceGroup: [] });
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
