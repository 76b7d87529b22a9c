import { Injectable } from '@nestjs/common';
import type { AccessRole } from '@learning-reviews/contracts/permission';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import type { Transaction } from '../database/database.js';
import type { KnownPerson, OpenMembership } from './caller.js';

interface Row extends Omit<OpenMembership, 'membershipId'> {
  readonly name: string;
  readonly email: string;
  readonly membershipId: string | null;
}

/** Reads what a person is and may, as it stands at one instant. */
@Injectable()
export class PeopleRepository {
  /**
   * The person of the scope with the memberships and grants that are in force at `now`, each by the day it is
   * in its agency; `null` when the account is closed or erased. One statement: it runs for every signed-in request.
   */
  async findActive(scope: PersonScope, tx: Transaction, now: Date): Promise<KnownPerson | null> {
    const rows: Row[] = await tx.query(
      `select person.name, person.email_norm as email, job.id as "membershipId", job.agency_id as "agencyId",
         job.agency_name as "agencyName", job.time_zone as "timeZone", job.job_role as "jobRole",
         array(
           select g.access_role from membership_grant g
           where g.agency_id = job.agency_id and g.membership_id = job.id
             and g.from_on <= job.today and (g.to_on is null or g.to_on >= job.today)
         ) as granted
       from person
       left join lateral (
         select m.id, m.agency_id, m.from_on, coalesce(job_role.label, m.job_role) as job_role,
           agency.name as agency_name, agency.time_zone, day.today
         from membership m
         join agency on agency.id = m.agency_id
         left join job_role on job_role.code = m.job_role
         cross join lateral (select ($2::timestamptz at time zone agency.time_zone)::date as today) day
         where m.person_id = person.id and m.from_on <= day.today and (m.to_on is null or m.to_on >= day.today)
           and (m.access_ended_at is null or m.access_ended_at > $2::timestamptz)
       ) job on true
       where person.id = $1 and person.status = 'active'
       order by job.from_on, job.id`,
      [scope.personId, now.toISOString()],
    );
    const [first] = rows;
    if (first === undefined) return null;
    const isJob = (row: Row): row is Row & { membershipId: string } => row.membershipId !== null;
    const memberships = rows.filter(isJob).map(({ name: _name, email: _email, ...membership }) => ({
      ...membership,
      granted: membership.granted as AccessRole[],
    }));
    return { personId: scope.personId, name: first.name, email: first.email, memberships };
  }
}
