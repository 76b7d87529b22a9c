import type { JobScope, PersonScope } from '@learning-reviews/domain/access/scope';
import { calendarDate } from '@learning-reviews/domain/calendar-date';
import { STANDING_STATE } from '@learning-reviews/domain/learning/standing';
import type { Transaction } from '../platform/database/database.js';
import { AssignmentService, type JoiningMember } from './assignment.service.js';
import type { AssignmentRow, StandingRepository, StandingRow } from './standing.repository.js';

const scope: PersonScope = { brand: 'PersonScope', personId: 'person-1' };
const job: JobScope = { brand: 'JobScope', agencyId: 7 };
const tx = {} as Transaction;
const TODAY = calendarDate('2026-03-01');

const rule = (changes: Partial<AssignmentRow> = {}): AssignmentRow => ({
  moduleId: 1,
  audience: {},
  dueWithinDays: 30,
  dueOn: null,
  refreshMonths: 24,
  fromOn: calendarDate('2026-01-01'),
  toOn: null,
  ...changes,
});
const untouched: StandingRow = {
  moduleId: 1,
  state: STANDING_STATE.notStarted,
  dueOn: calendarDate('2026-03-31'),
  completedOn: null,
  expiresOn: null,
  pausedUntil: null,
};
const member = {
  workforceGroup: 3,
  jobRole: 'school-nurse',
  teamId: null,
  joinedOn: calendarDate('2026-02-15'),
};

/** The service over one standing and some rules, with what it writes. */
function serviceOver(standing: StandingRow | undefined, rules: AssignmentRow[]) {
  const [begin, update, add] = [jest.fn(), jest.fn(), jest.fn()];
  const repository: Partial<StandingRepository> = {
    begin,
    update,
    add,
    lock: async () => standing,
    rulesFor: async () => ({ rules, member }),
    rules: async () => rules,
  };
  return { service: new AssignmentService(repository as StandingRepository), begin, update, add };
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

  it('moves the standing, and counts it by the refresh of the rule', async () => {
    const { service, update } = serviceOver(untouched, [rule({ refreshMonths: 12 })]);
    expect(await service.recordCompletion(scope, tx, membership, completion)).toBe('2027-02-28');
    const written = expect.objectContaining({ state: 2, completedOn: TODAY, expiresOn: '2027-02-28' });
    expect(update).toHaveBeenCalledWith(scope, tx, 7, 'membership-1', written);
  });

  it('counts for ever where the rule asks for no refresh', async () => {
    const { service } = serviceOver(untouched, [rule({ refreshMonths: null })]);
    expect(await service.recordCompletion(scope, tx, membership, completion)).toBeNull();
  });

  it('counts 24 months, and writes no standing, where the module is not required', async () => {
    const { service, update } = serviceOver(undefined, []);
    expect(await service.recordCompletion(scope, tx, membership, completion)).toBe('2028-02-29');
    expect(update).not.toHaveBeenCalled();
  });
});

describe('AssignmentService.assignTo', () => {
  const joining = (changes: Partial<JoiningMember> = {}): JoiningMember => ({
    ...member,
    membershipId: 'membership-1',
    personId: 'person-1',
    ...changes,
  });

  it('gives each member what the rules in force ask of them', async () => {
    const rules = [
      rule(),
      rule({ moduleId: 2, audience: { jobRoles: ['midwife'] } }),
      rule({ moduleId: 3, toOn: calendarDate('2026-02-28') }),
    ];
    const { service, add } = serviceOver(undefined, rules);
    const midwife = joining({ membershipId: 'membership-2', jobRole: 'midwife' });
    expect(await service.assignTo(job, tx, 7, [joining(), midwife], TODAY)).toEqual({
      asked: 3,
      recognised: [],
    });
    expect(add).toHaveBeenCalledWith(job, tx, 7, [
      expect.objectContaining({ membershipId: 'membership-1', moduleId: 1, state: 0, dueOn: '2026-03-17' }),
      expect.objectContaining({ membershipId: 'membership-2', moduleId: 1 }),
      expect.objectContaining({ membershipId: 'membership-2', moduleId: 2 }),
    ]);
  });

  it('recognises earlier learning of the module that still counts', async () => {
    const { service, add } = serviceOver(undefined, [rule()]);
    const earlier = [
      { moduleId: 1, completionId: 'old', completedOn: calendarDate('2023-01-01') },
      { moduleId: 1, completionId: 'valid', completedOn: calendarDate('2025-06-01') },
      { moduleId: 2, completionId: 'other', completedOn: calendarDate('2026-01-01') },
    ];
    const { recognised } = await service.assignTo(job, tx, 7, [joining({ earlier })], TODAY);
    expect(recognised).toEqual([
      { membershipId: 'membership-1', moduleId: 1, completionId: 'valid', validUntil: '2027-05-31' },
    ]);
    expect(add).toHaveBeenCalledWith(job, tx, 7, [
      expect.objectContaining({ state: 2, completedOn: '2025-06-01', expiresOn: '2027-05-31' }),
    ]);
  });

  it('asks of somebody who begins later as on their first day', async () => {
    const { service, add } = serviceOver(undefined, [rule({ fromOn: calendarDate('2026-04-01') })]);
    const joinedOn = calendarDate('2026-04-20');
    await service.assignTo(job, tx, 7, [joining({ joinedOn })], TODAY);
    expect(add).toHaveBeenCalledWith(job, tx, 7, [expect.objectContaining({ dueOn: '2026-05-20' })]);
  });

  it('carries a standing along from another job here as it is, overdue or begun', async () => {
    const { service, add } = serviceOver(undefined, [rule(), rule({ moduleId: 2 })]);
    const carried = [{ ...untouched, state: STANDING_STATE.inProgress, dueOn: calendarDate('2026-01-31') }];
    await service.assignTo(job, tx, 7, [joining({ carried })], TODAY);
    expect(add).toHaveBeenCalledWith(job, tx, 7, [
      expect.objectContaining({ moduleId: 1, state: 1, dueOn: '2026-01-31', membershipId: 'membership-1' }),
      expect.objectContaining({ moduleId: 2, state: 0, dueOn: '2026-03-17' }),
    ]);
  });

  it('writes nothing when nothing is asked', async () => {
    const { service, add } = serviceOver(undefined, []);
    expect(await service.assignTo(job, tx, 7, [joining()], TODAY)).toEqual({ asked: 0, recognised: [] });
    expect(add).not.toHaveBeenCalled();
  });
});
