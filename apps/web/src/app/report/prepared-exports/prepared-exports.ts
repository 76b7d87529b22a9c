import { Component, inject, input, output, signal, ViewEncapsulation } from '@angular/core';
import type { ExportRecord } from '@learning-reviews/contracts/agency-export.contract';
import { Button } from '@learning-reviews/ui/button';
import { DayPipe, MomentPipe } from '@learning-reviews/ui/day';
import { Tag } from '@learning-reviews/ui/tag';
import { sentenceFor } from '../../platform/http/api-error.js';
import { figure } from '../agency-words.js';
import { ExportApi } from '../export-api.js';
import {
  chosenInWords,
  EXPORT_PROBLEMS,
  EXPORT_STATES,
  EXPORT_WORDS,
  FORMAT_WORDS,
  isUnderWay,
  keptInWords,
} from '../export-words.js';

/** The files that are written in the background, or were and can be fetched: how far each is, and what can be done. */
@Component({
  selector: 'lr-prepared-exports',
  imports: [Button, DayPipe, MomentPipe, Tag],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './prepared-exports.html',
})
export class PreparedExports {
  private readonly api = inject(ExportApi);

  /** Newest first. */
  readonly records = input.required<readonly ExportRecord[]>();
  /** The list has changed on the server. */
  readonly changed = output();

  protected readonly cancelling = signal<string | null>(null);
  /** What went wrong with the last cancelling. */
  protected readonly problem = signal('');

  protected readonly words = EXPORT_WORDS;
  protected readonly formats = FORMAT_WORDS;
  protected readonly states = EXPORT_STATES;
  protected readonly problems = EXPORT_PROBLEMS;
  protected readonly figure = figure;
  protected readonly isUnderWay = isUnderWay;
  protected readonly chosen = chosenInWords;
  protected readonly kept = (expiresAt: string) => keptInWords(expiresAt, Date.now());
  protected readonly megabytes = (bytes: number) =>
    bytes < 1_000_000
      ? `${Math.max(1, Math.round(bytes / 1000))} kB`
      : `${(bytes / 1_000_000).toFixed(1)} MB`;

  protected addressOf(record: ExportRecord): string {
    return this.api.preparedAddress(record.id);
  }

  protected async cancel({ id }: ExportRecord): Promise<void> {
    if (this.cancelling() !== null) return;
    this.cancelling.set(id);
    this.problem.set('');
    try {
      await this.api.cancel(id);
    } catch (error) {
      this.problem.set(sentenceFor(error));
    } finally {
      this.cancelling.set(null);
      this.changed.emit();
    }
  }
}
