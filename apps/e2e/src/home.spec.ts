import { expect, test } from '../journey.ts';

test('a visitor reads what this is, without signing in', async ({ page, axe }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page).toHaveTitle(/Learning reviews/i);
  await axe(page);
});

test('an address that does not exist says so, and offers a way on', async ({ page, axe }) => {
  await page.goto('/no-such-page');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/not found/i);
  await axe(page);
});
