import { Injectable } from '@nestjs/common';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { ExceptionKind } from '@learning-reviews/domain/assignment/exception-problem';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { StandingState } from '@learning-reviews/domain/learning/standing';
import type { Transaction } from '../platform/database/database.js';

/** Somebody of whom something else is asked than the rules say. */
export interface ExceptedMember {
  readonly personId: string;
  readonly name: string;
  readonly fromOn: CalendarDate;
  readonly toOn: CalendarDate | null;
}

/** One exception of a member. */
export interface ExceptionRow {
  readonly id: string;
  readonly moduleId: number;
  readonly module: string;
  readonly title: string;
  readonly kind: ExceptionKind;
  readonly fromOn: CalendarDate;
  readonly toOn: CalendarDate | null;
  readonly reason: string;
}

/** A module that is required of a member. */
export interface RequiredModuleRow {
  readonly moduleId: number;
  readonly module: string;
  readonly title: string;
  readonly state: StandingState;
  readonly dueOn: CalendarDate | null;
  readonly completedOn: CalendarDate | null;
}

/** An exception to write. */
export interface NewException {
  readonly id: string;
  readonly membershipId: string;
  readonly personId: string;
  readonly moduleId: number;
  readonly kind: ExceptionKind;
  readonly fromOn: CalendarDate;
  readonly untilOn: CalendarDate | null;
  readonly reason: string;
}

const MEMBER = `person_id as "personId", display_name as name, from_on as "fromOn", to_on as "toOn"`;
const TITLE = `coalesce((select v.title from module_version v where v.module_id = module.id
  order by v.version desc limit 1), module.slug)`;

/** Reads and writes `duty_exception` of one agency. */
@Injectable()
export class DutyExceptionRepository {
  /** The member, locked until the transaction ends, so that two exceptions of one member follow each other. */
  async lockMember(
    scope: AgencyScope,
    tx: Transaction,
    membershipId: string,
  ): Promise<ExceptedMember | undefined> {
    const rows: ExceptedMember[] = await tx.query(
      `select ${MEMBER} from membership where agency_id = $1 and id = $2 for update`,
      [scope.agencyId, membershipId],
    );
    return rows[0];
  }

  /** The member; `undefined` for a membership of another agency. */
  async findMember(
    scope: AgencyScope,
    tx: Transaction,
    membershipId: string,
  ): Promise<ExceptedMember | undefined> {
    const rows: ExceptedMember[] = await tx.query(
      `select ${MEMBER} from membership where agency_id = $1 and id = $2`,
      [scope.agencyId, membershipId],
    );
    return rows[0];
  }

  /** Every exception of a membership, the latest first. */
  find(scope: AgencyScope, tx: Transaction, membershipId: string): Promise<ExceptionRow[]> {
    return tx.query(
      `select e.id, e.module_id as "moduleId", module.slug as module, ${TITLE} as title, e.kind,
         e.from_on as "fromOn", e.until_on as "toOn", e.reason
       from duty_exception e join module on module.id = e.module_id
       where e.agency_id = $1 and e.membership_id = $2
       order by e.from_on desc, e.created_at desc, e.id`,
      [scope.agencyId, membershipId],
    );
  }

  /** What is required of a membership, by title. */
  findRequired(scope: AgencyScope, tx: Transaction, membershipId: string): Promise<RequiredModuleRow[]> {
    return tx.query(
      `select s.module_id as "moduleId", module.slug as module, ${TITLE} as title, s.state, s.due_on as "dueOn",
         s.completed_on as "completedOn"
       from standing s join module on module.id = s.module_id
       where s.agency_id = $1 and s.membership_id = $2
       order by title`,
      [scope.agencyId, membershipId],
    );
  }

  async insert(scope: AgencyScope, tx: Transaction, exception: NewException): Promise<void> {
    const { id, membershipId, personId, moduleId, kind, fromOn, untilOn, reason } = exception;
    await tx.query(
      `insert into duty_exception (agency_id, id, membership_id, person_id, module_id, kind, from_on, until_on, reason,
         created_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [scope.agencyId, id, membershipId, personId, moduleId, kind, fromOn, untilOn, reason, scope.personId],
    );
  }

  async setLastDay(
    scope: AgencyScope,
    tx: Transaction,
    exceptionId: string,
    untilOn: CalendarDate,
  ): Promise<void> {
    await tx.query('update duty_exception set until_on = $3 where agency_id = $1 and id = $2', [
      scope.agencyId,
      exceptionId,
      untilOn,
    ]);
  }

  async remove(scope: AgencyScope, tx: Transaction, exceptionId: string): Promise<void> {
    await tx.query('delete from duty_exception where agency_id = $1 and id = $2', [
      scope.agencyId,
      exceptionId,
    ]);
  }
}
