import { Component, computed, inject, input, linkedSignal, output, ViewEncapsulation } from '@angular/core';
import type { ImportDetail } from '@learning-reviews/contracts/import.contract';
import { Button } from '@learning-reviews/ui/button';
import { Checkboxes } from '@learning-reviews/ui/checkboxes';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { type FieldError, Form } from '@learning-reviews/ui/form';
import { Select } from '@learning-reviews/ui/select';
import { FormState } from '../../platform/form/form-state.js';
import { ImportApi } from '../import-api.js';

/** Says which column of a file is which. The answer is remembered for the next file. */
@Component({
  selector: 'lr-import-columns',
  imports: [Button, Checkboxes, ErrorSummary, Form, Select],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './import-columns.html',
})
export class ImportColumns {
  private readonly api = inject(ImportApi);

  readonly detail = input.required<ImportDetail>();
  /** The columns were sent, and the rows are being checked. */
  readonly changed = output();

  protected readonly chosen = linkedSignal<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(Object.entries(this.detail().mapping).map(([key, at]) => [key, String(at)])),
  );
  protected readonly options = computed(() =>
    this.detail().columns.map(({ header, sample }, at) => {
      const cells = sample.filter((cell) => cell !== '').join(', ');
      return { value: String(at), label: cells === '' ? header : `${header} (${cells.slice(0, 60)})` };
    }),
  );
  protected readonly teams = linkedSignal<readonly string[]>(() =>
    this.detail().mayAddTeams ? ['add'] : [],
  );
  protected readonly form = new FormState(
    async () => (await import('@learning-reviews/contracts/import.contract')).importMappingRequest,
  );
  protected readonly errors = computed<readonly FieldError[]>(() => this.form.errors());

  protected choose(key: string, at: string): void {
    this.chosen.update((chosen) => ({ ...chosen, [key]: at }));
  }

  protected async send(): Promise<void> {
    const mapping = Object.fromEntries(
      Object.entries(this.chosen())
        .filter(([, at]) => at !== '')
        .map(([key, at]) => [key, Number(at)]),
    );
    const request = { mapping, mayAddTeams: this.teams().includes('add') };
    if (await this.form.submit(request, (sent) => this.api.map(this.detail().id, sent))) this.changed.emit();
  }
}
