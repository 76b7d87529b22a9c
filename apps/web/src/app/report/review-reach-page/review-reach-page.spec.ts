import type { ReviewReach } from '@learning-reviews/contracts/partnership.contract';
import { screen, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { type OpenPage, openPage } from '../../platform/page/testing/open-page.js';
import { line } from '../testing/board-answer.js';
import { ReviewReachPage } from './review-reach-page.js';

const REVIEW: ReviewReach = {
  slug: 'first-review',
  title: 'First review',
  months: [
    { month: '2026-10', publishedOn: '2026-10-31' },
    { month: '2026-11', publishedOn: '2026-11-23' },
  ],
  modules: [
    {
      slug: 'a',
      title: 'First module',
      since: '2026-01-15',
      half: { state: 'reached', countedOn: '2026-10-31', exact: true, days: 289 },
      fourFifths: { state: 'not-yet' },
      total: line('50/100', '60/100'),
    },
    {
      slug: 'b',
      title: 'Second module',
      since: '2026-09-01',
      half: { state: 'hidden' },
      fourFifths: { state: 'hidden' },
      total: line('-', '[c]'),
    },
  ],
  agencies: [
    {
      code: 'moorland',
      label: 'Moorland Trust',
      kind: 'acute-trust',
      modules: [line('30/60', '36/60'), line('-', '[c]')],
    },
    { code: null, label: 'Small organisations', kind: null, modules: [line('[c]', '[c]'), line('-', '-')] },
  ],
};
const ROUTES = [{ path: 'partnership/reviews/:slug', component: ReviewReachPage }];
const ADDRESS = '/partnership/reviews/first-review';

describe('reach of a review', () => {
  let page: OpenPage;

  async function open(query = '', review: ReviewReach = REVIEW) {
    page = await openPage(ROUTES, `${ADDRESS}${query}`);
    await page.answer('/api/partnership/review/first-review', review);
  }
  const group = (name: string) => screen.getByRole('group', { name });

  it('says to the month when half and 80% of the priority audience were reached', async () => {
    await open();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('First review');
    expect(screen.getByText('In the month ending 31 October 2026, about 9 months after')).toBeTruthy();
    expect(screen.getByText('Not yet reached')).toBeTruthy();
    expect(screen.getAllByText(/the figures that would tell are hidden/)).toHaveLength(2);
    expect(screen.getByText(/It does not show that practice has changed/)).toBeTruthy();
  });

  it('shows each agency by module as of the latest month', async () => {
    await open();
    const table = within(screen.getByRole('table', { name: 'Agencies by module of this review' }));
    expect(table.getAllByRole('row').map((row) => row.textContent?.replace(/\s+/g, ' ').trim())).toEqual([
      'AgencyFirst moduleSecond module',
      'Moorland Trust60% 36 of 60[c]hidden, small number',
      'Small organisations[c]hidden, small numberNo figure',
      'All agencies60% 60 of 100[c]hidden, small number',
    ]);
  });

  it('draws the first module by agency, leaving out who need not do it, or the one that is chosen', async () => {
    await open();
    expect(group('First module, all agencies').textContent).toContain(
      'All agencies: 50% in October 2026, 60% in November 2026.',
    );
    expect(group('First module, by agency').textContent).toContain('1 of 2 are hidden or blank');
    await userEvent.selectOptions(screen.getByLabelText('Module'), 'Second module');
    await userEvent.click(screen.getByRole('button', { name: 'Show' }));
    await page.settle();
    expect(page.address()).toBe(`${ADDRESS}?module=b`);
    expect(group('Second module, by agency').textContent).not.toContain('Small organisations');
  });

  it('leaves out a module that is not there, and says so', async () => {
    await open('?module=z');
    expect(screen.getByRole('alert').textContent).toContain('There is no such module here');
    expect(group('First module, by agency')).toBeTruthy();
  });

  it('says so before anything was published', async () => {
    await open('', { ...REVIEW, months: [], agencies: [] });
    expect(screen.getByText(/No figures have been published yet/)).toBeTruthy();
  });

  it('says that it is loading, and when there is no such review', async () => {
    page = await openPage(ROUTES, ADDRESS);
    expect(screen.getByText('Loading the reach of this review…')).toBeTruthy();
    await page.refuse('/api/partnership/review/first-review', 404);
    expect(screen.queryByRole('table')).toBeNull();
    expect(screen.getByRole('heading', { level: 1 })).toBeTruthy();
  });
});
