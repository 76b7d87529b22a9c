import { Injectable } from '@nestjs/common';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';

/** One row of an agency's evidence of a completion; a member with two jobs after another has it once for each. */
export interface HeldCompletionRow {
  /** Of the row, which may be an earlier job of the same person. */
  readonly heldIn: string;
  readonly name: string;
  readonly moduleId: number;
  readonly module: string;
  readonly title: string;
  readonly version: number;
  readonly completedOn: CalendarDate;
  readonly minutes: number;
  readonly source: 'platform' | 'recognised' | 'imported';
  readonly result: 'pass' | 'withdrawn';
  readonly correctedAt: Date | null;
  readonly correctionReason: string | null;
}

/** A correction before it is written. */
export interface NewCorrection {
  readonly id: string;
  readonly completionId: string;
  readonly result: 'pass' | 'withdrawn';
  readonly reason: string;
  readonly at: Date;
}

/** Whom to tell of a correction. */
export interface CorrectedMember {
  readonly membershipId: string;
  readonly givenName: string;
  readonly workEmail: string;
  readonly agency: string;
}

/** Reads and corrects `agency_completion` of one agency, and notes the same on the person's side. */
@Injectable()
export class CompletionCorrectionRepository {
  /** What the agency holds of a completion of this member, in any job they had here. */
  findHeld(
    scope: AgencyScope,
    tx: Transaction,
    membershipId: string,
    completionId: string,
  ): Promise<HeldCompletionRow[]> {
    return tx.query(
      `select c.membership_id as "heldIn", asked.display_name as name, c.module_id as "moduleId",
         module.slug as module, version.title, c.version, c.completed_on as "completedOn", c.minutes, c.source,
         c.result, c.corrected_at as "correctedAt", c.correction_reason as "correctionReason"
       from membership asked
       join membership m on m.agency_id = asked.agency_id and m.person_id = asked.person_id
       join agency_completion c on c.agency_id = m.agency_id and c.membership_id = m.id and c.completion_id = $3
       join module on module.id = c.module_id
       join module_version version on version.module_id = c.module_id and version.version = c.version
       where asked.agency_id = $1 and asked.id = $2
       order by m.from_on, m.id`,
      [scope.agencyId, membershipId, completionId],
    );
  }

  /** Makes every other correction of this member's completions wait for the transaction. */
  async lockMember(scope: AgencyScope, tx: Transaction, membershipId: string): Promise<void> {
    await tx.query(
      `select from membership m join membership asked
         on asked.agency_id = m.agency_id and asked.person_id = m.person_id
       where asked.agency_id = $1 and asked.id = $2
       order by m.id for update of m`,
      [scope.agencyId, membershipId],
    );
  }

  /** Corrects the agency's own evidence, in every job that holds it. */
  async correctEvidence(
    scope: AgencyScope,
    tx: Transaction,
    membershipIds: readonly string[],
    correction: NewCorrection,
  ): Promise<void> {
    await tx.query(
      `update agency_completion set result = $4, corrected_at = $5, corrected_by = $6, correction_reason = $7
       where agency_id = $1 and membership_id = any($2) and completion_id = $3`,
      [
        scope.agencyId,
        membershipIds,
        correction.completionId,
        correction.result,
        correction.at.toISOString(),
        scope.personId,
        correction.reason,
      ],
    );
  }

  /**
   * Notes the correction on the person's side (ADR 16).
   *
   * @returns Whether the completion is on the person's record; an imported one may be the agency's alone.
   */
  async noteForPerson(
    _scope: AgencyScope,
    tx: Transaction,
    membershipId: string,
    correction: NewCorrection,
  ): Promise<boolean> {
    const [row]: { done: boolean }[] = await tx.query(
      'select correct_completion($1, $2, $3, $4, $5, $6) as done',
      [
        correction.id,
        membershipId,
        correction.completionId,
        correction.result,
        correction.reason,
        correction.at.toISOString(),
      ],
    );
    return row?.done ?? false;
  }

  /** Every job the person behind a membership has had in this agency: what was finished in one may count in the next. */
  async findJobs(scope: AgencyScope, tx: Transaction, membershipId: string): Promise<string[]> {
    const rows: { membershipId: string }[] = await tx.query(
      `select m.id as "membershipId"
       from membership asked
       join membership m on m.agency_id = asked.agency_id and m.person_id = asked.person_id
       where asked.agency_id = $1 and asked.id = $2
       order by m.id`,
      [scope.agencyId, membershipId],
    );
    return rows.map((row) => row.membershipId);
  }

  /** The newest job of this member, to write to, while they work here. */
  async findCorrected(
    scope: AgencyScope,
    tx: Transaction,
    membershipId: string,
    today: CalendarDate,
  ): Promise<CorrectedMember | undefined> {
    const rows: CorrectedMember[] = await tx.query(
      `select m.id as "membershipId", m.given_name as "givenName", m.work_email as "workEmail", agency.name as agency
       from membership asked
       join membership m on m.agency_id = asked.agency_id and m.person_id = asked.person_id
       join agency on agency.id = m.agency_id
       where asked.agency_id = $1 and asked.id = $2 and m.from_on <= $3 and (m.to_on is null or m.to_on >= $3)
         and m.access_ended_at is null
       order by m.from_on desc limit 1`,
      [scope.agencyId, membershipId, today],
    );
    return rows[0];
  }
}
