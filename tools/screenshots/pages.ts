import { expect, type Page } from '@playwright/test';
import { YOUNG_PERSON } from '../../apps/e2e/module-steps.ts';
import { LEARNING } from './learning-tour.ts';
import { RECORD } from './record-tour.ts';
import { pressing, refused, through, whileAway, type Tour } from './tour.ts';

const PUBLIC: Tour = {
  name: 'public',
  stops: [
    { name: 'home', at: '/' },
    { name: 'reviews', at: '/reviews' },
    { name: 'review', at: through('/reviews', '/reviews/') },
    { name: 'themes', at: '/themes' },
    { name: 'theme', at: '/themes/T01' },
    { name: 'modules', at: '/modules' },
    { name: 'modules-filtered', at: '/modules?theme=T01' },
    { name: 'modules-none', at: '/modules?role=school-nurse&theme=T06' },
    { name: 'module', at: `/modules/${YOUNG_PERSON}` },
    { name: 'criteria', at: '/criteria' },
    { name: 'support', at: '/support' },
    { name: 'accessibility', at: '/accessibility' },
    { name: 'privacy', at: '/privacy' },
    { name: 'how-this-works', at: '/how-this-works' },
    { name: 'verify', at: '/verify' },
    { name: 'verify-refused', at: refused('Check', '/verify') },
    { name: 'verify-unknown', at: '/verify/00000000000000000000' },
    { name: 'sign-in', at: '/sign-in' },
    { name: 'sign-in-refused', at: refused('Sign in', '/sign-in') },
    { name: 'sign-in-ended', at: '/sign-in?return=%2Flearning&ended=true' },
    { name: 'sign-in-access-ended', at: '/sign-in?ended=access' },
    { name: 'passphrase-forgotten', at: '/passphrase/forgotten' },
    { name: 'passphrase-forgotten-refused', at: refused('Send me a link', '/passphrase/forgotten') },
    { name: 'passphrase-link-over', at: '/passphrase/set' },
    { name: 'not-found', at: '/no-such-page' },
    { name: 'service-unavailable', at: whileAway('/modules') },
    { name: 'problem', at: '/problem' },
  ],
};

const ACCOUNT: Tour = {
  name: 'account',
  account: 'two-jobs',
  stops: [
    { name: 'learning-two-agencies', at: '/learning' },
    { name: 'account', at: '/account' },
    { name: 'account-passphrase', at: '/account/passphrase' },
    { name: 'account-passphrase-refused', at: refused('Change passphrase') },
    { name: 'account-email', at: '/account/email' },
    { name: 'account-merge', at: '/account/merge' },
    { name: 'account-data', at: '/account/data' },
    { name: 'account-data-refused', at: refused('Erase my record') },
    { name: 'account-regulator', at: '/account/registration' },
    { name: 'account-regulator-refused', at: refused('Save') },
    { name: 'record-two-agencies', at: '/record' },
    { name: 'no-permission', at: '/agency' },
  ],
};

const LEAD: Tour = {
  name: 'training lead',
  account: 'lead',
  stops: [
    { name: 'account-data-last-lead', at: '/account/data' },
    { name: 'agency', at: '/agency' },
    { name: 'agency-target', at: openingTarget },
    { name: 'agency-target-refused', at: refused('Save the target') },
    { name: 'agency-module', at: `/agency/modules/${YOUNG_PERSON}` },
    { name: 'agency-module-unknown', at: '/agency/modules/no-such-module' },
    { name: 'agency-people', at: '/agency/people' },
    { name: 'agency-people-none', at: '/agency/people?search=zzzz' },
    { name: 'agency-person', at: openingAPerson },
    { name: 'agency-person-unknown', at: '/agency/people/0198c0de-0000-7000-8000-000000000000' },
    { name: 'agency-person-on-leave', at: ofAPerson('On leave') },
    { name: 'agency-person-on-leave-refused', at: leavingBackwards },
    { name: 'agency-person-exceptions', at: ofAPerson('Excuse or give more time') },
    { name: 'agency-person-exceptions-refused', at: refused('Excuse them') },
    { name: 'agency-worklist', at: '/agency/worklist' },
    { name: 'agency-worklist-overdue', at: '/agency/worklist?state=overdue&sort=name&team=nowhere' },
    { name: 'agency-worklist-nudge', at: previewing },
    { name: 'agency-worklist-none', at: '/agency/worklist?search=zzzz' },
    { name: 'agency-record-health', at: '/agency/record-health' },
    { name: 'agency-people-check', at: '/agency/people?check=same-name' },
    { name: 'agency-exports', at: '/agency/exports' },
    { name: 'agency-exports-files', at: pressing('Show the files for these days') },
    { name: 'agency-exports-prepared', at: preparing },
    {
      name: 'agency-exports-narrowed',
      at: '/agency/exports?from=2026-04-01&to=2026-11-01&team=none&role=elsewhere',
    },
    { name: 'agency-exports-refused', at: '/agency/exports?from=2026-05-01&to=2026-04-01' },
    { name: 'agency-exports-print', at: printing },
    { name: 'agency-imports', at: '/agency/import' },
    { name: 'agency-headcount', at: '/agency/headcount' },
    { name: 'agency-headcount-refused', at: refused('Save headcount') },
    { name: 'agency-headcount-pasted', at: pasting },
    { name: 'agency-yearly-return', at: '/agency/yearly-return' },
    { name: 'agency-yearly-return-refused', at: refused('Sign the return') },
    { name: 'agency-yearly-return-unknown-year', at: '/agency/yearly-return?year=2099-00' },
    {
      name: 'agency-yearly-return-print',
      at: through('/agency/yearly-return', '/agency/yearly-return/print'),
    },
    { name: 'agency-rules', at: '/agency/assignments' },
    { name: 'agency-rule-new', at: '/agency/assignments/new' },
    { name: 'agency-rule-refused', at: refused('Check who this reaches') },
  ],
};

