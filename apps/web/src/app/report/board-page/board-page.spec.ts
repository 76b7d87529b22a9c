import type { Board } from '@learning-reviews/contracts/partnership.contract';
import { screen, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { type OpenPage, openPage } from '../../platform/page/testing/open-page.js';
import { BoardPage } from './board-page.js';

const BOARD: Board = {
  publishedOn: '2026-11-01',
  modules: [
    { slug: 'a', title: 'First module' },
    { slug: 'b', title: 'Second module' },
  ],
  rows: [
    {
      label: 'Southmoor Constabulary',
      smallOrganisations: false,
      cells: [{ protected: false, done: 1200, required: 1500, percentage: 80 }, null],
      total: { protected: false, done: 1200, required: 1500, percentage: 80 },
    },
    {
      label: 'Small organisations',
      smallOrganisations: true,
      cells: [{ protected: true }, { protected: false, done: 0, required: 12, percentage: 0 }],
      total: { protected: true },
    },
  ],
  totals: [{ protected: true }, { protected: false, done: 0, required: 12, percentage: 0 }],
  total: { protected: false, done: 1205, required: 1530, percentage: 79 },
};
const ROUTES = [{ path: 'partnership', component: BoardPage }];
const cells = (name: RegExp) =>
  within(screen.getByRole('row', { name }))
    .getAllByRole('cell')
    .map((cell) => cell.textContent?.replace(/\s+/g, ' ').trim());

describe('board page', () => {
  let page: OpenPage;

  async function open(board: Board = BOARD) {
    page = await openPage(ROUTES, '/partnership');
    await page.answer('/api/partnership', board);
  }

  it('is a table of agencies by modules, with what each per cent is of', async () => {
    await open();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Agencies by module');
    expect(screen.getByText(/Published on 1 November 2026/)).toBeTruthy();
    expect(screen.getAllByRole('columnheader').map((cell) => cell.textContent)).toEqual([
      'Agency',
      'First module',
      'Second module',
      'All modules',
    ]);
    expect(cells(/Southmoor/)).toEqual([
      '80% 1,200 of 1,500',
      'Not required of anyone',
      '80% 1,200 of 1,500',
    ]);
    expect(cells(/All agencies/)).toEqual(['[c]hidden, small number', '0% 0 of 12', '79% 1,205 of 1,530']);
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

  it('shades a figure, and neither a hidden nor a blank one', async () => {
    await open();
    const shades = within(screen.getByRole('row', { name: /Southmoor/ }))
      .getAllByRole('cell')
      .map((cell) => /lr-band-\d/.exec(cell.className)?.[0]);
    expect(shades).toEqual(['lr-band-3', undefined, 'lr-band-3']);
  });

  it('claims no impact and is no league table', async () => {
    await open();
    expect(screen.getByText(/It does not show that practice has changed/)).toBeTruthy();
  });

  it('offers the same as a file, and no filter that could be subtracted from another', async () => {
    await open();
    const link = screen.getByRole('link', { name: 'Download this table (CSV)' });
    expect(link.getAttribute('href')).toBe('/api/partnership/board.csv');
    expect(screen.queryByRole('combobox')).toBeNull();
    expect(screen.queryByRole('checkbox')).toBeNull();
  });

  it('says so before anything was published', async () => {
    await open({ publishedOn: null, modules: [], rows: [], totals: [], total: null });
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
    expect(screen.getByRole('table')).toBeTruthy();
  });
});
