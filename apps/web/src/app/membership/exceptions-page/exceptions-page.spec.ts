import type { MemberExceptions } from '@learning-reviews/contracts/duty-exception.contract';
import { fireEvent, screen, within } from '@testing-library/dom';
import { openSignedIn, type SignedInPage } from '../../platform/page/testing/open-signed-in.js';
import { ExceptionsPage } from './exceptions-page.js';

const ID = '01936d5e-0000-7000-8000-000000000007';
const EXCEPTION = '01936d5e-0000-7000-8000-00000000000a';
const ADDRESS = `/api/agency/people/${ID}/exception`;
const MEMBER: MemberExceptions = {
  membershipId: ID,
  name: 'Asha Patel',
  today: '2026-11-30',
  hasLeft: false,
  modules: [
    { module: 'clearing', title: 'Clearing the way', dueOn: '2026-12-10', isDone: false },
    { module: 'court', title: 'Before court', dueOn: null, isDone: true },
  ],
  exceptions: [
    {
      id: EXCEPTION,
      module: 'file',
      title: 'Reading the file',
      kind: 'excused',
      from: '2026-11-01',
      until: null,
      reason: '<img src=x onerror=alert(1)>',
      state: 'current',
    },
  ],
};

describe('exceptions', () => {
  let page: SignedInPage;

  async function open(answer = MEMBER) {
    page = await openSignedIn(
      [{ path: 'agency/people/:id/exceptions', component: ExceptionsPage }],
      `/agency/people/${ID}/exceptions`,
    );
    await page.answer('GET', ADDRESS, answer);
  }
  async function press(name: string | RegExp) {
    fireEvent.click(screen.getByRole('button', { name }));
    await page.settle();
  }
  async function write(reason: string) {
    fireEvent.input(screen.getByLabelText(/^Why\?/), { target: { value: reason } });
    await page.settle();
  }

  it('lists what is asked otherwise, with the reason as the text it is', async () => {
    await open();
    const row = screen.getByRole('row', { name: /Reading the file/ });
    expect(within(row).getByText('Excused from 1 November 2026')).toBeTruthy();
    expect(within(row).getByText('<img src=x onerror=alert(1)>')).toBeTruthy();
    expect(row.querySelector('img')).toBeNull();
  });

  it('says beside each box what is missing, and sends nothing', async () => {
    await open();
    await press('Excuse them');
    for (const sentence of ['Choose a module', 'Choose what they are given', 'Enter why, in a few words'])
      expect(screen.getAllByText(sentence).length).toBeGreaterThan(1);
    expect(page.countOf('POST', ADDRESS)).toBe(0);
  });

  it('gives more time until a later day', async () => {
    await open();
    fireEvent.change(screen.getByLabelText('Module'), { target: { value: 'clearing' } });
    fireEvent.click(screen.getByRole('radio', { name: 'Give more time' }));
    await page.settle();
    const group = within(screen.getByRole('group', { name: /^New due day/ }));
    for (const [part, value] of Object.entries({ Day: '31', Month: '1', Year: '2027' }))
      fireEvent.input(group.getByLabelText(part), { target: { value } });
    await write('Seconded to the court');
    await press('Give more time');
    const sent = page.asked('POST', ADDRESS);
    expect(sent.request.body).toEqual({
      module: 'clearing',
      kind: 'later-due',
      until: '2027-01-31',
      reason: 'Seconded to the court',
    });
    sent.flush(MEMBER);
    await page.settle();
    await page.answer('GET', ADDRESS, MEMBER);
    expect(screen.getByText('They have until the new due day.')).toBeTruthy();
    expect((screen.getByLabelText(/^Why\?/) as HTMLTextAreaElement).value).toBe('');
  });

  it('asks to look again at a reason that may name somebody', async () => {
    await open();
    await write('NHS number 943 476 5919');
    expect(screen.getByText(/looks like an NHS number/)).toBeTruthy();
  });

  it('ends an exception', async () => {
    await open();
    await press(/^End now/);
    page.asked('POST', `${ADDRESS}/${EXCEPTION}/end`).flush({ ...MEMBER, exceptions: [] });
    await page.settle();
    await page.answer('GET', ADDRESS, { ...MEMBER, exceptions: [] });
    expect(screen.getByText(/The exception has ended/)).toBeTruthy();
  });

  it('offers nothing for somebody who has left, or of whom nothing is required', async () => {
    await open({ ...MEMBER, hasLeft: true });
    expect(screen.getByText(/does not work here any more/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Excuse them' })).toBeNull();
  });
});
