import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import {
  type HeadcountRow,
  problemsAmongHeadcounts,
  readHeadcountRow,
} from '@learning-reviews/domain/import/headcount-row';
import type { Transaction } from '../platform/database/database.js';
import { ImportContextRepository } from './import-context.repository.js';
import { type CheckedFile, type FileToCheck, planned, readRows } from './read-rows.js';

/** What a file of figures would do, and the figures it would supply. */
export interface CheckedHeadcount extends CheckedFile {
  readonly figures: readonly HeadcountRow[];
}

/** Reads the yearly headcount. What was supplied already is the same. */
@Injectable()
export class HeadcountCheck {
  constructor(private readonly context: ImportContextRepository) {}

  async check(scope: JobScope, tx: Transaction, file: FileToCheck): Promise<CheckedHeadcount> {
    const { today, monthFirst } = file;
    const { good, refused } = await readRows(
      file,
      (cells) => readHeadcountRow(cells, { today, monthFirst }),
      problemsAmongHeadcounts,
    );
    const day = good[0]?.row.asOf;
    const supplied = day === undefined ? new Set() : await this.context.findHeadcount(scope, tx, day);
    const isSame = good.length > 0 && good.every(({ row }) => supplied.has(keyOf(row)));
    return {
      rows: [...good.map(({ stored }) => planned(stored.line, isSame ? 'same' : 'add')), ...refused],
      leavers: [],
      newTeams: [],
      figures: isSame ? [] : good.map(({ row }) => row),
    };
  }
}

const keyOf = ({ workforceGroup, people, fte, source }: HeadcountRow) =>
  [workforceGroup ?? 'all', people, fte ?? '-', source].join(' ');
