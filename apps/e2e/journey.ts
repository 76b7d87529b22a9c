import { AxeBuilder } from '@axe-core/playwright';
import { test as playwright, expect, type BrowserContext, type Page } from '@playwright/test';
import { startProduct, type Product } from './product.ts';
import { fillInSignIn } from './sign-in.ts';

/** The screen of a phone, for `test.use`. Most practitioners see the product on one. */
export const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/** Rules a page has to keep: WCAG 2.2 up to AA, and the best practices beside them. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What one run of a worker shares. */
interface WorkerFixtures {
  /** Names the journey. A file with a name of its own begins on demonstration data nobody has touched. */
  readonly journey: string;
  /** The product, on its own copy of the demonstration data. */
  readonly product: Product;
}

/** What each journey is handed. */
interface JourneyFixtures {
  /** Looks for breaches of the accessibility rules on the page as it stands, and fails naming each. */
  readonly axe: (page: Page) => Promise<void>;
  /** Signs in by the form, as `name` of `name@demo.example`, and waits until the product has let them in. */
  readonly signIn: (page: Page, name: string) => Promise<void>;
  /** Opens another browser, which shares nothing with the first: another device, or another person. */
  readonly openBrowser: () => Promise<Page>;
  /** Errors the browsers' consoles have shown. Empty at the end, or the journey fails. */
  readonly consoleErrors: string[];
}

/** `test` of Playwright, with the product started. */
export const test = playwright.extend<JourneyFixtures, WorkerFixtures>({
  journey: ['any', { option: true, scope: 'worker' }],

  product: [
    // Asking for the name makes a worker of its own, and so a product of its own, for each.
    async ({ journey: _journey }, use) => {
      const product = await startProduct();
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  baseURL: ({ product }, use) => use(product.address),

  axe: ({}, use) =>
    use(async (page) => {
      expect.soft(await breaches(page), `axe on ${page.url()}`).toEqual([]);
    }),

  signIn: ({}, use) =>
    use(async (page, name) => {
      await page.goto('/sign-in');
      await fillInSignIn(page, name);
      await expect(page).not.toHaveURL(/sign-in/);
    }),

  consoleErrors: [
    async ({ context }, use) => {
      const errors: string[] = [];
      listen(context, errors);
      await use(errors);
      expect(errors, 'errors in the console, breaches of the content security policy among them').toEqual([]);
    },
    { auto: true },
  ],

  openBrowser: async ({ browser, consoleErrors }, use) => {
    const opened: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext();
      opened.push(context);
      listen(context, consoleErrors);
      return context.newPage();
    });
    for (const context of opened) await context.close();
  },
});

/** What axe finds on the page as it stands: rule, place and what to do, one text each. */
export async function breaches(page: Page): Promise<string[]> {
  // The pages have no frames. Without this a second tab is opened for each look, to join the frames' results.
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode().analyze();
  return violations.map(({ id, help, nodes }) => {
    const places = nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary ?? ''}`);
    return [`${id}: ${help}`, ...places].join('\n    ');
  });
}

function listen(context: BrowserContext, errors: string[]): void {
  context.on('console', (message) => {
    // The browser itself reports every answer of 400 and above; those a page has to show in its own words.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      errors.push(`${message.text()} (${message.page()?.url() ?? ''})`);
  });
  context.on('weberror', (error) => errors.push(`${error.error().message} (${error.page()?.url() ?? ''})`));
}

export { expect };
