import { personCheck, type RecordHealth } from '@learning-reviews/contracts/record-health.contract';
import { screen, within } from '@testing-library/dom';
import { type OpenPage, openPage } from '../../platform/page/testing/open-page.js';
import { CHECKS } from '../record-health-words.js';
import { RecordHealthPage } from './record-health-page.js';

const RULE = '01936d5e-0000-7000-8000-00000000000a';
const HEALTHY: RecordHealth = {
  asAt: '2026-11-10T09:30:00.000Z',
  people: 120,
  checks: personCheck.options.map((check) => ({ check, people: 0 })),
  modulesWithoutVersion: [],
  assignmentsForNobody: [],
  goneAudiences: [],
  unfinishedChanges: [],
  dutiesOn: '2026-11-10',
  areDutiesBehind: false,
  dutiesCheckedAt: '2026-11-10T03:40:00.000Z',
  headcount: { on: '2026-04-01', people: 118, source: 'Payroll', isOld: false },
  mailAnswers: [],
  countedOn: '2026-11-10',
  isCountBehind: false,
  announced: [],
};
const withFound = (...found: [RecordHealth['checks'][number]['check'], number][]) => ({
  ...HEALTHY,
  checks: HEALTHY.checks.map(({ check }) => ({
    check,
    people: found.find(([name]) => name === check)?.[1] ?? 0,
  })),
});
const ROUTES = [{ path: 'agency/record-health', component: RecordHealthPage }];

describe('record health page', () => {
  let page: OpenPage;

  async function open(answer: RecordHealth = HEALTHY) {
    page = await openPage(ROUTES, '/agency/record-health');
    await page.answer('/api/agency/record-health', answer);
  }

  it('says so when nothing is wrong', async () => {
    await open();
    expect(screen.getByText('Nothing here stands between you and figures you can trust.')).toBeTruthy();
    expect(screen.queryByRole('table')).toBeNull();
    expect(screen.getByText(/118 on 1 April 2026 \(Payroll\)\. It is less than 12 months old/)).toBeTruthy();
    expect(screen.getByText('The counts are of today.')).toBeTruthy();
  });

  it.each(personCheck.options)('gives %s a number, what to do, and the people behind it', async (check) => {
    await open(withFound([check, 12]));
    const [, row] = screen.getAllByRole('row');
    expect(within(row as HTMLElement).getByRole('rowheader').textContent).toBe(
      `12 people ${CHECKS[check].many}`,
    );
    expect(within(row as HTMLElement).getByText(CHECKS[check].advice)).toBeTruthy();
    expect(
      within(row as HTMLElement)
        .getByRole('link')
        .getAttribute('href'),
    ).toBe(`/agency/people?check=${check}`);
  });

  it('counts what is to be mended, and not what only is to be known', async () => {
    await open(withFound(['no-team', 1], ['same-name', 2], ['corrected', 4]));
    expect(screen.getByText('2 things stand between you and figures you can trust.')).toBeTruthy();
    expect(screen.getByRole('rowheader', { name: '1 person has no team' })).toBeTruthy();
  });

  it('says what the mail server said', async () => {
    await open({
      ...withFound(['mail-refused', 3]),
      mailAnswers: [{ answer: '550 No such user', messages: 3 }],
    });
    expect(screen.getByText('“550 No such user”').parentElement?.textContent).toMatch(/3 messages/);
  });

  it('names modules nobody can begin and rules that reach nobody', async () => {
    await open({
      ...HEALTHY,
      modulesWithoutVersion: [{ module: 'old-one', title: 'The old one', people: 7 }],
      assignmentsForNobody: [
        {
          id: RULE,
          module: 'm',
          title: 'Clearing the way',
          from: '2026-01-01',
          jobRoles: ['Driver'],
          groups: [7],
          teams: [],
        },
      ],
    });
    expect(screen.getByRole('link', { name: 'required of 7 people' }).getAttribute('href')).toBe(
      '/agency/people?module=old-one',
    );
    expect(screen.getByText('Job roles: Driver. Workforce groups: 7.')).toBeTruthy();
    const rule = screen.getByRole('link', { name: 'Clearing the way' });
    expect(rule.getAttribute('href')).toBe(`/agency/assignments/${RULE}`);
    expect(rule.parentElement?.textContent).toMatch(/Clearing the way, since 1 January 2026\./);
  });

  it('says that duties are kept up with the rules, and when that was looked at', async () => {
    await open();
    expect(screen.getByText('They are: every change has reached everybody.')).toBeTruthy();
    expect(screen.getByText(/held to its rules and its evidence 10 November 2026 at 3:40am/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'See your rules' }).getAttribute('href')).toBe(
      '/agency/assignments',
    );
  });

  it('names rules that name what is gone, changes that do not get on, and days that are not worked in', async () => {
    await open({
      ...HEALTHY,
      goneAudiences: [
        {
          id: RULE,
          module: 'm',
          title: 'Clearing the way',
          from: '2026-01-01',
          isOfPartnership: true,
          gone: ['the job role wizard', 'the team North'],
        },
      ],
      unfinishedChanges: [
        { cause: 'rule', since: '2026-11-10T08:00:00.000Z', people: 1200, peopleDone: 200 },
        { cause: 'all', since: '2026-11-10T08:10:00.000Z', people: null, peopleDone: 0 },
      ],
      dutiesOn: '2026-11-07',
      areDutiesBehind: true,
      dutiesCheckedAt: null,
    });
    const rule = screen.getByText(/names the job role wizard, the team North\./);
    expect(rule.textContent).toMatch(/Clearing the way, since .*Set by the partnership/s);
    expect(within(rule).getByRole('link').getAttribute('href')).toBe(`/agency/assignments/${RULE}`);
    expect(
      screen.getByText('A change of a rule, since 10 November 2026 at 8:00am: 200 of 1,200 people done.'),
    ).toBeTruthy();
    expect(screen.getByText(/Working out everything anew, since .*: not begun\./)).toBeTruthy();
    expect(screen.getByText(/up to 7 November 2026 alone/)).toBeTruthy();
    expect(screen.getByText(/It has not been done here yet/)).toBeTruthy();
    expect(screen.getByText('3 things stand between you and figures you can trust.')).toBeTruthy();
  });

  it('says what of the agency’s own will be deleted, and nothing while nothing will', async () => {
    await open({ ...HEALTHY, announced: [{ kind: 'email', on: '2026-12-08', rows: 1204 }] });
    expect(screen.getByRole('heading', { name: 'About to be deleted' })).toBeTruthy();
    expect(screen.getByText('On 8 December 2026: 1,204 emails’ words')).toBeTruthy();
  });

  it('asks for a headcount, and tells of counts that are behind', async () => {
    await open({ ...HEALTHY, headcount: null, countedOn: '2026-11-08', isCountBehind: true });
    expect(screen.getByText(/No headcount was ever supplied\. Supply how many/)).toBeTruthy();
    expect(screen.getByText(/as of 8 November 2026/)).toBeTruthy();
    expect(screen.getByText('2 things stand between you and figures you can trust.')).toBeTruthy();
  });

  it('offers to try again when it cannot be loaded', async () => {
    page = await openPage(ROUTES, '/agency/record-health');
    await page.refuse('/api/agency/record-health', 500);
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  });
});
