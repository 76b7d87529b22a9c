import { Injectable } from '@nestjs/common';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';

/** An agency the person is or was a member of. */
export interface OwnAgency {
  readonly agencyId: number;
  readonly name: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly isCurrent: boolean;
  /** Completions it holds as its own evidence. */
  readonly evidence: number;
}

/** How much of a person's own record there is. */
export interface OwnTotals {
  readonly completions: number;
  readonly cpdEntries: number;
  readonly reflections: number;
}

/** A role that nobody but the person has in an agency today. */
export type LastRole = 'training-lead' | 'administrator';

/** Reads what an erasure means, and does it. */
@Injectable()
export class ErasureRepository {
  /** Ascending by agency, so that two transactions that go through them cannot deadlock. */
  findAgencies(scope: PersonScope, tx: Transaction, now: Date): Promise<OwnAgency[]> {
    return tx.query(
      `select agency.id as "agencyId", agency.name, agency.time_zone as "timeZone",
         bool_or(m.from_on <= day.today and (m.to_on is null or m.to_on >= day.today)) as "isCurrent",
         sum((select count(*) from agency_completion evidence
              where evidence.agency_id = m.agency_id and evidence.membership_id = m.id))::int as evidence
       from membership m
       join agency on agency.id = m.agency_id
       cross join lateral (select ($2::timestamptz at time zone agency.time_zone)::date as today) day
       where m.person_id = $1
       group by agency.id, agency.name, agency.time_zone
       order by agency.id`,
      [scope.personId, now.toISOString()],
    );
  }

  async countOwn(scope: PersonScope, tx: Transaction): Promise<OwnTotals> {
    const [totals]: [OwnTotals] = await tx.query(
      `select (select count(*)::int from completion where person_id = $1) as completions,
         (select count(*)::int from cpd_entry where person_id = $1) as "cpdEntries",
         (select count(*)::int from reflection where person_id = $1) as reflections`,
      [scope.personId],
    );
    return totals;
  }

  /** The person's address to sign in with; `null` once the record is erased. Locks the row until the end. */
  async lockAddress(scope: PersonScope, tx: Transaction): Promise<string | null> {
    const [person]: { email: string | null }[] = await tx.query(
      'select email_norm as email from person where id = $1 for update',
      [scope.personId],
    );
    return person?.email ?? null;
  }

  /** The person's address to sign in with; `null` once the record is erased. */
  async findAddress(scope: PersonScope, tx: Transaction): Promise<string | null> {
    const [person]: { email: string | null }[] = await tx.query(
      'select email_norm as email from person where id = $1',
      [scope.personId],
    );
    return person?.email ?? null;
  }

  /** Makes every other change of who has these roles in an agency wait. In the agency. */
  async lockRoles(_scope: PersonScope, tx: Transaction, agencyId: number): Promise<void> {
    await tx.query(
      `select from membership_grant where agency_id = $1 and access_role in ('training-lead', 'administrator')
       order by membership_id, access_role, from_on for update`,
      [agencyId],
    );
  }

  /** Roles that the person has on a day, and nobody else of the agency. In the agency. */
  async findLastRoles(
    scope: PersonScope,
    tx: Transaction,
    agencyId: number,
    today: CalendarDate,
  ): Promise<LastRole[]> {
    const rows: { role: LastRole }[] = await tx.query(
      `select g.access_role as role from membership_grant g
       join membership m on m.agency_id = g.agency_id and m.id = g.membership_id
       where g.agency_id = $1 and g.access_role in ('training-lead', 'administrator')
         and g.from_on <= $3 and (g.to_on is null or g.to_on >= $3)
         and m.from_on <= $3 and (m.to_on is null or m.to_on >= $3) and m.access_ended_at is null
       group by g.access_role having bool_and(m.person_id = $2)
       order by g.access_role`,
      [agencyId, scope.personId, today],
    );
    return rows.map(({ role }) => role);
  }

  /** Ends every role of the person from today on. In the agency. */
  async endRoles(scope: PersonScope, tx: Transaction, agencyId: number, today: CalendarDate): Promise<void> {
    const own = [agencyId, scope.personId, today];
    await tx.query(
      `delete from membership_grant g using membership m
       where g.agency_id = $1 and m.agency_id = g.agency_id and m.id = g.membership_id and m.person_id = $2
         and g.from_on >= $3::date`,
      own,
    );
    await tx.query(
      `update membership_grant g set to_on = $3::date - 1 from membership m
       where g.agency_id = $1 and m.agency_id = g.agency_id and m.id = g.membership_id and m.person_id = $2
         and (g.to_on is null or g.to_on >= $3::date)`,
      own,
    );
  }

  /** Erases the record of the person who acts. */
  async erase(_scope: PersonScope, tx: Transaction, event: string, at: Date): Promise<void> {
    await tx.query('select erase_own_record($1, $2)', [event, at.toISOString()]);
  }
}
