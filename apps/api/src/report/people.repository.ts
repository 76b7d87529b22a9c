import { Injectable } from '@nestjs/common';
import type { AccessRole, AgencyScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Standing } from '@learning-reviews/domain/learning/standing';
import type { Transaction } from '../platform/database/database.js';
import { endOfPrefix, isListed } from './member-select.js';
import { IS_FOUND_BY_CHECK, type PERSON_CHECKS } from './person-check.js';
import type { ReportDay } from './report-day.js';

/** Which members a list shows; `null` leaves a question out. */
export interface PeopleFilter {
  /** First letters of `membership.search_name`: lower case, without accents, family name first. */
  readonly prefix: string | null;
  /** Id of a team; `none` for members without one. */
  readonly team: string | null;
  readonly jobRole: string | null;
  /** Number of a workforce group; `none` for members in none. */
  readonly group: string | null;
  readonly module: string | null;
  /** Any of these. */
  readonly standings: readonly Standing[] | null;
  /** Found by this check of record health. */
  readonly check: keyof typeof PERSON_CHECKS | null;
  /** Due on this day or before. */
  readonly dueTo: CalendarDate | null;
  /** Rows to pass over. */
  readonly offset: number;
}

/** One member with their duties counted. */
export interface PersonRow {
  readonly membershipId: string;
  readonly name: string;
  readonly staffRef: string;
  readonly jobRole: string;
  readonly team: string | null;
  readonly manager: string | null;
  readonly required: number;
  readonly done: number;
  readonly overdue: number;
  readonly inProgress: number;
}

/** One member's own details. */
export interface MemberRow extends Omit<PersonRow, 'required' | 'done' | 'overdue' | 'inProgress'> {
  readonly workEmail: string;
  readonly workforceGroup: number | null;
  readonly from: CalendarDate;
  readonly to: CalendarDate | null;
  readonly isAccessEnded: boolean;
  readonly invitedAt: Date | null;
}

/** One job of a member in this agency. */
export interface MemberJobRow {
  readonly membershipId: string;
  readonly jobRole: string;
  readonly workforceGroup: number | null;
  readonly team: string | null;
  readonly from: CalendarDate;
  readonly to: CalendarDate | null;
}

/** One dated role of a member. */
export interface MemberRoleRow {
  readonly role: AccessRole;
  readonly from: CalendarDate;
  readonly to: CalendarDate | null;
}

/** What is asked of a member otherwise than the rules say. */
export interface MemberExceptionRow {
  readonly title: string;
  readonly kind: 'excused' | 'later-due';
  readonly from: CalendarDate;
  readonly until: CalendarDate | null;
  /** `null` for whoever sees a team alone. */
  readonly reason: string | null;
}

/** One required module of a member. */
export interface MemberStandingRow {
  readonly module: string;
  readonly title: string;
  readonly state: Standing;
  readonly dueOn: CalendarDate | null;
  readonly completedOn: CalendarDate | null;
  readonly validUntil: CalendarDate | null;
}

/** The agency's evidence of one completion. */
export interface EvidenceRow {
  readonly completionId: string;
  readonly module: string;
  readonly title: string;
  readonly version: number;
  readonly completedOn: CalendarDate;
  readonly minutes: number;
  readonly participatoryMinutes: number;
  readonly result: string;
  readonly certificateNumber: string | null;
  readonly source: string;
  readonly evidence: string;
  /** Reason of a correction; `null` when there was none. */
  readonly corrected: string | null;
}

/** Parameters of the statements that look for members, in order. */
const MEMBER = isListed({
  agency: '$1',
  today: '$2',
  teamOf: '$4',
  prefix: '$5',
  prefixEnd: '$6',
  team: '$7',
  jobRole: '$8',
});

/** Today's members who match every filter: what is counted, and what a page is cut from. */
const MATCHING = `
  membership m
  where ${MEMBER}
    and ($12::text is null or case $12 when 'none' then m.workforce_group is null else m.workforce_group = $12::int end)
    and (($9::text is null and $10::text[] is null) or exists (
      select from standing s join module on module.id = s.module_id
      where s.agency_id = $1 and s.membership_id = m.id and ($9::text is null or module.slug = $9)
        and ($10::text[] is null
          or standing_on(s.state, s.due_on, s.completed_on, s.expires_on, s.paused_until, $2, $3) = any($10))
        and ($11::date is null or s.due_on <= $11)))
    and ${IS_FOUND_BY_CHECK}`;

