import { Component, computed, inject, input, output, signal, ViewEncapsulation } from '@angular/core';
import type { ReturnAttestation, YearlyReturn } from '@learning-reviews/contracts/yearly-return.contract';
import { calendarDateIn, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { Button } from '@learning-reviews/ui/button';
import { Checkboxes } from '@learning-reviews/ui/checkboxes';
import { dayInWords } from '@learning-reviews/ui/day';
import { Form } from '@learning-reviews/ui/form';
import { TextInput } from '@learning-reviews/ui/text-input';
import { FormState } from '../../platform/form/form-state.js';
import { apiErrorOf } from '../../platform/http/api-error.js';
import { SessionStore } from '../../platform/session/session-store.js';
import { YearlyReturnApi } from '../yearly-return-api.js';
import type { ReturnDraft } from './return-draft.js';

/** A lead's word that figures and texts are right today. What they looked at is what is frozen, or nothing is. */
@Component({
  selector: 'lr-return-signing',
  imports: [Button, Checkboxes, Form, TextInput],
  encapsulation: ViewEncapsulation.None,
  template: `
    <p>
      Signing freezes the figures and the texts as they are now. They do not change afterwards, whatever
      people finish later. You can sign again: the new one then stands in place of the former, which is kept.
    </p>
    <form lrForm [errors]="form.errors()" (submitted)="sign()">
      <lr-text-input
        field="role"
        label="Your role"
        hint="Such as “Head of safeguarding training”"
        [value]="role()"
        (valueChange)="role.set($event)"
      />
      <lr-checkboxes
        field="confirmed"
        legend="Signed by {{ session.person()?.name }}"
        [options]="statement()"
        [values]="ticked()"
        (valuesChange)="ticked.set($event)"
      />
      <button lrButton [busy]="form.isSending()">Sign the return</button>
    </form>
  `,
})
export class ReturnSigning {
  private readonly api = inject(YearlyReturnApi);
  protected readonly session = inject(SessionStore);

  readonly shown = input.required<YearlyReturn>();
  readonly draft = input.required<ReturnDraft>();
  /** It is signed. */
  readonly signed = output<ReturnAttestation>();
  /** The figures are no longer those that were looked at. */
  readonly moved = output<void>();

  protected readonly role = signal('');
  protected readonly ticked = signal<readonly string[]>([]);
  protected readonly statement = computed(() => {
    const today = dayInWords(calendarDateIn(Date.now(), DEFAULT_TIME_ZONE));
    return [{ value: 'yes', label: `These figures are right on ${today}, and I have read what is written` }];
  });
  readonly form = new FormState(
    async () =>
      (await import('@learning-reviews/contracts/yearly-return.contract')).attestYearlyReturnRequest,
  );

  protected async sign(): Promise<void> {
    // What is still in the boxes is signed too, so it is saved first.
    if (!(await this.draft().flush())) {
      this.form.refuse([{ field: '', message: 'What you wrote is not saved yet. Save it first, then sign' }]);
      return;
    }
    const { year, figuresSha256 } = this.shown();
    const request = {
      year: year.label,
      revision: this.draft().savedRevision,
      figuresSha256,
      role: this.role(),
      confirmed: this.ticked().length > 0,
    };
    await this.form.submit(request, async (checked) => {
      try {
        this.signed.emit(await this.api.attest(checked));
      } catch (error) {
        if (apiErrorOf(error)?.code === 'return.figures-changed') {
          // It was said of other figures.
          this.ticked.set([]);
          this.moved.emit();
        }
        throw error;
      }
    });
  }
}
