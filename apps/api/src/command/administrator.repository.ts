import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';

/** Somebody who administers the site. */
export interface Administrator {
  readonly name: string;
  readonly email: string;
  readonly from: CalendarDate;
  /** Last day, included; `null` while it is open. */
  readonly to: CalendarDate | null;
}

/** A person, as far as is known before they belong anywhere. */
export interface KnownAddress {
  readonly personId: string;
  /** Whether they can sign in already. */
  readonly isVerified: boolean;
}

/** What of a membership is in force on the day. */
const IN_FORCE = `m.agency_id = $1 and m.from_on <= $2 and (m.to_on is null or m.to_on >= $2) and m.access_ended_at is null`;
const GRANTED = `g.access_role = 'administrator' and (g.to_on is null or g.to_on >= $2)`;

/** Reads and writes who administers the site: members of the partnership with that role. */
@Injectable()
export class AdministratorRepository {
  /** Whoever is administrator on a day, or will be, by name. */
  find(scope: JobScope, tx: Transaction, day: CalendarDate): Promise<Administrator[]> {
    return tx.query(
      `select m.display_name as name, m.work_email as email, g.from_on as "from", least(g.to_on, m.to_on) as "to"
       from membership_grant g join membership m on m.agency_id = g.agency_id and m.id = g.membership_id
       where ${IN_FORCE} and ${GRANTED} order by m.search_name, m.id`,
      [scope.agencyId, day],
    );
  }

  /** Whether there is such a job role. */
  async isJobRole(_scope: JobScope, tx: Transaction, code: string): Promise<boolean> {
    const rows: unknown[] = await tx.query('select from job_role where code = $1', [code]);
    return rows.length > 0;
  }

  /** Whoever has this address, made when nobody has; `undefined` when another transaction is making them now. */
  async findOrAdd(
    _scope: JobScope,
    tx: Transaction,
    person: { readonly id: string; readonly email: string; readonly name: string },
  ): Promise<KnownAddress | undefined> {
    const rows: KnownAddress[] = await tx.query(
      `select person_id as "personId", is_verified as "isVerified" from find_or_add_people($1)`,
      [JSON.stringify([person])],
    );
    return rows[0];
  }

  /** The membership that this person has on a day, locked, and whether they administer through it. */
  async lockMembership(
    scope: JobScope,
    tx: Transaction,
    personId: string,
    day: CalendarDate,
  ): Promise<{ membershipId: string; isAdministrator: boolean } | undefined> {
    const rows: { membershipId: string; isAdministrator: boolean }[] = await tx.query(
      `select m.id as "membershipId", exists (
         select from membership_grant g where g.agency_id = $1 and g.membership_id = m.id and ${GRANTED}
       ) as "isAdministrator"
       from membership m where ${IN_FORCE} and m.person_id = $3 for update`,
      [scope.agencyId, day, personId],
    );
    return rows[0];
  }

  /** Makes a member administrator from a day on. */
  async grant(scope: JobScope, tx: Transaction, membershipId: string, from: CalendarDate): Promise<void> {
    await tx.query(
      `insert into membership_grant (agency_id, membership_id, access_role, from_on) values ($1, $2, 'administrator', $3)`,
      [scope.agencyId, membershipId, from],
    );
  }
}
