import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import {
  type CompletionRow,
  problemsAmongCompletions,
  readCompletionRow,
} from '@learning-reviews/domain/import/completion-row';
import type { PlannedRow } from '@learning-reviews/domain/import/people-plan';
import type { Transaction } from '../platform/database/database.js';
import { type DatedMember, ImportContextRepository } from './import-context.repository.js';
import { type CheckedFile, type FileToCheck, planned, type ReadRow, readRows } from './read-rows.js';

/** A completion that an agency vouches for, and the membership that it belongs to. */
export interface PlacedCompletion extends CompletionRow {
  readonly line: number;
  readonly member: DatedMember;
  /** The job the same person has here today; `null` when they have left. */
  readonly current: DatedMember | null;
  readonly moduleId: number;
  readonly title: string;
}

/** What a file of completions would do, and the completions it would add. */
export interface CheckedCompletions extends CheckedFile {
  readonly added: readonly PlacedCompletion[];
}

/** Finds whose the completions of a file are. */
@Injectable()
export class CompletionCheck {
  constructor(private readonly context: ImportContextRepository) {}

  async check(scope: JobScope, tx: Transaction, file: FileToCheck): Promise<CheckedCompletions> {
    const { today, monthFirst } = file;
    const modules = await this.context.findModules(scope, tx);
    const rules = { today, monthFirst, modules };
    const { good, refused } = await readRows(
      file,
      (cells) => readCompletionRow(cells, rules),
      problemsAmongCompletions,
    );
    const staffRefs = [...new Set(good.map(({ row }) => row.staffRef))];
    const memberships = Map.groupBy(
      await this.context.findByStaffRefs(scope, tx, staffRefs),
      ({ staffRef }) => staffRef,
    );
    const held = await this.context.findHeld(
      scope,
      tx,
      [...memberships.values()].flat().map(({ membershipId }) => membershipId),
    );
    const bySlug = new Map(modules.map((module) => [module.slug, module]));
    const added: PlacedCompletion[] = [];
    const rows = good.map((one): PlannedRow => {
      const { moduleId, title } = bySlug.get(one.row.module)!;
      const jobs = memberships.get(one.row.staffRef) ?? [];
      const member = jobOn(jobs, one.row.completedOn);
      if (member === null) return unknownMember(one);
      const own = jobs.filter(({ personId }) => personId === member.personId);
      const isHeld = own.some(({ membershipId }) =>
        held.has(`${membershipId} ${moduleId} ${one.row.completedOn}`),
      );
      const { line } = one.stored;
      if (isHeld) return { ...planned(line, 'same'), membershipId: member.membershipId };
      const current = own.find(({ toOn }) => toOn === null || toOn >= today) ?? null;
      added.push({ ...one.row, line, member, current, moduleId, title });
      return { ...planned(line, 'add'), membershipId: member.membershipId };
    });
    return { rows: [...rows, ...refused], leavers: [], newTeams: [], added };
  }
}

/** The job somebody had here on a day; else their latest. */
function jobOn(jobs: readonly DatedMember[], day: CalendarDate): DatedMember | null {
  const isOpen = ({ fromOn, toOn }: DatedMember) => fromOn <= day && (toOn === null || toOn >= day);
  return jobs.find(isOpen) ?? jobs[0] ?? null;
}

function unknownMember({ stored, row }: ReadRow<CompletionRow>): PlannedRow {
  const message = `Nobody here has had the staff number “${row.staffRef}”. Correct it, or import the person first`;
  return { ...planned(stored.line, 'problem'), problems: [{ column: 'staffRef', message }] };
}