/** Opens the first person of the list. */
async function openingAPerson(page: Page): Promise<void> {
  await page.goto('/agency/people');
  await page.getByRole('table').getByRole('link').first().click();
  await page.waitForURL((url) => url.pathname.startsWith('/agency/people/'));
}

/** Opens one of the pages that change something about the first person of the list. */
function ofAPerson(link: string): (page: Page) => Promise<void> {
  return async (page) => {
    await openingAPerson(page);
    await page.getByRole('link', { name: link }).click();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  };
}

/** Enters leave that ends before it begins, on the page that is open. */
async function leavingBackwards(page: Page): Promise<void> {
  const last = page.getByRole('group', { name: /^Last day of leave/ });
  for (const [part, text] of Object.entries({ Day: '1', Month: '1', Year: '2020' }))
    await last.getByLabel(part, { exact: true }).fill(text);
  await refused('Add leave')(page);
}

/** Empties the target of the agency, to have it refused next. */
async function openingTarget(page: Page): Promise<void> {
  await page.goto('/agency');
  await page.getByText('Change the target').click();
  await page.getByLabel(/^Target, in per cent/).fill('');
}

/** Opens the preview of nudging everybody whose module is overdue. */
async function previewing(page: Page): Promise<void> {
  await page.goto('/agency/worklist?state=overdue');
  await pressing('Preview nudges to all that match')(page);
}

/** Has the completions written in the background, and waits for the file. */
async function preparing(page: Page): Promise<void> {
  await page.goto('/agency/exports');
  await pressing('Show the files for these days')(page);
  await pressing('Prepare in the background')(page);
  await page.getByText('Completions is ready to download.').waitFor({ timeout: 30_000 });
}

/** Opens the completions of the days that the exports page offers, for paper. */
async function printing(page: Page): Promise<void> {
  await page.goto('/agency/exports');
  await pressing('Show the files for these days')(page);
  await page.getByRole('link', { name: 'Open Completions to print' }).click();
  await page.waitForURL(/\/print\?/);
}

/** Pastes what a spreadsheet copies, with one line that is not understood. */
async function pasting(page: Page): Promise<void> {
  await page.goto('/agency/headcount');
  await page.getByText('Paste from a spreadsheet').click();
  await page
    .getByLabel('Copied rows')
    .fill('Group\tHeadcount\tFTE\n1\t40\t32.5\n3\t1,204\t1,100.25\nBank staff\t8\n6\t20\t18');
  await page.getByRole('button', { name: 'Put what was understood into the form' }).click();
}

const MANAGER: Tour = {
  name: 'line manager',
  account: 'manager',
  stops: [
    { name: 'agency-team', at: '/agency/people' },
    { name: 'agency-team-worklist', at: '/agency/worklist' },
  ],
};

const OFFICER: Tour = {
  name: 'partnership officer',
  account: 'partnership',
  stops: [
    { name: 'partnership', at: '/partnership' },
    {
      name: 'partnership-filtered',
      at: '/partnership?kind=police&review=operation-kern-2013&agency=moorland-constabulary',
    },
    { name: 'partnership-no-such-month', at: '/partnership?month=1999-01' },
    { name: 'partnership-reviews', at: '/partnership/reviews' },
    { name: 'partnership-review', at: '/partnership/reviews/operation-kern-2013' },
    { name: 'partnership-review-unknown', at: '/partnership/reviews/no-such-review' },
    { name: 'partnership-rules', at: '/partnership/assignments' },
    { name: 'partnership-rule-new', at: '/partnership/assignments/new' },
  ],
};

