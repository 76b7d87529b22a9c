import {
  addAssignmentRequest,
  type AssignmentDue,
  type AssignmentRenewal,
  previewAssignmentRequest,
} from '@learning-reviews/contracts/assignment.contract';
import { newRule, ruleAudience, ruleSettings, typedRule } from './typed-rule.js';

const RULE = {
  id: '01936d5e-0000-7000-8000-000000000001',
  module: 'kern-young-person',
  title: 'Kern',
  setBy: 'agency',
  audience: { groups: [3, 4], jobRoles: ['school-nurse'], teamIds: [] },
  audienceWords: 'School nurse',
  recogniseWithinDays: 90,
  from: '2026-01-01',
  to: null,
  version: 1,
  state: 'current',
  people: 4,
  done: 1,
  overdue: 0,
  mayChange: true,
  progress: null,
} as const;

const request = (typed: ReturnType<typeof newRule>) => ({
  assignmentId: null,
  module: typed.module,
  audience: ruleAudience(typed, true),
  ...ruleSettings(typed),
});

describe('a rule as it is typed', () => {
  it.each<[AssignmentDue, AssignmentRenewal]>([
    [{ kind: 'none' }, { rule: 'never' }],
    [
      { kind: 'day', on: '2026-09-30' },
      { rule: 'completion-date', months: 24 },
    ],
    [
      { kind: 'joining', days: 30 },
      { rule: 'expiry-date', months: 12 },
    ],
    [
      { kind: 'publication', days: 0 },
      { rule: 'calendar-day', years: 2, day: '04-01' },
    ],
  ])('comes back as it was: %j, %j', (due, renewal) => {
    const rule = {
      ...RULE,
      audience: { groups: [3, 4], jobRoles: ['school-nurse'], teamIds: [] },
      due,
      renewal,
    };
    const typed = typedRule(rule);
    expect(ruleSettings(typed)).toEqual({
      due,
      renewal,
      recogniseWithinDays: 90,
      from: '2026-01-01',
      to: null,
    });
    expect(ruleAudience(typed, true)).toEqual(rule.audience);
  });

  it.each([
    [{ dueDays: '' }, 'due.days', 'Enter the number of days after joining, such as 30'],
    [{ dueDays: 'thirty' }, 'due.days', 'Enter the number of days after joining, such as 30'],
    [{ dueKind: null }, 'due.kind', 'Choose when it is due'],
    [{ renewalRule: null }, 'renewal.rule', 'Choose when it is done again'],
    [{ months: '0' }, 'renewal.months', 'Enter 1 month or more'],
    [{ module: '' }, 'module', 'Choose a module'],
    [{ from: '' }, 'from', 'Enter the first day of the rule'],
    [{ to: '2026-02-31' }, 'to', 'Enter a real date, or leave it empty'],
    [{ to: '2026-01-01' }, 'to', 'The last day must be the first day or later'],
    [
      { renewalRule: 'calendar-day', renewalDay: '31', renewalMonth: '04' },
      'renewal.day',
      'Enter a real day of the year, such as 1 April',
    ],
  ])('is refused beside its field: %j', (changes, field, message) => {
    const typed = { ...newRule('2026-03-01'), module: 'kern-young-person', ...changes };
    const { error } = previewAssignmentRequest.safeParse(request(typed));
    const [first] = error?.issues ?? [];
    expect([first?.path.join('.'), first?.message]).toEqual([field, message]);
  });

  it('can be saved as it begins, once a module is chosen', () => {
    const typed = { ...newRule('2026-03-01'), module: 'kern-young-person' };
    const { assignmentId: _none, ...body } = request(typed);
    expect(addAssignmentRequest.safeParse({ ...body, confirmed: { people: 0 } }).success).toBe(true);
  });
});
