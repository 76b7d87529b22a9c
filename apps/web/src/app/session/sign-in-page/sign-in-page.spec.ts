import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { screen, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { SessionStore } from '../../platform/session/session-store.js';
import { nobody, somebody } from '../../platform/session/testing/session-answer.js';
import { SignInPage } from './sign-in-page.js';

@Component({ selector: 'lr-place', template: 'place' })
class Place {}

const DEMONSTRATION = nobody({
  demonstration: true,
  demonstrationAccounts: [{ email: 'lead@demo.example', description: 'Training lead: community trust' }],
  demonstrationPassphrase: 'demonstration-only-2026',
});

describe('sign-in page', () => {
  const user = userEvent.setup();
  let server: HttpTestingController;

  async function open(address = '/sign-in', answer = nobody()) {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        provideRouter(
          [
            { path: 'sign-in', component: SignInPage },
            { path: '**', component: Place },
          ],
          withComponentInputBinding(),
        ),
      ],
    });
    server = TestBed.inject(HttpTestingController);
    const loaded = TestBed.inject(SessionStore).load();
    server.expectOne('/api/session').flush(answer);
    await loaded;
    return RouterTestingHarness.create(address);
  }

  const typeAndSend = async (email: string, passphrase: string) => {
    if (email) await user.type(screen.getByLabelText('Email address'), email);
    if (passphrase) await user.type(screen.getByLabelText('Passphrase'), passphrase);
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
  };
  const settle = () => new Promise((turn) => setTimeout(turn));

  it('asks for what is missing, without asking the server', async () => {
    const harness = await open();
    await typeAndSend('', '');
    await harness.fixture.whenStable();
    const summary = within(screen.getByRole('alert'));
    expect(summary.getAllByRole('link').map((link) => link.textContent?.trim())).toEqual([
      'Enter your email address',
      'Enter your passphrase',
    ]);
    server.expectNone('/api/session');
  });

  it('takes a person back to the address they asked for', async () => {
    await open('/sign-in?return=%2Frecord%3Fyear%3D2026');
    await typeAndSend('asha@trust.example', 'three wet otters');
    const sent = server.expectOne({ method: 'POST', url: '/api/session' });
    expect(sent.request.body).toEqual({ email: 'asha@trust.example', passphrase: 'three wet otters' });
    sent.flush(somebody());
    await settle();
    server.expectOne({ method: 'GET', url: '/api/session' }).flush(somebody());
    await settle();
    expect(TestBed.inject(Router).url).toBe('/record?year=2026');
  });

  it('says one sentence for a wrong address or passphrase, and keeps what was typed', async () => {
    const harness = await open();
    await typeAndSend('asha@trust.example', 'wrong');
    const code = 'session.wrong-credentials';
    server
      .expectOne({ method: 'POST', url: '/api/session' })
      .flush(
        { status: 401, code, message: '', errors: [], requestId: 'r' },
        { status: 401, statusText: 'x' },
      );
    await settle();
    await harness.fixture.whenStable();
    expect(screen.getByRole('alert').textContent).toContain('The email address or passphrase is not right.');
    expect(screen.getByLabelText<HTMLInputElement>('Email address').value).toBe('asha@trust.example');
    expect(screen.getByLabelText<HTMLInputElement>('Passphrase').value).toBe('wrong');
  });

  it('says why somebody is here whose session has ended', async () => {
    await open('/sign-in?return=%2Flearning&ended=true');
    expect(document.body.textContent).toContain('You were signed out because you had been away');
  });

  it('says so to somebody whose access to an agency has ended', async () => {
    await open('/sign-in?ended=access');
    expect(document.body.textContent).toContain('your access to the agency you were working for has ended');
    expect(document.body.textContent).not.toContain('you had been away');
  });

  it('leads to a new passphrase, and tells whoever comes back from there that it is saved', async () => {
    await open('/sign-in?changed=passphrase');
    expect(screen.getByRole('alert').textContent).toContain('Your passphrase is saved. Sign in with it.');
    expect(screen.getByRole('link', { name: /forgotten my passphrase/ }).getAttribute('href')).toBe(
      '/passphrase/forgotten',
    );
  });

  it('offers the accounts of a demonstration site as buttons, and none elsewhere', async () => {
    await open('/sign-in', DEMONSTRATION);
    await user.click(screen.getByRole('button', { name: /^Sign in as Training lead: community trust/ }));
    const sent = server.expectOne({ method: 'POST', url: '/api/session' });
    expect(sent.request.body).toEqual({ email: 'lead@demo.example', passphrase: 'demonstration-only-2026' });
  });

  it('shows no account on a real site', async () => {
    await open();
    expect(screen.queryByRole('heading', { name: 'Demonstration accounts' })).toBeNull();
  });
});
