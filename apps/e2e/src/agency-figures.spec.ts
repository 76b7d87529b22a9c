import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { expect, test } from '../journey.ts';
import { heading, YOUNG_PERSON } from '../module-steps.ts';

test('a training lead goes from the agency to a module, and takes its figures away as a file', async ({
  page,
  signIn,
  axe,
}) => {
  await signIn(page, 'lead');

  await test.step('the agency stands in one sentence, against its target', async () => {
    await page.goto('/agency');
    await expect(page.getByText(/required modules are done \(\d+%\), .+ target of 90%/)).toBeVisible();
    await axe(page);
  });

  await test.step('the table by module leads to the module', async () => {
    const modules = page.getByRole('group', { name: 'By module' });
    await modules.getByText('Show the figures as a table').click();
    await modules.locator(`a[href="/agency/modules/${YOUNG_PERSON}"]`).click();
    await page.waitForURL(`**/agency/modules/${YOUNG_PERSON}`);
    await expect(heading(page)).toHaveText(/^Before, during and after court/);
    await expect(page.getByText(/people required to do it have done it/)).toBeVisible();
    await axe(page);
  });

  await test.step('the file about teams holds the figures of its table', async () => {
    const teams = page.getByRole('group', { name: 'By team' });
    await teams.getByText('Show the figures as a table').click();
    const shown = await cellsOf(teams);
    // Beside the figures the file says whose they are, and of when.
    const file = (await fileOf(page, teams)).map(([, , ...figures]) => figures);
    expect(shown.length).toBeGreaterThan(1);
    expect(file).toEqual(shown);
  });

  await test.step('the hardest questions are ranges of whole tens of people', async () => {
    const questions = page.getByRole('group', { name: 'Right first time, by question' });
    const rows = (await fileOf(page, questions)).slice(1);
    expect(rows.length).toBeGreaterThan(0);
    for (const [, , , answered, from, to] of rows) {
      expect(Number(answered) % 10).toBe(0);
      expect(Number(to) - Number(from)).toBeGreaterThanOrEqual(2);
    }
  });

  await test.step('a figure leads to the people behind it', async () => {
    await page.getByRole('link', { name: /not started: see the people$/ }).click();
    await page.waitForURL(`**/agency/people?module=${YOUNG_PERSON}&state=not-started`);
    await expect(page.getByRole('status').filter({ hasText: /match/ })).toBeVisible();
  });
});

/** What the table of a chart shows to eyes, row by row, its headings first. */
function cellsOf(chart: Locator): Promise<string[][]> {
  return chart.getByRole('row').evaluateAll((rows) =>
    rows.map((row) =>
      [...row.children].map((cell) => {
        const copy = cell.cloneNode(true) as Element;
        for (const unseen of copy.querySelectorAll('.govuk-visually-hidden')) unseen.remove();
        const text = copy.textContent.trim();
        // A file's numbers carry neither their unit nor a comma between thousands.
        return cell.tagName === 'TD' ? text.replace(/[,%]/g, '') : text;
      }),
    ),
  );
}

/** The rows of the file that a chart gives. */
async function fileOf(page: Page, chart: Locator): Promise<string[][]> {
  const download = page.waitForEvent('download');
  await chart.getByRole('button', { name: /^Download these figures/ }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  return parse(text, { bom: true, record_delimiter: '\r\n' });
}
