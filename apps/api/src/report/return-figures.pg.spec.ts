import type { ReturnFigures, YearlyReturn } from '@learning-reviews/contracts/yearly-return.contract';
import { addDays, calendarDateIn, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { wholePercentage } from '@learning-reviews/domain/report/percentage';
import {
  figuresDay,
  type ReportingYear,
  reportingYearsUpTo,
} from '@learning-reviews/domain/report/reporting-year';
import type { TestClient } from '../platform/testing/test-client.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { addModule } from './testing/report-data.js';
import { fillReturnData, recount } from './testing/return-data.js';

const TRUST = 2;
const POLICE = 3;
const MODULES = [1, 2, 3];
const TODAY = calendarDateIn(Date.now(), DEFAULT_TIME_ZONE);
const [RUNNING, LAST] = reportingYearsUpTo(TODAY, 2) as [ReportingYear, ReportingYear];

let app: TestApp;
let lead: TestClient;
beforeAll(async () => {
  app = await startTestApp();
  const { superuser } = app.testDatabase;
  await app.people.addPerson('lead@trust.example', { agencyId: TRUST, grants: ['training-lead'] });
  await app.people.addPerson('lead@police.example', { agencyId: POLICE, grants: ['training-lead'] });
  for (const id of MODULES) await addModule(superuser, id, `module-${'abc'[id - 1]}`);
  await fillReturnData(superuser, TRUST, MODULES, LAST, TODAY);
  await fillReturnData(superuser, POLICE, MODULES, LAST, TODAY);
  // First required in the running year, so that last year's return does not count it.
  await superuser.query(
    'insert into assignment (agency_id, id, module_id, from_on) values ($1, gen_random_uuid(), 3, $2)',
    [TRUST, RUNNING.startsOn],
  );
  lead = await app.signIn('lead@trust.example');
});
afterAll(() => app.close());

const read = async (label: string, browser = lead) =>
  (await browser.get(`/api/agency/yearly-return?year=${label}`)).body as unknown as YearlyReturn;

describe.each([
  ['the running year, as of today', RUNNING],
  ['the year before, worked out as of its last day', LAST],
])('%s', (_what, year) => {
  const on = figuresDay(year, TODAY);
  let figures: ReturnFigures;
  let counted: Awaited<ReturnType<typeof recount>>;
  beforeAll(async () => {
    ({ figures } = await read(year.label));
    counted = await recount(app.testDatabase.superuser, TRUST, year, on, on < TODAY);
  });

  it('says of which day its figures are', () => {
    expect([figures.on, figures.isWorkedOut]).toEqual([on, on < TODAY]);
  });

  it('counts the people of the agency and of each group as a recount does', () => {
    expect(figures.agency).toMatchObject({ group: null, ...counted.people('all') });
    const groups = figures.groups.map(({ group, recorded, required, compliant }) => [
      group,
      { recorded, required, compliant },
    ]);
    expect(groups).toEqual([1, 3, 6, null].map((group) => [group, counted.people(group)]));
    expect(figures.agency.compliant).toBeGreaterThan(0);
    expect(figures.agency.compliant).toBeLessThan(figures.agency.required);
  });

  it('counts what is required of them, by module and in all, with each band of months', () => {
    expect(figures.total).toMatchObject(counted.requirements('all'));
    for (const [index, module] of figures.modules.entries()) {
      expect(module).toMatchObject({ module: `module-${'abc'[index]}`, ...counted.requirements(index + 1) });
    }
    for (const band of ['overdueUnder3', 'overdue3To6', 'overdue6AndOver'] as const) {
      expect(figures.total[band]).toBeGreaterThan(0);
    }
  });

  it('counts new starters and their induction', () => {
    expect(figures.starters).toMatchObject(counted.starters);
    expect(figures.starters.inTime).toBeGreaterThan(0);
    expect(figures.starters.late).toBeGreaterThan(0);
    const { inTime, late } = figures.starters;
    expect(figures.starters.percent).toBe(wholePercentage(inTime, inTime + late));
  });

  it('counts the completions of the period', () => {
    expect(figures.completions).toEqual(counted.completions);
  });
});

it('leaves out of a past year what was first required later', async () => {
  expect((await read(LAST.label)).figures.modules.map(({ module }) => module)).toEqual([
    'module-a',
    'module-b',
  ]);
  expect((await read(RUNNING.label)).figures.modules).toHaveLength(3);
});

it('agrees with what the agency sees today', async () => {
  const { figures } = await read(RUNNING.label);
  const { total, people } = (await lead.get('/api/agency')).body as unknown as {
    people: number;
    total: { required: number; done: number; overdue: number; expired: number; paused: number };
  };
  expect(figures.agency.recorded).toBe(people);
  const { required, compliant, overdueUnder3, overdue3To6, overdue6AndOver, paused } = figures.total;
  expect([required, compliant, overdueUnder3 + overdue3To6 + overdue6AndOver, paused]).toEqual([
    total.required,
    total.done,
    total.overdue + total.expired,
    total.paused,
  ]);
});

describe('what a share of people is out of', () => {
  it('is the members recorded here, until there is a headcount', async () => {
    const { headcount, agency } = (await read(RUNNING.label)).figures;
    expect(headcount).toBeNull();
    expect(agency).toMatchObject({ headcount: null, fte: null, base: agency.required });
  });

  it('is the headcount that was in force on the day, and counts whom nobody has recorded', async () => {
    const before = (await read(RUNNING.label)).figures;
    const group3 = before.groups.find(({ group }) => group === 3)!;
    const supplied = (on: string, people: number) =>
      lead.post('/api/agency/headcount', {
        on,
        source: 'HR system',
        groups: { 3: { people, fte: people / 2 } },
        whole: { people: before.agency.recorded + 50, fte: null },
        reason: 'Bank staff',
      });
    expect((await supplied(addDays(LAST.endsOn, 1), group3.recorded + 20)).status).toBe(201);
    const { figures } = await read(RUNNING.label);
    const base = group3.required + 20;
    expect(figures.groups.find(({ group }) => group === 3)).toEqual({
      ...group3,
      headcount: group3.recorded + 20,
      fte: (group3.recorded + 20) / 2,
      base,
      percent: wholePercentage(group3.compliant, base),
    });
    expect(figures.agency).toMatchObject({ base: before.agency.required + 50 });
    expect(figures.headcount).toEqual({
      on: addDays(LAST.endsOn, 1),
      source: 'HR system',
      reason: 'Bank staff',
    });
    // It was supplied for a day after that year.
    expect((await read(LAST.label)).figures.headcount).toBeNull();
  });
});

it('counts nothing of another agency', async () => {
  const police = await app.signIn('lead@police.example');
  const { figures } = await read(RUNNING.label, police);
  const counted = await recount(app.testDatabase.superuser, POLICE, RUNNING, TODAY, false);
  expect(figures.total).toMatchObject(counted.requirements('all'));
  expect(figures.agency).toMatchObject({ headcount: null, ...counted.people('all') });
});
