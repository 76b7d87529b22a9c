import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { Account } from '@learning-reviews/contracts/account.contract';
import { screen, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { AccountPage } from './account-page.js';

const session = (id: string, device: string, current = false) => ({
  id,
  current,
  device,
  startedAt: '2026-11-22T09:00:00.000Z',
  seenAt: '2026-11-22T09:30:00.000Z',
});
const ACCOUNT: Account = {
  person: { id: '01936d5e-0000-7000-8000-000000000001', name: 'Asha Patel', email: 'asha@trust.example' },
  memberships: [
    {
      membershipId: '01936d5e-0000-7000-8000-000000000007',
      agencyName: 'Southmoor Community Trust',
      jobRole: 'School nurse',
      workforceGroup: 3,
      team: 'North',
      from: '2024-04-01',
      to: null,
      accessRoles: ['Training lead'],
      leave: null,
      exceptions: [],
      earlier: [
        { moduleTitle: 'Before, during and after court', completedOn: '2024-02-14' },
        { moduleTitle: 'Reading the file', completedOn: '2023-05-01' },
      ],
    },
  ],
  registrations: [{ body: 'social-work-england', number: 'SW1', yearStart: '12-01' }],
  sessions: [session('a', 'Chrome on Windows', true), session('b', 'Safari on iPhone')],
};

describe('account page', () => {
  const user = userEvent.setup();
  let server: HttpTestingController;

  async function open(answer: Account | number = ACCOUNT, address = '/account') {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        provideRouter([{ path: '**', component: AccountPage }], withComponentInputBinding()),
      ],
    });
    server = TestBed.inject(HttpTestingController);
    const harness = await RouterTestingHarness.create(address);
    const asked = server.expectOne('/api/account');
    if (typeof answer === 'number') asked.flush({}, { status: answer, statusText: 'x' });
    else asked.flush(answer);
    await harness.fixture.whenStable();
    return harness;
  }

  it('says what an agency has noted about leave and exceptions, with the reason as the text it is', async () => {
    const [job] = ACCOUNT.memberships;
    const exception = { moduleTitle: 'Reading the file', from: '2026-11-01', reason: '<i>Seconded</i>' };
    await open({
      ...ACCOUNT,
      memberships: [
        {
          ...job!,
          leave: { from: '2026-11-01', to: '2027-01-31', hasBegun: true },
          exceptions: [
            { ...exception, kind: 'excused', until: null },
            { ...exception, kind: 'later-due', until: '2027-02-28' },
          ],
        },
      ],
    });
    const agency = 'Southmoor Community Trust';
    const list = screen.getByRole('heading', { name: /has noted/ }).nextElementSibling as HTMLElement;
    expect(
      within(list)
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toEqual([
      `${agency}: You are marked as on leave from 1 November 2026 to 31 January 2027. What you owe is paused on these days.`,
      `${agency}: you are excused from “Reading the file” from 1 November 2026. Reason given: <i>Seconded</i>`,
      `${agency}: you have until 28 February 2027 for “Reading the file”. Reason given: <i>Seconded</i>`,
    ]);
    expect(screen.getByText(/Why you are on leave is not asked/)).toBeTruthy();
  });

  it('says nothing of that where nothing is noted', async () => {
    await open();
    expect(screen.queryByRole('heading', { name: /has noted/ })).toBeNull();
  });

  it('shows details, work, regulator and sessions', async () => {
    await open();
    expect(screen.getByText('asha@trust.example')).toBeTruthy();
    expect(document.body.textContent).toContain('Your CPD year begins on 1 December.');
    const work = within(screen.getByRole('table', { name: 'Where you work' }));
    expect(
      work.getByRole('row', {
        name: /Southmoor Community Trust School nurse North 1 April 2024 No end date Training lead/,
      }),
    ).toBeTruthy();
    const open_ = within(screen.getByRole('table', { name: 'Where you are signed in' }));
    expect(open_.getAllByRole('row')).toHaveLength(3);
  });

  it('says which learning from before a job counts in it', async () => {
    const [job] = ACCOUNT.memberships;
    const another = { ...job!, membershipId: '01936d5e-0000-7000-8000-000000000008', earlier: [] };
    await open({ ...ACCOUNT, memberships: [job!, { ...another, agencyName: 'Northmoor Council' }] });
    const work = within(screen.getByRole('table', { name: 'Where you work' }));
    const row = within(work.getByRole('row', { name: /Southmoor/ }));
    expect(row.getAllByRole('listitem').map(({ textContent }) => textContent.trim())).toEqual([
      'Before, during and after court, finished 14 February 2024',
      'Reading the file, finished 1 May 2023',
    ]);
    expect(work.getByRole('row', { name: /Northmoor Council .* None$/ })).toBeTruthy();
  });

  it('says whom to tell of a job that is not theirs', async () => {
    await open();
    expect(screen.getByRole('heading', { name: 'Is one of these jobs not yours?' })).toBeTruthy();
    expect(document.body.textContent).toContain('Tell the training lead of that agency');
  });

  it('says so when a person works nowhere, and offers no end of sessions that are not there', async () => {
    await open({
      ...ACCOUNT,
      memberships: [],
      registrations: [],
      sessions: [session('a', 'Chrome on Windows', true)],
    });
    expect(document.body.textContent).toContain('You do not work in an agency of this partnership');
    expect(screen.getByRole('link', { name: 'Name your regulator' })).toBeTruthy();
    expect(screen.queryByRole('heading', { name: 'Is one of these jobs not yours?' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Sign out everywhere else' })).toBeNull();
  });

  it('ends one session and says which', async () => {
    const harness = await open();
    await user.click(screen.getByRole('button', { name: /^Sign out on Safari on iPhone/ }));
    server
      .expectOne({ method: 'DELETE', url: '/api/account/sessions/b' })
      .flush(null, { status: 204, statusText: 'x' });
    await new Promise((turn) => setTimeout(turn));
    TestBed.tick();
    server.expectOne('/api/account').flush({ ...ACCOUNT, sessions: ACCOUNT.sessions.slice(0, 1) });
    await harness.fixture.whenStable();
    expect(screen.getByRole('alert').textContent).toContain('You are signed out on Safari on iPhone.');
    expect(screen.queryByRole('button', { name: /Sign out on Safari/ })).toBeNull();
  });

  it('says what to do when a session could not be ended', async () => {
    const harness = await open();
    await user.click(screen.getByRole('button', { name: 'Sign out everywhere else' }));
    server
      .expectOne({ method: 'DELETE', url: '/api/account/sessions' })
      .flush(
        { status: 500, code: 'service.fault', message: '', errors: [], requestId: 'r' },
        { status: 500, statusText: 'x' },
      );
    await new Promise((turn) => setTimeout(turn));
    TestBed.tick();
    server.expectOne('/api/account').flush(ACCOUNT);
    await harness.fixture.whenStable();
    expect(screen.getByRole('alert').textContent).toContain('Something went wrong on our side.');
  });

  it('says what was changed on the page before', async () => {
    await open(ACCOUNT, '/account?changed=passphrase');
    expect(screen.getByRole('alert').textContent).toContain('Your passphrase is changed.');
  });

  it('offers to try again when the account could not be shown', async () => {
    await open(500);
    expect(screen.getByRole('heading', { name: 'Sorry, there is a problem' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  });
});
