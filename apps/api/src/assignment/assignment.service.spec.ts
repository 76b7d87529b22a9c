import type { PersonScope } from '@learning-reviews/domain/access/scope';
import { calendarDate } from '@learning-reviews/domain/calendar-date';
import { STANDING_STATE } from '@learning-reviews/domain/learning/standing';
import type { Transaction } from '../platform/database/database.js';
import type { AssignmentRow, AssignmentRuleRepository } from './assignment-rule.repository.js';
import { AssignmentService } from './assignment.service.js';
import type { DutyRepository } from './duty.repository.js';
import type { RecomputeQueue } from './recompute-queue.service.js';
import type { StandingRecompute } from './standing-recompute.service.js';
import type { AskedStanding, StandingRepository } from './standing.repository.js';

const scope: PersonScope = { brand: 'PersonScope', personId: 'person-1' };
const tx = {} as Transaction;
const TODAY = calendarDate('2026-03-01');

const rule = (months: number | null): AssignmentRow => ({
  id: 'rule-1',
  moduleId: 1,
  partnershipId: null,
  publishedOn: null,
  audience: {},
  dueWithinDays: 30,
  dueOn: null,
  dueAfterPublicationDays: null,
  renewal: { rule: 'completion-date', months, day: null },
  recogniseWithinDays: null,
  fromOn: calendarDate('2026-01-01'),
  toOn: null,
});
const untouched: AskedStanding = {
  moduleId: 1,
  state: STANDING_STATE.notStarted,
  dueOn: calendarDate('2026-03-31'),
  completedOn: null,
  expiresOn: null,
  pausedUntil: null,
  askedOn: calendarDate('2026-03-01'),
};
const member = {
  membershipId: 'membership-1',
  personId: 'person-1',
  workforceGroup: 3,
  jobRole: 'school-nurse',
  teamId: null,
  joinedOn: calendarDate('2026-02-15'),
  leftOn: null,
  completedOn: [],
  leave: [],
  exceptions: [],
};

/** The service over one standing and some rules, with what it writes. */
function serviceOver(standing: AskedStanding | undefined, rules: AssignmentRow[]) {
  const [begin, update] = [jest.fn(), jest.fn()];
  const standings: Partial<StandingRepository> = { begin, update, lock: async () => standing };
  const reading: Partial<AssignmentRuleRepository> = { find: async () => rules };
  const duties: Partial<DutyRepository> = { lockForFinishing: async () => member };
  const service = new AssignmentService(
    standings as StandingRepository,
    reading as AssignmentRuleRepository,
    duties as DutyRepository,
    {} as StandingRecompute,
    {} as RecomputeQueue,
  );
  return { service, begin, update };
}

const membership = { agencyId: 7, membershipId: 'membership-1' };

describe('AssignmentService.recordStart', () => {
  it.each([
    ['one nobody has begun', STANDING_STATE.notStarted, 1],
    ['one in progress', STANDING_STATE.inProgress, 0],
    ['one that is done and taken again', STANDING_STATE.done, 0],
    ['a paused one', STANDING_STATE.paused, 0],
  ])('%s: %#', async (_case, state, writes) => {
    const { service, begin } = serviceOver(undefined, []);
    const completedOn = state === STANDING_STATE.done ? TODAY : null;
    await service.recordStart(scope, tx, membership, { ...untouched, state, completedOn });
    expect(begin).toHaveBeenCalledTimes(writes);
  });
});

describe('AssignmentService.recordCompletion', () => {
  const completion = { moduleId: 1, completedOn: TODAY };

  it('moves the standing, and counts it by the renewal of the rule', async () => {
    const { service, update } = serviceOver(untouched, [rule(12)]);
    expect(await service.recordCompletion(scope, tx, membership, completion)).toBe('2027-02-28');
    const written = expect.objectContaining({ state: 2, completedOn: TODAY, expiresOn: '2027-02-28' });
    expect(update).toHaveBeenCalledWith(scope, tx, 7, 'membership-1', written);
  });

  it('counts for ever where the rule asks for no renewal', async () => {
    const { service } = serviceOver(untouched, [rule(null)]);
    expect(await service.recordCompletion(scope, tx, membership, completion)).toBeNull();
  });

  it('counts 24 months, and writes no standing, where the module is not required', async () => {
    const { service, update } = serviceOver(undefined, []);
    expect(await service.recordCompletion(scope, tx, membership, completion)).toBe('2028-02-29');
    expect(update).not.toHaveBeenCalled();
  });

  it('counts 24 months where the rule has ended and the standing is still there', async () => {
    const { service, update } = serviceOver(untouched, []);
    expect(await service.recordCompletion(scope, tx, membership, completion)).toBe('2028-02-29');
    expect(update).toHaveBeenCalledTimes(1);
  });
});
