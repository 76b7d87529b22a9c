import type { Page } from '@playwright/test';
import { query } from '../database.ts';
import { expect, test } from '../journey.ts';
import { heading } from '../module-steps.ts';

test.use({ journey: 'agencies' });

/** Looks at the page on a desk and on a phone. */
async function look(page: Page, axe: (page: Page) => Promise<void>): Promise<void> {
  await axe(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await axe(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, `${page.url()} fits a phone`).toBeLessThanOrEqual(390);
  await page.setViewportSize({ width: 1280, height: 900 });
}

test('an administrator adds an agency, appoints its lead, renames it, and lets it succeed another', async ({
  page,
  product,
  signIn,
  axe,
}) => {
  await signIn(page, 'admin');
  await page.getByRole('link', { name: 'Agencies', exact: true }).click();
  await expect(heading(page)).toHaveText('Agencies');
  await look(page, axe);

  await page.getByRole('link', { name: 'Add an agency' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Riverside Schools');
  await page.getByLabel('Short name').fill('riverside-schools');
  await page.getByLabel('Kind').selectOption('Academy trust');
  await look(page, axe);
  await page.getByRole('button', { name: 'Add the agency' }).click();
  await expect(heading(page)).toHaveText('Riverside Schools');
  await expect(page.getByRole('alert')).toContainText('The agency has been added');
  await expect(page.getByText('This agency has no training lead today.')).toBeVisible();
  const address = new URL(page.url()).pathname;
  const id = Number(address.split('/').pop());

  await page.getByRole('link', { name: 'Appoint a training lead' }).click();
  await page.getByLabel('Somebody new').check();
  await page.getByLabel('Given name').fill('Nia');
  await page.getByLabel('Family name').fill('Ward');
  await page.getByLabel('Work email address').fill('nia.ward@demo.example');
  await page.getByLabel('Staff number').fill('R-1');
  await page.getByLabel('Job role').selectOption({ index: 1 });
  await look(page, axe);
  await page.getByRole('button', { name: 'Appoint the training lead' }).click();
  await expect(page.getByRole('row', { name: /^Nia Ward Training lead/ })).toBeVisible();

  await page.getByLabel('Name of a new team').fill('Pastoral team');
  await page.getByRole('button', { name: 'Add the team' }).click();
  await expect(page.getByRole('row', { name: /^Pastoral team/ })).toBeVisible();
  await look(page, axe);

  // A name of today takes the place of one that has been in use for a day at least.
  await page.getByRole('link', { name: 'Change details' }).click();
  await page.getByRole('group', { name: 'First day in the partnership' }).getByLabel('Year').fill('2024');
  await look(page, axe);
  await page.getByRole('button', { name: 'Save the change' }).click();
  await expect(page.getByRole('alert')).toContainText('The change has been saved');
  await page.getByRole('link', { name: 'Rename' }).click();
  await page.getByLabel('New name').fill('Riverside Learning Trust');
  await look(page, axe);
  await page.getByRole('button', { name: 'Rename the agency' }).click();
  await expect(heading(page)).toHaveText('Riverside Learning Trust');
  await expect(page.getByText(/^Riverside Schools, /)).toBeVisible();

  const [school] = await query<{ id: number; code: string; name: string; people: number }>(
    product,
    `select agency.id, code, name, count(*)::int as people from agency join membership m on m.agency_id = agency.id
     where kind = 'school' and m.to_on is null group by agency.id`,
    [],
  );
  await page.goto(`/admin/agencies/${school!.id}/succession`);
  await page.getByLabel('Agency that takes over').selectOption('Riverside Learning Trust');
  await page.getByRole('button', { name: 'Show what this means' }).click();
  await expect(page.getByRole('heading', { name: /Riverside Learning Trust takes over$/ })).toBeFocused();
  await expect(page.getByText(new RegExp(`^${school!.people} members get a job`))).toBeVisible();
  await look(page, axe);
  await page.getByLabel(/^To confirm, type the short name/).fill('something-else');
  await page.getByRole('button', { name: 'Confirm the succession' }).click();
  await expect(page.getByRole('alert')).toContainText('Enter the short name of the agency that ends');
  await page.getByLabel(/^To confirm, type the short name/).fill(school!.code);
  await page.getByRole('button', { name: 'Confirm the succession' }).click();
  await expect(page.getByRole('alert')).toContainText('The succession has been decided');

  await expect(async () => {
    await page.goto(address);
    await expect(page.getByText(`${school!.people + 1} members`)).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(page.getByRole('link', { name: school!.name })).toBeVisible();
  await look(page, axe);
  const left = await query<{ people: number }>(
    product,
    'select count(*)::int as people from membership where agency_id = $1 and to_on is null',
    [school!.id],
  );
  expect(left[0]?.people).toBe(0);
  const [moved] = await query<{ people: number; persons: number }>(
    product,
    'select count(*)::int as people, count(distinct person_id)::int as persons from membership where agency_id = $1',
    [id],
  );
  expect(moved).toEqual({ people: school!.people + 1, persons: school!.people + 1 });
});
