import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { query } from '../database.ts';
import { expect, test as journey } from '../journey.ts';
import { startMailServer, type CatchingServer } from '../mail-server.ts';
import { heading } from '../module-steps.ts';
import { misfits } from '../page-layout.ts';
import { startProduct, type Product } from '../product.ts';

/** A product that sends by a mail server of the test's own. */
const test = journey.extend<object, { mail: CatchingServer }>({
  mail: [
    async ({}, use) => {
      const server = await startMailServer();
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  product: [
    async ({ mail }, use) => {
      const product = await startProduct({
        SMTP_URL: mail.url,
        EMAIL_FROM: 'Learning Reviews <learning@demo.example>',
      });
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

const FIRST = 'three wet otters by the lock';
const SECOND = 'a kettle, an orbit and two plums';
/** A desk, a phone, and the narrowest there is. */
const WIDTHS = [1280, 390, 320];

/** Somebody of the demonstration who has no passphrase, and the membership they are invited for. */
async function somebodyNew(product: Product) {
  const [member] = await query<{ email: string; agency: string; agencyId: number; membershipId: string }>(
    product,
    `select person.email_norm as email, agency.name as agency, m.agency_id as "agencyId", m.id as "membershipId"
     from person join membership m on m.person_id = person.id join agency on agency.id = m.agency_id
     where person.email_verified_at is null and m.to_on is null
     order by person.email_norm limit 1`,
  );
  return member!;
}

/** What the agency's own service leaves behind when it invites. */
const invite = (product: Product, agencyId: number, membershipId: string) =>
  query(
    product,
    `with acting as materialized (select set_config('app.agency_id', $1::text, false))
     select send_job('passphrase.invite',
       jsonb_build_object('agencyId', $1::int, 'membershipId', $2::text, 'messageId', gen_random_uuid()), null, null)
     from acting`,
    [agencyId, membershipId],
  );

/** Waits for the next email to an address and answers the link in it. */
async function linkTo(mail: CatchingServer, email: string, before: number): Promise<string> {
  const own = () => mail.caught.filter(({ recipients }) => recipients.includes(email));
  await expect.poll(() => own().length, { timeout: 60_000 }).toBe(before + 1);
  return /http\S+\/passphrase\/set#[\w-]{43}/.exec(own().at(-1)?.text ?? '')![0];
}

async function choose(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('New passphrase').fill(passphrase);
  await page.getByRole('button', { name: 'Save passphrase' }).click();
}

async function signInWith(page: Page, email: string, passphrase: string): Promise<void> {
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

test('somebody invited chooses a passphrase and signs in, forgets it, and chooses another', async ({
  page,
  product,
  openBrowser,
  axe,
  mail,
}) => {
  test.setTimeout(180_000);
  const { email, agency, agencyId, membershipId } = await somebodyNew(product);
  const lookAt = async (on: Page) => {
    for (const width of WIDTHS) {
      await on.setViewportSize({ width, height: 844 });
      await axe(on);
      expect.soft(await misfits(on), `${on.url()} at ${width}`).toEqual([]);
    }
    await on.setViewportSize({ width: 1280, height: 844 });
  };

  await invite(product, agencyId, membershipId);
  const invitation = await linkTo(mail, email, 0);
  expect(mail.caught.at(-1)!.text).toContain('Subject: Set your passphrase for Learning Reviews');
  expect(mail.caught.at(-1)!.text.replace(/\s+/g, ' ')).toContain(`${agency} has added you`);

  await test.step('the link leads to a first passphrase', async () => {
    await page.goto(invitation);
    await expect(heading(page)).toHaveText('Choose your passphrase');
    await expect(page).toHaveURL(/\/passphrase\/set$/);
    await lookAt(page);

    await choose(page, 'passwordpassword');
    await expect(page.getByRole('alert')).toContainText('harder to guess');
    await lookAt(page);
    await page.getByRole('button', { name: 'Show passphrase' }).click();
    await expect(page.getByLabel('New passphrase')).toHaveAttribute('type', 'text');
    await choose(page, FIRST);
    await expect(page.getByText('Your passphrase is saved. Sign in with it.')).toBeVisible();
    await lookAt(page);
    await signInWith(page, email, FIRST);
    await expect(page).toHaveURL(/\/learning$/);
  });

  const other = await openBrowser();
  const reset = await test.step('they forget it on another computer', async () => {
    await other.goto(`${product.address}/sign-in`);
    await other.getByRole('link', { name: /forgotten my passphrase/ }).click();
    await expect(heading(other)).toBeFocused();
    await lookAt(other);
    await other.getByLabel('Email address').fill(email);
    await other.getByRole('button', { name: 'Send me a link' }).click();
    await expect(heading(other)).toHaveText('Check your email');
    await expect(heading(other)).toBeFocused();
    await lookAt(other);
    return linkTo(mail, email, 1);
  });

  await test.step('a link for nobody looks the same', async () => {
    await other.getByRole('button', { name: 'Enter the address again' }).click();
    await other.getByLabel('Email address').fill('nobody@nowhere.example');
    await other.getByRole('button', { name: 'Send me a link' }).click();
    await expect(heading(other)).toHaveText('Check your email');
  });

  await test.step('they choose another, and are signed out on the first computer', async () => {
    await other.goto(reset);
    await expect(heading(other)).toHaveText('Choose a new passphrase');
    await choose(other, SECOND);
    await expect(other.getByText('Your passphrase is saved. Sign in with it.')).toBeVisible();
    await signInWith(other, email, SECOND);
    await expect(other).toHaveURL(/\/learning$/);
    await page.waitForTimeout(2_500);
    await page.goto('/account');
    await expect(page).toHaveURL(/sign-in/);
  });

  await test.step('the old links say that they are over, and lead to a new one', async () => {
    for (const old of [invitation, reset]) {
      await page.goto('about:blank');
      await page.goto(old);
      await expect(heading(page)).toHaveText('This link cannot be used any more');
      await lookAt(page);
    }
    await page.getByRole('link', { name: 'Get a new link' }).click();
    await expect(heading(page)).toHaveText('Get a link to choose a passphrase');
  });

  await test.step('no token stands in the log, nor in a message that has gone', async () => {
    const log = readFileSync(product.logFile, 'utf8');
    expect(log).toContain('/api/passphrase/link');
    const messages = JSON.stringify(
      await query(product, 'select * from email_message where recipient = $1', [email]),
    );
    for (const link of [invitation, reset]) {
      const token = link.split('#')[1]!;
      expect([log.includes(token), messages.includes(token)]).toEqual([false, false]);
    }
    expect([FIRST, SECOND, email].filter((secret) => log.includes(secret))).toEqual([]);
  });
});
