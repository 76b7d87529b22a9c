import type { YearlyReturn } from '@learning-reviews/contracts/yearly-return.contract';
import { fireEvent, screen, waitFor, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { openSignedIn, type SignedInPage } from '../../platform/page/testing/open-signed-in.js';
import {
  FIGURES_SHA,
  returnAttestation,
  returnFigures,
  returnWords,
  yearlyReturn,
} from '../testing/return-answers.js';
import { YearlyReturnPage } from './yearly-return-page.js';

const API = '/api/agency/yearly-return';
const ROUTES = [
  {
    path: 'agency/yearly-return',
    component: YearlyReturnPage,
    canDeactivate: [(page: YearlyReturnPage) => page.mayLeave('/elsewhere')],
  },
];

describe('yearly return page', () => {
  const user = userEvent.setup();
  let page: SignedInPage;
  beforeEach(() => {
    HTMLDialogElement.prototype.showModal = function () {
      this.open = true;
    };
    HTMLDialogElement.prototype.close = function (value) {
      this.open = false;
      this.returnValue = value ?? '';
      this.dispatchEvent(new Event('close'));
    };
  });

  const open = async (changes: Partial<YearlyReturn> = {}, query = '') => {
    page = await openSignedIn(ROUTES, `/agency/yearly-return${query}`);
    await page.answer('GET', `${API}${query}`, yearlyReturn(changes));
  };
  const box = (name: string) => screen.getByLabelText<HTMLInputElement>(name);
  const write = (name: string, value: string) => fireEvent.input(box(name), { target: { value } });
  const press = async (name: string) => {
    await user.click(screen.getByRole('button', { name }));
    await page.settle();
  };
  const cells = (table: string, row: RegExp) =>
    within(within(screen.getByRole('table', { name: table })).getByRole('row', { name: row }))
      .getAllByRole('cell')
      .map(({ textContent }) => textContent.trim());

  it('shows figures with what they are out of, and says what is not recorded', async () => {
    await open();
    expect(screen.getByRole('heading', { level: 1, name: 'Yearly return 2026-27' })).toBeTruthy();
    expect(
      screen.getByText(
        'On 23 November 2026, 1,000 of 1,194 people had every module required of them done and valid (84%). Of 1,180 requirements 1,000 were met (85%) and 180 were overdue.',
      ),
    ).toBeTruthy();
    expect(
      screen.getByText(
        'Headcount: 1,204 people on 24 October 2026. Source: HR system. 14 people of them are not recorded here, and count as not compliant.',
      ),
    ).toBeTruthy();
    const people = 'People by workforce group on 23 November 2026';
    expect(cells(people, /^3\. Work/)).toEqual([
      '1,204',
      '1,100.5',
      '1,180',
      '1,180',
      '1,000',
      '1,204',
      '83%',
    ]);
    expect(cells(people, /^No group/)).toEqual([
      'Not supplied',
      'Not supplied',
      '10',
      '0',
      '0',
      '0',
      'None to count',
    ]);
    expect(cells(people, /^Whole agency/)).toEqual([
      '1,204',
      '1,100.5',
      '1,190',
      '1,180',
      '1,000',
      '1,194',
      '84%',
    ]);
    const modules = 'Required modules on 23 November 2026';
    expect(cells(modules, /^Before, during/)).toEqual(['1,180', '1,000', '85%', '120', '40', '20', '0']);
    expect(cells('New starters of the period', /^Share/)).toEqual(['75%']);
    expect(
      screen.getByText(/^Single-agency and multi-agency attendance: not recorded here yet/),
    ).toBeTruthy();
    expect(screen.getByText(/Inducted in time: every module required/)).toBeTruthy();
  });

  it('says that the figures of a year that is over are worked out, and that there was no headcount', async () => {
    await open(
      { figures: returnFigures({ isWorkedOut: true, on: '2026-03-31', headcount: null }) },
      '?year=2025-26',
    );
    expect(screen.getByText(/where people stood on 31 March 2026 is worked out/)).toBeTruthy();
    expect(screen.getByText(/no headcount was supplied for 31 March 2026 or before/)).toBeTruthy();
  });

  it('says so when the address names a year that is not offered', async () => {
    await open({}, '?year=2099-00');
    expect(screen.getByText(/There is no return for “2099-00”\. This is 2026-27/)).toBeTruthy();
    const years = within(screen.getByRole('navigation', { name: 'Reporting years' }));
    expect(years.getByRole('link', { current: 'page' }).textContent).toBe('2026-27');
    expect(years.getByRole('link', { name: '2025-26' }).getAttribute('href')).toBe(
      '/agency/yearly-return?year=2025-26',
    );
  });

  it('saves what is written after a pause, on top of the save it was made from', async () => {
    await open();
    write('Supervision arrangements', 'Each six weeks');
    await user.selectOptions(box('Supervision is in place'), '3. Green: in place, with evidence');
    const saved = await waitFor(() => page.asked('PUT', API), { timeout: 4000 });
    const { scores } = returnWords();
    expect(saved.request.body).toEqual({
      year: '2026-27',
      revision: 3,
      words: returnWords({ supervision: 'Each six weeks', scores: { ...scores, supervision: 3 } }),
    });
    saved.flush({ revision: 4, savedAt: '2026-11-23T10:00:00.000Z' });
    await page.settle();
    expect(screen.getByText('Saved')).toBeTruthy();
  });

  it('keeps both when a colleague has saved since, until the lead chooses (R7)', async () => {
    await open();
    write('Supervision arrangements', 'Mine');
    await press('Save');
    await page.refuse('PUT', API, 409, { code: 'stale.version' });
    const theirs = {
      ...yearlyReturn().draft,
      words: returnWords({ supervision: 'Theirs' }),
      revision: 8,
      savedBy: 'Ben',
    };
    await page.answer('GET', `${API}?year=2026-27`, yearlyReturn({ draft: theirs }));
    const banner = within(screen.getByRole('region', { name: 'Important' }));
    expect(banner.getByText(/^Ben saved other words/)).toBeTruthy();
    expect(banner.getByText('Theirs')).toBeTruthy();
    expect(box('Supervision arrangements').value).toBe('Mine');
    await press('Keep what is in the boxes');
    expect(page.asked('PUT', API).request.body).toMatchObject({
      revision: 8,
      words: { supervision: 'Mine' },
    });
  });

  it('cautions about what might identify somebody, and refuses nothing', async () => {
    const draft = { ...yearlyReturn().draft, words: returnWords({ changedPractice: 'Seen at DE1 2AB' }) };
    await open({ draft });
    expect(screen.getByText('This looks like a postcode. Remove it.')).toBeTruthy();
    expect(screen.getByText(/Do not write anything that could identify a child/)).toBeTruthy();
  });

  it('asks before words are lost by leaving', async () => {
    await open();
    write('Supervision arrangements', 'Unsaved');
    const leaving = page.goTo('/elsewhere');
    await page.settle();
    await page.refuse('PUT', API, 500, { code: 'service.fault' });
    expect(screen.getByRole('dialog', { name: 'What you wrote is not saved yet' })).toBeTruthy();
    await press('Stay on this page');
    await leaving;
    expect(page.address()).toBe('/agency/yearly-return');
  });

  describe('signing', () => {
    const sign = async () => {
      write('Your role', 'Named nurse');
      await user.click(screen.getByRole('checkbox', { name: /^These figures are right on / }));
      await press('Sign the return');
    };

    it('sends the figures that were looked at and the last save, and says so', async () => {
      await open();
      await sign();
      const request = await waitFor(() => page.asked('POST', `${API}/attestation`));
      expect(request.request.body).toEqual({
        year: '2026-27',
        revision: 3,
        figuresSha256: FIGURES_SHA,
        role: 'Named nurse',
        confirmed: true,
      });
      request.flush(returnAttestation());
      await page.settle();
      expect(screen.getByText(/^Signed by Ruth Ellison on 20 November 2026/)).toBeTruthy();
      await page.answer('GET', API, yearlyReturn({ attestations: [returnAttestation()] }));
      const row = within(screen.getByRole('table', { name: 'Signed returns, latest first' })).getByRole(
        'row',
        { name: /^1/ },
      );
      expect(row.textContent).toMatch(/In force.*Ruth Ellison, Named nurse.*20 November 2026 at 2:05pm/s);
      expect(within(row).getByRole('link', { name: 'Print return 1' }).getAttribute('href')).toBe(
        `/agency/yearly-return/print?attestation=${returnAttestation().id}`,
      );
    });

    it('saves first what is still in the boxes, and signs that', async () => {
      await open();
      write('Supervision arrangements', 'Just now');
      await sign();
      await page.answer('PUT', API, { revision: 4, savedAt: '2026-11-23T10:00:00.000Z' });
      const request = await waitFor(() => page.asked('POST', `${API}/attestation`));
      expect(request.request.body).toMatchObject({ revision: 4 });
    });

    it('signs nothing while the words are not saved', async () => {
      await open();
      write('Supervision arrangements', 'Just now');
      await sign();
      await page.refuse('PUT', API, 500, { code: 'service.fault' });
      expect(screen.getByText(/What you wrote is not saved yet\. Save it first, then sign/)).toBeTruthy();
      expect(page.countOf('POST', `${API}/attestation`)).toBe(0);
    });

    it('shows the figures anew when they moved, and asks to confirm again', async () => {
      await open();
      await sign();
      await waitFor(() => page.asked('POST', `${API}/attestation`)).then((request) =>
        request.flush(
          { status: 409, code: 'return.figures-changed', message: '', errors: [], requestId: 'r' },
          { status: 409, statusText: 'Conflict' },
        ),
      );
      await page.settle();
      expect(screen.getByText(/The figures have changed since you looked at them/)).toBeTruthy();
      const moved = returnFigures({ completions: { count: 641, people: 601 } });
      await page.answer('GET', API, yearlyReturn({ figures: moved, figuresSha256: 'e'.repeat(64) }));
      expect(screen.getByText(/641, by 601 members/)).toBeTruthy();
      expect(screen.getByRole<HTMLInputElement>('checkbox').checked).toBe(false);
      expect(box('Your role').value).toBe('Named nurse');
    });

    it.each([
      ['the role', 'Enter your role, such as “Head of safeguarding training”'],
      ['the confirmation', 'Confirm that the figures are right'],
    ])('asks for %s', async (_what, message) => {
      await open();
      await press('Sign the return');
      await waitFor(() => expect(screen.getByRole('link', { name: message })).toBeTruthy());
      expect(page.countOf('POST', `${API}/attestation`)).toBe(0);
    });
  });

  it('marks a former return as replaced, and one that was tampered with', async () => {
    const second = returnAttestation({
      id: '01936d5e-0000-7000-8000-00000000000b',
      number: 2,
      isIntact: false,
    });
    await open({ attestations: [second, returnAttestation()] });
    const rows = within(screen.getByRole('table', { name: 'Signed returns, latest first' })).getAllByRole(
      'row',
    );
    expect(rows[1]?.textContent).toContain('Does not match its SHA-256');
    expect(rows[2]?.textContent).toContain('Replaced');
  });
});
