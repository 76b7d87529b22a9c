import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { DutyNotice, NoticeableDuty, OptionalMail } from '@learning-reviews/domain/notice/notice';
import type { Transaction } from '../platform/database/database.js';

/** How far the notices of an agency are. */
export interface NoticeRound {
  readonly beganOn: CalendarDate;
  /** The last day that was begun; `null` before the first. */
  readonly day: CalendarDate | null;
  /** Members up to this one, by id, are done with that day. */
  readonly afterMembershipId: string | null;
  readonly digestOn: CalendarDate | null;
}

/** The agency that writes. */
export interface NoticeAgency {
  readonly name: string;
  /** IANA name. */
  readonly timeZone: string;
}

/** A member, and those of their duties that there may be something to tell about. */
export interface NoticeMember {
  readonly membershipId: string;
  readonly personId: string;
  readonly givenName: string;
  readonly workEmail: string;
  readonly duties: readonly (NoticeableDuty & { readonly moduleId: number })[];
  /** What was told about these duties already. */
  readonly told: readonly (DutyNotice & { readonly moduleId: number })[];
  /** Days in the last week on which they were told something. */
  readonly noticedOn: readonly CalendarDate[];
  readonly nudgedOn: CalendarDate | null;
}

/** A module as a message names it. */
export interface NoticeModule {
  readonly id: number;
  readonly slug: string;
  readonly title: string;
  readonly minutes: number;
}

/** A notice that is written with its message. */
export interface NewNotice extends DutyNotice {
  readonly moduleId: number;
}

/** Whom something is to be told about, and how far warnings reach. */
export interface NoticeDay {
  readonly today: CalendarDate;
  readonly beganOn: CalendarDate;
  readonly dueSoonTo: CalendarDate;
  readonly expiringTo: CalendarDate;
  /** First day on which something asked is still new. */
  readonly newlyAskedFrom: CalendarDate;
}

/**
 * A batch of members by id who are here and not on leave, with what may be told. The rule is `noticeOf` of `libs/domain`;
 * here only what it could never tell is left out.
 */
const MEMBERS = `
  with batch as (
    select m.id from membership m
    where m.agency_id = $1 and ($2::uuid is null or m.id > $2)
    order by m.id limit $3
  ), told as (
    select m.id as "membershipId", m.person_id as "personId", m.given_name as "givenName", m.work_email as "workEmail",
      (select jsonb_agg(jsonb_build_object('moduleId', s.module_id, 'state', s.state, 'dueOn', s.due_on,
         'completedOn', s.completed_on, 'expiresOn', s.expires_on, 'pausedUntil', s.paused_until, 'askedOn', s.asked_on)
         order by s.module_id)
       from standing s
       where s.agency_id = $1 and s.membership_id = m.id
         and (s.completed_on is null and (s.due_on between $5 and $6 or s.asked_on between $8 and $4)
           or s.completed_on is not null and s.expires_on between $5 and $7)) as duties,
      (select coalesce(jsonb_agg(jsonb_build_object('moduleId', n.module_id, 'kind', n.kind, 'forDay', n.for_day)), '[]')
       from notice n where n.agency_id = $1 and n.membership_id = m.id) as told,
      (select coalesce(jsonb_agg(distinct n.noticed_on), '[]')
       from notice n where n.agency_id = $1 and n.membership_id = m.id and n.noticed_on > $4::date - 7) as "noticedOn",
      (select max(nudge.nudged_on) from nudge where nudge.agency_id = $1 and nudge.membership_id = m.id) as "nudgedOn"
    from batch
    join membership m on m.agency_id = $1 and m.id = batch.id
    where m.from_on <= $4 and (m.to_on is null or m.to_on >= $4) and m.access_ended_at is null and m.work_email <> ''
      and not exists (
        select from leave_period l
        where l.agency_id = $1 and l.membership_id = m.id and l.from_on <= $4 and (l.to_on is null or l.to_on >= $4))
  )
  select (select max(id::text) from batch) as last, (select count(*) from batch) as size,
    coalesce((select jsonb_agg(candidate) from told candidate where duties is not null), '[]') as members`;

/** Reads whom there is something to tell, and keeps what was told. */
@Injectable()
export class NoticeRepository {
  /** Every agency but the partnership, which requires nothing of anybody. */
  async findAgencies(_scope: JobScope, tx: Transaction): Promise<number[]> {
    const rows: { id: number }[] = await tx.query('select id from agency where id > 1 order by id');
    return rows.map(({ id }) => id);
  }

