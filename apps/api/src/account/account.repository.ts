import { Injectable } from '@nestjs/common';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import type { Transaction } from '../platform/database/database.js';

/** A registration with the day, `MM-DD`, on which its years begin. */
export interface Registration {
  readonly body: string;
  readonly number: string;
  readonly yearStart: string;
}

/** A membership, open or ended, with the codes of the roles that were ever granted in it and still are. */
export interface AccountMembership {
  readonly membershipId: string;
  readonly agencyName: string;
  readonly jobRole: string;
  readonly workforceGroup: number | null;
  readonly team: string | null;
  readonly from: string;
  readonly to: string | null;
  readonly accessRoles: readonly string[];
  readonly leave: OwnLeave | null;
  readonly exceptions: OwnException[];
  readonly earlier: EarlierLearning[];
}

/** Leave in one job that runs or is to come. */
export interface OwnLeave {
  readonly from: string;
  readonly to: string | null;
  readonly hasBegun: boolean;
}

/** What one agency asks of the person otherwise than its rules say, now or to come, with the reason it gave. */
export interface OwnException {
  readonly moduleTitle: string;
  readonly kind: 'excused' | 'later-due';
  readonly from: string;
  readonly until: string | null;
  readonly reason: string;
}

/** A required module that was finished before the membership began and counts in it. */
export interface EarlierLearning {
  readonly moduleTitle: string;
  readonly completedOn: string;
}

/** Who the person is. */
export interface AccountPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** Reads and writes what a person may see and change of themselves. */
@Injectable()
export class AccountRepository {
  async findPerson(scope: PersonScope, tx: Transaction): Promise<AccountPerson> {
    const [person]: AccountPerson[] = await tx.query(
      'select id, name, email_norm as email from person where id = $1',
      [scope.personId],
    );
    if (person === undefined) throw new Error('A signed-in person has no row');
    return person;
  }

  /**
   * Every membership the person has or had, the latest first, with the roles in force at `now`.
   *
   * Earlier learning is read from the person's own standings, since evidence is the agency's: a module that was
   * finished again since then, or finished on the first day itself, is learning of the membership.
   */
  findMemberships(scope: PersonScope, tx: Transaction, now: Date): Promise<AccountMembership[]> {
    return tx.query(
      `select m.id as "membershipId", agency.name as "agencyName", coalesce(job_role.label, m.job_role) as "jobRole",
         m.workforce_group as "workforceGroup", team.name as team, m.from_on as "from", m.to_on as "to",
         array(
           select g.access_role from membership_grant g
           where g.agency_id = m.agency_id and g.membership_id = m.id
             and day.today >= g.from_on and (g.to_on is null or day.today <= g.to_on)
             and (m.to_on is null or day.today <= m.to_on)
           order by g.access_role
         ) as "accessRoles",
         (
           select json_build_object('from', l.from_on, 'to', l.to_on, 'hasBegun', l.from_on <= day.today)
           from leave_period l
           where l.agency_id = m.agency_id and l.membership_id = m.id and (l.to_on is null or l.to_on >= day.today)
             and (m.to_on is null or m.to_on >= day.today)
           order by l.from_on limit 1
         ) as leave,
         coalesce(excepted.exceptions, '[]') as exceptions,
         coalesce(before.learning, '[]') as earlier
       from membership m
       join agency on agency.id = m.agency_id
       cross join lateral (select ($2::timestamptz at time zone agency.time_zone)::date as today) day
       left join team on team.agency_id = m.agency_id and team.id = m.team_id
       left join job_role on job_role.code = m.job_role
       cross join lateral (
         select json_agg(
           json_build_object('moduleTitle', version.title, 'kind', e.kind, 'from', e.from_on, 'until', e.until_on,
             'reason', e.reason)
           order by version.title, e.from_on
         ) as exceptions
         from duty_exception e
         cross join lateral (
           select v.title from module_version v where v.module_id = e.module_id order by v.version desc limit 1
         ) version
         where e.agency_id = m.agency_id and e.membership_id = m.id
           and (e.until_on is null or e.until_on >= day.today) and (m.to_on is null or m.to_on >= day.today)
       ) excepted
       cross join lateral (
         select json_agg(
           json_build_object('moduleTitle', version.title, 'completedOn', s.completed_on)
           order by s.completed_on desc, version.title
         ) as learning
         from standing s
         cross join lateral (
           select v.title from module_version v where v.module_id = s.module_id order by v.version desc limit 1
         ) version
         where s.agency_id = m.agency_id and s.membership_id = m.id and s.completed_on < m.from_on
       ) before
       where m.person_id = $1
       order by m.to_on desc nulls first, m.from_on desc, m.id`,
      [scope.personId, now.toISOString()],
    );
  }

  findRegistrations(scope: PersonScope, tx: Transaction): Promise<Registration[]> {
    return tx.query(
      'select body, number, year_start as "yearStart" from person_registration where person_id = $1 order by body',
      [scope.personId],
    );
  }

  /** Replaces what the person entered before: a person answers to one regulator at a time. */
  async saveRegistration(scope: PersonScope, tx: Transaction, registration: Registration): Promise<void> {
    const { body, number, yearStart } = registration;
    await tx.query('delete from person_registration where person_id = $1 and body <> $2', [
      scope.personId,
      body,
    ]);
    await tx.query(
      `insert into person_registration (person_id, body, number, year_start) values ($1, $2, $3, $4)
       on conflict (person_id, body) do update set number = excluded.number, year_start = excluded.year_start`,
      [scope.personId, body, number, yearStart],
    );
  }
}
