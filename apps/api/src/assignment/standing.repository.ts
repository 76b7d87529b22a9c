import { Injectable } from '@nestjs/common';
import type { AgencyScope, JobScope, PersonScope } from '@learning-reviews/domain/access/scope';
import type { Audience } from '@learning-reviews/domain/assignment/assignment';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { StandingFacts, StandingState } from '@learning-reviews/domain/learning/standing';
import type { Transaction } from '../platform/database/database.js';

/** A module that one membership requires, and where it stands. */
export interface StandingRow extends StandingFacts {
  readonly moduleId: number;
}

/** One membership of a person with what it requires. */
export interface MembershipStandings {
  readonly agencyId: number;
  readonly membershipId: string;
  readonly agencyName: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Code of the job role. */
  readonly jobRole: string;
  readonly standings: readonly StandingRow[];
}

/** An assignment with the module it is for. */
export interface AssignmentRow {
  readonly moduleId: number;
  readonly audience: Audience;
  readonly dueWithinDays: number | null;
  readonly dueOn: CalendarDate | null;
  readonly refreshMonths: number | null;
  readonly fromOn: CalendarDate;
  readonly toOn: CalendarDate | null;
}

/** What rules ask about a member. */
export interface MemberRow {
  readonly workforceGroup: number | null;
  readonly jobRole: string;
  readonly teamId: string | null;
  readonly joinedOn: CalendarDate;
}

/** A standing to write. */
export interface NewStanding extends StandingRow {
  readonly membershipId: string;
  readonly personId: string;
}

const RULE = `module_id as "moduleId", audience, due_within_days as "dueWithinDays", due_on as "dueOn",
  refresh_months as "refreshMonths", from_on as "fromOn", to_on as "toOn"`;

/**
 * Reads and writes `standing` and reads `assignment`. What takes a `PersonScope` and an agency runs inside
 * `Database.withAgency`.
 */
@Injectable()
export class StandingRepository {
  /**
   * A person's memberships that are open at `now`, each by the day it is in its agency, by agency. One whose access was
   * ended at once is over from then on, though its last day is not: what the person does later is not that agency's.
   */
  ofPerson(scope: PersonScope, tx: Transaction, now: Date): Promise<MembershipStandings[]> {
    return tx.query(
      `select m.agency_id as "agencyId", m.id as "membershipId", agency.name as "agencyName",
         agency.time_zone as "timeZone", m.job_role as "jobRole",
         (select coalesce(json_agg(json_build_object('moduleId', s.module_id, 'state', s.state, 'dueOn', s.due_on,
            'completedOn', s.completed_on, 'expiresOn', s.expires_on, 'pausedUntil', s.paused_until)), '[]')
          from standing s where s.agency_id = m.agency_id and s.membership_id = m.id) as standings
       from membership m
       join agency on agency.id = m.agency_id
       cross join lateral (select ($2::timestamptz at time zone agency.time_zone)::date as today) day
       where m.person_id = $1 and m.from_on <= day.today and (m.to_on is null or m.to_on >= day.today)
         and (m.access_ended_at is null or m.access_ended_at > $2::timestamptz)
       order by m.agency_id`,
      [scope.personId, now.toISOString()],
    );
  }

  /** Moves a standing that nobody has begun to `state`; leaves every other as it is. */
  async begin(
    _scope: PersonScope,
    tx: Transaction,
    standing: { agencyId: number; membershipId: string; moduleId: number; state: StandingState },
  ): Promise<void> {
    await tx.query(
      `update standing set state = $4
       where agency_id = $1 and membership_id = $2 and module_id = $3 and state = 0`,
      [standing.agencyId, standing.membershipId, standing.moduleId, standing.state],
    );
  }

  /** One standing, locked until the transaction ends; `undefined` when the module is not required. */
  async lock(
    _scope: AgencyScope | PersonScope,
    tx: Transaction,
    agencyId: number,
    membershipId: string,
    moduleId: number,
  ): Promise<StandingRow | undefined> {
    const rows: StandingRow[] = await tx.query(
      `select module_id as "moduleId", state, due_on as "dueOn", completed_on as "completedOn",
         expires_on as "expiresOn", paused_until as "pausedUntil"
       from standing where agency_id = $1 and membership_id = $2 and module_id = $3
       for update`,
      [agencyId, membershipId, moduleId],
    );
    return rows[0];
  }

  /** Writes what a completion, or its correction, made of a standing. */
  async update(
    _scope: AgencyScope | PersonScope,
    tx: Transaction,
    agencyId: number,
    membershipId: string,
    standing: StandingRow,
  ): Promise<void> {
    await tx.query(
      `update standing set state = $4, completed_on = $5, expires_on = $6, paused_until = $7
       where agency_id = $1 and membership_id = $2 and module_id = $3`,
      [
        agencyId,
        membershipId,
        standing.moduleId,
        standing.state,
        standing.completedOn,
        standing.expiresOn,
        standing.pausedUntil,
      ],
    );
  }

