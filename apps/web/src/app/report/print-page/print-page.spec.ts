import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { screen } from '@testing-library/dom';
import { type OpenPage, openPage } from '../../platform/page/testing/open-page.js';
import { sha256Of } from '../export-words.js';
import { bytesOf, installBrowserCrypto } from '../testing/browser-crypto.js';
import { PrintPage } from './print-page.js';

const ROUTES = [{ path: 'agency/exports/print', component: PrintPage }];
const ADDRESS = '/agency/exports/print?kind=completions&from=2026-04-01&to=2026-11-22';
const FILE = '/api/agency/export/completions.csv?from=2026-04-01&to=2026-11-22';
const HEADINGS = '\uFEFFschema,staff_ref,surname,forename,minutes\r\n';

describe('print page', () => {
  let page: OpenPage;
  beforeAll(installBrowserCrypto);

  async function answer(text: string): Promise<ArrayBuffer> {
    const bytes = bytesOf(text);
    TestBed.inject(HttpTestingController).expectOne(FILE).flush(bytes);
    await screen.findByText('SHA-256 of the file');
    return bytes;
  }

  it('shows a file as a table, with the proof of what it shows', async () => {
    page = await openPage(ROUTES, ADDRESS);
    const bytes = await answer(`${HEADINGS}cpd-1,S1,Patel,Asha,35\r\ncpd-1,S2,Zoë,"Bo, Jr",40\r\n`);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(
      'Completions, 1 April 2026 to 22 November 2026',
    );
    expect(screen.getByText((await sha256Of(bytes)) ?? '')).toBeTruthy();
    expect(
      screen.getAllByRole('row').map((row) => [...row.children].map((cell) => cell.textContent?.trim())),
    ).toEqual([
      ['Staff reference', 'Family name', 'Given name', 'Minutes'],
      ['S1', 'Patel', 'Asha', '35'],
      ['S2', 'Zoë', 'Bo, Jr', '40'],
    ]);
    expect(screen.getByRole('button', { name: 'Print this page' })).toBeTruthy();
  });

  it('says that opening it is an export', async () => {
    page = await openPage(ROUTES, ADDRESS);
    await answer(HEADINGS);
    expect(screen.getByText(/Opening this page is an export/)).toBeTruthy();
    expect(screen.getByText('There is nothing in this file for these days.')).toBeTruthy();
  });

  it('shows the first thousand of more rows, and says so', async () => {
    page = await openPage(ROUTES, ADDRESS);
    await answer(HEADINGS + 'cpd-1,S1,Patel,Asha,35\r\n'.repeat(1001));
    expect(screen.getByText(/The first 1,000 of 1,001 rows are shown/)).toBeTruthy();
    expect(document.querySelectorAll('tbody tr')).toHaveLength(1000);
  });

  it('is the not-found page for a file that does not exist, and asks for none', async () => {
    page = await openPage(ROUTES, '/agency/exports/print?kind=everything&from=2026-04-01&to=2026-11-22');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Page not found');
    TestBed.inject(HttpTestingController).verify();
  });

  it('says that the file is loading, and when it could not be loaded', async () => {
    page = await openPage(ROUTES, ADDRESS);
    expect(screen.getByText('Loading the file…')).toBeTruthy();
    TestBed.inject(HttpTestingController)
      .expectOne(FILE)
      .flush(new ArrayBuffer(0), { status: 500, statusText: 'x' });
    await page.settle();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Sorry, there is a problem');
  });
});
