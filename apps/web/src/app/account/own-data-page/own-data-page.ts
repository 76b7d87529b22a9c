import { Component, computed, inject, signal, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import { BackLink } from '@learning-reviews/ui/back-link';
import { Button } from '@learning-reviews/ui/button';
import { Checkboxes } from '@learning-reviews/ui/checkboxes';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { InsetText } from '@learning-reviews/ui/inset-text';
import { Loading } from '@learning-reviews/ui/loading';
import { Table } from '@learning-reviews/ui/table';
import { TextInput } from '@learning-reviews/ui/text-input';
import { WarningText } from '@learning-reviews/ui/warning-text';
import { FormState } from '../../platform/form/form-state.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { SessionStore } from '../../platform/session/session-store.js';
import { AccountApi } from '../account-api.js';
import { AGENCY_KEEPS, ERASED, ROLE_WORDS, UNDERSTOOD } from '../own-data-words.js';

/** Takes away everything held about the person, or has their own record erased. */
@Component({
  selector: 'lr-own-data-page',
  imports: [
    BackLink,
    Button,
    Checkboxes,
    ErrorSummary,
    Form,
    InsetText,
    Loading,
    LoadProblem,
    RouterLink,
    Table,
    TextInput,
    WarningText,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './own-data-page.html',
})
export class OwnDataPage {
  private readonly api = inject(AccountApi);
  protected readonly session = inject(SessionStore);

  protected readonly loaded = this.api.ownData();
  protected readonly data = latestValue(this.loaded);
  protected readonly erased = ERASED;
  protected readonly agencyKeeps = AGENCY_KEEPS;
  protected readonly understoodOptions = UNDERSTOOD;
  /** What somebody else is to be given first, a sentence each. */
  protected readonly stillNeeded = computed(() =>
    (this.data()?.lastIn ?? []).map(({ agency, role }) => ({ agency, ...ROLE_WORDS[role] })),
  );

  protected readonly passphrase = signal('');
  protected readonly understood = signal<readonly string[]>([]);
  protected readonly isErased = signal(false);
  protected readonly form = new FormState(
    async () => (await import('@learning-reviews/contracts/own-data.contract')).eraseRequest,
  );

  protected async erase(): Promise<void> {
    const typed = { understood: this.understood().includes('yes'), passphrase: this.passphrase() };
    if (!(await this.form.submit(typed, (request) => this.api.eraseRecord(request)))) return;
    this.passphrase.set('');
    this.isErased.set(true);
    // Nobody is signed in any more: the frame of the page and what it holds are to know it too.
    await this.session.signOut();
  }
}
