import { Component, input, ViewEncapsulation } from '@angular/core';
import type { ExportRecord } from '@learning-reviews/contracts/agency-export.contract';
import { DayPipe, MomentPipe } from '@learning-reviews/ui/day';
import { Table } from '@learning-reviews/ui/table';
import { Tag } from '@learning-reviews/ui/tag';
import { figure } from '../agency-words.js';
import {
  chosenInWords,
  EXPORT_PROBLEMS,
  EXPORT_STATES,
  EXPORT_WORDS,
  FORMAT_WORDS,
} from '../export-words.js';

/** Who exported what, and what became of it. */
@Component({
  selector: 'lr-export-history',
  imports: [DayPipe, MomentPipe, Table, Tag],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './export-history.html',
})
export class ExportHistoryTable {
  /** Newest first. */
  readonly records = input.required<readonly ExportRecord[]>();

  protected readonly words = EXPORT_WORDS;
  protected readonly formats = FORMAT_WORDS;
  protected readonly states = EXPORT_STATES;
  protected readonly problems = EXPORT_PROBLEMS;
  protected readonly chosen = chosenInWords;
  protected readonly figure = figure;
}