  /** The agency of the scope; `undefined` when there is none. */
  async findAgency(scope: JobScope, tx: Transaction): Promise<NoticeAgency | undefined> {
    const rows: NoticeAgency[] = await tx.query(
      'select name, time_zone as "timeZone" from agency where id = $1',
      [scope.agencyId],
    );
    return rows[0];
  }

  /** How far the agency is, locked until the transaction ends. The first time notices begin, on `today`. */
  async lockRound(scope: JobScope, tx: Transaction, today: CalendarDate): Promise<NoticeRound> {
    await tx.query('insert into notice_round (agency_id, began_on) values ($1, $2) on conflict do nothing', [
      scope.agencyId,
      today,
    ]);
    const [round]: NoticeRound[] = await tx.query(
      `select began_on as "beganOn", day, after_membership_id as "afterMembershipId", digest_on as "digestOn"
       from notice_round where agency_id = $1 for update`,
      [scope.agencyId],
    );
    if (round === undefined) throw new Error('The round was written just now');
    return round;
  }

  /** Notes how far a day is. */
  async noteProgress(
    scope: JobScope,
    tx: Transaction,
    day: CalendarDate,
    afterMembershipId: string | null,
  ): Promise<void> {
    await tx.query('update notice_round set day = $2, after_membership_id = $3 where agency_id = $1', [
      scope.agencyId,
      day,
      afterMembershipId,
    ]);
  }

  /** Notes that the leads got their digest, or that there was nothing to say. */
  async noteDigest(scope: JobScope, tx: Transaction, day: CalendarDate): Promise<void> {
    await tx.query('update notice_round set digest_on = $2 where agency_id = $1', [scope.agencyId, day]);
  }

  /**
   * The next members by id whom there may be something to tell.
   *
   * @returns Them, and the last member that was looked at; `null` in it when these were the last of all.
   */
  async findMembers(
    scope: JobScope,
    tx: Transaction,
    day: NoticeDay,
    after: string | null,
    limit: number,
  ): Promise<{ readonly members: readonly NoticeMember[]; readonly last: string | null }> {
    const [batch]: { last: string | null; size: string; members: NoticeMember[] }[] = await tx.query(
      MEMBERS,
      [
        scope.agencyId,
        after,
        limit,
        day.today,
        day.beganOn,
        day.dueSoonTo,
        day.expiringTo,
        day.newlyAskedFrom,
      ],
    );
    if (batch === undefined) throw new Error('A query without a table has one row');
    return { members: batch.members, last: Number(batch.size) < limit ? null : batch.last };
  }

  /** What people would rather not get. */
  findUnwanted(
    _scope: JobScope,
    tx: Transaction,
    personIds: readonly string[],
  ): Promise<{ personId: string; kind: OptionalMail }[]> {
    return tx.query('select person_id as "personId", kind from mail_unwanted_by($1)', [personIds]);
  }

  /** Modules that somebody can begin, as they are named today. */
  findModules(_scope: JobScope, tx: Transaction, ids: readonly number[]): Promise<NoticeModule[]> {
    return tx.query(
      `select distinct on (module.id) module.id, module.slug, version.title, (version.content ->> 'minutes')::int as minutes
       from module join module_version version on version.module_id = module.id
       where module.id = any($1) and version.withdrawn_at is null
       order by module.id, version.version desc`,
      [ids],
    );
  }

  /** Writes what one message tells a member. */
  async insert(
    scope: JobScope,
    tx: Transaction,
    member: Pick<NoticeMember, 'membershipId' | 'personId'>,
    message: { readonly id: string; readonly on: CalendarDate; readonly at: Date },
    notices: readonly NewNotice[],
  ): Promise<void> {
    await tx.query(
      `insert into notice (agency_id, membership_id, person_id, module_id, kind, for_day, message_id, noticed_on, noticed_at)
       select $1, $2, $3, "moduleId", kind, "forDay", $4, $5, $6
       from jsonb_to_recordset($7) as row("moduleId" int, kind text, "forDay" date)`,
      [
        scope.agencyId,
        member.membershipId,
        member.personId,
        message.id,
        message.on,
        message.at.toISOString(),
        JSON.stringify(notices),
      ],
    );
  }
}
