import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { HeadcountRow } from '@learning-reviews/domain/import/headcount-row';
import type { Transaction } from '../platform/database/database.js';

/** What an import did to one membership. */
export interface ImportChange {
  readonly membershipId: string;
  readonly action: 'added' | 'changed' | 'moved' | 'left';
  /** The membership that follows a moved one. */
  readonly newMembershipId: string | null;
  /** Facts as they were, for what was changed, moved or ended. */
  readonly before: Readonly<Record<string, unknown>> | null;
  /** Facts as they were written, to tell whether somebody has changed them since. */
  readonly after: Readonly<Record<string, unknown>> | null;
}

/** Evidence of learning done elsewhere. */
export interface ImportedEvidence {
  readonly membershipId: string;
  readonly completionId: string;
  readonly personId: string;
  readonly moduleId: number;
  readonly version: number;
  readonly title: string;
  readonly completedOn: CalendarDate;
  readonly minutes: number;
  readonly participatoryMinutes: number;
  readonly evidence: string;
  readonly attestedBy: string;
  readonly validUntil: CalendarDate | null;
  readonly recordedAt: Date;
}

/** A figure of a headcount to keep. */
export interface SuppliedFigure extends Omit<HeadcountRow, 'asOf'> {
  readonly id: string;
}

/** Writes what imports do, and what they did. */
@Injectable()
export class ImportApplicationRepository {
  /** Whether nobody else applies or undoes an import of this agency; from then on nobody does until the transaction ends. */
  async takeTurn(scope: JobScope, tx: Transaction): Promise<boolean> {
    const [row]: { taken: boolean }[] = await tx.query(
      'select pg_try_advisory_xact_lock(7219, $1) as taken',
      [scope.agencyId],
    );
    return row?.taken === true;
  }

  async addChanges(
    scope: JobScope,
    tx: Transaction,
    importId: string,
    changes: readonly ImportChange[],
  ): Promise<void> {
    await tx.query(
      `insert into import_change (agency_id, import_id, membership_id, action, new_membership_id, before, after)
       select $1, $2, "membershipId", action, "newMembershipId", before, after
       from jsonb_to_recordset($3) as row("membershipId" uuid, action text, "newMembershipId" uuid, before jsonb,
         after jsonb)`,
      [scope.agencyId, importId, JSON.stringify(changes)],
    );
  }

  findChanges(scope: JobScope, tx: Transaction, importId: string): Promise<ImportChange[]> {
    return tx.query(
      `select membership_id as "membershipId", action, new_membership_id as "newMembershipId", before, after
       from import_change where agency_id = $1 and import_id = $2 order by membership_id`,
      [scope.agencyId, importId],
    );
  }

  /** Takes away teams of these names that nobody works in. */
  async removeEmptyTeams(scope: JobScope, tx: Transaction, names: readonly string[]): Promise<void> {
    await tx.query(
      `delete from team t where t.agency_id = $1 and t.name = any($2)
         and not exists (select from membership m where m.agency_id = $1 and m.team_id = t.id)`,
      [scope.agencyId, names],
    );
  }

  /** Adds evidence, and the same to the people's own CPD record. */
  async addEvidence(scope: JobScope, tx: Transaction, evidence: readonly ImportedEvidence[]): Promise<void> {
    const rows = JSON.stringify(evidence);
    await tx.query(
      `insert into agency_completion (agency_id, membership_id, completion_id, person_id, module_id, version,
         completed_on, minutes, participatory_minutes, learning_type, source, evidence, attested_by, valid_until,
         recorded_at)
       select $1, "membershipId", "completionId", "personId", "moduleId", version, "completedOn", minutes,
         "participatoryMinutes", case when "participatoryMinutes" > 0 then 'facilitated-group' else 'self-directed' end,
         'imported', evidence, "attestedBy", "validUntil", "recordedAt"
       from jsonb_to_recordset($2) as row("membershipId" uuid, "completionId" uuid, "personId" uuid, "moduleId" int,
         version int, "completedOn" date, minutes smallint, "participatoryMinutes" smallint, evidence text,
         "attestedBy" text, "validUntil" date, "recordedAt" timestamptz)`,
      [scope.agencyId, rows],
    );
    const entries = evidence.map((one) => ({
      membership_id: one.membershipId,
      id: one.completionId,
      learning_type: one.participatoryMinutes > 0 ? 'facilitated-group' : 'self-directed',
      title: one.title,
      provider: '',
      completed_on: one.completedOn,
      minutes: one.minutes,
      participatory_minutes: one.participatoryMinutes,
      evidence: one.evidence,
      attested_by: one.attestedBy,
      saved_at: one.recordedAt,
    }));
    await tx.query('select record_imported_learning($1)', [JSON.stringify(entries)]);
  }

  /** Keeps figures of one day as a set; nothing that was supplied before is overwritten. */
  async addHeadcount(
    scope: JobScope,
    tx: Transaction,
    set: {
      readonly id: string;
      readonly asOf: CalendarDate;
      readonly by: string | null;
      readonly at: Date;
      readonly figures: readonly SuppliedFigure[];
    },
  ): Promise<void> {
    await tx.query(
      `insert into headcount (agency_id, id, set_id, as_of_on, source, supplied_by, supplied_at, workforce_group, people, fte, reason)
       select $1, id, $2, $3, source, $4, $5, "workforceGroup", people, fte, ''
       from jsonb_to_recordset($6) as row(id uuid, source text, "workforceGroup" smallint, people int, fte numeric)`,
      [scope.agencyId, set.id, set.asOf, set.by, set.at.toISOString(), JSON.stringify(set.figures)],
    );
  }
}
