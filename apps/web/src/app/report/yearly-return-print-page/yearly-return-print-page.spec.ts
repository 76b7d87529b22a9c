import { screen } from '@testing-library/dom';
import { type OpenPage, openPage } from '../../platform/page/testing/open-page.js';
import { attestedReturn, returnAttestation, returnWords, yearlyReturn } from '../testing/return-answers.js';
import { YearlyReturnPrintPage } from './yearly-return-print-page.js';

const API = '/api/agency/yearly-return';
const ID = returnAttestation().id;

describe('print page of a return', () => {
  let page: OpenPage;
  const open = async (query: string) => {
    page = await openPage(
      [{ path: 'agency/yearly-return/print', component: YearlyReturnPrintPage }],
      `/agency/yearly-return/print${query}`,
    );
  };

  it('shows a signed return with who signed it, and no box to write in', async () => {
    await open(`?attestation=${ID}`);
    await page.answer(`${API}/attestation/${ID}`, attestedReturn());
    expect(
      screen.getByRole('heading', { level: 1, name: 'Yearly return 2026-27, Southmoor Community Trust' }),
    ).toBeTruthy();
    expect(screen.getByText('Ruth Ellison, Named nurse')).toBeTruthy();
    expect(screen.getByText(/20 November 2026 at 2:05pm \(return 1 of the year\)/)).toBeTruthy();
    expect(screen.getByText('a'.repeat(64))).toBeTruthy();
    expect(screen.getByText('Seven-minute briefings to every team')).toBeTruthy();
    expect(screen.getAllByText('Nothing written')).toHaveLength(4);
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(screen.queryByText(/^Draft/)).toBeNull();
    expect(screen.getByRole('button', { name: 'Print this page' })).toBeTruthy();
  });

  it('says that a later one stands in its place, and that it was changed', async () => {
    await open(`?attestation=${ID}`);
    const attestation = returnAttestation({ isIntact: false });
    await page.answer(`${API}/attestation/${ID}`, attestedReturn({ isReplaced: true, attestation }));
    expect(screen.getByText(/A later signed return stands in place of this one/)).toBeTruthy();
    expect(screen.getByText(/does not match its SHA-256/)).toBeTruthy();
  });

  it('shows a draft as one, with its links as links', async () => {
    await open('?year=2026-27');
    const words = returnWords({ evidenceLinks: 'https://trust.example/audit.pdf\njavascript:alert(1)' });
    await page.answer(`${API}?year=2026-27`, yearlyReturn({ draft: { ...yearlyReturn().draft, words } }));
    expect(screen.getByText(/Draft\. Nobody has signed it/)).toBeTruthy();
    const links = screen.getAllByRole('link').map((link) => link.getAttribute('href'));
    expect(links).toEqual(['/agency/yearly-return?year=2026-27', 'https://trust.example/audit.pdf']);
  });

  it('says that there is no such return', async () => {
    await open(`?attestation=${ID}`);
    await page.refuse(`${API}/attestation/${ID}`, 404);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toContain('not found');
  });
});
