import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import type {
  ExportHistory,
  ExportManifest,
  ExportOffer,
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
const TEAM = '01936d5e-0000-7000-8000-00000000000a';
const OFFER: ExportOffer = {
  rows: { completions: 1240, 'not-completed': 100_001, summary: 1 },
  mostWorkbookRows: 100_000,
  ignored: [],
  teams: [{ id: TEAM, name: 'Team A' }],
  jobRoles: [{ code: 'school-nurse', label: 'School nurse' }],
  modules: [{ slug: 'first-module', title: 'First module' }],
};
const ROUTES = [{ path: 'agency/exports', component: ExportsPage }];
const RANGE = '?from=2026-04-01&to=2026-11-22';

describe('exports page', () => {
  let page: OpenPage;
  beforeAll(installBrowserCrypto);

  /** Opens the page, with the history, and what is offered for the days in the address or the year so far. */
  async function open(
    filters = '',
    history: ExportHistory = { exports: [record()] },
    offer: Partial<ExportOffer> = {},
  ) {
    page = await openPage(ROUTES, `/agency/exports${filters}`);
    await page.answer('/api/agency/export', history);
    offered().flush({ ...OFFER, ...offer });
    await page.settle();
  }
  /** The same, with the manifest of the days in the address. */
  async function openRange(
    manifest: ExportManifest = MANIFEST,
    history?: ExportHistory,
    offer?: Partial<ExportOffer>,
  ) {
    await open(RANGE, history, offer);
    await page.answer(`/api/agency/export/manifest${RANGE}`, manifest);
  }
  const server = () => TestBed.inject(HttpTestingController);
  const offered = () => server().expectOne(({ url }) => url === '/api/agency/export/offer');
  const ordered = record({
    id: '01936d5e-0000-7000-8000-000000000002',
    state: 'writing',
    rows: null,
    sha256: null,
    bytes: null,
    rowsSoFar: 310,
    rowsExpected: 1240,
  });
  const ready = { ...ordered, state: 'ready', rows: 1240, sha256: SHA, bytes: 310_000 } as const;
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
    const broken = record({
      id: 'b',
      kind: 'summary',
      state: 'broken-off',
      problem: 'left',
      rows: null,
      sha256: null,
    });
    await open('', { exports: [record(), broken] });
    const table = within(screen.getByRole('table', { name: 'Who exported what, newest first' }));
    const [, first, second] = table.getAllByRole('row').map((row) => row.textContent);
    expect(first).toContain('22 November 2026 at 2:05pm');
    expect(first).toContain('Ruth Ellison');
    expect(first).toContain('1,240');
    expect(first).toContain(SHA);
    expect(first).toContain('Completions (CSV)');
    expect(second).toContain('Broken off');
    expect(second).toContain('The download was cancelled, or the connection was lost.');
  });

  it('offers the files of the days in the address, by name and to print', async () => {
    await openRange({ ...MANIFEST, files: [] });
    expect(screen.getByRole('heading', { name: 'Files for 1 April 2026 to 22 November 2026' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Download Not completed (CSV)' }).getAttribute('href')).toBe(
      `/api/agency/export/not-completed.csv${RANGE}`,
    );
    expect(screen.getByRole('link', { name: 'Download Completions (Excel)' }).getAttribute('href')).toBe(
      `/api/agency/export/completions.xlsx${RANGE}`,
    );
    expect(screen.getByRole('link', { name: 'Open Summary to print' }).getAttribute('href')).toBe(
      '/agency/exports/print?kind=summary&from=2026-04-01&to=2026-11-22',
    );
    expect(screen.getByText(/Nothing has been downloaded or prepared for these days/)).toBeTruthy();
  });

  it('says how long each file is, and offers CSV alone for one that is too long for Excel', async () => {
    await openRange();
    expect(screen.getByRole('heading', { name: 'Completions 1,240 rows' })).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'Summary 1 row' })).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Download Not completed (Excel)' })).toBeNull();
    expect(screen.getByText(/Too long for Excel, which takes up to 100,000 rows here/)).toBeTruthy();
  });

  it('keeps filters in the address, and hands them to every file', async () => {
    const narrowed = `${RANGE}&team=${TEAM}&role=school-nurse`;
    await open(narrowed);
    await page.answer(`/api/agency/export/manifest${narrowed}`, MANIFEST);
    expect(screen.getByText('Team A · School nurse')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Download Completions (CSV)' }).getAttribute('href')).toBe(
      `/api/agency/export/completions.csv${narrowed}`,
    );
    expect(screen.getByLabelText<HTMLSelectElement>('Team').value).toBe(TEAM);
  });

  it('leaves out a filter that does not exist, and says so', async () => {
    await open(`${RANGE}&team=elsewhere`, undefined, { ignored: ['team'] });
    await page.answer(`/api/agency/export/manifest${RANGE}`, MANIFEST);
    expect(screen.getByRole('alert').textContent).toContain(
      'There is no such team here, so that is left out.',
    );
    expect(screen.getByRole('link', { name: 'Download Completions (CSV)' }).getAttribute('href')).toBe(
      `/api/agency/export/completions.csv${RANGE}`,
    );
  });

  it('asks for no longer filter than the server takes', async () => {
    page = await openPage(ROUTES, `/agency/exports${RANGE}&role=${'x'.repeat(500)}`);
    await page.answer('/api/agency/export', { exports: [] });
    expect(offered().request.params.get('role')).toBe('x'.repeat(80));
  });

  it('puts chosen filters into the address', async () => {
    await open();
    await userEvent.selectOptions(screen.getByLabelText('Job role'), 'School nurse');
    await choose('2020');
    expect(page.address()).toMatch(
      /^\/agency\/exports\?from=2020-04-01&to=\d{4}-\d\d-\d\d&role=school-nurse$/,
    );
  });

  it('shows the manifest with each SHA-256, and offers it as a file', async () => {
    await openRange();
    const table = screen.getByRole('table', { name: /^Manifest of the files/ });
    expect(table.textContent).toContain('southmoor-completions-2026-04-01-to-2026-11-22.csv');
    expect(table.textContent).toContain(SHA);
    expect(screen.getByRole('link', { name: 'Download the manifest (CSV)' }).getAttribute('href')).toBe(
      `/api/agency/export/manifest.csv${RANGE}`,
    );
  });

  it('offers nothing for what is no day, while the server has not said so yet', async () => {
    page = await openPage(ROUTES, '/agency/exports?from=yesterday&to=2026-04-01');
    await page.answer('/api/agency/export', { exports: [] });
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
    page = await openPage(ROUTES, `/agency/exports${upsideDown}`);
    await page.answer('/api/agency/export', { exports: [] });
    server()
      .expectOne(`/api/agency/export/offer${upsideDown}`)
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
    await openRange({ ...MANIFEST, files: [] });
    const link = screen.getByRole('link', { name: 'Download Completions (CSV)' });
    link.addEventListener('click', (event) => event.preventDefault()); // jsdom downloads nothing
    await userEvent.click(link);
    await page.settle();
    expect(screen.getByText('Completions (CSV): your browser is downloading the file.')).toBeTruthy();

    await new Promise((asked) => setTimeout(asked, 1700));
    const sending = record({ id: 'c', state: 'sending', rows: null, sha256: null });
    await page.answer('/api/agency/export', { exports: [sending, record()] });
    expect(screen.queryByText(/the file was sent/)).toBeNull();

    await new Promise((asked) => setTimeout(asked, 1700));
    await page.answer('/api/agency/export', { exports: [record({ id: 'c', rows: 1241 }), record()] });
    await page.answer(`/api/agency/export/manifest${RANGE}`, MANIFEST);
    expect(
      screen.getByText('Completions (CSV): the file was sent, 1,241 rows. Its proof is below.'),
    ).toBeTruthy();
    expect(screen.getByRole('table', { name: /^Manifest/ })).toBeTruthy();
  });

  it.each([
    ['abc', 'list.csv is unchanged. It is “Completions” for 1 April 2026 to 22 November 2026'],
    ['abd', 'list.csv is not one of the latest 50 files that were sent.'],
  ])('checks a kept file that holds %p', async (text, expected) => {
    await openRange();
    await userEvent.click(screen.getByText('How to check a file against its SHA-256'));
    const file = new File([text], 'list.csv', { type: 'text/csv' });
    file.arrayBuffer = async () => bytesOf(text); // jsdom has none
    await userEvent.upload(screen.getByLabelText('Check a file here'), file);
    await screen.findByText((content) => content.startsWith(expected));
    expect(document.body.textContent).toContain(await sha256Of(await file.arrayBuffer()));
  });

  it('says how else to check a file where the browser works out no SHA-256', async () => {
    removeBrowserCrypto();
    await openRange();
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

  describe('a file in the background', () => {
    const progress = () => screen.getByRole<HTMLProgressElement>('progressbar');
    const nextLook = () => new Promise((asked) => setTimeout(asked, 2200));
    const setHidden = (isHidden: boolean) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
      document.dispatchEvent(new Event('visibilitychange'));
    };
    afterEach(() => setHidden(false));

    it('is ordered with the days, the filters and a format', async () => {
      await openRange();
      await userEvent.click(screen.getByRole('radio', { name: 'Not completed' }));
      expect(screen.getByText(/This file is longer: choose CSV/)).toBeTruthy();
      await userEvent.click(screen.getByRole('button', { name: 'Prepare in the background' }));
      await new Promise((loaded) => setTimeout(loaded, 300));
      const request = server().expectOne({ method: 'POST', url: '/api/agency/export' });
      expect(request.request.body).toEqual({
        kind: 'not-completed',
        format: 'csv',
        from: '2026-04-01',
        to: '2026-11-22',
      });
      request.flush({ id: ordered.id });
      await page.settle();
      await page.answer('/api/agency/export', { exports: [ordered, record()] });
      await page.settle();
      expect(
        screen.getByText(/Not completed: the file is being prepared. You can close this page/),
      ).toBeTruthy();
    });

    it('shows how far it is, looks again, and can be downloaded when it is ready', async () => {
      await openRange(MANIFEST, { exports: [ordered] });
      expect([progress().value, progress().max]).toEqual([310, 1240]);
      expect(screen.getByText('310 of about 1,240 rows')).toBeTruthy();
      await nextLook();
      const expiresAt = new Date(Date.now() + 6.2 * 86_400_000).toISOString();
      await page.answer('/api/agency/export', { exports: [{ ...ready, expiresAt }] });
      await page.answer(`/api/agency/export/manifest${RANGE}`, MANIFEST);
      expect(screen.getByText('Completions is ready to download.')).toBeTruthy();
      expect(
        screen
          .getAllByRole('link', { name: 'Download Completions (CSV)' })
          .map((one) => one.getAttribute('href')),
      ).toContain(`/api/agency/export/${ordered.id}/file`);
      expect(screen.getByText(/6 days left/)).toBeTruthy();
      await nextLook();
      server().verify(); // nothing is under way, so nothing is asked
    });

    it('asks nothing while nobody looks', async () => {
      await openRange(MANIFEST, { exports: [ordered] });
      setHidden(true);
      await page.settle();
      await nextLook();
      server().verify();
      setHidden(false);
      await page.settle();
      await nextLook();
      await page.answer('/api/agency/export', { exports: [ordered] });
    });

    it('can be cancelled', async () => {
      await openRange(MANIFEST, { exports: [ordered] });
      await userEvent.click(screen.getByRole('button', { name: 'Cancel Completions' }));
      server().expectOne(`/api/agency/export/${ordered.id}/cancellation`).flush(null);
      await page.settle();
      await page.answer('/api/agency/export', { exports: [{ ...ordered, state: 'cancelled' }] });
      expect(screen.getByText('Cancelled')).toBeTruthy();
      expect(screen.queryByRole('progressbar')).toBeNull();
    });

    it('says why it was not prepared', async () => {
      await open('', { exports: [{ ...ordered, state: 'failed', problem: 'disk-full' }] });
      expect(screen.getAllByText(/The disk of the service is full/)).toHaveLength(2);
    });
  });

  it('says that the history is loading, and when the page or the manifest could not be loaded', async () => {
    page = await openPage(ROUTES, `/agency/exports${RANGE}`);
    expect(screen.getByText('Loading the history…')).toBeTruthy();
    expect(screen.getByText('Loading the files…')).toBeTruthy();
    offered().flush(OFFER);
    await page.settle();
    await page.refuse(`/api/agency/export/manifest${RANGE}`, 500);
    expect(screen.getByRole('alert').textContent).toContain('Something went wrong on our side.');
    await page.refuse('/api/agency/export', 500);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Sorry, there is a problem');
  });
});
