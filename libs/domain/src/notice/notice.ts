import { addDays, type CalendarDate } from '../calendar-date.js';
import {
  isDueSoon,
  standingOn,
  type StandingFacts,
  USUAL_WARNING_DAYS,
  type WarningDays,
} from '../learning/standing.js';

/** What a member is told of by itself, the most pressing first. */
export const NOTICE_KINDS = ['overdue', 'expired', 'assigned', 'due-soon', 'expiring'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/**
 * What somebody may choose not to get. What is newly asked of them and what is overdue they are always told: their
 * agency has to be able to show that it did.
 */
export const OPTIONAL_MAIL = ['due-soon', 'expiring', 'certificate', 'digest'] as const;
export type OptionalMail = (typeof OPTIONAL_MAIL)[number];

/** How many messages of this kind somebody gets within `NOTICE_WEEK_DAYS` days, and at most one a day. */
export const MOST_NOTICES_A_WEEK = 3;
export const NOTICE_WEEK_DAYS = 7;
/** Days for which something newly asked is worth a word of its own. */
export const NEWLY_ASKED_DAYS = 7;
/** Where there was less time than the warning from the start, the reminder comes as many days before the due day. */
export const LATE_REMINDER_DAYS = 7;

/** What is known of one duty. */
export interface NoticeableDuty extends StandingFacts {
  /** First day on which it was asked; `null` where that was before it was kept. */
  readonly askedOn: CalendarDate | null;
}

/** What there is to tell about one duty. With the duty it is told once, whatever happens. */
export interface DutyNotice {
  readonly kind: NoticeKind;
  /** The day it is about: due, run out or running out, or first asked. */
  readonly forDay: CalendarDate;
}

/**
 * What there is to tell a member about one duty on `today`; `null` when there is nothing. Only what became so since
 * `began`, the day on which notices began in their agency, so that nobody is flooded with what is long past.
 */
export function noticeOf(
  duty: NoticeableDuty,
  today: CalendarDate,
  began: CalendarDate,
  warning: WarningDays = USUAL_WARNING_DAYS,
): DutyNotice | null {
  const { askedOn, dueOn, expiresOn } = duty;
  const standing = standingOn(duty, today, warning);
  switch (standing) {
    case 'overdue':
      return dueOn !== null && dueOn >= began ? { kind: 'overdue', forDay: dueOn } : null;
    case 'expired':
      return expiresOn !== null && expiresOn >= began ? { kind: 'expired', forDay: expiresOn } : null;
    case 'expiring':
      return expiresOn !== null && addDays(expiresOn, -warning.expiringDays) >= began
        ? { kind: 'expiring', forDay: expiresOn }
        : null;
    case 'not-started':
    case 'in-progress': {
      const isNew = askedOn !== null && askedOn <= today && askedOn > addDays(today, -NEWLY_ASKED_DAYS);
      if (isNew && askedOn >= began && standing === 'not-started')
        return { kind: 'assigned', forDay: askedOn };
      return isTimeToRemind(duty, today, began, warning) ? { kind: 'due-soon', forDay: dueOn! } : null;
    }
    default:
      return null;
  }
}

function isTimeToRemind(
  duty: NoticeableDuty,
  today: CalendarDate,
  began: CalendarDate,
  warning: WarningDays,
): boolean {
  const { askedOn, dueOn } = duty;
  if (dueOn === null || !isDueSoon(duty, today, warning)) return false;
  const warnedOn = addDays(dueOn, -warning.dueSoonDays);
  const hadLess = askedOn !== null && askedOn >= warnedOn;
  const remindedOn = hadLess ? addDays(dueOn, -LATE_REMINDER_DAYS) : warnedOn;
  return today >= remindedOn && (remindedOn >= began || hadLess);
}

/** A member as somebody to write to. */
export interface NoticeCandidate<Item extends DutyNotice> {
  /** What has not been told yet. */
  readonly notices: readonly Item[];
  /** What they chose not to get. */
  readonly unwanted: readonly OptionalMail[];
  /** Days in the last week on which they got such a message. */
  readonly noticedOn: readonly CalendarDate[];
  /** Last day on which their lead or manager reminded them; `null` for never. */
  readonly nudgedOn: CalendarDate | null;
}

/**
 * The notices that one message to a member carries on `today`; none when there is nothing, when it is not wanted, or
 * when they got enough lately. What is held back is told later, while it is still so.
 */
export function noticesToSend<Item extends DutyNotice>(
  { notices, unwanted, noticedOn, nudgedOn }: NoticeCandidate<Item>,
  today: CalendarDate,
): Item[] {
  const lately = noticedOn.filter((day) => day > addDays(today, -NOTICE_WEEK_DAYS));
  if (lately.includes(today) || lately.length >= MOST_NOTICES_A_WEEK) return [];
  if (nudgedOn !== null && nudgedOn >= addDays(today, -1)) return [];
  return notices
    .filter(({ kind }) => !(unwanted as readonly string[]).includes(kind))
    .toSorted((a, b) => rank(a) - rank(b) || a.forDay.localeCompare(b.forDay));
}

const rank = ({ kind }: DutyNotice) => NOTICE_KINDS.indexOf(kind);
