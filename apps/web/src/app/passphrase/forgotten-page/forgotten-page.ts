import { Component, inject, signal, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import { BackLink } from '@learning-reviews/ui/back-link';
import { Button } from '@learning-reviews/ui/button';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { TextInput } from '@learning-reviews/ui/text-input';
import { FormState } from '../../platform/form/form-state.js';
import { HeadingFocus } from '../../platform/page/heading-focus.js';
import { PassphraseApi } from '../passphrase-api.js';

/** Asks for a link by email. What it says afterwards is the same whether or not the address is anybody's. */
@Component({
  selector: 'lr-forgotten-page',
  imports: [BackLink, Button, ErrorSummary, Form, RouterLink, TextInput],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './forgotten-page.html',
})
export class ForgottenPage {
  private readonly api = inject(PassphraseApi);
  private readonly headingFocus = inject(HeadingFocus);

  protected readonly email = signal('');
  /** The address a link was asked for; `null` while the form is shown. */
  protected readonly askedFor = signal<string | null>(null);
  protected readonly form = new FormState(
    async () => (await import('@learning-reviews/contracts/passphrase.contract')).passphraseResetRequest,
  );

  protected async ask(): Promise<void> {
    const isAsked = await this.form.submit({ email: this.email() }, (request) =>
      this.api.askForReset(request),
    );
    if (isAsked) this.show(this.email().trim());
  }

  /** Goes back to the form, with the address still in it. */
  protected askAgain(): void {
    this.show(null);
  }

  private show(askedFor: string | null): void {
    this.headingFocus.newContent();
    this.askedFor.set(askedFor);
  }
}
