import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { MailChoice } from '@learning-reviews/contracts/mail-choice.contract';
import { screen, waitFor } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { EmailPage } from './email-page.js';

@Component({ selector: 'lr-account', template: '' })
class Account {}

const CHOICE: MailChoice = {
  choices: [
    { kind: 'due-soon', wanted: true },
    { kind: 'expiring', wanted: true },
    { kind: 'certificate', wanted: false },
    { kind: 'digest', wanted: true },
  ],
};

describe('email page', () => {
  let server: HttpTestingController;

  async function open(): Promise<RouterTestingHarness> {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        provideRouter([
          { path: 'account/email', component: EmailPage },
          { path: 'account', component: Account },
        ]),
      ],
    });
    server = TestBed.inject(HttpTestingController);
    const harness = await RouterTestingHarness.create('/account/email');
    server.expectOne('/api/account/mail').flush(CHOICE);
    await harness.fixture.whenStable();
    return harness;
  }
  const box = (name: RegExp) => screen.getByRole<HTMLInputElement>('checkbox', { name });

  it('shows what is sent, and says what cannot be turned off, and why', async () => {
    await open();
    expect(box(/due soon/).checked).toBe(true);
    expect(box(/certificate/).checked).toBe(false);
    expect(document.body.textContent).toContain('has a legal duty to see that its people have done');
    expect(screen.queryByRole('checkbox', { name: /past its day/ })).toBeNull();
  });

  it('saves what somebody does without, and goes back to the account', async () => {
    const harness = await open();
    await userEvent.click(box(/due soon/));
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => {
      const request = server.expectOne('/api/account/mail');
      expect([request.request.method, request.request.body]).toEqual([
        'PUT',
        { unwanted: ['due-soon', 'certificate'] },
      ]);
      request.flush(null);
    });
    await harness.fixture.whenStable();
    await waitFor(() => expect(TestBed.inject(Router).url).toBe('/account?changed=email'));
  });
});
