import { Component, inject, linkedSignal, ViewEncapsulation } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { BackLink } from '@learning-reviews/ui/back-link';
import { Button } from '@learning-reviews/ui/button';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { Loading } from '@learning-reviews/ui/loading';
import { Radios } from '@learning-reviews/ui/radios';
import { TextInput } from '@learning-reviews/ui/text-input';
import { FormState } from '../../platform/form/form-state.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { AccountApi } from '../account-api.js';
import { BODY_WORDS, type RegistrationBody } from '../account-words.js';

/** Names the regulator a person answers to, whose years their CPD record then follows. */
@Component({
  selector: 'lr-registration-page',
  imports: [BackLink, Button, ErrorSummary, Form, LoadProblem, Loading, Radios, RouterLink, TextInput],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './registration-page.html',
})
export class RegistrationPage {
  private readonly api = inject(AccountApi);
  private readonly router = inject(Router);

  protected readonly loaded = this.api.account();
  protected readonly account = latestValue(this.loaded);
  protected readonly bodies = Object.entries(BODY_WORDS).map(([value, label]) => ({ value, label }));

  protected readonly body = linkedSignal<string | null>(() => this.account()?.registrations[0]?.body ?? null);
  protected readonly number = linkedSignal(() => this.account()?.registrations[0]?.number ?? '');
  protected readonly form = new FormState(
    async () => (await import('@learning-reviews/contracts/account.contract')).registrationRequest,
  );

  protected async save(): Promise<void> {
    const body = this.body() as RegistrationBody | null;
    if (body === null) {
      this.form.refuse([{ field: 'body', message: 'Choose your regulator' }]);
      return;
    }
    const isSaved = await this.form.submit({ body, number: this.number() }, (request) =>
      this.api.saveRegistration(request),
    );
    if (isSaved) await this.router.navigate(['/account'], { queryParams: { changed: 'registration' } });
  }
}
