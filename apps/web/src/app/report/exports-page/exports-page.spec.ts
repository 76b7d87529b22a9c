import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import type {
  ExportHistory,
  ExportManifest,
  ExportRecord,
} from '@learning-reviews/contracts/agency-export.contract';
import { screen, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { type OpenPage, openPage } from '../../platform/page/testing/open-page.js';
import { sha256Of } from '../export-words.js';
import { bytesOf, installBrowserCrypto, removeBrowserCrypto } from '../testing/browser-crypto.js';
import { ExportsPage } from './exports-page.js';

const SHA = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'; // of "abc"
const record = (changes: Partial<ExportRecord> = {}): ExportRecord => ({
  id: '01936d5e-0000-7000-8000-000000000001',
  kind: 'completions',
  format: 'csv',
  from: '2026-04-01',
  to: '2026-11-22',
  team: null,
  role: null,
  module: null,
  by: 'Ruth Ellison',
  at: '2026-11-22T14:05:00.000Z',
  state: 'sent',
  problem: null,
  rows: 1240,
  sha256: SHA,
  bytes: 310_000,
  rowsSoFar: 0,
  rowsExpected: null,
  expiresAt: null,
  deletedAt: null,
  fetched: 0,
  ...changes,
});
const MANIFEST: ExportManifest = {
  schema: 'cpd-1',
  agency: 'Southmoor Community Trust',
  from: '2026-04-01',
  to: '2026-11-22',
  files: [
    {
      file: 'southmoor-completions-2026-04-01-to-2026-11-22.csv',
      kind: 'completions',
      format: 'csv',
      rows: 1240,
      sha256: SHA,
      at: '2026-11-22T14:05:00.000Z',
    },
  ],
};
const ROUTES = [{ path: 'agency/exports', component: ExportsPage }];
const RANGE = '?from=2026-04-01&to=2026-11-22';

describe('exports page', () => {
  let page: OpenPage;
  beforeAll(installBrowserCrypto);

  async function open(filters = '', history: ExportHistory = { exports: [record()] }) {
    page = await openPage(ROUTES, `/agency/exports${filters}`);
    await page.answer('/api/agency/export', history);
  }
  const box = (group: string, label: string) =>
    within(screen.getByRole('group', { name: group })).getByLabelText<HTMLInputElement>(label);
  async function choose(year: string) {
    await userEvent.clear(box('First day', 'Year'));
    await userEvent.type(box('First day', 'Year'), year);
    await userEvent.click(screen.getByRole('button', { name: 'Show the files for these days' }));
    // The schema is loaded with the first attempt.
    await new Promise((loaded) => setTimeout(loaded, 300));
    await page.settle();
  }

  it('says who exported what, and which download was broken off', async () => {
    await open('', { exports: [record(), record({ id: 'b', kind: 'summary', rows: null, sha256: null })] });
    const table = within(screen.getByRole('table', { name: 'Who exported what, newest first' }));
    const [, first, second] = table.getAllByRole('row').map((row) => row.textContent);
    expect(first).toContain('22 November 2026 at 2:05pm');
    expect(first).toContain('Ruth Ellison');
    expect(first).toContain('1,240');
    expect(first).toContain(SHA);
    expect(second).toContain('Not finished');
  });

  it('offers the files of the days in the address, by name and to print', async () => {
    await open(RANGE);
    await page.answer(`/api/agency/export/manifest${RANGE}`, { ...MANIFEST, files: [] });
    expect(screen.getByRole('heading', { name: 'Files for 1 April 2026 to 22 November 2026' })).toBeTruthy();
    expect(screen.getByRole('link', { name: /^Not completed \(CSV\)/ }).getAttribute('href')).toBe(
      `/api/agency/export/not-completed.csv${RANGE}`,
    );
    expect(screen.getByRole('link', { name: /^open it to print +Summary/ }).getAttribute('href')).toBe(
      '/agency/exports/print?kind=summary&from=2026-04-01&to=2026-11-22',
    );
    expect(screen.getByText(/Nothing has been downloaded for these days yet/)).toBeTruthy();
  });

  it('shows the manifest with each SHA-256, and offers it as a file', async () => {
    await open(RANGE);
    await page.answer(`/api/agency/export/manifest${RANGE}`, MANIFEST);
    const table = screen.getByRole('table', { name: /^Manifest of the files/ });
    expect(table.textContent).toContain('southmoor-completions-2026-04-01-to-2026-11-22.csv');
    expect(table.textContent).toContain(SHA);
    expect(screen.getByRole('link', { name: 'Download the manifest (CSV)' }).getAttribute('href')).toBe(
      `/api/agency/export/manifest.csv${RANGE}`,
    );
  });

  it('offers nothing for what is no day, while the server has not said so yet', async () => {
    await open('?from=yesterday&to=2026-04-01');
    expect(screen.getByRole('heading', { level: 1, name: 'Exports' })).toBeTruthy();
    expect(screen.queryByRole('heading', { name: /^Files for/ })).toBeNull();
  });

  it('puts days that pass into the address', async () => {
    await open();
    await choose('2020');
    expect(page.address()).toMatch(/^\/agency\/exports\?from=2020-04-01&to=\d{4}-\d\d-\d\d$/);
  });

  it.each([
    ['upside down', '2099', 'The last day must be the same as or after the first day', 'Last day'],
    ['over ten years long', '1999', 'Choose ten years or less', 'First day'],
    ['half typed', ' ', 'Enter the first day', 'First day'],
  ])('says beside the field what is wrong with days that are %s', async (_what, year, message, group) => {
    await open();
    await choose(year);
    expect(screen.getByRole('group', { name: group }).textContent).toContain(message);
    expect(within(screen.getByRole('alert')).getByRole('link', { name: message })).toBeTruthy();
    expect(page.address()).toBe('/agency/exports');
    expect(screen.queryByRole('heading', { name: /^Files for/ })).toBeNull();
  });

  it('says the same of days that somebody typed into the address', async () => {
    const upsideDown = '?from=2026-11-22&to=2026-04-01';
    await open(upsideDown);
    TestBed.inject(HttpTestingController)
      .expectOne(`/api/agency/export/manifest${upsideDown}`)
      .flush(
        {
          status: 422,
          code: 'request.invalid',
          message: '',
          errors: [{ field: 'to', message: 'Turn them round' }],
          requestId: 'r',
        },
        { status: 422, statusText: 'x' },
      );
    await page.settle();
    expect(screen.getByRole('group', { name: 'Last day' }).textContent).toContain('Turn them round');
    expect(screen.queryByRole('heading', { name: /^Files for/ })).toBeNull();
  });

  it('follows a download until its proof is there', async () => {
    await open(RANGE, { exports: [record()] });
    await page.answer(`/api/agency/export/manifest${RANGE}`, { ...MANIFEST, files: [] });
    const link = screen.getByRole('link', { name: /^Completions \(CSV\)/ });
    link.addEventListener('click', (event) => event.preventDefault()); // jsdom downloads nothing
    await userEvent.click(link);
    await page.settle();
    expect(screen.getByText('Completions: your browser is downloading the file.')).toBeTruthy();

    await new Promise((asked) => setTimeout(asked, 1700));
    const sending = record({ id: 'c', rows: null, sha256: null });
    await page.answer('/api/agency/export', { exports: [sending, record()] });
    expect(screen.queryByText(/the file was sent/)).toBeNull();

    await new Promise((asked) => setTimeout(asked, 1700));
    await page.answer('/api/agency/export', { exports: [record({ id: 'c', rows: 1241 }), record()] });
    await page.answer(`/api/agency/export/manifest${RANGE}`, MANIFEST);
    expect(screen.getByText('Completions: the file was sent, 1,241 rows. Its proof is below.')).toBeTruthy();
    expect(screen.getByRole('table', { name: /^Manifest/ })).toBeTruthy();
  });

  it.each([
    ['abc', 'list.csv is unchanged. It is “Completions” for 1 April 2026 to 22 November 2026'],
    ['abd', 'list.csv is not one of the latest 50 files that were sent.'],
  ])('checks a kept file that holds %p', async (text, expected) => {
    await open(RANGE);
    await page.answer(`/api/agency/export/manifest${RANGE}`, MANIFEST);
    await userEvent.click(screen.getByText('How to check a file against its SHA-256'));
    const file = new File([text], 'list.csv', { type: 'text/csv' });
    file.arrayBuffer = async () => bytesOf(text); // jsdom has none
    await userEvent.upload(screen.getByLabelText('Check a file here'), file);
    await screen.findByText((content) => content.startsWith(expected));
    expect(document.body.textContent).toContain(await sha256Of(await file.arrayBuffer()));
  });

  it('says how else to check a file where the browser works out no SHA-256', async () => {
    removeBrowserCrypto();
    await open(RANGE);
    await page.answer(`/api/agency/export/manifest${RANGE}`, MANIFEST);
    await userEvent.click(screen.getByText('How to check a file against its SHA-256'));
    const file = new File(['abc'], 'list.csv', { type: 'text/csv' });
    file.arrayBuffer = async () => new ArrayBuffer(0);
    await userEvent.upload(screen.getByLabelText('Check a file here'), file);
    await page.settle();
    expect(
      screen.getByText('Your browser does this only over https. Use one of the ways below.'),
    ).toBeTruthy();
    installBrowserCrypto();
  });

  it('says so when nobody has exported anything', async () => {
    await open('', { exports: [] });
    expect(screen.getByText('Nobody has exported anything yet.')).toBeTruthy();
  });

  it('says that the history is loading, and when the page or the manifest could not be loaded', async () => {
    page = await openPage(ROUTES, `/agency/exports${RANGE}`);
    expect(screen.getByText('Loading the history…')).toBeTruthy();
    await page.refuse(`/api/agency/export/manifest${RANGE}`, 500);
    expect(screen.getByRole('alert').textContent).toContain('Something went wrong on our side.');
    await page.refuse('/api/agency/export', 500);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Sorry, there is a problem');
  });
});
