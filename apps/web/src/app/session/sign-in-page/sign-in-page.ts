import { Component, inject, input, signal, ViewEncapsulation } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Button } from '@learning-reviews/ui/button';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { InsetText } from '@learning-reviews/ui/inset-text';
import { NotificationBanner } from '@learning-reviews/ui/notification-banner';
import { TextInput } from '@learning-reviews/ui/text-input';
import { FormState } from '../../platform/form/form-state.js';
import { placeToReturn } from '../../platform/session/session-guards.js';
import { SessionStore } from '../../platform/session/session-store.js';

/** Signs a person in and takes them back to where they were. */
@Component({
  selector: 'lr-sign-in-page',
  imports: [Button, ErrorSummary, Form, InsetText, NotificationBanner, RouterLink, TextInput],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './sign-in-page.html',
})
export class SignInPage {
  private readonly router = inject(Router);
  protected readonly session = inject(SessionStore);

  /** The address asked for before signing in. */
  readonly return = input<string>();
  /** Present when a session has just ended: `access` when the access to an agency did, else by silence. */
  readonly ended = input<string>();
  /** What was changed on the page one comes from: `passphrase`. */
  readonly changed = input<string>();

  protected readonly email = signal('');
  protected readonly passphrase = signal('');
  protected readonly form = new FormState(
    async () => (await import('@learning-reviews/contracts/session.contract')).signInRequest,
  );

  protected async signIn(): Promise<void> {
    const typed = { email: this.email(), passphrase: this.passphrase() };
    const isSignedIn = await this.form.submit(typed, (request) => this.session.signIn(request));
    if (isSignedIn) await this.router.navigateByUrl(placeToReturn(this.return()));
  }

  /** Fills in an account of a demonstration site and signs in. */
  protected async signInAs(email: string): Promise<void> {
    this.email.set(email);
    this.passphrase.set(this.session.demonstrationPassphrase() ?? '');
    await this.signIn();
  }
}
