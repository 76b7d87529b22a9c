import { Component, inject, input, linkedSignal, output, signal, ViewEncapsulation } from '@angular/core';
import { Button } from '@learning-reviews/ui/button';
import { Details } from '@learning-reviews/ui/details';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { TextInput } from '@learning-reviews/ui/text-input';
import { FormState } from '../../platform/form/form-state.js';
import { ReportApi } from '../report-api.js';

/** Where a training lead decides what share of its duties the agency means to have done. */
@Component({
  selector: 'lr-target-form',
  imports: [Button, Details, ErrorSummary, Form, TextInput],
  encapsulation: ViewEncapsulation.None,
  template: `
    <div class="lr-no-print">
      <lr-details summary="Change the target" [(open)]="isOpen">
        <lr-error-summary [errors]="form.errors()" />
        <form lrForm [errors]="form.errors()" (submitted)="save()">
          <lr-text-input
            field="percent"
            label="Target, in per cent of required modules done"
            hint="It is your agency’s own. Other agencies and the partnership do not see it."
            inputmode="numeric"
            [width]="3"
            [(value)]="typed"
          />
          <button lrButton="secondary" type="submit" [busy]="form.isSending()">Save the target</button>
        </form>
      </lr-details>
      <p role="status" class="lr-target-form__saved">{{ news() }}</p>
    </div>
  `,
})
export class TargetForm {
  private readonly api = inject(ReportApi);

  /** The target as it is, in per cent. */
  readonly target = input.required<number>();
  /** A new one was saved. */
  readonly saved = output();

  protected readonly isOpen = signal(false);
  protected readonly typed = linkedSignal(() => String(this.target()));
  protected readonly news = signal('');
  protected readonly form = new FormState(
    async () => (await import('@learning-reviews/contracts/target.contract')).targetRequest,
  );

  protected async save(): Promise<void> {
    this.news.set('');
    const typed = this.typed().trim();
    // An empty field is no number; Number('') would say that it is 0.
    const percent = typed === '' ? Number.NaN : Number(typed.replace(/\s*%$/, ''));
    if (!(await this.form.submit({ percent }, (request) => this.api.setTarget(request)))) return;
    this.news.set(`The target is now ${percent}%.`);
    this.isOpen.set(false);
    this.saved.emit();
  }
}
