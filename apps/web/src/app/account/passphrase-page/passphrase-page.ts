import { Component, inject, signal, ViewEncapsulation } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { BackLink } from '@learning-reviews/ui/back-link';
import { Button } from '@learning-reviews/ui/button';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { TextInput } from '@learning-reviews/ui/text-input';
import { FormState } from '../../platform/form/form-state.js';
import { SessionStore } from '../../platform/session/session-store.js';
import { AccountApi } from '../account-api.js';

/** Changes the passphrase. Asked once, not twice: what was typed can be shown instead. */
@Component({
  selector: 'lr-passphrase-page',
  imports: [BackLink, Button, ErrorSummary, Form, RouterLink, TextInput],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './passphrase-page.html',
})
export class PassphrasePage {
  private readonly api = inject(AccountApi);
  private readonly router = inject(Router);
  protected readonly session = inject(SessionStore);

  protected readonly current = signal('');
  protected readonly next = signal('');
  protected readonly isShown = signal(false);
  protected readonly form = new FormState(
    async () => (await import('@learning-reviews/contracts/account.contract')).changePassphraseRequest,
  );

  protected async change(): Promise<void> {
    const typed = { current: this.current(), next: this.next() };
    const isChanged = await this.form.submit(typed, (request) => this.api.changePassphrase(request));
    if (isChanged) await this.router.navigate(['/account'], { queryParams: { changed: 'passphrase' } });
  }
}
