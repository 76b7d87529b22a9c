import { HttpTestingController, type TestRequest } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { OwnData } from '@learning-reviews/contracts/own-data.contract';
import { screen, waitFor } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { type OpenPage, openPage } from '../../platform/page/testing/open-page.js';
import { OwnDataPage } from './own-data-page.js';

@Component({ template: '' })
class Elsewhere {}

const ROUTES = [
  { path: 'account/data', component: OwnDataPage },
  { path: '**', component: Elsewhere },
];
const DATA: OwnData = {
  agencies: [
    { name: 'Southmoor Community Trust', isCurrent: true, evidence: 3 },
    { name: 'Northmoor Council', isCurrent: false, evidence: 1 },
  ],
  lastIn: [],
  completions: 4,
  cpdEntries: 1,
  reflections: 2,
};
const ERASURE = '/api/account/data/erasure';

describe('the page of a person’s own data', () => {
  const user = userEvent.setup();
  let page: OpenPage;
  const server = () => TestBed.inject(HttpTestingController);

  async function open(data: Partial<OwnData> = {}) {
    page = await openPage(ROUTES, '/account/data');
    await page.answer('/api/account/data', { ...DATA, ...data });
  }
  const press = () => user.click(screen.getByRole('button', { name: 'Erase my record' }));
  /** Ticks, types and presses, and gives what the server is asked. */
  async function ask(): Promise<TestRequest> {
    await user.click(screen.getByRole('checkbox', { name: /cannot be brought back/ }));
    await user.type(screen.getByLabelText('The passphrase you sign in with'), 'three wet otters');
    await press();
    return waitFor(() => server().expectOne(ERASURE));
  }

  it('offers both files before anything else, even while the rest is loading or cannot be', async () => {
    page = await openPage(ROUTES, '/account/data');
    const links = () =>
      screen.getAllByRole('link', { name: /^Download/ }).map((link) => link.getAttribute('href'));
    const both = ['/api/account/data/file.html', '/api/account/data/file.json'];
    expect(links()).toEqual(both);
    await page.refuse('/api/account/data', 500);
    expect(links()).toEqual(both);
    expect(screen.queryByRole('button', { name: 'Erase my record' })).toBeNull();
  });

  it('says what goes, and what each agency keeps, for how long and why', async () => {
    await open();
    expect(screen.getByText(/4 finished modules, 1 CPD entry and 2 reflections/)).toBeTruthy();
    const text = document.body.textContent.replace(/\s+/g, ' ');
    expect(text).toContain('Southmoor Community Trust holds evidence of 3 completions. You stay on its list');
    expect(text).toContain('Northmoor Council holds evidence of 1 completion.');
    expect(text).toContain('The law asks the agency to show that its staff were trained');
    expect(text).toContain('Nobody can bring your CPD record or your reflections back');
  });

  it('asks nothing of the server before the box is ticked and the passphrase entered', async () => {
    await open();
    await press();
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('Enter your passphrase'));
    expect(screen.getByRole('alert').textContent).toContain('Tick the box');
    server().expectNone(ERASURE);
  });

  it('shows a wrong passphrase beside its field, and keeps what was ticked', async () => {
    await open();
    const asked = await ask();
    expect(asked.request.body).toEqual({ understood: true, passphrase: 'three wet otters' });
    const errors = [{ field: 'passphrase', message: 'Enter the passphrase you sign in with' }];
    const body = { status: 422, code: 'account.wrong-passphrase', message: '', errors, requestId: 'req-7' };
    asked.flush(body, { status: 422, statusText: 'Refused' });
    await waitFor(() =>
      expect(screen.getByRole('link', { name: 'Enter the passphrase you sign in with' })).toBeTruthy(),
    );
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: /cannot be brought back/ }).checked).toBe(
      true,
    );
  });

  it('says that it is done, and takes the person off the page', async () => {
    await open();
    (await ask()).flush(null, { status: 204, statusText: 'Erased' });
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Your record is erased' })).toBeTruthy());
    await waitFor(() => server().expectOne({ method: 'DELETE', url: '/api/session' }).flush(null));
    expect(screen.queryByLabelText('The passphrase you sign in with')).toBeNull();
  });

  it.each([
    ['training-lead', 'You are the only training lead of Northmoor Council.'],
    ['administrator', 'You are the only administrator of Northmoor Council.'],
  ] as const)('tells the last %s what to do first, and offers no button', async (role, words) => {
    await open({ lastIn: [{ agency: 'Northmoor Council', role }] });
    expect(screen.getByText(new RegExp(words))).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Erase my record' })).toBeNull();
    expect(screen.getAllByRole('link', { name: /^Download/ })).toHaveLength(2);
  });
});