/**
 * Reads the members of one agency, or of one line manager's team in it. Nothing of a person's own tables is
 * read here: an agency sees standing and evidence, never answers, scores or reflections.
 */
@Injectable()
export class PeopleRepository {
  /** One page of today's members by family name. */
  findPage(
    scope: AgencyScope,
    tx: Transaction,
    day: ReportDay,
    filter: PeopleFilter,
    pageSize: number,
  ): Promise<PersonRow[]> {
    return tx.query(
      `select m.id as "membershipId", m.display_name as name, m.staff_ref as "staffRef",
         coalesce(job_role.label, m.job_role) as "jobRole", team.name as team, manager.display_name as manager,
         duty.required, duty.done, duty.overdue, duty."inProgress"
       from (select m.* from ${MATCHING} order by m.search_name, m.id limit $14 offset $15) m
       left join job_role on job_role.code = m.job_role
       left join team on team.agency_id = m.agency_id and team.id = m.team_id
       left join membership manager on manager.agency_id = m.agency_id and manager.id = m.manager_membership_id
       cross join lateral (
         select count(*) as required,
           count(*) filter (where state in ('done', 'expiring')) as done,
           count(*) filter (where state = 'overdue') as overdue,
           count(*) filter (where state = 'in-progress') as "inProgress"
         from (
           select standing_on(s.state, s.due_on, s.completed_on, s.expires_on, s.paused_until, $2, $3) as state
           from standing s where s.agency_id = $1 and s.membership_id = m.id
         ) standing
       ) duty
       order by m.search_name, m.id`,
      [...filterParameters(scope, day, filter), pageSize, filter.offset],
    );
  }

  /** How many members the same filter lets through, over all pages. */
  async count(scope: AgencyScope, tx: Transaction, day: ReportDay, filter: PeopleFilter): Promise<number> {
    const [row]: { total: number }[] = await tx.query(
      `select count(*) as total from ${MATCHING}`,
      filterParameters(scope, day, filter),
    );
    return row?.total ?? 0;
  }

  /** One member of the agency, gone ones too; `null` for any other id, and for anybody outside the manager's team. */
  async findMember(scope: AgencyScope, tx: Transaction, membershipId: string): Promise<MemberRow | null> {
    const [member]: MemberRow[] = await tx.query(
      `select m.id as "membershipId", m.display_name as name, m.staff_ref as "staffRef", m.work_email as "workEmail",
         coalesce(job_role.label, m.job_role) as "jobRole", m.workforce_group as "workforceGroup",
         team.name as team, manager.display_name as manager, m.from_on as "from", m.to_on as "to",
         m.access_ended_at is not null as "isAccessEnded",
         (select max(message.created_at) from email_message message
          where message.agency_id = $1 and message.membership_id = m.id
            and message.kind in ('passphrase-invite', 'passphrase-access')) as "invitedAt"
       from membership m
       left join job_role on job_role.code = m.job_role
       left join team on team.agency_id = m.agency_id and team.id = m.team_id
       left join membership manager on manager.agency_id = m.agency_id and manager.id = m.manager_membership_id
       where m.agency_id = $1 and m.id = $2 and ($3::uuid is null or m.manager_membership_id = $3)`,
      [scope.agencyId, membershipId, scope.teamOf],
    );
    return member ?? null;
  }

  /** Every job that the person of this membership has or had in this agency, the newest first. */
  findJobs(scope: AgencyScope, tx: Transaction, membershipId: string): Promise<MemberJobRow[]> {
    return tx.query(
      `select m.id as "membershipId", coalesce(job_role.label, m.job_role) as "jobRole",
         m.workforce_group as "workforceGroup", team.name as team, m.from_on as "from", m.to_on as "to"
       from membership asked
       join membership m on m.agency_id = asked.agency_id and m.person_id = asked.person_id
       left join job_role on job_role.code = m.job_role
       left join team on team.agency_id = m.agency_id and team.id = m.team_id
       where asked.agency_id = $1 and asked.id = $2
       order by m.from_on desc, m.id`,
      [scope.agencyId, membershipId],
    );
  }

