import { calendarDate, type CalendarDate } from '../calendar-date.js';
import { STANDING_STATE } from '../learning/standing.js';
import {
  type DutyNotice,
  type NoticeableDuty,
  type NoticeCandidate,
  noticeOf,
  noticesToSend,
} from './notice.js';

const day = (text: string): CalendarDate => calendarDate(text);
const BEGAN = day('2026-01-01');
const duty = (changes: Partial<NoticeableDuty> = {}): NoticeableDuty => ({
  state: STANDING_STATE.notStarted,
  askedOn: day('2026-02-01'),
  dueOn: null,
  completedOn: null,
  expiresOn: null,
  pausedUntil: null,
  ...changes,
});
const done = (expiresOn: string): Partial<NoticeableDuty> => ({
  state: STANDING_STATE.done,
  completedOn: day('2025-01-01'),
  expiresOn: day(expiresOn),
});

describe('noticeOf', () => {
  it.each<[string, Partial<NoticeableDuty>, string, DutyNotice | null]>([
    ['asked today', {}, '2026-02-01', { kind: 'assigned', forDay: day('2026-02-01') }],
    ['asked six days ago', {}, '2026-02-07', { kind: 'assigned', forDay: day('2026-02-01') }],
    ['asked a week ago', {}, '2026-02-08', null],
    ['asked from tomorrow', {}, '2026-01-31', null],
    ['asked before notices began', { askedOn: day('2025-12-31') }, '2026-01-02', null],
    ['asked at a time nobody kept', { askedOn: null }, '2026-02-01', null],
    ['asked today and begun already', { state: STANDING_STATE.inProgress }, '2026-02-01', null],

    ['31 days before the due day', { dueOn: day('2026-05-01') }, '2026-03-31', null],
    [
      '30 days before the due day',
      { dueOn: day('2026-05-01') },
      '2026-04-01',
      { kind: 'due-soon', forDay: day('2026-05-01') },
    ],
    [
      'on the due day',
      { dueOn: day('2026-05-01') },
      '2026-05-01',
      { kind: 'due-soon', forDay: day('2026-05-01') },
    ],
    [
      'the day after',
      { dueOn: day('2026-05-01') },
      '2026-05-02',
      { kind: 'overdue', forDay: day('2026-05-01') },
    ],
    ['given 30 days, a week after being told', { dueOn: day('2026-03-03') }, '2026-02-10', null],
    [
      'given 30 days, a week before the day',
      { dueOn: day('2026-03-03') },
      '2026-02-24',
      { kind: 'due-soon', forDay: day('2026-03-03') },
    ],
    ['overdue since before notices began', { dueOn: day('2025-12-31') }, '2026-02-20', null],
    [
      'begun and overdue',
      { state: STANDING_STATE.inProgress, dueOn: day('2026-02-10') },
      '2026-02-11',
      { kind: 'overdue', forDay: day('2026-02-10') },
    ],

    ['91 days before it runs out', done('2026-06-01'), '2026-03-02', null],
    [
      '90 days before it runs out',
      done('2026-06-01'),
      '2026-03-03',
      { kind: 'expiring', forDay: day('2026-06-01') },
    ],
    ['running out since before notices began', done('2026-03-31'), '2026-02-01', null],
    ['run out', done('2026-06-01'), '2026-06-02', { kind: 'expired', forDay: day('2026-06-01') }],
    ['counts for ever', { state: STANDING_STATE.done, completedOn: day('2025-01-01') }, '2030-01-01', null],

    ['on leave', { state: STANDING_STATE.paused, dueOn: day('2026-02-10') }, '2026-03-01', null],
    [
      'on leave, done and running out',
      { ...done('2026-06-01'), state: STANDING_STATE.paused },
      '2026-05-01',
      null,
    ],
    [
      'on leave, and it has run out',
      { ...done('2026-06-01'), state: STANDING_STATE.paused },
      '2026-07-01',
      null,
    ],
  ])('%s', (_case, changes, today, expected) => {
    expect(noticeOf(duty(changes), day(today), BEGAN)).toEqual(expected);
  });

  it('warns as long before as the partnership has set', () => {
    const warning = { dueSoonDays: 10, expiringDays: 20 };
    expect(noticeOf(duty({ dueOn: day('2026-05-01') }), day('2026-04-20'), BEGAN, warning)).toBeNull();
    expect(noticeOf(duty({ dueOn: day('2026-05-01') }), day('2026-04-21'), BEGAN, warning)?.kind).toBe(
      'due-soon',
    );
    expect(noticeOf(duty(done('2026-06-01')), day('2026-05-12'), BEGAN, warning)?.kind).toBe('expiring');
  });
});

describe('noticesToSend', () => {
  const TODAY = day('2026-03-10');
  const of = (kind: DutyNotice['kind'], forDay = '2026-03-10'): DutyNotice => ({ kind, forDay: day(forDay) });
  const kinds = (changes: Partial<NoticeCandidate<DutyNotice>>) =>
    noticesToSend(
      { notices: [of('due-soon')], unwanted: [], noticedOn: [], nudgedOn: null, ...changes },
      TODAY,
    ).map(({ kind }) => kind);

  it('gathers all in one message, the most pressing and the oldest first', () => {
    const notices = [
      of('expiring'),
      of('assigned'),
      of('overdue', '2026-03-09'),
      of('overdue', '2026-03-08'),
    ];
    const candidate = { notices, unwanted: [], noticedOn: [], nudgedOn: null };
    expect(noticesToSend(candidate, TODAY)).toEqual([notices[3], notices[2], notices[1], notices[0]]);
  });

  it.each<[string, Partial<NoticeCandidate<DutyNotice>>, number]>([
    ['a message today already', { noticedOn: [TODAY] }, 0],
    ['three within a week', { noticedOn: [day('2026-03-04'), day('2026-03-06'), day('2026-03-09')] }, 0],
    [
      'three, one of them a week ago',
      { noticedOn: [day('2026-03-03'), day('2026-03-06'), day('2026-03-09')] },
      1,
    ],
    ['a nudge by their lead today', { nudgedOn: TODAY }, 0],
    ['a nudge yesterday', { nudgedOn: day('2026-03-09') }, 0],
    ['a nudge two days ago', { nudgedOn: day('2026-03-08') }, 1],
    ['a wish not to get it', { unwanted: ['due-soon'] }, 0],
    ['a wish not to get something else', { unwanted: ['expiring', 'digest'] }, 1],
  ])('after %s', (_case, changes, expected) => {
    expect(kinds(changes)).toHaveLength(expected);
  });

  it('tells what is asked and what is overdue whatever somebody wishes', () => {
    const unwanted = ['due-soon', 'expiring', 'certificate', 'digest'] as const;
    expect(kinds({ notices: [of('overdue'), of('assigned'), of('expired')], unwanted })).toEqual([
      'overdue',
      'expired',
      'assigned',
    ]);
  });
});
