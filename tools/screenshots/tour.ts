import { expect, type Page } from '@playwright/test';
import { heading } from '../../apps/e2e/module-steps.ts';

/** One page, or one state of a page. */
export interface Stop {
  /** File name of its picture without the width, such as `module` for `module-390.png`. */
  readonly name: string;
  /** Where the page is; or how to get there from the stop before, ending on the page. */
  readonly at: string | ((page: Page) => Promise<void>);
}

/** Pages that one person visits in this order. The pictures and the accessibility journeys take the same tours. */
export interface Tour {
  readonly name: string;
  /** `name` of `name@demo.example`; without it nobody is signed in. */
  readonly account?: string;
  readonly stops: readonly Stop[];
}

/** Goes to the stop, and waits until the page has what it loads. */
export async function visit(page: Page, { at }: Stop): Promise<void> {
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  if (typeof at === 'string') await page.goto(at);
  else await at(page);
  await expect(heading(page)).toHaveCount(1);
  await expect(heading(page)).toBeVisible();
  await expect(page.getByText(/^Loading .*…$/)).toHaveCount(0);
}

/** Presses a button of the page. */
export function pressing(button: string | RegExp, address?: string): (page: Page) => Promise<void> {
  return async (page) => {
    if (address !== undefined) await page.goto(address);
    await page.getByRole('main').getByRole('button', { name: button }).first().click();
  };
}

/** Sends the form as it stands, which refuses it. */
export function refused(button: string, address?: string): (page: Page) => Promise<void> {
  return async (page) => {
    await pressing(new RegExp(`^${button}$`), address)(page);
    await expect(page.getByRole('alert').filter({ hasText: 'There is a problem' })).toBeVisible();
  };
}

/** Goes to `address` and on through the first link whose own address begins with `link`. */
export function through(address: string, link: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.goto(address);
    await page.locator(`main a[href^="${link}"]`).first().click();
    await page.waitForURL((url) => url.pathname.startsWith(link));
  };
}

/** Opens the page while the API does not answer: the page says so. */
export function whileAway(address: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.route('**/api/module', (route) =>
      route.fulfill({ status: 503, headers: { 'Retry-After': '1' } }),
    );
    await page.goto(address);
    await expect(heading(page)).toHaveText('Sorry, the service is not available');
  };
}
