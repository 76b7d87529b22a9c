import { AxeBuilder } from '@axe-core/playwright';
import { test as playwright, expect, type Page } from '@playwright/test';
import { startProduct, type Product } from './product.ts';

/** The passphrase of every demonstration account. */
export const PASSPHRASE = 'demonstration-only-2026';

/** Rules a page has to keep: WCAG 2.2 up to AA, and the best practices beside them. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What one run of a worker shares. */
interface WorkerFixtures {
  /** The product, on its own copy of the demonstration data. */
  readonly product: Product;
}

/** What each journey is handed. */
interface JourneyFixtures {
  /** Looks for breaches of the accessibility rules on the page as it stands, and fails naming each. */
  readonly axe: (page: Page) => Promise<void>;
  /** Signs in by the form, as `name` of `name@demo.example`, and waits until the product has let them in. */
  readonly signIn: (page: Page, name: string) => Promise<void>;
  /** Errors the browser's console has shown. Empty at the end, or the journey fails. */
  readonly consoleErrors: string[];
}

/** `test` of Playwright, with the product started. */
export const test = playwright.extend<JourneyFixtures, WorkerFixtures>({
  product: [
    async ({}, use) => {
      const product = await startProduct();
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  baseURL: ({ product }, use) => use(product.address),

  axe: ({}, use) =>
    use(async (page) => {
      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
      const named = violations.map(
        ({ id, help, nodes }) =>
          `${id}: ${help}\n${nodes.map(({ target, failureSummary }) => `    ${target.join(' ')}\n      ${failureSummary ?? ''}`).join('\n')}`,
      );
      expect(named, `axe on ${page.url()}`).toEqual([]);
    }),

  signIn: ({}, use) =>
    use(async (page, name) => {
      await page.goto('/sign-in');
      await page.getByLabel(/^email/i).fill(`${name}@demo.example`);
      await page.getByLabel(/^passphrase/i).fill(PASSPHRASE);
      await page.getByRole('button', { name: /^sign in$/i }).click();
      await expect(page).not.toHaveURL(/sign-in/);
    }),

  consoleErrors: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on('console', (message) => {
        // The browser itself reports every answer of 400 and above; those a page has to show in its own words.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
          errors.push(message.text());
      });
      page.on('pageerror', (error) => errors.push(error.message));
      await use(errors);
      expect(errors, 'errors in the console, breaches of the content security policy among them').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
