import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';
import type { DigestFigures } from './digest-message.js';

/** A training lead to write to. */
export interface DigestLead {
  readonly membershipId: string;
  readonly personId: string;
  readonly givenName: string;
  readonly workEmail: string;
}

/** Reads what the digest says and whom it is for. */
@Injectable()
export class DigestRepository {
  /** The agency's training leads on a day who are not on leave, by id. */
  findLeads(scope: JobScope, tx: Transaction, today: CalendarDate): Promise<DigestLead[]> {
    return tx.query(
      `select m.id as "membershipId", m.person_id as "personId", m.given_name as "givenName", m.work_email as "workEmail"
       from membership m
       where m.agency_id = $1 and m.from_on <= $2 and (m.to_on is null or m.to_on >= $2) and m.access_ended_at is null
         and exists (
           select from membership_grant g
           where g.agency_id = $1 and g.membership_id = m.id and g.access_role = 'training-lead'
             and g.from_on <= $2 and (g.to_on is null or g.to_on >= $2))
         and not exists (
           select from leave_period l
           where l.agency_id = $1 and l.membership_id = m.id and l.from_on <= $2 and (l.to_on is null or l.to_on >= $2))
       order by m.id`,
      [scope.agencyId, today],
    );
  }

  /**
   * How the agency stands by the counts that are kept of it (docs/adr/0017); `null` before they were first made.
   */
  async findFigures(
    scope: JobScope,
    tx: Transaction,
    today: CalendarDate,
    weekAgo: CalendarDate,
  ): Promise<DigestFigures | null> {
    const [figures]: DigestFigures[] = await tx.query(
      `select kept.required, kept.done, kept.overdue, kept.due_soon as "dueSoon", kept.expiring, kept.expired,
         (select count(*)::int from standing s join membership m on m.agency_id = $1 and m.id = s.membership_id
          where s.agency_id = $1 and s.state < 2 and s.due_on >= $3 and s.due_on < $2
            and m.from_on <= $2 and (m.to_on is null or m.to_on >= $2)) as "newlyOverdue",
         (select count(*)::int from email_message e
          where e.agency_id = $1 and e.state = 'refused' and e.created_at > now() - interval '7 days') as "refusedMail"
       from agency_count kept where kept.agency_id = $1 and kept.dimension = 'all' and kept.key = ''`,
      [scope.agencyId, today, weekAgo],
    );
    return figures ?? null;
  }
}
