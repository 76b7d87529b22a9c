import { Injectable } from '@nestjs/common';
import type { AgencyScope, JobScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';

/** Something a member had finished before it was asked of them. */
export interface EarlierRow {
  readonly personId: string;
  readonly completionId: string;
  readonly moduleId: number;
  readonly version: number;
  /** Day in the agency's time zone. */
  readonly completedOn: CalendarDate;
  readonly minutes: number;
  readonly participatoryMinutes: number;
  readonly certificateNumber: string | null;
}

/** Evidence to add for a completion that is recognised. */
export interface RecognisedEvidence extends EarlierRow {
  readonly membershipId: string;
  readonly validUntil: CalendarDate | null;
  readonly recordedAt: Date;
}

/** Reads what members had finished before, and writes down what of it the agency recognises. */
@Injectable()
export class RecognitionRepository {
  /** Completions of these people that the agency holds evidence of, whatever job here it was in, withdrawn or not. */
  async findHeld(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    personIds: readonly string[],
  ): Promise<string[]> {
    const rows: { completionId: string }[] = await tx.query(
      `select distinct c.completion_id as "completionId"
       from membership m
       join agency_completion c on c.agency_id = m.agency_id and c.membership_id = m.id
       where m.agency_id = $1 and m.person_id = any($2)`,
      [scope.agencyId, personIds],
    );
    return rows.map(({ completionId }) => completionId);
  }

  /** What these people had finished anywhere of some modules. Only of the agency's members. */
  findAnywhere(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    personIds: readonly string[],
    moduleIds: readonly number[],
  ): Promise<EarlierRow[]> {
    return tx.query(
      `select c.person_id as "personId", c.completion_id as "completionId", c.module_id as "moduleId", c.version,
         (c.completed_at at time zone agency.time_zone)::date as "completedOn", c.minutes,
         c.participatory_minutes as "participatoryMinutes", c.certificate_number as "certificateNumber"
       from agency
       cross join completions_to_recognise($2, $3) c
       where agency.id = $1`,
      [scope.agencyId, personIds, moduleIds],
    );
  }

  /** Adds evidence of completions that are recognised. */
  async insert(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    evidence: readonly RecognisedEvidence[],
  ): Promise<void> {
    await tx.query(
      `insert into agency_completion (agency_id, membership_id, completion_id, person_id, module_id, version,
         completed_on, minutes, participatory_minutes, source, certificate_number, valid_until, recorded_at)
       select $1, "membershipId", "completionId", "personId", "moduleId", version, "completedOn", minutes,
         "participatoryMinutes", 'recognised', "certificateNumber", "validUntil", "recordedAt"
       from jsonb_to_recordset($2) as row("membershipId" uuid, "completionId" uuid, "personId" uuid, "moduleId" int,
         version int, "completedOn" date, minutes smallint, "participatoryMinutes" smallint,
         "certificateNumber" text, "validUntil" date, "recordedAt" timestamptz)`,
      [scope.agencyId, JSON.stringify(evidence)],
    );
  }
}
