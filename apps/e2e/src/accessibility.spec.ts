import type { Page } from '@playwright/test';
import { TOURS } from '../../../tools/screenshots/pages.ts';
import { visit } from '../../../tools/screenshots/tour.ts';
import { breaches, expect, test } from '../journey.ts';
import { answerQuestion, goOn, heading, openModule, readSections, skipScenario } from '../module-steps.ts';
import { doubleText, misfits, spaceText } from '../page-layout.ts';
import { PASSPHRASE } from '../sign-in.ts';

test.use({ journey: 'accessibility' });
test.describe.configure({ mode: 'parallel' });

for (const tour of TOURS) {
  test(`every page of the ${tour.name} tour keeps the rules of accessibility at every size`, async ({
    page,
    signIn,
  }) => {
    test.setTimeout(300_000);
    if (tour.account !== undefined) await signIn(page, tour.account);
    for (const stop of tour.stops) {
      await test.step(stop.name, async () => {
        await visit(page, stop);
        expect.soft(await problems(page), `${stop.name}, ${page.url()}`).toEqual([]);
      });
    }
  });
}

/** Everything wrong with the page that is open, on a desk, on a phone, and as readers may change it. */
async function problems(page: Page): Promise<string[]> {
  const found: string[] = [];
  const note = (where: string, list: readonly string[]) =>
    found.push(...list.map((text) => `${where}: ${text}`));
  if (!/\S/.test(await page.title())) found.push('the page has no title');
  note('1280', await breaches(page));
  const largeAgain = await doubleText(page);
  note('200 % text', await misfits(page));
  await largeAgain();
  await page.setViewportSize({ width: 390, height: 844 });
  note('390', await breaches(page));
  const asBefore = await spaceText(page);
  note('390, spaced text', await misfits(page));
  await asBefore();
  await page.setViewportSize({ width: 320, height: 640 });
  note('320', await misfits(page));
  await page.setViewportSize({ width: 1280, height: 900 });
  return found;
}

test('somebody who uses no mouse signs in and answers a question', async ({ page }) => {
  await page.goto('/sign-in');
  // The page is there before what it shows: a key pressed earlier would be lost.
  await expect(page.getByLabel('Email address')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to main content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Email address')).toBeFocused();
  await page.keyboard.type('practitioner@demo.example');
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText('My learning');
  await expect(heading(page)).toBeFocused();

  await openModule(page, 'kern-professionals');
  await page.goto('/learning/kern-professionals/check');
  await expect(page.getByRole('button', { name: 'Check answer' })).toBeVisible();
  const options = page.getByRole('radio');
  await pressUntil(page, 'Tab', options.first());
  await page.keyboard.press('ArrowDown');
  await expect(options.nth(1)).toBeChecked();
  await page.keyboard.press('Enter');
  const verdict = page.getByRole('heading', { name: /^(Yes, that is right|Not quite)$/ });
  await expect(verdict).toBeFocused();
  await pressUntil(page, 'Tab', page.getByRole('button', { name: 'Next question' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('Question 2 of')).toBeVisible();
  await expect(heading(page)).toBeFocused();
});

test('focus goes to the heading of a new page, and to the summary of a refused form', async ({
  page,
  signIn,
}) => {
  await page.goto('/');
  for (const place of ['Reviews', 'Modules', 'Themes', 'Support']) {
    await page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: place, exact: true })
      .click();
    await expect(page).toHaveURL(new RegExp(`/${place.toLowerCase()}$`));
    await expect(heading(page)).toBeFocused();
  }
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.locator('.govuk-error-summary')).toBeFocused();
  await expect(page).toHaveTitle(/^Error: /);
  await page.getByRole('alert').getByRole('link').first().click();
  await expect(page.getByLabel('Email address')).toBeFocused();

  await signIn(page, 'manager');
  await openModule(page);
  await readSections(page);
  await skipScenario(page);
  await expect(heading(page)).toBeFocused();
  await page.getByRole('button', { name: 'Check answer' }).click();
  await expect(page.locator('.govuk-error-summary')).toBeFocused();
  await answerQuestion(page, 'right');
});

test('somebody who needs the colours of their system sees buttons, choices and focus', async ({
  page,
  signIn,
}) => {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await signIn(page, 'editor');
  await openModule(page);
  await goOn(page);
  await page.goto('/learning/kern-young-person/check');
  const option = page.getByRole('radio').first();
  await option.check();
  const button = page.getByRole('button', { name: 'Check answer' });
  expect(await edge(page, '.govuk-radios__label', '::before'), 'the circle of a choice').toBeGreaterThan(0);
  expect(await edge(page, '.govuk-radios__label', '::after'), 'the dot of the choice made').toBeGreaterThan(
    0,
  );
  await button.focus();
  expect(await edge(page, 'button.govuk-button:focus'), 'the edge of a button with focus').toBeGreaterThan(0);
  expect(await breaches(page)).toEqual([]);
});

/** Width in pixels of the border or outline round an element, which is all that forced colours leave of a shape. */
function edge(page: Page, selector: string, pseudo?: string): Promise<number> {
  return page
    .locator('main')
    .locator(selector)
    .first()
    .evaluate((element, part) => {
      const style = getComputedStyle(element, part);
      const line = (width: string, kind: string) => (kind === 'none' ? 0 : Number.parseFloat(width));
      return Math.max(
        line(style.borderTopWidth, style.borderTopStyle),
        line(style.outlineWidth, style.outlineStyle),
      );
    }, pseudo);
}

/** Presses a key until focus is where it is wanted: no more often than a person would. */
async function pressUntil(page: Page, key: string, wanted: ReturnType<Page['locator']>): Promise<void> {
  for (let presses = 0; presses < 30; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  await expect(wanted, `${key} leads here`).toBeFocused();
}
