import { expect, type Page } from '@playwright/test';
import {
  answerQuestion,
  answerRound,
  decide,
  goOn,
  heading,
  openModule,
  readSections,
  untilSaved,
  YOUNG_PERSON,
} from '../../apps/e2e/module-steps.ts';

/** One page, or one state of a page. */
export interface Stop {
  /** File name of its picture without the width, such as `module` for `module-390.png`. */
  readonly name: string;
  /** Where the page is; or how to get there from the stop before, ending on the page. */
  readonly at: string | ((page: Page) => Promise<void>);
}

/** Pages that one person visits in this order. The pictures and the accessibility journeys take the same tours. */
export interface Tour {
  readonly name: string;
  /** `name` of `name@demo.example`; without it nobody is signed in. */
  readonly account?: string;
  readonly stops: readonly Stop[];
}

const MODULE = `/learning/${YOUNG_PERSON}`;
/** More than the longest text that can be kept. */
const TOO_LONG = 'I learned to ask first. '.repeat(170);

/** Goes to the stop, and waits until the page has what it loads. */
export async function visit(page: Page, { at }: Stop): Promise<void> {
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  if (typeof at === 'string') await page.goto(at);
  else await at(page);
  await expect(heading(page)).toHaveCount(1);
  await expect(heading(page)).toBeVisible();
  await expect(page.getByText(/^Loading .*…$/)).toHaveCount(0);
}

/** Presses a button of the page. */
function pressing(button: string | RegExp, address?: string): (page: Page) => Promise<void> {
  return async (page) => {
    if (address !== undefined) await page.goto(address);
    await page.getByRole('main').getByRole('button', { name: button }).first().click();
  };
}

/** Sends the form as it stands, which refuses it. */
function refused(button: string, address?: string): (page: Page) => Promise<void> {
  return async (page) => {
    await pressing(new RegExp(`^${button}$`), address)(page);
    await expect(page.getByRole('alert').filter({ hasText: 'There is a problem' })).toBeVisible();
  };
}

/** Goes to `address` and on through the first link whose own address begins with `link`. */
function through(address: string, link: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.goto(address);
    await page.locator(`main a[href^="${link}"]`).first().click();
    await page.waitForURL((url) => url.pathname.startsWith(link));
  };
}

/** Opens the page while the API does not answer: the page says so. */
function whileAway(address: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.route('**/api/module', (route) =>
      route.fulfill({ status: 503, headers: { 'Retry-After': '1' } }),
    );
    await page.goto(address);
    await expect(heading(page)).toHaveText('Sorry, the service is not available');
  };
}

const PUBLIC: Tour = {
  name: 'public',
  stops: [
    { name: 'home', at: '/' },
    { name: 'reviews', at: '/reviews' },
    { name: 'review', at: through('/reviews', '/reviews/') },
    { name: 'themes', at: '/themes' },
    { name: 'theme', at: '/themes/T01' },
    { name: 'modules', at: '/modules' },
    { name: 'modules-filtered', at: '/modules?minutes=20' },
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
    { name: 'not-found', at: '/no-such-page' },
    { name: 'service-unavailable', at: whileAway('/modules') },
    { name: 'problem', at: '/problem' },
  ],
};

