import { Component, inject, linkedSignal, ViewEncapsulation } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { BackLink } from '@learning-reviews/ui/back-link';
import { Button } from '@learning-reviews/ui/button';
import { Checkboxes } from '@learning-reviews/ui/checkboxes';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { Loading } from '@learning-reviews/ui/loading';
import { FormState } from '../../platform/form/form-state.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { AccountApi } from '../account-api.js';
import { OPTIONAL_MAIL_OPTIONS } from '../account-words.js';

/** Lets a person choose what they get by email, where the law leaves them the choice, and says what they always get. */
@Component({
  selector: 'lr-email-page',
  imports: [BackLink, Button, Checkboxes, ErrorSummary, Form, LoadProblem, Loading, RouterLink],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './email-page.html',
})
export class EmailPage {
  private readonly api = inject(AccountApi);
  private readonly router = inject(Router);

  protected readonly loaded = this.api.mailChoice();
  protected readonly choice = latestValue(this.loaded);
  protected readonly options = OPTIONAL_MAIL_OPTIONS;

  protected readonly wanted = linkedSignal<readonly string[]>(() =>
    (this.choice()?.choices ?? []).filter(({ wanted }) => wanted).map(({ kind }) => kind),
  );
  protected readonly form = new FormState(
    async () => (await import('@learning-reviews/contracts/mail-choice.contract')).mailChoiceRequest,
  );

  protected async save(): Promise<void> {
    const unwanted = this.options.map(({ value }) => value).filter((kind) => !this.wanted().includes(kind));
    const isSaved = await this.form.submit({ unwanted }, (request) => this.api.saveMailChoice(request));
    if (isSaved) await this.router.navigate(['/account'], { queryParams: { changed: 'email' } });
  }
}
