import { expect, type Page } from '@playwright/test';
import { questionsOf } from './module-content.ts';

/** The module of the journeys. */
export const YOUNG_PERSON = 'kern-young-person';

/** Parts of `kern-young-person`, as its author made it. */
export const SECTION_COUNT = 7;
export const QUESTION_COUNT = 8;

/** The heading of the page. Each has one. */
export function heading(page: Page) {
  return page.getByRole('heading', { level: 1 });
}

/** Starts the module, or goes on in it, from its first page. */
export async function openModule(page: Page, slug = YOUNG_PERSON): Promise<void> {
  await page.goto(`/learning/${slug}`);
  const main = page.getByRole('main');
  const start = main.getByRole('button', { name: /^(Continue|Do it again)$/ });
  await start.or(main.getByRole('link', { name: 'Continue', exact: true })).click();
  await page.waitForURL((url) => url.pathname !== `/learning/${slug}`);
}

/** Reads every section from the first one, which is open, up to what follows the last. */
export async function readSections(page: Page, count = SECTION_COUNT): Promise<void> {
  for (let number = 1; number <= count; number++) {
    await expect(page.getByText(`Section ${number} of ${count}`, { exact: true })).toBeVisible();
    await untilSaved(page);
    await goOn(page);
  }
}

/** Leaves the scenario, whose first page is open, for the knowledge check. */
export async function skipScenario(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Skip the scenario/ }).click();
  await page.waitForURL(/\/check$/);
}

/** Makes the decision on the page; afterwards what came of it is shown. */
export async function decide(page: Page, choice: RegExp): Promise<void> {
  await page.getByRole('radio', { name: choice }).check();
  await page.getByRole('button', { name: 'Choose', exact: true }).click();
  await expect(heading(page)).toHaveText(/: (what came of it|how it ended)$/);
}

/** Answers the question on the page; afterwards the reasons are shown. Answers the id of the question. */
export async function answerQuestion(
  page: Page,
  how: 'right' | 'wrong',
  slug = YOUNG_PERSON,
): Promise<string> {
  const question = await shownQuestion(page, slug);
  const answer = how === 'right' ? question.right : (question.wrong[0] ?? '');
  await page.getByRole('radio', { name: answer, exact: true }).check();
  await page.getByRole('button', { name: 'Check answer' }).click();
  const verdict = how === 'right' ? 'Yes, that is right' : 'Not quite';
  await expect(page.getByRole('heading', { name: verdict })).toBeFocused();
  return question.id;
}

/** Answers the rest of the round, and ends on what the check says after it. Answers the ids of those got wrong. */
export async function answerRound(page: Page, wrong: number, slug = YOUNG_PERSON): Promise<string[]> {
  const missed: string[] = [];
  const next = page.getByRole('button', { name: 'Next question' });
  const end = page.getByRole('button', { name: 'See how you did' });
  for (;;) {
    const id = await answerQuestion(page, missed.length < wrong ? 'wrong' : 'right', slug);
    if (await page.getByRole('heading', { name: 'Not quite' }).isVisible()) missed.push(id);
    await expect(next.or(end)).toBeVisible();
    if (await end.isVisible()) break;
    await next.click();
  }
  await end.click();
  await expect(heading(page)).toHaveText(/Not yet: you have|You have passed/);
  return missed;
}

/** The question on the page, as its author wrote it. */
export async function shownQuestion(page: Page, slug = YOUNG_PERSON) {
  await expect(page.getByRole('button', { name: 'Check answer' })).toBeVisible();
  const stem = (await heading(page).innerText()).trim();
  const question = questionsOf(slug).find((authored) => authored.stem === stem);
  expect(question, `a question that says: ${stem}`).toBeDefined();
  return question as NonNullable<typeof question>;
}

/** Does everything up to the finish page, the shortest way. */
export async function doAllBut(page: Page, slug = YOUNG_PERSON, sections = SECTION_COUNT): Promise<void> {
  await openModule(page, slug);
  await readSections(page, sections);
  await skipScenario(page);
  await answerRound(page, 0, slug);
  await goOn(page);
  await page.waitForURL(/\/reflect$/);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(heading(page)).toHaveText('Finish this module');
}

/** Follows the page's own Continue. */
export async function goOn(page: Page): Promise<void> {
  const here = page.url();
  await page.getByRole('main').getByRole('link', { name: 'Continue', exact: true }).click();
  await page.waitForURL((url) => url.href !== here);
}

/** Waits until the page says that what was entered is safe. */
export async function untilSaved(page: Page): Promise<void> {
  await expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
}
