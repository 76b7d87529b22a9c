import { Injectable } from '@nestjs/common';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';

/** One leave period of a membership. */
export interface LeaveRow {
  readonly id: string;
  readonly fromOn: CalendarDate;
  readonly toOn: CalendarDate | null;
}

/** Whose leave it is, and for how long they work here. */
export interface MemberOnLeave {
  readonly personId: string;
  readonly name: string;
  readonly fromOn: CalendarDate;
  readonly toOn: CalendarDate | null;
}

const MEMBER = `person_id as "personId", display_name as name, from_on as "fromOn", to_on as "toOn"`;

/** Reads and writes `leave_period` of one agency. */
@Injectable()
export class LeavePeriodRepository {
  /** The member, locked until the transaction ends, so that two leave periods of one member follow each other. */
  async lockMember(
    scope: AgencyScope,
    tx: Transaction,
    membershipId: string,
  ): Promise<MemberOnLeave | undefined> {
    const rows: MemberOnLeave[] = await tx.query(
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
  ): Promise<MemberOnLeave | undefined> {
    const rows: MemberOnLeave[] = await tx.query(
      `select ${MEMBER} from membership where agency_id = $1 and id = $2`,
      [scope.agencyId, membershipId],
    );
    return rows[0];
  }

  /** Every leave period of a membership, the latest first. */
  find(scope: AgencyScope, tx: Transaction, membershipId: string): Promise<LeaveRow[]> {
    return tx.query(
      `select id, from_on as "fromOn", to_on as "toOn" from leave_period
       where agency_id = $1 and membership_id = $2 order by from_on desc`,
      [scope.agencyId, membershipId],
    );
  }

  async insert(
    scope: AgencyScope,
    tx: Transaction,
    membershipId: string,
    personId: string,
    { id, fromOn, toOn }: LeaveRow,
  ): Promise<void> {
    await tx.query(
      `insert into leave_period (agency_id, id, membership_id, person_id, from_on, to_on, created_by)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [scope.agencyId, id, membershipId, personId, fromOn, toOn, scope.personId],
    );
  }

  async setLastDay(
    scope: AgencyScope,
    tx: Transaction,
    leaveId: string,
    toOn: CalendarDate | null,
  ): Promise<void> {
    await tx.query('update leave_period set to_on = $3 where agency_id = $1 and id = $2', [
      scope.agencyId,
      leaveId,
      toOn,
    ]);
  }

  async remove(scope: AgencyScope, tx: Transaction, leaveId: string): Promise<void> {
    await tx.query('delete from leave_period where agency_id = $1 and id = $2', [scope.agencyId, leaveId]);
  }
}
