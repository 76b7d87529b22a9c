import { calendarDate } from '../calendar-date.js';
import { mergeDuties, type OwnDuty } from './own-duty.js';
import { STANDING_STATE } from './standing.js';

const duty = (agency: string, changes: Partial<OwnDuty> = {}): OwnDuty => ({
  agency,
  today: calendarDate('2026-03-01'),
  state: STANDING_STATE.notStarted,
  dueOn: null,
  completedOn: null,
  expiresOn: null,
  pausedUntil: null,
  ...changes,
});
const done = (completedOn: string, expiresOn: string) => ({
  state: STANDING_STATE.done,
  completedOn: calendarDate(completedOn),
  expiresOn: calendarDate(expiresOn),
});

describe('mergeDuties', () => {
  it.each([
    ['overdue before not started', [{ dueOn: calendarDate('2026-02-28') }, {}], 'overdue'],
    ['not started before done', [{}, done('2026-01-10', '2028-01-09')], 'not-started'],
    [
      'expired before in progress',
      [done('2023-01-10', '2025-01-09'), { state: STANDING_STATE.inProgress }],
      'expired',
    ],
    ['done when all are', [done('2026-01-10', '2028-01-09'), done('2026-01-10', '2028-01-09')], 'done'],
    [
      'expiring before done',
      [done('2024-05-01', '2026-04-30'), done('2025-05-01', '2027-04-30')],
      'expiring',
    ],
    ['owed here though paused there', [{ state: STANDING_STATE.paused }, {}], 'not-started'],
  ] as const)('%s', (_case, [first, second], expected) => {
    expect(mergeDuties([duty('Trust', first), duty('Charity', second)]).standing).toBe(expected);
  });

  it('takes the earliest due day, the latest completion and the earliest end, and names both agencies', () => {
    const merged = mergeDuties([
      duty('Trust', { ...done('2025-05-01', '2027-04-30'), dueOn: calendarDate('2026-09-30') }),
      duty('Charity', { ...done('2025-06-01', '2026-05-31'), dueOn: calendarDate('2026-06-30') }),
    ]);
    expect(merged).toMatchObject({
      dueOn: '2026-06-30',
      completedOn: '2025-06-01',
      validUntil: '2026-05-31',
      requiredBy: ['Trust', 'Charity'],
    });
  });

  it('has no days where nobody set one', () => {
    expect(mergeDuties([duty('Trust')])).toMatchObject({ dueOn: null, completedOn: null, validUntil: null });
  });

  it.each([
    ['no day that is over already', { dueOn: calendarDate('2026-02-01') }, null],
    ['the day after leave to which it was moved', { dueOn: calendarDate('2026-05-01') }, '2026-05-01'],
    [
      'the end of the pause for what ran out meanwhile',
      {
        dueOn: calendarDate('2024-02-01'),
        completedOn: calendarDate('2024-02-10'),
        expiresOn: calendarDate('2026-02-09'),
        pausedUntil: calendarDate('2026-03-20'),
      },
      '2026-03-20',
    ],
    [
      'no day for what ran out in a leave without an end',
      { completedOn: calendarDate('2024-02-10'), expiresOn: calendarDate('2026-02-09') },
      null,
    ],
  ] as const)('gives what is paused %s', (_case, changes, dueOn) => {
    const paused = duty('Trust', { state: STANDING_STATE.paused, ...changes });
    expect(mergeDuties([paused])).toMatchObject({ standing: 'paused', dueOn });
  });

  it('refuses to merge nothing', () => {
    expect(() => mergeDuties([])).toThrow(RangeError);
  });
});
