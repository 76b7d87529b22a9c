import { Component, input, output, ViewEncapsulation } from '@angular/core';
import type { ImportRow } from '@learning-reviews/contracts/import.contract';
import { Button } from '@learning-reviews/ui/button';
import { Table } from '@learning-reviews/ui/table';
import { COLUMN_WORDS } from '../import-words.js';

const DECISIONS = {
  same: 'You said: the same person',
  another: 'You said: another person',
  'leave-out': 'You said: leave it out',
} as const;

/** Rows of a file as they were checked, with what is to be said of likely duplicates. */
@Component({
  selector: 'lr-import-row-list',
  imports: [Button, Table],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './import-row-list.html',
})
export class ImportRowList {
  readonly rows = input.required<readonly ImportRow[]>();
  readonly heading = input.required<string>();
  readonly hint = input.required<string>();
  readonly busy = input(false);
  /** The row is about this member. */
  readonly same = output<{ row: ImportRow; membershipId: string }>();
  /** The row is about somebody who is not here yet. */
  readonly another = output<ImportRow>();
  readonly leaveOut = output<ImportRow>();

  protected readonly decisions = DECISIONS;
  protected readonly columnOf = (column: string) => COLUMN_WORDS[column] ?? column;
}
