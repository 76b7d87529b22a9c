import { calendarDate } from '../calendar-date.js';
import { type KnownMember, planPeople, type PeoplePlanContext, type PlanRow } from './people-plan.js';
import type { PeopleRow } from './people-row.js';

const TODAY = calendarDate('2026-03-02');

const member = (changes: Partial<KnownMember> = {}): KnownMember => ({
  membershipId: 'm1',
  staffRef: '100',
  givenName: 'Ada',
  familyName: 'Example',
  workEmail: 'ada@trust.example',
  jobRole: 'school-nurse',
  workforceGroup: 3,
  team: 'North',
  managerStaffRef: null,
  fromOn: calendarDate('2024-01-01'),
  toOn: null,
  ...changes,
});
const person = (changes: Partial<PeopleRow> = {}): PeopleRow => ({
  staffRef: '100',
  givenName: 'Ada',
  familyName: 'Example',
  email: 'ada@trust.example',
  jobRole: 'school-nurse',
  workforceGroup: 3,
  team: 'North',
  managerStaffRef: null,
  startsOn: null,
  endsOn: null,
  ...changes,
});
const line = (changes: Partial<PeopleRow> = {}, more: Partial<PlanRow> = {}): PlanRow => ({
  line: 2,
  row: person(changes),
  isGroupGiven: true,
  decision: null,
  ...more,
});
const plan = (rows: readonly PlanRow[], context: Partial<PeoplePlanContext> = {}) =>
  planPeople(rows, {
    today: TODAY,
    members: [member()],
    verified: new Map(),
    unreadStaffRefs: new Set(),
    teams: ['North', 'South'],
    ...context,
  });
const first = (rows: readonly PlanRow[], context: Partial<PeoplePlanContext> = {}) =>
  plan(rows, context).rows[0];