  /** Every role granted in this membership, the latest first. */
  findRoles(scope: AgencyScope, tx: Transaction, membershipId: string): Promise<MemberRoleRow[]> {
    return tx.query(
      `select access_role as role, from_on as "from", to_on as "to" from membership_grant
       where agency_id = $1 and membership_id = $2 order by from_on desc, access_role`,
      [scope.agencyId, membershipId],
    );
  }

  /** Leave of the member that runs on a day or is to come, the earliest; `null` for none, and for whoever has left. */
  async findLeave(
    scope: AgencyScope,
    tx: Transaction,
    membershipId: string,
    today: CalendarDate,
  ): Promise<{ from: CalendarDate; to: CalendarDate | null } | null> {
    const [leave]: { from: CalendarDate; to: CalendarDate | null }[] = await tx.query(
      `select l.from_on as "from", l.to_on as "to"
       from leave_period l join membership m on m.agency_id = l.agency_id and m.id = l.membership_id
       where l.agency_id = $1 and l.membership_id = $2 and (l.to_on is null or l.to_on >= $3)
         and (m.to_on is null or m.to_on >= $3)
       order by l.from_on limit 1`,
      [scope.agencyId, membershipId, today],
    );
    return leave ?? null;
  }

  /** Exceptions of the member that run on a day or are to come, by title. The reason is the training lead's to read. */
  findExceptions(
    scope: AgencyScope,
    tx: Transaction,
    membershipId: string,
    today: CalendarDate,
  ): Promise<MemberExceptionRow[]> {
    return tx.query(
      `select version.title, e.kind, e.from_on as "from", e.until_on as until,
         case when $4::uuid is null then e.reason end as reason
       from duty_exception e
       join membership m on m.agency_id = e.agency_id and m.id = e.membership_id
       join lateral (
         select v.title from module_version v where v.module_id = e.module_id order by v.version desc limit 1
       ) version on true
       where e.agency_id = $1 and e.membership_id = $2 and (e.until_on is null or e.until_on >= $3)
         and (m.to_on is null or m.to_on >= $3)
       order by version.title, e.from_on`,
      [scope.agencyId, membershipId, today, scope.teamOf],
    );
  }

  /** What is required of the member and where they are with it, by title. */
  findStandings(
    scope: AgencyScope,
    tx: Transaction,
    membershipId: string,
    { today, expiringTo }: ReportDay,
  ): Promise<MemberStandingRow[]> {
    return tx.query(
      `select module.slug as module, version.title,
         standing_on(s.state, s.due_on, s.completed_on, s.expires_on, s.paused_until, $3, $4) as state,
         s.due_on as "dueOn", s.completed_on as "completedOn", s.expires_on as "validUntil"
       from standing s
       join module on module.id = s.module_id
       join lateral (
         select v.title from module_version v where v.module_id = s.module_id order by v.version desc limit 1
       ) version on true
       where s.agency_id = $1 and s.membership_id = $2
       order by version.title`,
      [scope.agencyId, membershipId, today, expiringTo],
    );
  }

  /** The agency's evidence about the member, of every job they had here until this one ended, newest first. */
  findEvidence(scope: AgencyScope, tx: Transaction, membershipId: string): Promise<EvidenceRow[]> {
    return tx.query(
      `select c.completion_id as "completionId", module.slug as module, version.title, c.version,
         c.completed_on as "completedOn", c.minutes,
         c.participatory_minutes as "participatoryMinutes", c.result, c.certificate_number as "certificateNumber",
         c.source, c.evidence, c.correction_reason as corrected
       from (
         select distinct on (held.completion_id) held.* from membership asked
         join membership m on m.agency_id = asked.agency_id and m.person_id = asked.person_id
           and m.from_on <= asked.from_on
         join agency_completion held on held.agency_id = m.agency_id and held.membership_id = m.id
         where asked.agency_id = $1 and asked.id = $2
         order by held.completion_id, m.from_on
       ) c
       join module on module.id = c.module_id
       join module_version version on version.module_id = c.module_id and version.version = c.version
       order by c.completed_on desc, c.completion_id`,
      [scope.agencyId, membershipId],
    );
  }
}

function filterParameters(scope: AgencyScope, day: ReportDay, filter: PeopleFilter): unknown[] {
  const { prefix, team, jobRole, group, module, standings, dueTo, check } = filter;
  const facts = [scope.agencyId, day.today, day.expiringTo, scope.teamOf, prefix, endOfPrefix(prefix)];
  return [...facts, team, jobRole, module, standings, dueTo, group, check];
}