const LEARNING: Tour = {
  name: 'learning',
  account: 'practitioner',
  stops: [
    { name: 'learning', at: '/learning' },
    { name: 'learning-start', at: MODULE },
    { name: 'learning-section', at: (page) => openModule(page) },
    { name: 'learning-under-way', at: MODULE },
    { name: 'learning-break', at: `${MODULE}/break` },
    { name: 'learning-print', at: `${MODULE}/print` },
    { name: 'learning-finish-missing', at: `${MODULE}/finish` },
    {
      name: 'learning-scenario',
      at: async (page) => {
        await page.goto(`${MODULE}/section/1`);
        await readSections(page);
      },
    },
    {
      name: 'learning-scenario-skipped',
      at: async (page) => {
        await pressing(/^Skip the scenario/)(page);
        await page.waitForURL(/\/check$/);
        await page.goto(`${MODULE}/scenario`);
      },
    },
    { name: 'learning-scenario-decision', at: pressing('Do the scenario now') },
    { name: 'learning-scenario-refused', at: refused('Choose') },
    { name: 'learning-scenario-consequence', at: (page) => decide(page, /^Wait until after the trial/) },
    {
      name: 'learning-scenario-ending',
      at: async (page) => {
        await pressing(/^Choose again$/)(page);
        for (const choice of [/^Talk it through/, /^Ask to stay/, /^Ask what has changed/]) {
          await decide(page, choice);
          await pressing(/^Continue$/)(page);
        }
        await decide(page, /^Go to see Remi today/);
      },
    },
    { name: 'learning-check', at: goOn },
    { name: 'learning-check-refused', at: refused('Check answer') },
    { name: 'learning-check-wrong', at: async (page) => void (await answerQuestion(page, 'wrong')) },
    {
      name: 'learning-check-right',
      at: async (page) => {
        await pressing('Next question')(page);
        await answerQuestion(page, 'right');
      },
    },
    {
      name: 'learning-check-not-yet',
      at: async (page) => {
        await pressing('Next question')(page);
        await answerRound(page, 2);
      },
    },
    {
      name: 'learning-check-passed',
      at: async (page) => {
        await pressing(/^Try the 3 still wrong again$/)(page);
        await answerRound(page, 0);
      },
    },
    { name: 'learning-reflect', at: goOn },
    {
      name: 'learning-reflect-refused',
      at: async (page) => {
        await page.getByRole('textbox').first().fill(TOO_LONG);
        await refused('Continue')(page);
      },
    },
    {
      name: 'learning-reflect-saved',
      at: async (page) => {
        await page.getByRole('textbox').first().fill('Asking a young person first changed what we did.');
        await page.getByLabel('I will…').fill('ask before each meeting what they want said.');
        await untilSaved(page);
      },
    },
    { name: 'learning-finish', at: pressing(/^Continue$/) },
    {
      name: 'learning-finish-refused',
      at: async (page) => {
        const minutes = page.getByLabel('Minutes you spent');
        const counted = await minutes.inputValue();
        await minutes.fill('some');
        await refused('Finish')(page);
        await minutes.fill(counted);
      },
    },
    { name: 'learning-finished', at: pressing(/^Finish$/) },
    { name: 'learning-done', at: MODULE },
    { name: 'not-found-module', at: '/learning/no-such-module' },
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
    { name: 'account-regulator', at: '/account/registration' },
    { name: 'account-regulator-refused', at: refused('Save') },
    { name: 'no-permission', at: '/agency' },
  ],
};

const LEAD: Tour = {
  name: 'training lead',
  account: 'lead',
  stops: [
    { name: 'agency', at: '/agency' },
    { name: 'agency-people', at: '/agency/people' },
    { name: 'agency-people-none', at: '/agency/people?search=zzzz' },
    { name: 'agency-person', at: through('/agency/people', '/agency/people/') },
    { name: 'agency-person-unknown', at: '/agency/people/0198c0de-0000-7000-8000-000000000000' },
    { name: 'agency-exports', at: '/agency/exports' },
    { name: 'agency-exports-files', at: pressing('Show the files for these days') },
    { name: 'agency-exports-refused', at: '/agency/exports?from=2026-05-01&to=2026-04-01' },
    { name: 'agency-exports-print', at: printing },
  ],
};

/** Opens the completions of the days that the exports page offers, for paper. */
async function printing(page: Page): Promise<void> {
  await page.goto('/agency/exports');
  await pressing('Show the files for these days')(page);
  await page.getByRole('link', { name: /^open it to print: Completions/ }).click();
  await page.waitForURL(/\/print\?/);
}

const MANAGER: Tour = {
  name: 'line manager',
  account: 'manager',
  stops: [{ name: 'agency-team', at: '/agency/people' }],
};

const OFFICER: Tour = {
  name: 'partnership officer',
  account: 'partnership',
  stops: [{ name: 'partnership', at: '/partnership' }],
};

/** Every page in every state a person can meet. */
export const TOURS: readonly Tour[] = [PUBLIC, LEARNING, ACCOUNT, LEAD, MANAGER, OFFICER];
