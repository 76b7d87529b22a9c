import type { AccountMerges, MergePreview } from '@learning-reviews/contracts/account-merge.contract';
import { fireEvent, screen } from '@testing-library/dom';
import { openSignedIn, type SignedInPage } from '../../platform/page/testing/open-signed-in.js';
import { MergePage } from './merge-page.js';

const MERGE = '/api/account/merge';
const side = (email: string) => ({
  email,
  name: 'Asha Patel',
  jobs: [{ agencyName: 'Southmoor Trust', from: '2024-04-01', to: null }],
  completions: 3,
  openAttempts: 1,
  cpdEntries: 4,
  cpdMinutes: 120,
  reflections: 2,
});
const PLAN: MergePreview = {
  stays: side('asha@trust.example'),
  joins: side('asha@charity.example'),
  begunTwice: ['Kern'],
  inTheWay: [],
  endsAt: '2026-12-01T10:00:00.000Z',
};
const MERGED: AccountMerges = {
  merges: [
    {
      id: '01936d5e-0000-7000-8000-000000000001',
      mergedAt: '2026-11-30T10:00:00.000Z',
      undoUntil: '2099-12-30T10:00:00.000Z',
      undoneAt: null,
      completions: 3,
      jobs: 1,
    },
  ],
};

describe('joining two accounts', () => {
  let page: SignedInPage;

  async function open(address = '/account/merge', merges: AccountMerges = { merges: [] }) {
    page = await openSignedIn([{ path: 'account/merge', component: MergePage }], address);
    await page.answer('GET', MERGE, merges);
  }
  async function press(name: string | RegExp) {
    fireEvent.click(screen.getByRole('button', { name }));
    await page.settle();
  }
  async function fill(label: string | RegExp, value: string) {
    fireEvent.input(screen.getByLabelText(label), { target: { value } });
    await page.settle();
  }

  it('sends a link, and says the same whether or not there is such an account', async () => {
    await open();
    await fill('Email address of your other account', 'asha@charity.example');
    await press('Send a link to it');
    const asked = page.asked('POST', `${MERGE}/link`);
    expect(asked.request.body).toEqual({ email: 'asha@charity.example' });
    asked.flush(null);
    await page.settle();
    expect(document.body.textContent).toContain(
      'If somebody signs in with that address, a link is on its way',
    );
  });

  it('takes the secret out of the address, shows what joining does, and asks for the passphrase', async () => {
    await open('/account/merge#secret');
    expect(page.address()).toBe('/account/merge');
    await page.answer('POST', `${MERGE}/preview`, PLAN);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toContain('Check what joining does');
    expect(screen.getByRole('row', { name: /CPD entries 4, 120 minutes/ })).toBeTruthy();
    expect(screen.getByText('Kern')).toBeTruthy();
    await fill(/Your passphrase/, 'four words of mine');
    await press('Join the accounts');
    const sent = page.asked('PUT', MERGE);
    expect(sent.request.body).toEqual({ token: 'secret', passphrase: 'four words of mine' });
    sent.flush(null);
    await page.settle();
    expect(document.body.textContent).toContain('The accounts are one.');
  });

  it('says whom to ask where two jobs are in the way, and offers no button', async () => {
    await open('/account/merge#secret');
    await page.answer('POST', `${MERGE}/preview`, { ...PLAN, inTheWay: ['Southmoor Trust'] });
    expect(document.body.textContent).toContain(
      'Ask its training lead to end or remove the one that is wrong',
    );
    expect(screen.queryByRole('button', { name: 'Join the accounts' })).toBeNull();
  });

  it('says so when the link is over, and offers another', async () => {
    await open('/account/merge#secret');
    await page.refuse('POST', `${MERGE}/preview`, 410, { code: 'account.link-over' });
    expect(document.body.textContent).toContain('This link cannot be used.');
    expect(screen.getByRole('button', { name: 'Send a link to it' })).toBeTruthy();
  });

  it('keeps everything when the passphrase is wrong', async () => {
    await open('/account/merge#secret');
    await page.answer('POST', `${MERGE}/preview`, PLAN);
    await fill(/Your passphrase/, 'not mine');
    await press('Join the accounts');
    await page.refuse('PUT', MERGE, 422, {
      code: 'account.wrong-passphrase',
      errors: [{ field: 'passphrase', message: 'This is not your passphrase' }],
    });
    expect(screen.getByRole('link', { name: 'This is not your passphrase' })).toBeTruthy();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toContain('Check what joining does');
  });

  it('parts them again for as long as it can be undone', async () => {
    await open('/account/merge', MERGED);
    expect(document.body.textContent).toContain('3 completions and 1 job came with it.');
    await fill(/to undo it/, 'four words of mine');
    await press('Part the accounts again');
    const sent = page.asked('PUT', `${MERGE}/${MERGED.merges[0]!.id}/undone`);
    expect(sent.request.body).toEqual({ passphrase: 'four words of mine' });
    sent.flush(null);
    await page.settle();
    expect(document.body.textContent).toContain('The accounts are two again');
  });
});
