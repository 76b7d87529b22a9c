import { Injectable } from '@nestjs/common';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { NoticeKind } from '@learning-reviews/domain/notice/notice';
import type { Transaction } from '../platform/database/database.js';

/** One reminder of one module, with where its email is. */
export interface NudgeRow {
  readonly module: string;
  readonly title: string;
  readonly at: Date;
  /** Display name of whoever pressed. */
  readonly by: string;
  readonly mail: 'waiting' | 'sent' | 'refused' | 'kept';
}

/** What a member was told of by itself about one module, with where its email is. */
export interface NoticeRow {
  readonly module: string;
  readonly title: string;
  readonly kind: NoticeKind;
  readonly forDay: CalendarDate;
  readonly at: Date;
  readonly mail: 'waiting' | 'sent' | 'refused' | 'kept';
}

/** Reads what one member was reminded of: by somebody who pressed, and by itself. */
@Injectable()
export class PersonReminderRepository {
  /** What the member was reminded of since a day, newest first. */
  findNudges(
    scope: AgencyScope,
    tx: Transaction,
    membershipId: string,
    since: CalendarDate,
  ): Promise<NudgeRow[]> {
    return tx.query(
      `select module.slug as module, version.title, n.nudged_at as at, message.state as mail,
         coalesce(who.display_name, 'Somebody who has left') as by
       from nudge n
       join module on module.id = n.module_id
       join email_message message on message.agency_id = n.agency_id and message.id = n.message_id
       join lateral (
         select v.title from module_version v where v.module_id = n.module_id order by v.version desc limit 1
       ) version on true
       left join lateral (
         select m.display_name from membership m
         where m.agency_id = $1 and m.person_id = n.nudged_by order by m.from_on desc limit 1
       ) who on true
       where n.agency_id = $1 and n.membership_id = $2 and n.nudged_on >= $3
       order by n.nudged_at desc, version.title`,
      [scope.agencyId, membershipId, since],
    );
  }

  /** What the member was told of by itself since a day, newest first. */
  findNotices(
    scope: AgencyScope,
    tx: Transaction,
    membershipId: string,
    since: CalendarDate,
  ): Promise<NoticeRow[]> {
    return tx.query(
      `select module.slug as module, version.title, n.kind, n.for_day as "forDay", n.noticed_at as at,
         message.state as mail
       from notice n
       join module on module.id = n.module_id
       join email_message message on message.agency_id = n.agency_id and message.id = n.message_id
       join lateral (
         select v.title from module_version v where v.module_id = n.module_id order by v.version desc limit 1
       ) version on true
       where n.agency_id = $1 and n.membership_id = $2 and n.noticed_on >= $3
       order by n.noticed_at desc, version.title`,
      [scope.agencyId, membershipId, since],
    );
  }
}
