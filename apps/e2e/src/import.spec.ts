import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { query } from '../database.ts';
import { expect, test } from '../journey.ts';
import { heading } from '../module-steps.ts';

const HEADER = 'Staff number,Given name,Family name,Email,Job role,Team,Start date';
const PEOPLE = 500;
const BAD = 12;

/** Five hundred invented people; every fortieth has something that cannot be used. */
function staffFile(): string {
  const lines = Array.from({ length: PEOPLE }, (_, n) => {
    const isBad = n % 40 === 7 && n / 40 < BAD;
    const [role, day] =
      isBad && n % 80 === 7
        ? ['Wizard', '01/02/2026']
        : ['School nurse', isBad ? '31/02/2026' : '01/02/2026'];
    return `J${1000 + n},Imported${n},Example,imported.${n}@journey.example,${role},Safeguarding,${day}`;
  });
  return [HEADER, ...lines].join('\r\n');
}

const asFile = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

async function figureOf(page: Page, name: RegExp): Promise<number> {
  const text = await page.getByRole('navigation', { name: 'Rows' }).getByRole('link', { name }).textContent();
  return Number((text ?? '').replace(/[^0-9]/g, ''));
}

test('a lead brings 500 people, mends 12 rows, applies them, and takes them back', async ({
  page,
  product,
  signIn,
  axe,
}) => {
  const imported = async () => {
    const [row] = await query<{ people: string }>(
      product,
      `select count(*) as people from membership where work_email like 'imported.%' and to_on is null`,
    );
    return Number(row?.people);
  };
  const everybody = () =>
    query<{ row: string }>(
      product,
      `select (to_jsonb(m) - 'revision')::text as row from membership m where work_email not like 'imported.%' order by id`,
    );
  const before = await everybody();

  await signIn(page, 'lead');
  await page.goto('/agency');
  await page.getByRole('navigation', { name: 'My agency' }).getByRole('link', { name: 'Import' }).click();
  await expect(heading(page)).toHaveText('Import');
  await axe(page);

  await test.step('a form without a file says what to do', async () => {
    await page.getByRole('button', { name: 'Send and check the file' }).click();
    await expect(page.getByRole('alert').getByRole('link', { name: 'Choose a file' })).toBeVisible();
  });

  await test.step('the file is checked, and nothing is changed by that', async () => {
    await page.getByLabel('File', { exact: true }).setInputFiles(asFile('staff.csv', staffFile()));
    await page.getByRole('button', { name: 'Send and check the file' }).click();
    await expect(heading(page)).toHaveText('staff.csv');
    await expect(page.getByRole('heading', { name: 'What the file would do' })).toBeVisible();
    expect(await figureOf(page, /Added/)).toBe(PEOPLE - BAD);
    expect(await figureOf(page, /To mend/)).toBe(BAD);
    await expect(page.getByText('There is no 31 February 2026').first()).toBeVisible();
    await axe(page);
    expect(await imported()).toBe(0);
    await page.getByRole('button', { name: 'Apply the file' }).click();
    expect(await imported()).toBe(0);
  });

  await test.step('the rows to mend are downloaded, mended and brought back', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download the rows to mend' }).click(),
    ]);
    const toMend = await readFile(await download.path(), 'utf8');
    expect(toMend.trim().split('\r\n')).toHaveLength(BAD + 1);
    expect(toMend).toContain('What to mend');
    const mended = toMend.replaceAll('31/02/2026', '28/02/2026').replaceAll('Wizard', 'School nurse');
    await page.getByLabel('Mended rows').setInputFiles(asFile('mended.csv', mended));
    await page.getByRole('button', { name: 'Send the mended rows' }).click();
    await expect.poll(() => figureOf(page, /Added/)).toBe(PEOPLE);
    expect(await figureOf(page, /To mend/)).toBe(0);
  });

  await test.step('people the file does not name are only proposed', async () => {
    await expect(page.getByRole('heading', { name: 'People the file does not name' })).toBeVisible();
    await expect(page.getByText('0 ticked.')).toBeVisible();
  });

  await test.step('all of them are applied', async () => {
    await page.getByRole('button', { name: 'Apply the file' }).click();
    await expect(page.getByText(`The file was applied: ${PEOPLE} people added`)).toBeVisible({
      timeout: 60_000,
    });
    expect(await imported()).toBe(PEOPLE);
    expect(await everybody()).toEqual(before);
    await axe(page);
    await page.goto('/agency/people?search=example%20imported49');
    await expect(page.getByRole('link', { name: 'Imported499 Example' })).toBeVisible();
    await page.goBack();
  });

  await test.step('and taken back as a whole', async () => {
    await page.getByRole('button', { name: 'Undo this import' }).click();
    await expect(page.getByText('It was undone')).toBeVisible({ timeout: 60_000 });
    expect(await imported()).toBe(0);
    expect(await everybody()).toEqual(before);
    expect(await query(product, `select 1 from person where email_norm like 'imported.%'`)).toEqual([]);
  });

  await test.step('the same on a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('/agency/import');
    await expect(page.getByRole('link', { name: 'staff.csv' })).toBeVisible();
    await axe(page);
  });
});
