import type { Page } from '@playwright/test';
import { query } from '../database.ts';
import { breaches, expect, test } from '../journey.ts';
import {
  doAllBut,
  heading,
  openModule,
  readSections,
  shownQuestion,
  skipScenario,
  YOUNG_PERSON,
} from '../module-steps.ts';
import { fillInSignIn } from '../sign-in.ts';

test.use({ journey: 'faults' });

test('a session that ends in the middle of a module brings its person back, with the answer kept', async ({
  page,
  product,
  signIn,
}) => {
  await signIn(page, 'practitioner');
  await openCheck(page);
  const { right } = await shownQuestion(page);
  await page.getByRole('radio', { name: right, exact: true }).check();

  await query(product, `delete from access.session where person_id = ${idOf('practitioner')}`);
  // The API remembers a session for two seconds.
  const isOver = async () => (await page.request.get('/api/account')).status();
  await expect.poll(isOver, { message: 'the session is over' }).toBe(401);
  await page.getByRole('button', { name: 'Check answer' }).click();
  await expect(page).toHaveURL(/\/sign-in\?.*ended=true/);
  await expect(page.getByText('You were signed out because you had been away')).toBeVisible();

  await fillInSignIn(page, 'practitioner');
  await expect(page).toHaveURL(/\/check$/);
  await expect(page.getByRole('radio', { name: right, exact: true })).toBeChecked();
  await page.getByRole('button', { name: 'Check answer' }).click();
  await expect(page.getByRole('heading', { name: 'Yes, that is right' })).toBeFocused();
});

test('while the database is away a page says so, and saves the answer once it is back', async ({
  page,
  product,
  signIn,
}) => {
  await signIn(page, 'two-jobs');
  await openCheck(page);
  const { right } = await shownQuestion(page);
  await page.getByRole('radio', { name: right, exact: true }).check();
  const reader = await page.context().newPage();

  product.line.cut();
  await page.getByRole('button', { name: 'Check answer' }).click();
  await expect(page.getByText('Not saved yet – we will try again')).toBeVisible();
  await expect(page.getByText('The service is not answering. We are trying again.')).toBeVisible();
  await expect(page.getByRole('radio', { name: right, exact: true })).toBeChecked();
  await reader.goto('/modules');
  await expect(heading(reader)).toHaveText('Sorry, the service is not available', { timeout: 30_000 });
  await expect(reader.getByText('This page tries again every few seconds.')).toBeVisible();
  await product.line.mend();

  const whenBack = { timeout: 45_000 };
  await expect(page.getByRole('heading', { name: 'Yes, that is right' })).toBeVisible(whenBack);
  await expect(heading(reader)).toHaveText('Modules', whenBack);
  const answers = await query(product, `select from answer where person_id = ${idOf('two-jobs')}`);
  expect(answers, 'answers kept').toHaveLength(1);
});

test('a double click and a second tab make one completion', async ({ page, product, signIn }) => {
  await signIn(page, 'lead');
  await doAllBut(page);
  const other = await page.context().newPage();
  await other.goto(`/learning/${YOUNG_PERSON}/finish`);
  const finishIn = (tab: Page) => tab.getByRole('button', { name: 'Finish', exact: true });
  await expect(finishIn(other)).toBeVisible();
  await Promise.all([finishIn(page).dblclick(), finishIn(other).click()]);
  for (const tab of [page, other])
    await expect(tab.getByRole('heading', { name: 'You have finished' })).toBeVisible();

  const module = `(select id from module where slug = '${YOUNG_PERSON}')`;
  const [made] = await query(
    product,
    `with mine as (select * from completion where person_id = ${idOf('lead')} and module_id = ${module})
     select (select count(*)::int from mine) as completions,
       (select count(*)::int from certificate where completion_id in (select id from mine)) as certificates,
       (select count(*)::int from agency_completion where completion_id in (select id from mine)) as evidence,
       (select count(*)::int from cpd_entry where completion_id in (select id from mine)) as entries`,
  );
  expect(made).toEqual({ completions: 1, certificates: 1, evidence: 1, entries: 1 });
});

test('whoever finishes too early is told what is left, and led there', async ({ page, signIn }) => {
  await signIn(page, 'admin');
  await openModule(page);
  await page.goto(`/learning/${YOUNG_PERSON}/finish`);
  await expect(heading(page)).toHaveText('Not finished yet');
  const left = page.getByRole('main').getByRole('list').getByRole('link');
  await expect(left.first()).toBeVisible();
  await left.last().click();
  await expect(page).toHaveURL(new RegExp(`/learning/${YOUNG_PERSON}/check$`));
});

