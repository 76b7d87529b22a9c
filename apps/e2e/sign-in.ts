import type { Page } from '@playwright/test';

/** The passphrase of every demonstration account. */
export const PASSPHRASE = 'demonstration-only-2026';

/** Fills in the form of the sign-in page that is open, as `name` of `name@demo.example`, and sends it. */
export async function fillInSignIn(page: Page, name: string, passphrase = PASSPHRASE): Promise<void> {
  await page.getByLabel('Email address').fill(`${name}@demo.example`);
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}
