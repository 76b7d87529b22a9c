import { TestBed } from '@angular/core/testing';
import type { StandingCounts } from '@learning-reviews/contracts/agency.contract';
import type { AgencyModule } from '@learning-reviews/contracts/agency-module.contract';
import { screen, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { type OpenPage, openPage } from '../../platform/page/testing/open-page.js';
import { FileDownload } from '../file-download.js';
import { ModulePage } from './module-page.js';

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
const FOUND: AgencyModule = {
  agency: 'Southmoor Community Trust',
  module: { slug: 'kern-young-person', title: 'Hearing Kern' },
  asAt: '2026-11-22T14:05:00.000Z',
  total: counts,
  byTeam: [{ key: 'a1', label: 'North', ...counts }],
  byJobRole: [{ key: 'school-nurse', label: 'School nurse', ...counts }],
  finished: [
    { month: '2026-10-01', completions: 5 },
    { month: '2026-11-01', completions: 1 },
  ],
  questions: {
    version: 2,
    questions: [
      {
        number: 4,
        topic: 'Who decides',
        text: '=Who decides?',
        answered: 30,
        rightFrom: 8,
        rightTo: 12,
        percentage: 33,
      },
      {
        number: 1,
        topic: 'When to ask',
        text: 'When do you ask?',
        answered: 10,
        rightFrom: 8,
        rightTo: 10,
        percentage: null,
      },
    ],
  },
};
const ROUTES = [{ path: 'agency/modules/:module', component: ModulePage }];
const AT = '/api/agency/module/kern-young-person';

describe('one module in one’s own agency', () => {
  let page: OpenPage;

  async function open(found: AgencyModule = FOUND) {
    page = await openPage(ROUTES, '/agency/modules/kern-young-person');
    await page.answer(AT, found);
  }
  const hardest = () => within(screen.getByRole('group', { name: 'Right first time, by question' }));

  it('says in a sentence how far the people are, each figure leading to them', async () => {
    await open();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Hearing Kern');
    expect(
      screen.getByText(
        '6 of 10 people required to do it have done it (60%). 2 are overdue and 1 is due within 30 days.',
      ),
    ).toBeTruthy();
    const overdue = screen.getByRole('link', { name: '2 overdue: see the people' });
    expect(overdue.getAttribute('href')).toBe('/agency/worklist?module=kern-young-person&state=overdue');
    const north = within(screen.getByRole('group', { name: 'By team' })).getByRole('link', {
      name: '6 Done, North: people',
      hidden: true,
    });
    expect(north.getAttribute('href')).toBe('/agency/people?module=kern-young-person&team=a1&state=done');
  });

  it('shows completions by month, the running one as not over', async () => {
    await open();
    const chart = within(screen.getByRole('group', { name: 'Completions by month' }));
    expect(
      chart.getByText('6 completions in the last twelve months and this one, the most in Oct 2026 (5).'),
    ).toBeTruthy();
    const rows = chart.getAllByRole('row', { hidden: true });
    expect(rows.map((row) => [...row.children].map((cell) => cell.textContent?.trim()))).toEqual([
      ['Month', 'Completions'],
      ['Oct 2026', '5'],
      ['Nov 2026 so far', '1'],
    ]);
  });

  it('shows the hardest questions in ranges, and no share of fewer than twenty', async () => {
    await open();
    expect(
      hardest().getByText(
        'Most often missed: question 4, “Who decides”. 8 to 12 of 30 members were right first time.',
      ),
    ).toBeTruthy();
    const rows = hardest().getAllByRole('row', { hidden: true });
    expect(rows.map((row) => [...row.children].map((cell) => cell.textContent?.trim()))).toEqual([
      ['Question', 'Answered by', 'Right first time', 'About'],
      ['4. =Who decides?', '30', '8 to 12', '33%'],
      ['1. When do you ask?', '10', '8 to 10', ''],
    ]);
    const names = [...document.querySelectorAll('.lr-stacked-bar__label')].map((label) => label.textContent);
    expect(names.filter((name) => name?.includes('Question 1'))).toEqual([
      'Question 1: When to ask 8 to 10 of 10',
    ]);
  });

  it('blames nobody, and says that nobody’s answers are shown', async () => {
    await open();
    expect(screen.getByText(/a place to begin a team session/)).toBeTruthy();
    expect(screen.getByText(/Nobody’s own answers are ever shown to their agency/)).toBeTruthy();
    expect(document.body.textContent).not.toMatch(/\b(fail|wrong|worst|poor|weak)/i);
  });

  it('gives the questions as a file in which no cell is a formula', async () => {
    await open();
    const saved: string[][] = [];
    TestBed.inject(FileDownload).saveCsv = (...file) => saved.push(file);
    await userEvent.click(hardest().getByRole('button', { name: /^Download these figures/ }));
    expect(saved[0]?.[0]).toBe('kern-young-person-questions-2026-11-22.csv');
    expect(saved[0]?.[1]?.split('\r\n').slice(0, 3)).toEqual([
      '\uFEFFAgency,As at,Question,Answered by,"Right first time, from","Right first time, to",About (%)',
      'Southmoor Community Trust,2026-11-22T14:05:00.000Z,4. =Who decides?,30,8,12,33',
      'Southmoor Community Trust,2026-11-22T14:05:00.000Z,1. When do you ask?,10,8,10,',
    ]);
  });

  it('says when there are no figures about questions yet, and no completions', async () => {
    await open({ ...FOUND, questions: null, finished: [{ month: '2026-11-01', completions: 0 }] });
    expect(screen.getByText(/in the night after ten members have answered/)).toBeTruthy();
    expect(screen.getByText('Nobody here has finished it in the last twelve months.')).toBeTruthy();
  });

  it('says so when the module is required of nobody', async () => {
    const none = Object.fromEntries(Object.keys(counts).map((key) => [key, 0])) as StandingCounts;
    await open({ ...FOUND, total: none, byTeam: [], byJobRole: [] });
    expect(screen.getByText('This module is not required of anyone here today.')).toBeTruthy();
    expect(screen.queryByRole('group', { name: 'By team' })).toBeNull();
    expect(screen.getByRole('heading', { name: 'Hardest questions' })).toBeTruthy();
  });

  it('says that the figures are loading, and that there is no such module', async () => {
    page = await openPage(ROUTES, '/agency/modules/kern-young-person');
    expect(screen.getByText('Loading the module’s figures…')).toBeTruthy();
    await page.refuse(AT, 404);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toMatch(/not found/i);
  });
});
