import type { Board } from '@learning-reviews/contracts/partnership.contract';
import { screen, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { type OpenPage, openPage } from '../../platform/page/testing/open-page.js';
import { BOARD, NOTHING_PUBLISHED } from '../testing/board-answer.js';
import { BoardPage } from './board-page.js';

const ROUTES = [{ path: 'partnership', component: BoardPage }];
const MONTHS = {
  months: [
    { month: '2026-11', publishedOn: '2026-11-01' },
    { month: '2026-10', publishedOn: '2026-10-01' },
  ],
};
const matrix = () => within(screen.getByRole('table', { name: 'Agencies by module' }));
const cells = (name: RegExp) =>
  within(matrix().getByRole('row', { name }))
    .getAllByRole('cell')
    .map((cell) => cell.textContent?.replace(/\s+/g, ' ').trim());
const rows = () =>
  matrix()
    .getAllByRole('rowheader')
    .map((header) => header.textContent?.trim());

describe('board page', () => {
  let page: OpenPage;

  async function open(address = '/partnership', board: Board = BOARD) {
    page = await openPage(ROUTES, address);
    const month = /month=([^&]*)/.exec(address)?.[1];
    await page.answer('/api/partnership/month', MONTHS);
    await page.answer(`/api/partnership${month ? `?month=${month}` : ''}`, board);
  }

  it('is a table of agencies by modules, with what each per cent is of', async () => {
    await open();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Agencies by module');
    expect(screen.getByText(/as counted on 1 November 2026/)).toBeTruthy();
    expect(
      matrix()
        .getAllByRole('columnheader')
        .map((cell) => cell.textContent),
    ).toEqual(['Agency', 'First module', 'Second module', 'All modules']);
    expect(cells(/Southmoor/)).toEqual(['80% 1,200 of 1,500', 'No figure', '80% 1,200 of 1,500']);
    expect(cells(/All agencies/)).toEqual(['[c]hidden, small number', '42% 30 of 72', '78% 1,280 of 1,650']);
  });

  it('tells hidden, blank and zero apart, and says beside the table what they mean', async () => {
    await open();
    expect(cells(/^Small organisations/)).toEqual([
      '[c]hidden, small number',
      '0% 0 of 12',
      '[c]hidden, small number',
    ]);
    expect(screen.getByText(/means the figure is hidden because so few people/)).toBeTruthy();
    expect(screen.getByText(/means that the module is not required of anyone there/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'How small numbers are protected' }).getAttribute('href')).toBe(
      '/how-this-works#small-numbers',
    );
  });

  it('claims no impact and is no league table', async () => {
    await open();
    expect(screen.getByText(/It does not show that practice has changed/)).toBeTruthy();
  });

  it('filters hide rows and columns, and leave every figure and total as it was', async () => {
    await open('/partnership?kind=police&review=first-review');
    expect(rows()).toEqual(['Southmoor Constabulary', 'All agencies']);
    expect(cells(/All agencies/)).toEqual(['[c]hidden, small number', '78% 1,280 of 1,650']);
    expect(screen.getByRole('status').textContent).toContain('1 of 3 rows');
    expect(screen.getByRole('status').textContent).toContain(
      'Totals are of all agencies, and of all modules',
    );
  });

  it('puts what is chosen into the address, where the newest month needs no name', async () => {
    await open();
    await userEvent.selectOptions(screen.getByLabelText('Type of agency'), 'Police');
    await userEvent.selectOptions(screen.getByLabelText('Trend of'), 'Moorland Trust');
    await userEvent.click(screen.getByRole('button', { name: 'Show' }));
    await page.settle();
    expect(page.address()).toBe('/partnership?kind=police&agency=moorland');
    await userEvent.selectOptions(screen.getByLabelText('Month'), 'Oct 2026');
    await userEvent.click(screen.getByRole('button', { name: 'Show' }));
    await page.settle();
    expect(page.address()).toBe('/partnership?month=2026-10&kind=police&agency=moorland');
  });

  it('draws the trend of all agencies, and of one beside it', async () => {
    await open('/partnership?agency=southmoor');
    expect(
      screen.getByRole('group', { name: 'Required modules done, month by month' }).textContent,
    ).toContain(
      'All agencies: 50% in October 2026, 78% in November 2026. ' +
        'Southmoor Constabulary: 60% in October 2026, 80% in November 2026.',
    );
  });

  it.each([
    ['month=1999-01', 'There is no such published month here'],
    ['kind=bakery', 'There is no such type of agency here'],
    ['review=x&agency=y', 'There is no such review, and no such agency here'],
  ])('leaves out ?%s, which is not there, and says so', async (query, sentence) => {
    await open(`/partnership?${query}`);
    expect(screen.getByRole('alert').textContent).toContain(sentence);
    expect(screen.getByRole('alert').textContent).toContain('These are the figures of November 2026');
    expect(rows()).toHaveLength(4);
  });

  it('gives a nation page by page', async () => {
    const many = Array.from({ length: 120 }, (_, index) => ({
      ...BOARD.rows[0]!,
      code: `a-${index}`,
      label: `Agency ${index}`,
    }));
    await open('/partnership?page=3', { ...BOARD, rows: many });
    expect(rows()).toHaveLength(21);
    expect(screen.getByRole('status').textContent).toContain('20 of 120 rows, page 3 of 3');
  });

  it('offers the whole month as a file', async () => {
    await open();
    const link = screen.getByRole('link', { name: 'Download the whole month (CSV)' });
    expect(link.getAttribute('href')).toBe('/api/partnership/board.csv?month=2026-11');
  });

  it('says so before anything was published', async () => {
    await open('/partnership', NOTHING_PUBLISHED);
    expect(screen.getByText(/No figures have been published yet/)).toBeTruthy();
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('says that the figures are loading, and when they could not be loaded', async () => {
    page = await openPage(ROUTES, '/partnership');
    expect(screen.getByText('Loading the partnership’s figures…')).toBeTruthy();
    await page.refuse('/api/partnership', 500);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await page.settle();
    await page.answer('/api/partnership', BOARD);
    expect(screen.getByRole('table', { name: 'Agencies by module' })).toBeTruthy();
  });
});
