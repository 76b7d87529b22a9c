import { Component, inject, input, linkedSignal, output, ViewEncapsulation } from '@angular/core';
import type { PlatformSetting } from '@learning-reviews/contracts/setting.contract';
import { Button } from '@learning-reviews/ui/button';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { TextInput } from '@learning-reviews/ui/text-input';
import { FormState } from '../../platform/form/form-state.js';
import { SettingApi } from '../setting-api.js';
import { typedNumber } from '../setting-words.js';

/** The usual target, and how long before a day pages warn of it. */
@Component({
  selector: 'lr-setting-form',
  imports: [Button, ErrorSummary, Form, TextInput],
  encapsulation: ViewEncapsulation.None,
  template: `
    <lr-error-summary [errors]="form.errors()" />
    <form lrForm [errors]="form.errors()" (submitted)="save()">
      <lr-text-input
        field="targetPercent"
        label="Usual target, in per cent of required modules done"
        hint="For agencies that have set none of their own."
        inputmode="numeric"
        [width]="3"
        [(value)]="target"
      />
      <lr-text-input
        field="dueSoonDays"
        label="Due soon: days before the due day"
        hint="From 1 to 365. It changes when people are warned, not when anything is due."
        inputmode="numeric"
        [width]="3"
        [(value)]="dueSoon"
      />
      <lr-text-input
        field="expiringDays"
        label="Expiring: days before a completion runs out"
        hint="From 1 to 365. It changes when people are warned, not when anything runs out."
        inputmode="numeric"
        [width]="3"
        [(value)]="expiring"
      />
      <button lrButton [busy]="form.isSending()">Save the settings</button>
    </form>
  `,
})
export class SettingForm {
  private readonly api = inject(SettingApi);

  /** As they are. */
  readonly settings = input.required<PlatformSetting>();
  /** New ones were saved. */
  readonly saved = output();

  protected readonly target = linkedSignal(() => String(this.settings().targetPercent));
  protected readonly dueSoon = linkedSignal(() => String(this.settings().dueSoonDays));
  protected readonly expiring = linkedSignal(() => String(this.settings().expiringDays));
  protected readonly form = new FormState(
    async () => (await import('@learning-reviews/contracts/setting.contract')).changeSettingRequest,
  );

  protected async save(): Promise<void> {
    const value = {
      targetPercent: typedNumber(this.target()),
      dueSoonDays: typedNumber(this.dueSoon()),
      expiringDays: typedNumber(this.expiring()),
      version: this.settings().version,
    };
    if (await this.form.submit(value, (request) => this.api.change(request))) this.saved.emit();
  }
}
