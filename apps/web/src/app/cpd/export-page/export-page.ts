import { Component, computed, inject, input, linkedSignal, signal, ViewEncapsulation } from '@angular/core';
import { Router } from '@angular/router';
import { isCalendarDate } from '@learning-reviews/domain/calendar-date';
import { BackLink } from '@learning-reviews/ui/back-link';
import { Button } from '@learning-reviews/ui/button';
import { DateInput } from '@learning-reviews/ui/date-input';
import { DayPipe } from '@learning-reviews/ui/day';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { type FieldError, Form } from '@learning-reviews/ui/form';
import { InsetText } from '@learning-reviews/ui/inset-text';
import { Loading } from '@learning-reviews/ui/loading';
import { PrintButton } from '@learning-reviews/ui/print-button';
import { Radios } from '@learning-reviews/ui/radios';
import { fieldErrorsOf } from '../../platform/http/api-error.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { CpdApi, type ExportChoice } from '../cpd-api.js';
import { BODIES, copyText, isBody, minutesInWords } from '../cpd-words.js';
import { CopyText } from './copy-text.js';

/**
 * The record as a body asks for it: to copy from, to print, and as a file. What was asked for stands in the address,
 * so that it can be come back to.
 */
@Component({
  selector: 'lr-export-page',
  imports: [
    BackLink,
    Button,
    CopyText,
    DateInput,
    DayPipe,
    ErrorSummary,
    Form,
    InsetText,
    LoadProblem,
    Loading,
    PrintButton,
    Radios,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './export-page.html',
})
export class ExportPage {
  private readonly api = inject(CpdApi);
  private readonly router = inject(Router);

  readonly body = input<string>();
  /** `YYYY-MM-DD`; the usual period of the body when left out. */
  readonly from = input<string>();
  readonly to = input<string>();

  protected readonly choice = computed<ExportChoice | null>(() => {
    const body = this.body();
    return isBody(body) ? { body, from: this.from() ?? '', to: this.to() ?? '' } : null;
  });
  protected readonly loaded = this.api.export(this.choice);
  private readonly latest = latestValue(this.loaded);
  /** What was asked for; nothing while another answer than the one asked for is all there is. */
  protected readonly record = computed(() =>
    this.latest()?.body === this.choice()?.body ? this.latest() : undefined,
  );

  protected readonly chosenBody = linkedSignal<string | null>(() => this.choice()?.body ?? null);
  protected readonly firstDay = linkedSignal(() => this.choice()?.from || (this.record()?.from ?? ''));
  protected readonly lastDay = linkedSignal(() => this.choice()?.to || (this.record()?.to ?? ''));

  private readonly refused = signal<readonly FieldError[]>([]);
  /** What the page refused, else what the server did: a range in the address may be wrong too. */
  protected readonly errors = computed<readonly FieldError[]>(() => {
    if (this.refused().length > 0) return this.refused();
    return this.isRangeRefused() ? fieldErrorsOf(this.loaded.error()) : [];
  });
  protected readonly isRangeRefused = computed(() => {
    const error = this.loaded.error();
    return error !== undefined && fieldErrorsOf(error).some(({ field }) => field !== '');
  });

  protected readonly bodies = Object.entries(BODIES).map(([value, label]) => ({ value, label }));
  protected readonly minutesInWords = minutesInWords;
  protected readonly fileAddress = computed(() => {
    const choice = this.choice();
    return choice === null ? '' : this.api.exportFileAddress(choice);
  });
  /** One text for each entry, and where something in it is left to write. */
  protected readonly entries = computed(() => {
    const record = this.record();
    if (!record) return [];
    const { columns, rows, leftToWrite } = record;
    return rows.map((row) => ({
      text: copyText(columns, row),
      left: columns.filter((column, index) => leftToWrite.includes(column) && row[index] === ''),
    }));
  });

  protected show(): void {
    const [from, to] = [this.firstDay(), this.lastDay()];
    const refused: FieldError[] = [];
    if (this.chosenBody() === null) refused.push({ field: 'body', message: 'Choose who the record is for' });
    if (from !== '' && !isCalendarDate(from)) {
      refused.push({ field: 'from', message: 'Enter a real first day, such as 1 4 2026' });
    }
    if (to !== '' && !isCalendarDate(to)) {
      refused.push({ field: 'to', message: 'Enter a real last day, such as 31 3 2027' });
    }
    if (refused.length === 0 && from !== '' && to !== '' && from > to) {
      refused.push({ field: 'from', message: 'The first day must not be after the last day' });
    }
    this.refused.set(refused);
    if (refused.length > 0) return;
    const isOtherBody = this.chosenBody() !== this.choice()?.body;
    // Days that nobody changed belonged to the body before; the new one has a period of its own.
    const isUntouched = from === (this.record()?.from ?? '') && to === (this.record()?.to ?? '');
    const days =
      isOtherBody && isUntouched ? { from: null, to: null } : { from: from || null, to: to || null };
    void this.router.navigate(['/record/export'], { queryParams: { body: this.chosenBody(), ...days } });
  }
}