test('an unknown address and a person of another agency give the same page', async ({
  page,
  product,
  signIn,
}) => {
  const [stranger] = await query<{ id: string }>(
    product,
    `select m.id from membership m where m.person_id = ${idOf('practitioner')}`,
  );
  await signIn(page, 'lead-police');
  await page.goto('/no-such-page');
  await expect(heading(page)).toHaveText('Page not found');
  const words = await page.getByRole('main').locator('lr-not-found').innerText();
  for (const address of [
    `/agency/people/${stranger?.id}`,
    '/agency/people/0198c0de-0000-7000-8000-000000000000',
    '/modules/no-such-module',
    '/learning/no-such-module',
    '/reviews/no-such-review',
    '/themes/T99',
  ]) {
    await page.goto(address);
    await expect(heading(page), address).toHaveText('Page not found');
    expect(await page.getByRole('main').locator('lr-not-found').innerText(), address).toBe(words);
  }
});

test('a wrong email and a wrong passphrase are told in the same words, and nothing typed is lost', async ({
  page,
}) => {
  const refusals: string[] = [];
  for (const name of ['approver', 'nobody-of-that-name']) {
    await page.goto('/sign-in');
    await fillInSignIn(page, name, 'not the passphrase at all');
    await expect(page.getByRole('alert').filter({ hasText: 'There is a problem' })).toBeVisible();
    refusals.push(await page.getByRole('alert').filter({ hasText: 'There is a problem' }).innerText());
    await expect(page.getByLabel('Email address')).toHaveValue(`${name}@demo.example`);
  }
  expect(refusals[0]).toContain('The email address or passphrase is not right');
  expect(refusals[1]).toBe(refusals[0]);
});

test('guessing is stopped after ten tries, for the right passphrase too', async ({ page }) => {
  await page.goto('/sign-in');
  const problem = page.getByRole('alert').filter({ hasText: 'There is a problem' });
  for (let tries = 1; tries <= 10; tries++) {
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await fillInSignIn(page, 'editor', `guess number ${tries} of many`);
    expect((await answered).status()).toBe(401);
    await expect(problem).toContainText('is not right');
  }
  await fillInSignIn(page, 'editor');
  await expect(problem).toContainText(/too many tries/i);
  await expect(page).toHaveURL(/sign-in/);
});

test('a text that is too long is refused beside its box, and kept', async ({ page, signIn }) => {
  const tooLong = 'What I learned. '.repeat(260);
  await signIn(page, 'manager');
  await openModule(page);
  await page.goto(`/learning/${YOUNG_PERSON}/reflect`);
  const box = page.getByRole('textbox').first();
  await box.fill(tooLong);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  const problem = page.getByRole('alert').filter({ hasText: 'There is a problem' });
  await expect(problem).toContainText('4,000 characters or fewer');
  await problem.getByRole('link').click();
  await expect(box).toBeFocused();
  await expect(box).toHaveValue(tooLong);
  await expect(box).toHaveAttribute('aria-invalid', 'true');
});

test('somebody silent for 25 minutes is warned, and one press keeps them signed in', async ({
  page,
  signIn,
}) => {
  await page.clock.install();
  await signIn(page, 'approver');
  await page.goto('/learning');
  await expect(heading(page)).toHaveText('My learning');
  // An answer that came after the clock had moved would count as activity at that later time.
  await page.waitForLoadState('networkidle');
  const warning = page.getByRole('dialog', { name: 'You will be signed out soon' });
  await page.clock.fastForward('24:00');
  await expect(warning).toBeHidden();
  await page.clock.fastForward('01:30');
  await expect(warning).toBeVisible();
  expect(await breaches(page)).toEqual([]);
  await warning.getByRole('button', { name: 'Stay signed in' }).click();
  await expect(warning).toBeHidden();
  await page.clock.fastForward('24:00');
  await expect(warning).toBeHidden();
  await page.clock.fastForward('06:30');
  await expect(page).toHaveURL(/\/sign-in\?return=%2Flearning&ended=true/);
});

/** Opens the first question of the knowledge check, everything before it done. */
async function openCheck(page: Page): Promise<void> {
  await openModule(page);
  await readSections(page);
  await skipScenario(page);
}

/** SQL for the id of a demonstration account's person. */
function idOf(name: string): string {
  return `(select id from person where email_norm = '${name}@demo.example')`;
}
