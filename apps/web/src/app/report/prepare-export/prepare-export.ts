import { Component, computed, inject, input, output, signal, ViewEncapsulation } from '@angular/core';
import type {
  ExportFormat,
  ExportKind,
  ExportQuery,
} from '@learning-reviews/contracts/agency-export.contract';
import { Button } from '@learning-reviews/ui/button';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { Radios } from '@learning-reviews/ui/radios';
import { FormState } from '../../platform/form/form-state.js';
import { ExportApi } from '../export-api.js';
import { EXPORT_KINDS, EXPORT_WORDS } from '../export-words.js';

const KIND_OPTIONS = EXPORT_KINDS.map((kind) => ({ value: kind, label: EXPORT_WORDS[kind].name }));

/** Orders a file that the service writes while nobody waits. */
@Component({
  selector: 'lr-prepare-export',
  imports: [Button, ErrorSummary, Form, Radios],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './prepare-export.html',
})
export class PrepareExport {
  private readonly api = inject(ExportApi);

  /** Days and rows, as they stand in the address. */
  readonly query = input.required<ExportQuery>();
  /** Rows that each file would have. */
  readonly rows = input.required<Readonly<Record<ExportKind, number>>>();
  /** Rows that a workbook may have. */
  readonly mostWorkbookRows = input.required<number>();
  /** Tells that a file was ordered, by its name. */
  readonly ordered = output<string>();

  protected readonly kind = signal<string | null>('completions');
  protected readonly format = signal<string | null>('csv');
  protected readonly form = new FormState(
    async () => (await import('@learning-reviews/contracts/agency-export.contract')).newExport,
  );
  protected readonly kindOptions = KIND_OPTIONS;
  protected readonly formatOptions = computed(() => {
    const most = this.mostWorkbookRows();
    const isTooLong = this.rows()[(this.kind() ?? 'completions') as ExportKind] > most;
    const limit = `Up to ${most.toLocaleString('en-GB')} rows.${isTooLong ? ' This file is longer: choose CSV.' : ''}`;
    return [
      { value: 'csv', label: 'CSV', hint: 'Any length. Opens in every spreadsheet program.' },
      { value: 'xlsx', label: 'Excel workbook', hint: limit },
    ] satisfies { value: ExportFormat; label: string; hint: string }[];
  });

  protected async prepare(): Promise<void> {
    const order = { ...this.query(), kind: this.kind(), format: this.format() };
    const isOrdered = await this.form.submit(order, (checked) => this.api.prepare(checked));
    if (isOrdered) this.ordered.emit(EXPORT_WORDS[this.kind() as ExportKind].name);
  }
}
