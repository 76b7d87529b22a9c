import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { monthFirstColumns } from '@learning-reviews/domain/import/import-row';
import type { PlannedRow } from '@learning-reviews/domain/import/people-plan';
import type { Transaction } from '../platform/database/database.js';
import { CompletionCheck } from './completion-check.service.js';
import { HeadcountCheck } from './headcount-check.service.js';
import type { ActionCounts } from './import.repository.js';
import { PeopleCheck } from './people-check.service.js';
import type { CheckedFile, FileToCheck } from './read-rows.js';

/** Finds out what applying a file would do, the same way when it is looked at and when it is applied. */
@Injectable()
export class ImportCheck {
  constructor(
    private readonly people: PeopleCheck,
    private readonly completions: CompletionCheck,
    private readonly headcounts: HeadcountCheck,
  ) {}

  /** Checks every row. Nothing is written. */
  check(scope: JobScope, tx: Transaction, file: Omit<FileToCheck, 'monthFirst'>): Promise<CheckedFile> {
    const monthFirst = monthFirstColumns(file.record.mapping, file.rows);
    const whole = { ...file, monthFirst };
    switch (file.record.kind) {
      case 'people':
        return this.people.check(scope, tx, whole);
      case 'completions':
        return this.completions.check(scope, tx, whole);
      case 'headcount':
        return this.headcounts.check(scope, tx, whole);
    }
  }
}

/** How many rows would do what. */
export function countActions(rows: readonly PlannedRow[]): ActionCounts {
  const counts = { add: 0, change: 0, move: 0, same: 0, problem: 0, duplicate: 0, 'left-out': 0 };
  for (const { action } of rows) counts[action] += 1;
  return counts;
}

/** A digest of what a file would do: another one means that something else would happen now. */
export function digestOf({ rows, leavers, newTeams }: CheckedFile): string {
  const digest = createHash('sha256');
  const inOrder = [...rows].sort((one, other) => one.line - other.line);
  for (const { line, action, membershipId, changes } of inOrder)
    digest.update(JSON.stringify([line, action, membershipId, changes]));
  digest.update(
    JSON.stringify([leavers.map(({ membershipId, lastDay }) => [membershipId, lastDay]).sort(), newTeams]),
  );
  return digest.digest('hex').slice(0, 32);
}