  /** The rules of an agency for one module, and the member they are asked about. */
  async rulesFor(
    _scope: PersonScope,
    tx: Transaction,
    agencyId: number,
    membershipId: string,
    moduleId: number,
  ): Promise<{ rules: AssignmentRow[]; member: MemberRow | undefined }> {
    const [rules, members]: [AssignmentRow[], MemberRow[]] = await Promise.all([
      tx.query(`select ${RULE} from assignment where agency_id = $1 and module_id = $2`, [
        agencyId,
        moduleId,
      ]),
      tx.query(
        `select workforce_group as "workforceGroup", job_role as "jobRole", team_id as "teamId",
           from_on as "joinedOn"
         from membership where agency_id = $1 and id = $2`,
        [agencyId, membershipId],
      ),
    ]);
    return { rules, member: members[0] };
  }

  /** Every rule of an agency. */
  rules(_scope: AgencyScope | JobScope, tx: Transaction, agencyId: number): Promise<AssignmentRow[]> {
    return tx.query(`select ${RULE} from assignment where agency_id = $1`, [agencyId]);
  }

  /** Adds standings; one that is there already stays as it is. */
  async add(
    _scope: AgencyScope | JobScope,
    tx: Transaction,
    agencyId: number,
    standings: readonly NewStanding[],
  ): Promise<void> {
    const column = <Key extends keyof NewStanding>(key: Key) => standings.map((standing) => standing[key]);
    await tx.query(
      `insert into standing (agency_id, membership_id, person_id, module_id, state, due_on, completed_on,
         expires_on, paused_until)
       select $1, * from unnest($2::uuid[], $3::uuid[], $4::int[], $5::smallint[], $6::date[], $7::date[],
         $8::date[], $9::date[])
       on conflict (agency_id, membership_id, module_id) do nothing`,
      [
        agencyId,
        column('membershipId'),
        column('personId'),
        column('moduleId'),
        column('state'),
        column('dueOn'),
        column('completedOn'),
        column('expiresOn'),
        column('pausedUntil'),
      ],
    );
  }

  /** The standings of memberships, as they are. */
  ofMembers(
    _scope: AgencyScope | JobScope,
    tx: Transaction,
    agencyId: number,
    membershipIds: readonly string[],
  ): Promise<(StandingRow & { membershipId: string })[]> {
    return tx.query(
      `select membership_id as "membershipId", module_id as "moduleId", state, due_on as "dueOn",
         completed_on as "completedOn", expires_on as "expiresOn", paused_until as "pausedUntil"
       from standing where agency_id = $1 and membership_id = any($2)`,
      [agencyId, membershipIds],
    );
  }

  /** Takes away what nobody has begun of memberships, except for the modules that are still asked of them. */
  async removeUntouched(
    _scope: AgencyScope | JobScope,
    tx: Transaction,
    agencyId: number,
    membershipIds: readonly string[],
    asked: readonly Pick<NewStanding, 'membershipId' | 'moduleId'>[],
  ): Promise<void> {
    await tx.query(
      `delete from standing
       where agency_id = $1 and membership_id = any($2) and state = 0 and completed_on is null
         and (membership_id, module_id) not in (select * from unnest($3::uuid[], $4::int[]))`,
      [
        agencyId,
        membershipIds,
        asked.map(({ membershipId }) => membershipId),
        asked.map(({ moduleId }) => moduleId),
      ],
    );
  }

  /** Takes away every standing of memberships. */
  async removeAll(
    _scope: AgencyScope | JobScope,
    tx: Transaction,
    agencyId: number,
    membershipIds: readonly string[],
  ): Promise<void> {
    await tx.query('delete from standing where agency_id = $1 and membership_id = any($2)', [
      agencyId,
      membershipIds,
    ]);
  }

  /** What the rules ask about members. */
  findMembers(
    _scope: JobScope,
    tx: Transaction,
    agencyId: number,
    membershipIds: readonly string[],
  ): Promise<(MemberRow & { membershipId: string })[]> {
    return tx.query(
      `select id as "membershipId", workforce_group as "workforceGroup", job_role as "jobRole", team_id as "teamId",
         from_on as "joinedOn"
       from membership where agency_id = $1 and id = any($2)`,
      [agencyId, membershipIds],
    );
  }

  /** Writes what completions made of standings, all at once. */
  async updateAll(
    _scope: JobScope,
    tx: Transaction,
    agencyId: number,
    standings: readonly (StandingRow & { readonly membershipId: string })[],
  ): Promise<void> {
    await tx.query(
      `update standing s set state = row.state, completed_on = row."completedOn", expires_on = row."expiresOn",
         paused_until = row."pausedUntil"
       from jsonb_to_recordset($2) as row("membershipId" uuid, "moduleId" int, state smallint, "completedOn" date,
         "expiresOn" date, "pausedUntil" date)
       where s.agency_id = $1 and s.membership_id = row."membershipId" and s.module_id = row."moduleId"`,
      [agencyId, JSON.stringify(standings)],
    );
  }
}