const ADMINISTRATOR: Tour = {
  name: 'administrator',
  account: 'admin',
  stops: [
    { name: 'admin-agencies', at: '/admin/agencies' },
    { name: 'admin-agency', at: '/admin/agencies/5' },
    { name: 'admin-agency-unknown', at: '/admin/agencies/777' },
    {
      name: 'admin-agency-end-role',
      at: async (page) => {
        await page.goto('/admin/agencies/5');
        await page
          .getByRole('button', { name: /^End the role of/ })
          .first()
          .click();
      },
    },
    { name: 'admin-agency-team-refused', at: refused('Add the team', '/admin/agencies/5') },
    { name: 'admin-agency-new', at: '/admin/agencies/new' },
    { name: 'admin-agency-new-refused', at: refused('Add the agency') },
    { name: 'admin-agency-name', at: '/admin/agencies/5/name' },
    { name: 'admin-agency-name-refused', at: refused('Rename the agency') },
    { name: 'admin-agency-change', at: '/admin/agencies/5/change' },
    { name: 'admin-agency-lead', at: '/admin/agencies/5/lead' },
    {
      name: 'admin-agency-lead-new-refused',
      at: async (page) => {
        await page.getByLabel('Somebody new').check();
        await refused('Appoint the training lead')(page);
      },
    },
    { name: 'admin-succession-refused', at: refused('Show what this means', '/admin/agencies/6/succession') },
    {
      name: 'admin-succession',
      at: async (page) => {
        await page.getByLabel('Agency that takes over').selectOption({ index: 1 });
        await page.getByRole('button', { name: 'Show what this means' }).click();
        await expect(page.getByRole('button', { name: 'Confirm the succession' })).toBeVisible();
      },
    },
    { name: 'admin-settings', at: '/admin/settings' },
    { name: 'admin-frameworks', at: '/admin/frameworks' },
    { name: 'admin-framework-edition', at: '/admin/frameworks/edition/00000000-0000-7000-8000-000000000001' },
    {
      name: 'admin-framework-edition-past',
      at: '/admin/frameworks/edition/00000000-0000-7000-8000-000000000002',
    },
    {
      name: 'admin-framework-role',
      at: '/admin/frameworks/edition/00000000-0000-7000-8000-000000000001/role/school-nurse',
    },
    { name: 'admin-framework-draft', at: '/admin/frameworks/workforce-groups/new' },
    {
      name: 'admin-framework-draft-refused',
      at: refused('Draft the edition', '/admin/frameworks/workforce-groups/new'),
    },
    {
      name: 'admin-settings-refused',
      at: async (page) => {
        await page.goto('/admin/settings');
        await page.getByLabel('Due soon: days before the due day').fill('0');
        await refused('Save the settings')(page);
      },
    },
    { name: 'admin-retention', at: '/admin/settings/retention/answer' },
    { name: 'admin-retention-unknown', at: '/admin/settings/retention/nothing' },
    { name: 'admin-jobs', at: '/admin/jobs' },
    { name: 'admin-jobs-failed', at: withFailedJobs },
  ],
};

/** Opens the jobs with two that were given up, which takes hours in the product. */
async function withFailedJobs(page: Page): Promise<void> {
  await page.route('**/api/job', async (route) => {
    const status = (await (await route.fetch()).json()) as { asAt: string };
    const failed = (kind: string, agencyName: string | null, reason: object, id: number) => ({
      id: `0198c0de-0000-4000-8000-00000000000${id}`,
      kind,
      agencyName,
      failedAt: status.asAt,
      tries: id * 9,
      reason,
    });
    const mail = { type: 'JobFault', code: null, message: 'The mail could not be sent (ECONNREFUSED)' };
    const database = { type: 'QueryFailedError', code: '57014', message: null };
    await route.fulfill({
      json: {
        ...status,
        lateSince: status.asAt,
        failed: [
          failed('email.send', 'Southmoor Community Trust', mail, 2),
          failed('report.snapshot', null, database, 1),
        ],
      },
    });
  });
  await page.goto('/admin/jobs');
}

/** Every page in every state a person can meet: the list of the pictures and of the accessibility journeys. */
export const TOURS: readonly Tour[] = [
  PUBLIC,
  LEARNING,
  RECORD,
  ACCOUNT,
  LEAD,
  MANAGER,
  OFFICER,
  ADMINISTRATOR,
];
