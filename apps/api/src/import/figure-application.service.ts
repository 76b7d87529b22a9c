import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { HeadcountRow } from '@learning-reviews/domain/import/headcount-row';
import { v7 as uuid } from 'uuid';
import { AssignmentService } from '../assignment/assignment.service.js';
import { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { PlacedCompletion } from './completion-check.service.js';
import { ImportApplicationRepository } from './import-application.repository.js';

const ROWS_AT_ONCE = 2_000;

/** Writes learning done elsewhere, for the agency and for each person, and the yearly headcount. */
@Injectable()
export class FigureApplication {
  constructor(
    private readonly applications: ImportApplicationRepository,
    private readonly assignment: AssignmentService,
    private readonly clock: Clock,
  ) {}

  /** Adds evidence that the agency vouches for, counts it towards what is required, and gives each person a CPD entry. */
  async addCompletions(
    scope: JobScope,
    tx: Transaction,
    completions: readonly PlacedCompletion[],
    today: CalendarDate,
    onProgress: (done: number, of: number) => void,
  ): Promise<void> {
    const { agencyId } = scope;
    if (agencyId === null) throw new RangeError('Evidence belongs to one agency');
    const recordedAt = this.clock.now();
    for (let from = 0; from < completions.length; from += ROWS_AT_ONCE) {
      const some = completions.slice(from, from + ROWS_AT_ONCE);
      const validUntil = await this.assignment.validityOf(
        scope,
        tx,
        agencyId,
        some.map(({ current, moduleId, completedOn }) => ({
          membershipId: current?.membershipId ?? null,
          moduleId,
          completedOn,
        })),
      );
      const evidence = some.map((one, index) => ({
        membershipId: one.member.membershipId,
        personId: one.member.personId,
        completionId: uuid(),
        moduleId: one.moduleId,
        version: one.version,
        title: one.title,
        completedOn: one.completedOn,
        minutes: one.minutes,
        participatoryMinutes: one.participatoryMinutes,
        evidence: one.evidence,
        attestedBy: one.attestedBy,
        validUntil: validUntil[index] ?? null,
        recordedAt,
      }));
      await this.applications.addEvidence(scope, tx, evidence);
      await this.assignment.recompute(scope, tx, agencyId, { ...jobsOf(some), ...modulesOf(some) }, today);
      onProgress(from + some.length, completions.length);
    }
  }

  /** Supplies figures of one day. Where the file has no line for the whole agency, it is the sum of its groups. */
  async addHeadcount(
    scope: JobScope,
    tx: Transaction,
    figures: readonly HeadcountRow[],
    by: string | null,
  ): Promise<void> {
    const [first] = figures;
    if (first === undefined) return;
    const rows = figures.some(({ workforceGroup }) => workforceGroup === null)
      ? figures
      : [sumOf(figures), ...figures];
    await this.applications.addHeadcount(scope, tx, {
      id: uuid(),
      asOf: first.asOf,
      by,
      at: this.clock.now(),
      figures: rows.map(({ asOf: _asOf, ...figure }) => ({ ...figure, id: uuid() })),
    });
  }
}

function sumOf(figures: readonly HeadcountRow[]): HeadcountRow {
  const [first] = figures;
  const isKnown = figures.every(({ fte }) => fte !== null);
  // Added in hundredths, so that 0.1 and 0.2 make 0.3.
  const hundredths = figures.reduce((sum, { fte }) => sum + Math.round((fte ?? 0) * 100), 0);
  return {
    ...first!,
    workforceGroup: null,
    people: figures.reduce((sum, { people }) => sum + people, 0),
    fte: isKnown ? hundredths / 100 : null,
  };
}

/** The jobs that people have here today, each once. */
function jobsOf(completions: readonly PlacedCompletion[]): { membershipIds: string[] } {
  return { membershipIds: [...new Set(completions.flatMap(({ current }) => current?.membershipId ?? []))] };
}

function modulesOf(completions: readonly PlacedCompletion[]): { moduleIds: number[] } {
  return { moduleIds: [...new Set(completions.map(({ moduleId }) => moduleId))] };
}
