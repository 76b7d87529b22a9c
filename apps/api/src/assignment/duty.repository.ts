import { Injectable } from '@nestjs/common';
import type { AgencyScope, JobScope, PersonScope } from '@learning-reviews/domain/access/scope';
import type { Member } from '@learning-reviews/domain/assignment/assignment';
import type { ExceptionDays } from '@learning-reviews/domain/assignment/duty-standing';
import type { LeavePeriod } from '@learning-reviews/domain/assignment/leave';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { StandingFacts } from '@learning-reviews/domain/learning/standing';
import type { Transaction } from '../platform/database/database.js';

/** A member as the rules ask about them. */
export interface DutyMember extends Member {
  readonly membershipId: string;
  readonly personId: string;
  /** Last day of the membership; `null` while it is open. */
  readonly leftOn: CalendarDate | null;
}

/** A standing as it is stored. */
export interface StoredStanding extends StandingFacts {
  readonly membershipId: string;
  readonly personId: string;
  readonly moduleId: number;
  /** `null` where it was asked before this was kept. */
  readonly askedOn: CalendarDate | null;
}

/** What is known of some members besides the rules; each list in no order. */
export interface KnownOfMembers {
  readonly standings: readonly StoredStanding[];
  /** Of the person, from every job they have had in this agency, up to the last day of this one. */
  readonly completions: readonly {
    readonly membershipId: string;
    readonly moduleId: number;
    readonly completedOn: CalendarDate;
  }[];
  readonly leave: readonly (LeavePeriod & { readonly membershipId: string })[];
  readonly exceptions: readonly (ExceptionDays & {
    readonly membershipId: string;
    readonly moduleId: number;
  })[];
}

const MEMBER = `m.id as "membershipId", m.person_id as "personId", m.workforce_group as "workforceGroup",
  m.job_role as "jobRole", m.team_id as "teamId", m.from_on as "joinedOn", m.to_on as "leftOn"`;

const STANDING = `membership_id as "membershipId", person_id as "personId", module_id as "moduleId", state,
  due_on as "dueOn", completed_on as "completedOn", expires_on as "expiresOn", paused_until as "pausedUntil",
  asked_on as "askedOn"`;

const STANDINGS = `
  select ${STANDING} from standing
  where agency_id = $1 and membership_id = any($2) and ($3::int[] is null or module_id = any($3))`;
const LOCKED_STANDINGS = `${STANDINGS} order by membership_id, module_id for update`;

const ROWS = `jsonb_to_recordset($2) as row("membershipId" uuid, "personId" uuid, "moduleId" int, state smallint,
  "dueOn" date, "completedOn" date, "expiresOn" date, "pausedUntil" date, "askedOn" date)`;

const ADD_STANDINGS = `
  insert into standing (agency_id, membership_id, person_id, module_id, state, due_on, completed_on, expires_on,
    paused_until, asked_on)
  select $1, "membershipId", "personId", "moduleId", state, "dueOn", "completedOn", "expiresOn", "pausedUntil", "askedOn"
  from ${ROWS}
  on conflict (agency_id, membership_id, module_id) do nothing`;

const CHANGE_STANDINGS = `
  update standing s set state = row.state, due_on = row."dueOn", completed_on = row."completedOn",
    expires_on = row."expiresOn", paused_until = row."pausedUntil", asked_on = row."askedOn"
  from ${ROWS}
  where s.agency_id = $1 and s.membership_id = row."membershipId" and s.module_id = row."moduleId"`;

/** Reads what standings follow from, and writes them. */
@Injectable()
export class DutyRepository {
  /**
   * Members, by id, locked until the transaction ends: a completion by one of them waits, and is then seen by whoever
   * comes second. Evidence points at the membership, so writing it needs the row.
   */
  lockMembers(
    _scope: AgencyScope | JobScope,
    tx: Transaction,
    agencyId: number,
    membershipIds: readonly string[],
  ): Promise<DutyMember[]> {
    return tx.query(
      `select ${MEMBER} from membership m where m.agency_id = $1 and m.id = any($2) order by m.id for update`,
      [agencyId, membershipIds],
    );
  }

  /** The next members by id who work here on or after a day: for going through all of them a batch at a time. */
  membersAfter(
    _scope: AgencyScope | JobScope,
    tx: Transaction,
    agencyId: number,
    after: string | null,
    today: CalendarDate,
    limit: number,
  ): Promise<DutyMember[]> {
    return tx.query(
      `select ${MEMBER} from membership m
       where m.agency_id = $1 and ($2::uuid is null or m.id > $2) and (m.to_on is null or m.to_on >= $3)
       order by m.id limit $4`,
      [agencyId, after, today, limit],
    );
  }

