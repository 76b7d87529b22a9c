import { Injectable } from '@nestjs/common';
import type { AccessRole, AgencyScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';

/** One dated role of one member. */
export interface GrantRow {
  readonly membershipId: string;
  readonly role: AccessRole;
  readonly fromOn: CalendarDate;
  readonly toOn: CalendarDate | null;
}

/** Whose job a role belongs to, and for how long the job is. */
export interface GrantedMember {
  readonly personId: string;
  readonly name: string;
  readonly fromOn: CalendarDate;
  readonly toOn: CalendarDate | null;
}

const GRANT = `g.membership_id as "membershipId", g.access_role as role, g.from_on as "fromOn", g.to_on as "toOn"`;

/** Reads and writes `membership_grant` of one agency. */
@Injectable()
export class RoleGrantRepository {
  /** The member, locked until the transaction ends, so that two grants of one member follow each other. */
  async lockMember(
    scope: AgencyScope,
    tx: Transaction,
    membershipId: string,
  ): Promise<GrantedMember | undefined> {
    const rows: GrantedMember[] = await tx.query(
      `select person_id as "personId", display_name as name, from_on as "fromOn", to_on as "toOn"
       from membership where agency_id = $1 and id = $2 for update`,
      [scope.agencyId, membershipId],
    );
    return rows[0];
  }

  async findMember(
    scope: AgencyScope,
    tx: Transaction,
    membershipId: string,
  ): Promise<GrantedMember | undefined> {
    const rows: GrantedMember[] = await tx.query(
      `select person_id as "personId", display_name as name, from_on as "fromOn", to_on as "toOn"
       from membership where agency_id = $1 and id = $2`,
      [scope.agencyId, membershipId],
    );
    return rows[0];
  }

  /** Every role ever granted in a membership and still on record, the latest first. */
  find(scope: AgencyScope, tx: Transaction, membershipId: string): Promise<GrantRow[]> {
    return tx.query(
      `select ${GRANT} from membership_grant g where g.agency_id = $1 and g.membership_id = $2
       order by g.from_on desc, g.access_role`,
      [scope.agencyId, membershipId],
    );
  }

  /** Makes every other change of the agency's training leads wait for this transaction. */
  async lockLeads(scope: AgencyScope, tx: Transaction): Promise<void> {
    await tx.query(
      `select from membership_grant where agency_id = $1 and access_role = 'training-lead'
       order by membership_id, from_on for update`,
      [scope.agencyId],
    );
  }

  /** The memberships through which somebody is training lead on a day. */
  async leadsOn(scope: AgencyScope, tx: Transaction, on: CalendarDate): Promise<string[]> {
    const rows: { id: string }[] = await tx.query(
      `select distinct m.id from membership_grant g
       join membership m on m.agency_id = g.agency_id and m.id = g.membership_id
       where g.agency_id = $1 and g.access_role = 'training-lead'
         and g.from_on <= $2 and (g.to_on is null or g.to_on >= $2)
         and m.from_on <= $2 and (m.to_on is null or m.to_on >= $2) and m.access_ended_at is null`,
      [scope.agencyId, on],
    );
    return rows.map(({ id }) => id);
  }

  async insert(scope: AgencyScope, tx: Transaction, grant: GrantRow): Promise<void> {
    await tx.query(
      `insert into membership_grant (agency_id, membership_id, access_role, from_on, to_on)
       values ($1, $2, $3, $4, $5)`,
      [scope.agencyId, grant.membershipId, grant.role, grant.fromOn, grant.toOn],
    );
  }

  /** Sets the last day of a grant, or takes it away where it would end before it began. */
  async end(scope: AgencyScope, tx: Transaction, grant: GrantRow, lastDay: CalendarDate): Promise<void> {
    const key = [scope.agencyId, grant.membershipId, grant.role, grant.fromOn];
    if (lastDay < grant.fromOn) {
      await tx.query(
        `delete from membership_grant
         where agency_id = $1 and membership_id = $2 and access_role = $3 and from_on = $4`,
        key,
      );
    } else {
      await tx.query(
        `update membership_grant set to_on = $5
         where agency_id = $1 and membership_id = $2 and access_role = $3 and from_on = $4`,
        [...key, lastDay],
      );
    }
  }
}
