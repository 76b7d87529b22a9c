import type { MemberLeave } from '@learning-reviews/contracts/leave-period.contract';
import { fireEvent, screen, within } from '@testing-library/dom';
import { openSignedIn, type SignedInPage } from '../../platform/page/testing/open-signed-in.js';
import { OnLeavePage } from './on-leave-page.js';

const ID = '01936d5e-0000-7000-8000-000000000007';
const LEAVE = '01936d5e-0000-7000-8000-00000000000a';
const ADDRESS = `/api/agency/people/${ID}/leave-period`;
const MEMBER: MemberLeave = {
  membershipId: ID,
  name: 'Asha Patel',
  today: '2026-11-30',
  periods: [{ id: LEAVE, from: '2026-10-01', to: null, state: 'current' }],
};

describe('on leave', () => {
  let page: SignedInPage;

  async function open(answer = MEMBER) {
    page = await openSignedIn(
      [{ path: 'agency/people/:id/on-leave', component: OnLeavePage }],
      `/agency/people/${ID}/on-leave`,
    );
    await page.answer('GET', ADDRESS, answer);
  }
  async function press(name: string | RegExp) {
    fireEvent.click(screen.getByRole('button', { name }));
    await page.settle();
  }
  async function fillDay(legend: RegExp, day: string) {
    const group = within(screen.getByRole('group', { name: legend }));
    const [year = '', month = '', date = ''] = day.split('-');
    for (const [part, value] of Object.entries({ Day: date, Month: month, Year: year }))
      fireEvent.input(group.getByLabelText(part), { target: { value } });
    await page.settle();
  }

  it('says that nobody asks why, and what it means', async () => {
    await open();
    expect(screen.getByText(/Why somebody is away is not asked and not kept/)).toBeTruthy();
    expect(screen.getByText(/due 30 days after their last day of leave/)).toBeTruthy();
    const row = screen.getByRole('row', { name: /1 October 2026/ });
    expect(within(row).getByText('Not known yet')).toBeTruthy();
    expect(within(row).getByText('On leave')).toBeTruthy();
    expect(screen.queryByRole('textbox', { name: /why|reason/i })).toBeNull();
  });

  it('adds leave from today without a last day, unless something else is entered', async () => {
    await open({ ...MEMBER, periods: [] });
    expect(screen.queryByRole('table')).toBeNull();
    await press('Add leave');
    const sent = page.asked('POST', ADDRESS);
    expect(sent.request.body).toEqual({ from: '2026-11-30', to: null });
    sent.flush(MEMBER);
    await page.settle();
    await page.answer('GET', ADDRESS, MEMBER);
    expect(screen.getByText(/The leave is noted/)).toBeTruthy();
  });

  it('refuses a last day before the first beside its box, and keeps what was typed', async () => {
    await open();
    await fillDay(/^Last day of leave/, '2026-11-01');
    await press('Add leave');
    expect(screen.getAllByText('The last day must be the first day or later').length).toBeGreaterThan(0);
    expect(page.countOf('POST', ADDRESS)).toBe(0);
  });

  it('gives leave that runs its last day', async () => {
    await open();
    await press(/^Change last day/);
    await fillDay(/^Last day of leave/, '2026-11-29');
    await press('Save the last day');
    const sent = page.asked('PUT', `${ADDRESS}/${LEAVE}`);
    expect(sent.request.body).toEqual({ to: '2026-11-29' });
    sent.flush(null, { status: 204, statusText: 'Changed' });
    await page.settle();
    await page.answer('GET', ADDRESS, MEMBER);
    expect(screen.getByText('The last day is saved.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Add leave' })).toBeTruthy();
  });

  it('removes leave that was a mistake', async () => {
    await open();
    await press(/^Remove/);
    page.asked('DELETE', `${ADDRESS}/${LEAVE}`).flush(null, { status: 204, statusText: 'Removed' });
    await page.settle();
    await page.answer('GET', ADDRESS, { ...MEMBER, periods: [] });
    expect(screen.getByText(/as if it had never been entered/)).toBeTruthy();
  });
});
