import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { cellsOf } from '@learning-reviews/domain/import/import-row';
import {
  planPeople,
  type PlanDecision,
  type PlannedRow,
  type PlanRow,
} from '@learning-reviews/domain/import/people-plan';
import {
  type PeopleContext,
  type PeopleRow,
  problemsAmongPeople,
  readPeopleRow,
} from '@learning-reviews/domain/import/people-row';
import type { Transaction } from '../platform/database/database.js';
import { ImportContextRepository, type PlacedMember } from './import-context.repository.js';
import { type CheckedFile, type FileToCheck, readRows, type ReadRow } from './read-rows.js';
import type { StoredRow } from './import-row.repository.js';

/** What a file of people would do, and the rows it would do it with. */
export interface CheckedPeople extends CheckedFile {
  readonly read: ReadonlyMap<number, PeopleRow>;
  readonly members: readonly PlacedMember[];
}

/** Compares a file of people with who is here. */
@Injectable()
export class PeopleCheck {
  constructor(private readonly context: ImportContextRepository) {}

  async check(scope: JobScope, tx: Transaction, file: FileToCheck): Promise<CheckedPeople> {
    const { record, today, monthFirst } = file;
    const teams = (await this.context.findTeams(scope, tx)).map(({ name }) => name);
    const rules: PeopleContext = {
      today,
      monthFirst,
      jobRoles: await this.context.findJobRoles(scope, tx, today),
      teams,
      mayAddTeams: record.mayAddTeams,
    };
    const { good, refused } = await readRows(
      file,
      (cells) => readPeopleRow(cells, rules),
      problemsAmongPeople,
    );
    const members = await this.context.findMembers(scope, tx, today);
    const verified = await this.context.findVerified(
      scope,
      tx,
      good.map(({ row }) => row.email),
    );
    const plan = planPeople(
      good.map((one) => asPlanRow(one, file)),
      { today, members, verified, teams, unreadStaffRefs: staffRefsOf(refused, file) },
    );
    return {
      ...plan,
      rows: [...plan.rows, ...refused],
      members,
      read: new Map(good.map(({ stored: { line }, row }) => [line, row])),
    };
  }
}

function asPlanRow({ stored, row }: ReadRow<PeopleRow>, { record }: FileToCheck): PlanRow {
  const group = cellsOf(stored.cells, record.mapping)('workforceGroup') ?? '';
  return { line: stored.line, row, isGroupGiven: group.trim() !== '', decision: decisionOf(stored) };
}

function decisionOf({ decision, decidedMembershipId }: StoredRow): PlanDecision | null {
  if (decision === null) return null;
  return decision === 'same' ? { kind: decision, membershipId: decidedMembershipId! } : { kind: decision };
}

/** Staff numbers as they stand in rows that could not be read. */
function staffRefsOf(refused: readonly PlannedRow[], { rows, record }: FileToCheck): Set<string> {
  const lines = new Set(refused.map(({ line }) => line));
  const unread = rows.filter(({ line }) => lines.has(line));
  return new Set(unread.map(({ cells }) => (cellsOf(cells, record.mapping)('staffRef') ?? '').trim()));
}