  /**
   * What is known of members, of some modules or all. Leave and exceptions that were over before a job began are those of
   * the jobs before it: what fell due then is due by the same later day. Whoever means to write has locked the members, and locks the
   * standings here.
   */
  async findKnown(
    _scope: AgencyScope | JobScope,
    tx: Transaction,
    agencyId: number,
    membershipIds: readonly string[],
    moduleIds: readonly number[] | null,
    { lock }: { readonly lock: boolean },
  ): Promise<KnownOfMembers> {
    const values = [agencyId, membershipIds, moduleIds];
    const [found, completions, leave, exceptions] = await Promise.all([
      tx.query<StoredStanding[]>(lock ? LOCKED_STANDINGS : STANDINGS, values),
      tx.query<KnownOfMembers['completions'][number][]>(
        `select m.id as "membershipId", c.module_id as "moduleId", c.completed_on as "completedOn"
         from membership m
         join membership held on held.agency_id = m.agency_id and held.person_id = m.person_id
         join agency_completion c on c.agency_id = held.agency_id and c.membership_id = held.id
         where m.agency_id = $1 and m.id = any($2) and ($3::int[] is null or c.module_id = any($3))
           and c.result = 'pass' and (m.to_on is null or c.completed_on <= m.to_on)`,
        values,
      ),
      tx.query<KnownOfMembers['leave'][number][]>(
        `select m.id as "membershipId", l.from_on as "fromOn", l.to_on as "toOn"
         from membership m
         join membership held on held.agency_id = m.agency_id and held.person_id = m.person_id
         join leave_period l on l.agency_id = held.agency_id and l.membership_id = held.id
         where m.agency_id = $1 and m.id = any($2) and (held.id = m.id or l.to_on < m.from_on)`,
        [agencyId, membershipIds],
      ),
      tx.query<KnownOfMembers['exceptions'][number][]>(
        `select m.id as "membershipId", e.module_id as "moduleId", e.kind, e.from_on as "fromOn", e.until_on as "untilOn"
         from membership m
         join membership held on held.agency_id = m.agency_id and held.person_id = m.person_id
         join duty_exception e on e.agency_id = held.agency_id and e.membership_id = held.id
         where m.agency_id = $1 and m.id = any($2) and ($3::int[] is null or e.module_id = any($3))
           and (held.id = m.id or e.until_on < m.from_on)`,
        values,
      ),
    ]);
    return { standings: found, completions, leave, exceptions };
  }

  /**
   * One member and one module, as the person finishes it: one statement, since it is on the path of every completion.
   * The membership is locked against whoever works standings out anew, before the standing is touched.
   */
  async lockForFinishing(
    _scope: PersonScope,
    tx: Transaction,
    agencyId: number,
    membershipId: string,
    moduleId: number,
  ): Promise<
    | (DutyMember & {
        readonly completedOn: readonly CalendarDate[];
        readonly leave: readonly LeavePeriod[];
        readonly exceptions: readonly ExceptionDays[];
      })
    | undefined
  > {
    const [member]: NonNullable<Awaited<ReturnType<DutyRepository['lockForFinishing']>>>[] = await tx.query(
      `select ${MEMBER},
         (select coalesce(json_agg(c.completed_on), '[]')
          from membership held
          join agency_completion c on c.agency_id = held.agency_id and c.membership_id = held.id
          where held.agency_id = m.agency_id and held.person_id = m.person_id and c.module_id = $3
            and c.result = 'pass') as "completedOn",
         (select coalesce(json_agg(json_build_object('fromOn', l.from_on, 'toOn', l.to_on)), '[]')
          from membership held
          join leave_period l on l.agency_id = held.agency_id and l.membership_id = held.id
          where held.agency_id = m.agency_id and held.person_id = m.person_id
            and (held.id = m.id or l.to_on < m.from_on)) as leave,
         (select coalesce(json_agg(json_build_object('kind', e.kind, 'fromOn', e.from_on, 'untilOn', e.until_on)), '[]')
          from membership held
          join duty_exception e on e.agency_id = held.agency_id and e.membership_id = held.id and e.module_id = $3
          where held.agency_id = m.agency_id and held.person_id = m.person_id
            and (held.id = m.id or e.until_on < m.from_on)) as exceptions
       from membership m
       where m.agency_id = $1 and m.id = $2
       for key share of m`,
      [agencyId, membershipId, moduleId],
    );
    return member;
  }

  /** Writes standings, new ones and changed ones. */
  async write(
    _scope: AgencyScope | JobScope,
    tx: Transaction,
    agencyId: number,
    added: readonly StoredStanding[],
    changed: readonly StoredStanding[],
  ): Promise<void> {
    if (added.length > 0) await tx.query(ADD_STANDINGS, [agencyId, JSON.stringify(added)]);
    if (changed.length > 0) await tx.query(CHANGE_STANDINGS, [agencyId, JSON.stringify(changed)]);
  }

  /** Takes away standings of modules that nobody asks of these members any more. Their evidence stays. */
  async remove(
    _scope: AgencyScope | JobScope,
    tx: Transaction,
    agencyId: number,
    standings: readonly Pick<StoredStanding, 'membershipId' | 'moduleId'>[],
  ): Promise<void> {
    if (standings.length === 0) return;
    await tx.query(
      `delete from standing s using unnest($2::uuid[], $3::int[]) as gone(membership_id, module_id)
       where s.agency_id = $1 and s.membership_id = gone.membership_id and s.module_id = gone.module_id`,
      [
        agencyId,
        standings.map(({ membershipId }) => membershipId),
        standings.map(({ moduleId }) => moduleId),
      ],
    );
  }
}
