import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { addDays, calendarDateIn, type CalendarDate } from '@learning-reviews/domain/calendar-date';
import { isEmailAddress } from '@learning-reviews/domain/email/email-address';
import { type WarningDays, warningHorizon } from '@learning-reviews/domain/learning/standing';
import {
  NEWLY_ASKED_DAYS,
  noticeOf,
  noticesToSend,
  type OptionalMail,
} from '@learning-reviews/domain/notice/notice';
import { isWorkingHour, localHour } from '@learning-reviews/domain/notice/working-hours';
import { Clock } from '../platform/clock/clock.js';
import { Configuration } from '../platform/config/configuration.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { EmailOutbox } from '../platform/email/email-outbox.js';
import { findWarningDays } from '../platform/setting/warning-days.js';
import { noticeMessage } from './notice-message.js';
import {
  type NewNotice,
  type NoticeAgency,
  type NoticeMember,
  NoticeRepository,
} from './notice.repository.js';

/** Members whom one transaction looks at. */
const MEMBERS_AT_ONCE = 500;
const MONDAY = 1;

/** A moment in an agency. */
interface Moment {
  readonly now: Date;
  readonly today: CalendarDate;
  readonly agency: NoticeAgency;
}

/**
 * Writes the day's notices of one agency: once a working day, a batch of members after another, each in one transaction
 * with its messages and with how far it is. Killed anywhere, the next try goes on; what is told is told once.
 */
@Injectable()
export class NoticeRounds {
  constructor(
    private readonly database: Database,
    private readonly notices: NoticeRepository,
    private readonly outbox: EmailOutbox,
    private readonly configuration: Configuration,
    private readonly clock: Clock,
  ) {}

  /** Every agency that may have something to tell. */
  findAgencies(scope: JobScope): Promise<number[]> {
    return this.database.read(scope, (tx) => this.notices.findAgencies(scope, tx));
  }

  /**
   * Does what is left of the day's notices, while it is an hour for it; the rest is for the next working day.
   *
   * @returns Whether it is Monday and the digest is still to come.
   */
  async send(scope: JobScope, signal: AbortSignal): Promise<boolean> {
    for (;;) {
      const outcome = await this.database.write(scope, (tx) => this.sendBatch(scope, tx));
      if (outcome !== 'more') return outcome === 'digest';
      signal.throwIfAborted();
    }
  }

  private async sendBatch(scope: JobScope, tx: Transaction): Promise<'more' | 'done' | 'digest'> {
    const agency = await this.notices.findAgency(scope, tx);
    const now = this.clock.now();
    if (agency === undefined) return 'done';
    const today = calendarDateIn(now.getTime(), agency.timeZone);
    const round = await this.notices.lockRound(scope, tx, today);
    const hour = localHour(now, agency.timeZone);
    if (!isWorkingHour(hour)) return 'done';
    const digest = hour.weekday === MONDAY && round.digestOn !== today ? 'digest' : 'done';
    const isBegun = round.day === today;
    if (isBegun && round.afterMembershipId === null) return digest;

    const warning = await findWarningDays(scope, tx);
    const day = {
      today,
      beganOn: round.beganOn,
      newlyAskedFrom: addDays(today, 1 - NEWLY_ASKED_DAYS),
      ...warningHorizon(today, warning),
    };
    const after = isBegun ? round.afterMembershipId : null;
    const { members, last } = await this.notices.findMembers(scope, tx, day, after, MEMBERS_AT_ONCE);
    await this.tell(scope, tx, { now, today, agency }, members, round.beganOn, warning);
    await this.notices.noteProgress(scope, tx, today, last);
    return last === null ? digest : 'more';
  }

  private async tell(
    scope: JobScope,
    tx: Transaction,
    moment: Moment,
    members: readonly NoticeMember[],
    beganOn: CalendarDate,
    warning: WarningDays,
  ): Promise<void> {
    const unwanted = Map.groupBy(
      await this.notices.findUnwanted(
        scope,
        tx,
        members.map(({ personId }) => personId),
      ),
      ({ personId }) => personId,
    );
    const planned = members.flatMap((member) => {
      const kinds = (unwanted.get(member.personId) ?? []).map(({ kind }) => kind);
      const notices = noticesFor(member, moment.today, beganOn, warning, kinds);
      return notices.length === 0 || !isEmailAddress(member.workEmail) ? [] : [{ member, notices }];
    });
    const ids = [...new Set(planned.flatMap(({ notices }) => notices.map(({ moduleId }) => moduleId)))];
    const modules = new Map(
      (await this.notices.findModules(scope, tx, ids)).map((module) => [module.id, module]),
    );
    const { publicUrl } = this.configuration;
    for (const { member, notices } of planned) {
      // A module that nobody can begin is for the lead to see to, not for the member.
      const named = notices.flatMap((notice) => {
        const module = modules.get(notice.moduleId);
        return module === undefined ? [] : [{ ...notice, ...module }];
      });
      if (named.length === 0) continue;
      const email = noticeMessage({
        givenName: member.givenName,
        agency: moment.agency.name,
        modules: named.map(({ slug, ...module }) => ({
          ...module,
          address: `${publicUrl}/learning/${slug}`,
        })),
        addresses: { support: `${publicUrl}/support`, choice: `${publicUrl}/account/email` },
      });
      const { membershipId, workEmail: to } = member;
      const id = await this.outbox.add(scope, tx, { kind: 'notice', membershipId, to, ...email });
      const message = { id, on: moment.today, at: moment.now };
      await this.notices.insert(scope, tx, member, message, named);
    }
  }
}

/** What one message to a member would tell, with the due day of each; none when there is nothing. */
function noticesFor(
  member: NoticeMember,
  today: CalendarDate,
  beganOn: CalendarDate,
  warning: WarningDays,
  unwanted: readonly OptionalMail[],
): (NewNotice & { readonly dueOn: CalendarDate | null })[] {
  const told = new Set(member.told.map(({ moduleId, kind, forDay }) => `${moduleId} ${kind} ${forDay}`));
  const notices = member.duties.flatMap((duty) => {
    const notice = noticeOf(duty, today, beganOn, warning);
    const { moduleId, dueOn } = duty;
    if (notice === null || told.has(`${moduleId} ${notice.kind} ${notice.forDay}`)) return [];
    return [{ ...notice, moduleId, dueOn }];
  });
  return noticesToSend({ ...member, notices, unwanted }, today);
}