describe('planPeople', () => {
  it.each<[string, Partial<PeopleRow>, string, string[]]>([
    ['the same facts', {}, 'same', []],
    ['the address in other letters', { email: 'ada@trust.example' }, 'same', []],
    ['no column of teams', { team: undefined }, 'same', []],
    ['another family name', { familyName: 'Sample' }, 'change', ['familyName']],
    ['another team', { team: 'South' }, 'change', ['team']],
    ['no team any more', { team: null }, 'change', ['team']],
    ['another job role', { jobRole: 'health-visitor' }, 'move', ['jobRole']],
    [
      'another group and name',
      { workforceGroup: 4, givenName: 'Adah' },
      'move',
      ['givenName', 'workforceGroup'],
    ],
  ])('takes a known staff number with %s as %s', (_case, changes, action, columns) => {
    const row = first([line(changes)]);
    expect(row).toMatchObject({ action, membershipId: 'm1' });
    expect(row?.changes.map(({ column }) => column)).toEqual(columns);
  });

  it('keeps the group of a member where the row names none', () => {
    const members = [member({ workforceGroup: 5 })];
    expect(first([line({}, { isGroupGiven: false })], { members })?.action).toBe('same');
    expect(
      first([line({ jobRole: 'midwife' }, { isGroupGiven: false })], { members })?.changes,
    ).toMatchObject([{ column: 'jobRole' }, { column: 'workforceGroup', from: '5', to: '3' }]);
  });

  it('finds who has proved the address when nobody has the staff number', () => {
    const verified = new Map([['ada@trust.example', 'm1']]);
    const row = first([line({ staffRef: '900' })], { verified });
    expect(row).toMatchObject({ action: 'change', membershipId: 'm1' });
    expect(row?.changes).toEqual([{ column: 'staffRef', from: '100', to: '900' }]);
  });

  it.each<[string, Partial<PeopleRow>]>([
    ['a name alone', { staffRef: '900', email: 'other@trust.example' }],
    ['a name in other letters', { staffRef: '900', email: 'other@trust.example', familyName: 'EXAMPLE' }],
    ['an address nobody has proved', { staffRef: '900', givenName: 'Eve', familyName: 'Else' }],
  ])('never matches by %s: a human says', (_case, changes) => {
    expect(first([line(changes)])).toMatchObject({
      action: 'duplicate',
      membershipId: null,
      candidates: ['m1'],
    });
    const same = { kind: 'same', membershipId: 'm1' } as const;
    expect(first([line(changes, { decision: same })])).toMatchObject({
      action: 'change',
      membershipId: 'm1',
    });
    expect(first([line(changes, { decision: { kind: 'another' } })])?.action).toBe('add');
    expect(first([line(changes, { decision: { kind: 'leave-out' } })])?.action).toBe('left-out');
  });

  it('takes nobody for a duplicate who has a row of their own', () => {
    const rows = [line(), line({ staffRef: '900', email: 'other@trust.example' }, { line: 3 })];
    expect(plan(rows).rows.map(({ action }) => action)).toEqual(['same', 'add']);
  });

  it.each<[string, PlanRow[], Partial<PeoplePlanContext>, RegExp]>([
    [
      'a staff number two people have',
      [line()],
      { members: [member(), member({ membershipId: 'm2' })] },
      /Two people here have the staff number/,
    ],
    [
      'an address that another member has proved',
      [line({ email: 'bo@trust.example' })],
      {
        members: [member(), member({ membershipId: 'm2', staffRef: '200' })],
        verified: new Map([['bo@trust.example', 'm2']]),
      },
      /belongs to another person here, with the staff number “200”/,
    ],
    ['a manager nobody knows', [line({ managerStaffRef: '777' })], {}, /Nobody here or in this file/],
  ])('refuses %s', (_case, rows, context, sentence) => {
    const row = first(rows, context);
    expect(row?.action).toBe('problem');
    expect(row?.problems[0]?.message).toMatch(sentence);
  });

  it('refuses a second row about one member, naming the first', () => {
    const verified = new Map([['ada@trust.example', 'm1']]);
    const rows = [line(), line({ staffRef: '900' }, { line: 7 })];
    expect(plan(rows, { verified }).rows[1]?.problems[0]?.message).toMatch(/same person as line 2/);
  });

  it('takes a manager from the file', () => {
    const rows = [
      line({ managerStaffRef: '555' }),
      line({ staffRef: '555', email: 'b@t.example', givenName: 'Bo' }, { line: 3 }),
    ];
    expect(plan(rows).rows.map(({ action }) => action)).toEqual(['change', 'add']);
  });

  describe('leavers', () => {
    const two = [
      member(),
      member({ membershipId: 'm2', staffRef: '200', givenName: 'Bo', workEmail: 'bo@trust.example' }),
    ];

    it('are those the file does not name, proposed with no day', () => {
      expect(plan([line()], { members: two }).leavers).toEqual([{ membershipId: 'm2', lastDay: null }]);
    });

    it.each<[string, PlanRow[], Partial<PeoplePlanContext>]>([
      [
        'who may be the person of a row',
        [line(), line({ staffRef: '9', givenName: 'Bo', email: 'x@t.example' }, { line: 3 })],
        {},
      ],
      [
        'whose row has to be mended',
        [line(), line({ staffRef: '200', managerStaffRef: '9' }, { line: 3 })],
        {},
      ],
      ['whose row could not be read', [line()], { unreadStaffRefs: new Set(['200']) }],
      ['who go already', [line()], { members: [member(), { ...two[1]!, toOn: calendarDate('2026-04-01') }] }],
    ])('are not those %s', (_case, rows, context) => {
      expect(plan(rows, { members: two, ...context }).leavers).toEqual([]);
    });

    it('are those whose last day the file names', () => {
      const endsOn = calendarDate('2026-03-31');
      expect(plan([line({ endsOn })]).leavers).toEqual([{ membershipId: 'm1', lastDay: endsOn }]);
    });

    it('who never came here are nothing to do', () => {
      expect(
        first([
          line({ staffRef: '9', givenName: 'Old', endsOn: calendarDate('2025-01-01'), email: 'o@t.example' }),
        ])?.action,
      ).toBe('same');
    });
  });

  it('names the teams to add, of rows that do something', () => {
    const rows = [
      line({ team: 'West' }),
      line({ staffRef: '9', team: 'East', managerStaffRef: '777' }, { line: 3 }),
    ];
    expect(plan(rows).newTeams).toEqual(['West']);
  });
});
