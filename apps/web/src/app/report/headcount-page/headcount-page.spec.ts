import type { HeadcountPage as Answer, HeadcountSet } from '@learning-reviews/contracts/headcount.contract';
import { fireEvent, screen, waitFor, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { openSignedIn, type SignedInPage } from '../../platform/page/testing/open-signed-in.js';
import { HeadcountPage } from './headcount-page.js';

const API = '/api/agency/headcount';
const set = (change: Partial<HeadcountSet> = {}): HeadcountSet => ({
  id: '01936d5e-0000-7000-8000-000000000001',
  on: '2026-10-24',
  source: 'HR system',
  by: 'Ruth Ellison',
  at: '2026-10-25T09:05:00.000Z',
  people: 1204,
  fte: 1100.5,
  groups: [
    { group: 3, people: 1184, fte: 1082 },
    { group: 6, people: 20, fte: 18.5 },
  ],
  reason: '',
  isReplaced: false,
  ...change,
});
const answer = (change: Partial<Answer> = {}): Answer => ({
  today: '2026-11-23',
  current: set(),
  history: [
    set(),
    set({ id: '01936d5e-0000-7000-8000-000000000002', people: 1200, isReplaced: true, by: null }),
  ],
  members: {
    people: 1190,
    groups: [
      { group: 3, people: 1170 },
      { group: 6, people: 20 },
    ],
  },
  ...change,
});

describe('headcount page', () => {
  const user = userEvent.setup();
  let page: SignedInPage;
  const open = async (change: Partial<Answer> = {}) => {
    page = await openSignedIn([{ path: 'agency/headcount', component: HeadcountPage }], '/agency/headcount');
    await page.answer('GET', API, answer(change));
  };
  const box = (name: string) => screen.getByLabelText<HTMLInputElement>(name);
  const type = (name: string, value: string) => fireEvent.input(box(name), { target: { value } });
  const save = async () => {
    await user.click(screen.getByRole('button', { name: 'Save headcount' }));
    await page.settle();
  };
  const row = (name: RegExp) =>
    within(screen.getByRole('table', { name: /^Headcount by workforce group/ }))
      .getByRole('row', { name })
      .textContent.replaceAll(/\s+/g, ' ');

  it('shows the headcount in use beside the members recorded here', async () => {
    await open();
    expect(screen.getByText('1,204 people on 24 October 2026. Source: HR system.')).toBeTruthy();
    expect(row(/^3\. Work predominantly/)).toContain('1,184 1,082 1,170 14 fewer here');
    expect(row(/^6\. Operational/)).toContain('20 18.5 20 None');
    expect(row(/^Whole agency/)).toContain('1,204 1,100.5 1,190 14 fewer here');
    const history = within(screen.getByRole('table', { name: /^Headcounts by day/ })).getAllByRole('row');
    expect(history[1]?.textContent).toMatch(/In use.*Group 3: 1,184; Group 6: 20.*by Ruth Ellison/s);
    expect(history[2]?.textContent).toMatch(/Corrected since/);
  });

  it('says what it means that none was supplied', async () => {
    await open({ current: null, history: [] });
    expect(screen.getByText(/figures are out of the 1,190 people recorded here/)).toBeTruthy();
    expect(screen.getByText('No headcount has been supplied yet.')).toBeTruthy();
    expect(row(/^Whole agency/)).toContain('Not supplied Not supplied 1,190 –');
  });

  it('says that figures over a year old are old', async () => {
    await open({ current: set({ on: '2025-11-22' }) });
    expect(screen.getByText(/That is more than a year ago/)).toBeTruthy();
  });

  it('reads what is pasted line by line, saves nothing by itself, and puts what it understood into the boxes', async () => {
    await open();
    type('Copied rows', 'Group\tPeople\tFTE\r\n3\t1,190\t1,090.5\r\nBank staff\t8\r\n6\t20');
    await page.settle();
    const lines = within(
      screen.getByRole('table', { name: 'What was understood, line by line' }),
    ).getAllByRole('row');
    expect(lines.map(({ textContent }) => textContent.replaceAll(/\s+/g, ' ').trim()).slice(1)).toEqual([
      expect.stringMatching(/Group \| People \| FTE ?Headings/),
      expect.stringMatching(/3. Work predominantly with children or parents: 1,190 people, 1,090\.5 FTE/),
      expect.stringMatching(
        /Not understood.*“Bank staff” is no workforce group\. Begin the line with its number/,
      ),
      expect.stringMatching(/6. Operational managers: 20 people/),
    ]);
    expect(screen.getByText(/^2 lines understood, 1 line not understood\./)).toBeTruthy();

    type('People in group 1', '5');
    await user.click(screen.getByRole('button', { name: 'Put what was understood into the form' }));
    await page.settle();
    expect([box('People in group 3').value, box('FTE of group 3').value]).toEqual(['1190', '1090.5']);
    expect(box('People in group 1').value).toBe('5');
    expect(box('Copied rows').value).toContain('Bank staff');
    expect(screen.getByText(/They add up to 1,215/)).toBeTruthy();
    expect(page.countOf('POST', API)).toBe(0);
  });

  it('saves what stands in the boxes, and says so', async () => {
    await open();
    type('Source', 'HR system');
    type('People in group 3', '1,190');
    type('People in the whole agency', '1198');
    type('Why the whole agency is not the sum of its groups, if it is not', 'Bank staff');
    await save();
    const request = await waitFor(() => page.asked('POST', API));
    expect(request.request.body).toMatchObject({
      source: 'HR system',
      groups: { 3: { people: 1190, fte: null } },
      whole: { people: 1198, fte: null },
      reason: 'Bank staff',
    });
    request.flush(set({ on: '2026-11-23', people: 1198 }));
    await page.settle();
    expect(screen.getByText('The headcount of 23 November 2026 is saved: 1,198 people.')).toBeTruthy();
    expect(box('People in group 3').value).toBe('');
    await page.answer('GET', API, answer({ current: set({ people: 1198 }) }));
    expect(screen.getByText(/^1,198 people on/)).toBeTruthy();
  });

  it.each([
    ['People in group 3', 'many', 'Enter the number of people in digits, such as 1204'],
    ['People in group 3', '-4', 'Enter 0 or more people'],
    ['People in group 3', '12.5', 'Enter whole people, and put parts of a post under FTE'],
    ['FTE of group 3', '13', 'Enter the number of people in digits, such as 1204'], // FTE without people
  ])('says beside %s what is wrong with %p, and keeps it', async (name, value, message) => {
    await open();
    type('Source', 'HR system');
    type(name, value);
    await save();
    await waitFor(() => expect(screen.getByRole('link', { name: message })).toBeTruthy());
    expect(box(name).value).toBe(value);
    expect(page.countOf('POST', API)).toBe(0);
  });

  it('asks why the whole is not the sum, and keeps everything typed when the server refuses the day', async () => {
    await open();
    type('Source', 'HR system');
    type('People in group 3', '10');
    type('People in the whole agency', '12');
    await save();
    await waitFor(() =>
      expect(
        screen.getByRole('link', {
          name: 'The groups add up to 10, and the whole agency is 12. Say why, or change a figure',
        }),
      ).toBeTruthy(),
    );
    type('People in the whole agency', '');
    await save();
    await waitFor(() => page.asked('POST', API)).then((request) =>
      request.flush(
        {
          status: 422,
          code: 'request.invalid',
          message: '',
          errors: [{ field: 'on', message: 'Enter a day that has already come' }],
          requestId: 'r',
        },
        { status: 422, statusText: 'Refused' },
      ),
    );
    await page.settle();
    expect(screen.getByRole('group', { name: 'The day the figures are of' }).textContent).toContain(
      'Enter a day that has already come',
    );
    expect([box('Source').value, box('People in group 3').value]).toEqual(['HR system', '10']);
  });

  it('finds what was typed again after signing in anew', async () => {
    await open();
    type('People in group 3', '777');
    await page.goTo('/elsewhere');
    await page.goTo('/agency/headcount');
    await page.answer('GET', API, answer());
    expect(box('People in group 3').value).toBe('777');
  });
});
