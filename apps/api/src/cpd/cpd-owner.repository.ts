import { Injectable } from '@nestjs/common';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';

/** A regulator that the person answers to. */
export interface OwnerRegistration {
  /** `social-work-england`, `nmc`, `hcpc` or `other`. */
  readonly body: string;
  readonly number: string;
  /** `MM-DD`. */
  readonly yearStart: string;
}

/** A job the person has or had. */
export interface OwnerJob {
  readonly agency: string;
  readonly role: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate | null;
}

/** Whose record it is: what stands beside the learning itself. */
export interface CpdOwner {
  readonly name: string;
  /** `null` when the person has named no regulator. */
  readonly registration: OwnerRegistration | null;
  /** Latest first. */
  readonly jobs: readonly OwnerJob[];
}

/** Reads who a person is, for their own record. */
@Injectable()
export class CpdOwnerRepository {
  async find(scope: PersonScope, tx: Transaction): Promise<CpdOwner> {
    const [people, registration, jobs]: [{ name: string }[], OwnerRegistration | null, OwnerJob[]] =
      await Promise.all([
        tx.query('select name from person where id = $1', [scope.personId]),
        this.registration(scope, tx),
        tx.query(
          `select agency.name as agency, coalesce(job_role.label, membership.job_role) as role,
             membership.from_on as "from", membership.to_on as "to"
           from membership
           join agency on agency.id = membership.agency_id
           left join job_role on job_role.code = membership.job_role
           where membership.person_id = $1
           order by membership.from_on desc, agency.name`,
          [scope.personId],
        ),
      ]);
    return { name: people[0]?.name ?? '', registration, jobs };
  }

  /** The regulator that decides the years of the record; `null` when the person has named none. */
  async registration(scope: PersonScope, tx: Transaction): Promise<OwnerRegistration | null> {
    const rows: OwnerRegistration[] = await tx.query(
      `select body, number, year_start as "yearStart" from person_registration where person_id = $1
       order by body limit 1`,
      [scope.personId],
    );
    return rows[0] ?? null;
  }
}
