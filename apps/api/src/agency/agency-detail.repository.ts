import { Injectable } from '@nestjs/common';
import type { AgencyScope, JobScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { AuditDetail } from '../platform/audit/audit.js';
import type { Transaction } from '../platform/database/database.js';

/** A role somebody holds in the agency, or will. */
export interface RoleHolderRow {
  readonly membershipId: string;
  readonly name: string;
  readonly role: 'training-lead' | 'line-manager';
  readonly fromOn: CalendarDate;
  readonly toOn: CalendarDate | null;
}

/** A row of the agency's audit log. */
export interface ChangeRow {
  readonly at: Date;
  readonly action: string;
  readonly by: 'agency' | 'partnership' | 'job';
  readonly detail: AuditDetail;
}

/** What an administrator sees inside one agency: no name but of those who hold a role there. */
@Injectable()
export class AgencyDetailRepository {
  async countMembers(scope: AgencyScope, tx: Transaction, today: CalendarDate): Promise<number> {
    const [row]: { members: number }[] = await tx.query(
      `select count(*)::int as members from membership
       where agency_id = $1 and from_on <= $2 and (to_on is null or to_on >= $2)`,
      [scope.agencyId, today],
    );
    return row?.members ?? 0;
  }

  /** Roles that have not ended, training leads first, by name. */
  findRoles(scope: AgencyScope, tx: Transaction, today: CalendarDate): Promise<RoleHolderRow[]> {
    return tx.query(
      `select m.id as "membershipId", m.display_name as name, g.access_role as role, g.from_on as "fromOn",
         case when m.to_on < g.to_on or g.to_on is null then m.to_on else g.to_on end as "toOn"
       from membership_grant g
       join membership m on m.agency_id = g.agency_id and m.id = g.membership_id
       where g.agency_id = $1 and g.access_role in ('training-lead', 'line-manager')
         and (g.to_on is null or g.to_on >= $2) and (m.to_on is null or m.to_on >= $2)
       order by g.access_role desc, m.search_name, g.from_on`,
      [scope.agencyId, today],
    );
  }

  /** The open memberships with this staff number or work email address, without regard to capitals; two at most. */
  async findMembers(
    scope: AgencyScope,
    tx: Transaction,
    found: string,
    today: CalendarDate,
  ): Promise<string[]> {
    const rows: { id: string }[] = await tx.query(
      `select id from membership
       where agency_id = $1 and (lower(staff_ref) = lower($2) or lower(work_email) = lower($2) and work_email <> '')
         and from_on <= $3 and (to_on is null or to_on >= $3)
       limit 2`,
      [scope.agencyId, found, today],
    );
    return rows.map(({ id }) => id);
  }

  /** Job roles by label. */
  findJobRoles(_scope: AgencyScope, tx: Transaction): Promise<{ code: string; label: string }[]> {
    return tx.query('select code, label from job_role order by label');
  }

  /** What was done to the agency, its teams and its roles, the latest first. No agency reads its audit log: a job does. */
  findChanges(scope: JobScope, tx: Transaction, limit: number): Promise<ChangeRow[]> {
    return tx.query(
      `select a.at, a.action, a.detail,
         case when a.actor is null then 'job'
           when exists (select from membership m where m.agency_id = $1 and m.person_id = a.actor) then 'agency'
           else 'partnership' end as by
       from audit_log a
       where a.agency_id = $1 and a.action ~ '^(agency|team|role)[.]'
       order by a.at desc, a.id desc limit $2`,
      [scope.agencyId, limit],
    );
  }
}
