import { Component, inject, input, signal, ViewEncapsulation } from '@angular/core';
import { Router } from '@angular/router';
import type { DraftEditionRequest } from '@learning-reviews/contracts/framework.contract';
import { Breadcrumbs } from '@learning-reviews/ui/breadcrumbs';
import { Button } from '@learning-reviews/ui/button';
import { DateInput } from '@learning-reviews/ui/date-input';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { TextInput } from '@learning-reviews/ui/text-input';
import { Textarea } from '@learning-reviews/ui/textarea';
import { FormState } from '../../platform/form/form-state.js';
import { FrameworkApi } from '../framework-api.js';

/** Drafts an edition: the latest one, to be changed, from a day to come. */
@Component({
  selector: 'lr-draft-page',
  imports: [Breadcrumbs, Button, DateInput, ErrorSummary, Form, TextInput, Textarea],
  encapsulation: ViewEncapsulation.None,
  template: `
    <lr-breadcrumbs [items]="above" />
    <lr-error-summary [errors]="form.errors()" />
    <h1 class="govuk-heading-l">Draft an edition</h1>
    <p>
      It begins as a copy of the latest edition. Nothing changes for anybody before its first day, and until
      then you can change it or take it away.
    </p>
    <form lrForm [errors]="form.errors()" (submitted)="save()">
      <lr-text-input field="name" label="Name of the edition" [(value)]="name" />
      <lr-date-input field="from" legend="First day" hint="A day after today." [(value)]="from" />
      <lr-textarea
        field="note"
        label="Note (optional)"
        hint="Where it comes from, and what is different."
        [rows]="3"
        [maxLength]="500"
        [(value)]="note"
      />
      <button lrButton [busy]="form.isSending()">Draft the edition</button>
    </form>
  `,
})
export class DraftPage {
  private readonly api = inject(FrameworkApi);
  private readonly router = inject(Router);

  /** Code of the framework, from the address. */
  readonly framework = input.required<string>();

  protected readonly name = signal('');
  protected readonly from = signal('');
  protected readonly note = signal('');
  protected readonly form = new FormState(
    async () => (await import('@learning-reviews/contracts/framework.contract')).draftEditionRequest,
  );
  protected readonly above = [{ text: 'Frameworks', link: '/admin/frameworks' }];

  protected async save(): Promise<void> {
    const value = { name: this.name(), from: this.from(), note: this.note() };
    let id = '';
    const isDone = await this.form.submit(value, async (request: DraftEditionRequest) => {
      ({ id } = await this.api.draft(this.framework(), request));
    });
    if (isDone)
      await this.router.navigate(['/admin/frameworks/edition', id], { queryParams: { done: 'drafted' } });
  }
}
