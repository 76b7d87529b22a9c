// `npm run screenshots`: a picture of every page at both widths, in ./screenshots. `npm run screenshots -- learning`
// takes those whose name begins so. `BASE_URL=http://localhost:3000` takes them of a product that runs already.
import { mkdirSync } from 'node:fs';
import { chromium, type Browser, type Page } from '@playwright/test';
import { fillInSignIn } from '../../apps/e2e/sign-in.ts';
import { makeTemplate, startProduct } from '../../apps/e2e/product.ts';
import { startTestServer } from '../embedded-postgres/test-server.ts';
import { findBrowser, HEADLESS_FLAGS } from '../launcher/browser.ts';
import { build } from '../launcher/build.ts';
import { say } from '../launcher/say.ts';
import { inWorkspace } from '../launcher/workspace.ts';
import { TOURS } from './pages.ts';
import { visit, type Tour } from './tour.ts';

const WIDTHS = [1280, 390] as const;
const folder = inWorkspace('screenshots');
const wanted = process.argv.slice(2);
let taken = 0;

const given = process.env['BASE_URL'];
mkdirSync(folder, { recursive: true });
const failed = given ? await takeAll(given) : await withProduct(takeAll);
say(`${taken} pictures in ${folder}${failed > 0 ? `; ${failed} pages could not be reached` : ''}`);
process.exit(failed > 0 ? 1 : 0);

/** Builds and starts the product on demonstration data of its own, for as long as `work` needs it. */
async function withProduct(work: (address: string) => Promise<number>): Promise<number> {
  await build(new AbortController().signal);
  const server = await startTestServer();
  process.env['E2E_SERVER'] = server.url;
  try {
    const removeTemplate = await makeTemplate();
    const product = await startProduct();
    const failures = await work(product.address);
    await product.stop();
    removeTemplate();
    return failures;
  } finally {
    await server.stop('immediate');
  }
}

/** Answers how many pages could not be reached; each says why. */
async function takeAll(address: string): Promise<number> {
  const browser = await chromium.launch({ executablePath: findBrowser(), args: HEADLESS_FLAGS });
  let failures = 0;
  for (const tour of TOURS.filter(({ stops }) => stops.some(({ name }) => isWanted(name)))) {
    const page = await openPage(browser, address, tour);
    for (const stop of tour.stops) {
      try {
        // Each stop stands on the one before, so all of a tour are visited whatever is wanted.
        await visit(page, stop);
        if (isWanted(stop.name)) await take(page, stop.name);
      } catch (error) {
        failures += 1;
        say(`${stop.name}: ${(error as Error).message.split('\n')[0] ?? ''}`);
      }
    }
    await page.context().close();
  }
  await browser.close();
  return failures;
}

function isWanted(name: string): boolean {
  return wanted.length === 0 || wanted.some((word) => name.startsWith(word));
}

/** A browser window in which that account has signed in. */
async function openPage(browser: Browser, baseURL: string, { account }: Tour): Promise<Page> {
  const context = await browser.newContext({ baseURL, locale: 'en-GB', timezoneId: 'Europe/London' });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  if (account === undefined) return page;
  await page.goto('/sign-in');
  await fillInSignIn(page, account);
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  return page;
}

async function take(page: Page, name: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true, animations: 'disabled' });
    taken += 1;
  }
  await page.setViewportSize({ width: WIDTHS[0], height: 900 });
}
