import type { ImportDetail, ImportRow } from '@learning-reviews/contracts/import.contract';
import { screen, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { openSignedIn, type SignedInPage } from '../../platform/page/testing/open-signed-in.js';
import { ImportPage } from './import-page.js';

const ID = '01936d5e-0000-7000-8000-000000000001';
const MEMBER = '01936d5e-0000-7000-8000-00000000000a';
const API = `/api/agency/import/${ID}`;
const NOTHING = { add: 0, change: 0, move: 0, same: 0, problem: 0, duplicate: 0, 'left-out': 0 };

const detail = (change: Partial<ImportDetail> = {}): ImportDetail => ({
  id: ID,
  kind: 'people',
  fileName: 'staff.csv',
  state: 'checked',
  message: null,
  at: '2026-11-25T09:05:00.000Z',
  by: 'Ruth Ellison',
  rows: 3,
  counts: { ...NOTHING, add: 2, move: 1 },
  leavers: 0,
  appliedAt: null,
  undoneAt: null,
  canUndo: false,
  progress: { done: 0, of: 0 },
  columns: [
    { header: 'No', sample: ['1', '2'] },
    { header: 'Mail', sample: ['a@b.example', ''] },
  ],
  mapping: { staffRef: 0, email: 1 },
  mappingProblems: [],
  known: [
    { key: 'staffRef', label: 'Staff number', isRequired: true, hint: 'The agency’s own number' },
    { key: 'team', label: 'Team', isRequired: false, hint: 'Name of the team' },
  ],
  mayAddTeams: false,
  newTeams: [],
  checked: 'abc',
  proposedLeavers: 0,
  kept: 0,
  ...change,
});
const row = (change: Partial<ImportRow> = {}): ImportRow => ({
  line: 2,
  action: 'add',
  about: 'Ada Example 1',
  changes: [],
  problems: [],
  candidates: [],
  decision: null,
  ...change,
});

describe('the page of an import', () => {
  const user = userEvent.setup();
  let page: SignedInPage;
  const open = async (one: ImportDetail) => {
    page = await openSignedIn([{ path: 'agency/import/:id', component: ImportPage }], `/agency/import/${ID}`);
    await page.answer('GET', API, one);
  };
  const rows = (action: string, ...shown: ImportRow[]) =>
    page.answer('GET', `${API}/row?action=${action}&page=1`, {
      rows: shown,
      total: shown.length,
      page: 1,
      pages: 1,
    });
  const press = async (name: string | RegExp) => {
    await user.click(screen.getByRole('button', { name }));
    await page.settle();
  };

  it('says what the file would do, and applies what was looked at', async () => {
    await open(detail());
    await rows('add', row());
    expect(screen.getByText('Applying it adds 2 people and moves 1 person to another job.')).toBeTruthy();
    await press('Apply the file');
    const asked = page.asked('POST', `${API}/application`);
    expect(asked.request.body).toEqual({
      checked: 'abc',
      leaveOutProblems: false,
      invite: false,
      leavers: [],
    });
    asked.flush(null);
    await page.settle();
    await page.answer('GET', API, detail({ state: 'applying', progress: { done: 1, of: 3 } }));
    expect(screen.getByText('Row 1 of 3')).toBeTruthy();
  });

  it('lets nobody go whom somebody has not ticked', async () => {
    await open(detail({ proposedLeavers: 1 }));
    await rows('add', row());
    await page.answer('GET', `${API}/leaver`, {
      today: '2026-11-30',
      leavers: [
        {
          membershipId: MEMBER,
          name: 'Bo Leaver',
          staffRef: '7',
          jobRole: 'Midwife',
          team: null,
          lastDay: null,
        },
      ],
    });
    await user.click(screen.getByText('Look at the one person'));
    expect(screen.getByText('0 ticked.')).toBeTruthy();
    await user.click(screen.getByLabelText('Bo Leaver'));
    await page.settle();
    await press('Apply the file');
    expect(page.asked('POST', `${API}/application`).request.body).toMatchObject({
      leavers: [{ membershipId: MEMBER, lastDay: '2026-11-30' }],
    });
  });

  it('asks of a likely duplicate whether it is the same person, and checks again with the answer', async () => {
    await open(detail({ counts: { ...NOTHING, duplicate: 1 } }));
    const candidate = {
      membershipId: MEMBER,
      name: 'Ada Example',
      staffRef: '7',
      jobRole: 'Midwife',
      team: 'North',
      workEmail: 'ada@b.example',
    };
    await rows('duplicate', row({ action: 'duplicate', candidates: [candidate] }));
    await press(/^Yes, the same person/);
    const asked = page.asked('PUT', `${API}/row/2`);
    expect(asked.request.body).toEqual({ decision: 'same', membershipId: MEMBER });
    asked.flush(null);
    await page.settle();
    await rows('duplicate', row({ action: 'duplicate', candidates: [candidate], decision: 'same' }));
    expect(screen.getByText('You said: the same person.')).toBeTruthy();
    await press('Check again with your answers');
    expect(page.countOf('POST', `${API}/check`)).toBe(1);
  });

  it('shows what to mend in each row, and leaves rows out only when that is said', async () => {
    await open(detail({ counts: { ...NOTHING, add: 2, problem: 1 } }));
    const message = 'There is no 31 February 2026. Check the day';
    await rows('problem', row({ action: 'problem', problems: [{ column: 'startsOn', message }] }));
    expect(within(screen.getByRole('table', { name: /^To mend/ })).getByText(`${message}.`)).toBeTruthy();
    const link = screen.getByRole('link', { name: 'Download the rows to mend' });
    expect(link.getAttribute('href')).toBe(`${API}/to-mend.csv`);
    await user.click(screen.getByLabelText('Leave out the row with problems'));
    await page.settle();
    await press('Apply the file');
    expect(page.asked('POST', `${API}/application`).request.body).toMatchObject({ leaveOutProblems: true });
  });

  it('asks which column is which where that is not clear', async () => {
    await open(detail({ state: 'mapping', counts: null, mappingProblems: ['No column holds the job role'] }));
    expect(screen.getByText('No column holds the job role.')).toBeTruthy();
    await user.selectOptions(screen.getByLabelText('Team (optional)'), 'Mail (a@b.example)');
    await user.click(screen.getByLabelText('Make the teams that the file names'));
    await page.settle();
    await press('Check the rows');
    expect(page.asked('PUT', `${API}/mapping`).request.body).toEqual({
      mapping: { staffRef: 0, email: 1, team: 1 },
      mayAddTeams: true,
    });
  });

  it('says what was done, and offers to take back the last import', async () => {
    await open(
      detail({ state: 'applied', appliedAt: '2026-11-25T09:10:00.000Z', canUndo: true, leavers: 1 }),
    );
    expect(
      screen.getByText(/^The file was applied: 2 people added, 1 moved, 0 changed, 1 let go/),
    ).toBeTruthy();
    await press('Undo this import');
    expect(page.countOf('POST', `${API}/undoing`)).toBe(1);
  });

  it('says why a file could not be read', async () => {
    await open(detail({ state: 'refused', counts: null, message: 'The file is a PDF. Save it as CSV' }));
    expect(screen.getByText('The file is a PDF. Save it as CSV.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Apply/ })).toBeNull();
  });
});
