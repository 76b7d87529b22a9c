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

  it('refuses to merge nothing', () => {
    expect(() => mergeDuties([])).toThrow(RangeError);
  });
});
