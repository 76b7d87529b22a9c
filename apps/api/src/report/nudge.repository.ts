import { Injectable } from '@nestjs/common';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { NudgeableDuty, NudgeCandidate } from '@learning-reviews/domain/nudge/nudge';
import type { Transaction } from '../platform/database/database.js';
import type { ReportDay } from './report-day.js';
import { type WorklistFilter, worklistParameters } from './worklist-filter.js';
import { WORKLIST_DUTIES } from './worklist-select.js';

/** One required module of somebody who may be nudged. */
export interface CandidateDuty extends NudgeableDuty {
  readonly moduleId: number;
}

/** Somebody who may be nudged, with what a message needs of them. */
export interface CandidateRow extends NudgeCandidate<CandidateDuty> {
  readonly membershipId: string;
  readonly name: string;
  readonly givenName: string;
}

/** What a message says of a module. */
export interface ModuleFacts {
  readonly id: number;
  readonly slug: string;
  readonly title: string;
  readonly minutes: number;
}

/** A nudge before it is written; its message has been. */
export interface NewNudge {
  readonly id: string;
  readonly membershipId: string;
  readonly moduleId: number;
  readonly messageId: string;
}

/** Any number, as long as nothing else in this database locks by it. */
const NUDGE_LOCK = 7_216_030;

/**
 * Everyone in `chosen` (membership_id, module_id), with all that the rule asks. $1 is the agency, $2 its day, $3 the
 * line manager whose team alone may be seen.
 */
const CANDIDATES = `
  select m.id as "membershipId", m.display_name as name, m.given_name as "givenName", m.work_email as "workEmail",
    m.from_on <= $2 and (m.to_on is null or m.to_on >= $2) as "isMember",
    exists (select from leave_period l where l.agency_id = $1 and l.membership_id = m.id
      and l.from_on <= $2 and (l.to_on is null or l.to_on >= $2)) as "isOnLeave",
    (select max(n.nudged_on) from nudge n where n.agency_id = $1 and n.membership_id = m.id) as "lastNudgedOn",
    asked.duties
  from (
    select chosen.membership_id, jsonb_agg(jsonb_build_object(
      'moduleId', chosen.module_id,
      'facts', case when s.state is null then null else jsonb_build_object('state', s.state, 'dueOn', s.due_on,
        'completedOn', s.completed_on, 'expiresOn', s.expires_on, 'pausedUntil', s.paused_until) end,
      'nudgedOn', coalesce(nudged.days, '[]'))
      order by coalesce(s.expires_on, s.due_on), chosen.module_id) as duties
    from chosen
    left join standing s
      on s.agency_id = $1 and s.membership_id = chosen.membership_id and s.module_id = chosen.module_id
    left join (
      select n.membership_id, n.module_id, jsonb_agg(n.nudged_on) as days from nudge n
      where n.agency_id = $1 and n.nudged_on > $2::date - 60 group by n.membership_id, n.module_id
    ) nudged on nudged.membership_id = chosen.membership_id and nudged.module_id = chosen.module_id
    group by chosen.membership_id
  ) asked
  join membership m on m.agency_id = $1 and m.id = asked.membership_id
  where $3::uuid is null or m.manager_membership_id = $3
  order by m.search_name, m.id`;

const CHOSEN_BY_FILTER = `
  with chosen as materialized (select membership_id, module_id from (${WORKLIST_DUTIES}) duty)
  ${CANDIDATES}`;

const CHOSEN_BY_NAME = `
  with chosen as (
    select distinct row.membership_id, module.id as module_id
    from jsonb_to_recordset($4) as row(membership_id uuid, module text)
    join module on module.slug = row.module
  )
  ${CANDIDATES}`;

/** Finds who may be nudged, and keeps who was. */
@Injectable()
export class NudgeRepository {
  /**
   * Lets one press at a time into the agency until its transaction ends, so that whoever comes second sees what the
   * first did. The constraints of `nudge` would refuse the second; the lock lets it say why instead.
   */
  async lock(scope: AgencyScope, tx: Transaction): Promise<void> {
    await tx.query('select pg_advisory_xact_lock($1, $2)', [NUDGE_LOCK, scope.agencyId]);
  }

  /** Everyone whom the worklist shows by this filter, by family name. */
  findByFilter(
    scope: AgencyScope,
    tx: Transaction,
    day: ReportDay,
    filter: WorklistFilter,
  ): Promise<CandidateRow[]> {
    // The worklist's own parameters begin with the agency, the day and the team, which is what the rest asks too.
    return tx.query(CHOSEN_BY_FILTER, worklistParameters(scope, day, filter));
  }

  /** Those of the members named who may be seen, gone ones too, by family name. */
  findByChoice(
    scope: AgencyScope,
    tx: Transaction,
    day: ReportDay,
    duties: readonly { membershipId: string; module: string }[],
  ): Promise<CandidateRow[]> {
    const rows = duties.map(({ membershipId, module }) => ({ membership_id: membershipId, module }));
    return tx.query(CHOSEN_BY_NAME, [scope.agencyId, day.today, scope.teamOf, JSON.stringify(rows)]);
  }

  /** Title and minutes of modules, in their newest versions. */
  findModules(_scope: AgencyScope, tx: Transaction, ids: readonly number[]): Promise<ModuleFacts[]> {
    return tx.query(
      `select distinct on (module.id) module.id, module.slug, v.title, (v.content ->> 'minutes')::int as minutes
       from module join module_version v on v.module_id = module.id
       where module.id = any($1)
       order by module.id, v.version desc`,
      [ids],
    );
  }

  /** What the agency calls itself. */
  async findAgencyName(scope: AgencyScope, tx: Transaction): Promise<string> {
    const [agency]: { name: string }[] = await tx.query('select name from agency where id = $1', [
      scope.agencyId,
    ]);
    if (agency === undefined) throw new Error(`There is no agency ${scope.agencyId}`);
    return agency.name;
  }

  /** Keeps nudges of one instant, which is on `day` in the agency's time zone. */
  async insert(
    scope: AgencyScope,
    tx: Transaction,
    at: Date,
    day: CalendarDate,
    nudges: readonly NewNudge[],
  ): Promise<void> {
    const rows = nudges.map(({ id, membershipId, moduleId, messageId }) => ({
      id,
      membership_id: membershipId,
      module_id: moduleId,
      message_id: messageId,
    }));
    await tx.query(
      `insert into nudge (agency_id, id, membership_id, module_id, message_id, nudged_by, nudged_at, nudged_on)
       select $1, id, membership_id, module_id, message_id, $2, $3, $4
       from jsonb_to_recordset($5) as row(id uuid, membership_id uuid, module_id int, message_id uuid)`,
      [scope.agencyId, scope.personId, at.toISOString(), day, JSON.stringify(rows)],
    );
  }
}
