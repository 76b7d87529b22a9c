import type { Page } from '@playwright/test';
import { query } from '../database.ts';
import { expect, test as journey } from '../journey.ts';
import { startMailServer, type CatchingServer } from '../mail-server.ts';
import { heading } from '../module-steps.ts';
import { startProduct } from '../product.ts';

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

const MODULE = 'Patterns and promises: themes from reviews 2008-2014';

/** Opens the worklist by its filters, as a lead does, and answers how many lines it has. */
async function showOverdue(page: Page, team: string): Promise<number> {
  await page.goto('/agency');
  await page.getByRole('navigation', { name: 'My agency' }).getByRole('link', { name: 'Worklist' }).click();
  await expect(heading(page)).toHaveText('Worklist');
  await page.getByLabel('Standing').selectOption('Overdue');
  await page.getByLabel('Required module').selectOption(MODULE);
  await page.getByLabel('Team').selectOption(team);
  await page.getByRole('button', { name: 'Show these' }).click();
  await expect(page).toHaveURL(/state=overdue/);
  // Until the answer comes, the page keeps what it showed before.
  let lines = 0;
  await expect(async () => {
    const said = await page.getByRole('status').filter({ hasText: /match/ }).textContent();
    lines = Number(/\d+/.exec(said ?? '')?.[0]);
    expect(await page.getByRole('row').count()).toBe(lines + 1);
  }).toPass();
  return lines;
}

async function previewAllOfThem(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Choose all on this page' }).click();
  await page.getByRole('button', { name: /^Preview nudges to those chosen/ }).click();
  await expect(page.getByRole('heading', { name: 'Check before you nudge' })).toBeFocused();
}

test('a lead nudges those who are overdue, each once, and a real mail server gets one message a person', async ({
  page,
  product,
  signIn,
  axe,
  mail,
}) => {
  await signIn(page, 'lead');
  const people = await showOverdue(page, 'School nursing, north');
  expect(people).toBeGreaterThan(2);
  const names = await page.getByRole('row').getByRole('rowheader').getByRole('link').allTextContents();
  expect(new Set(names).size, 'one line a person').toBe(people);

  await previewAllOfThem(page);
  await expect(page.getByText(`${people} people will get one message each`)).toBeVisible();
  await expect(page.getByText('reach nobody')).toHaveCount(0);
  await page.getByText(/^Read the message to/).click();
  await expect(page.getByText('This is a friendly reminder from')).toBeVisible();
  await axe(page);
  expect(mail.caught, 'a preview sends nothing').toEqual([]);

  await page.getByRole('button', { name: `Send ${people} messages` }).click();
  await expect(page.getByText(`${people} people were nudged, with one message each.`)).toBeVisible();
  await expect.poll(() => mail.caught.length, { timeout: 60_000 }).toBe(people);

  const members = await query<{ email: string; given: string; name: string }>(
    product,
    `select m.work_email as email, m.given_name as given, m.display_name as name
     from nudge n join membership m on m.agency_id = n.agency_id and m.id = n.membership_id order by 1`,
  );
  expect(members.map(({ name }) => name).sort()).toEqual([...names].map((name) => name.trim()).sort());
  expect(mail.caught.flatMap(({ recipients }) => recipients).sort()).toEqual(
    members.map(({ email }) => email),
  );
  for (const { email, given, name } of members) {
    const own = mail.caught.find(({ recipients }) => recipients.includes(email))?.text ?? '';
    expect(own).toContain('From: Learning Reviews <learning@demo.example>');
    expect(own).toContain('Subject: A reminder about a safeguarding module');
    expect(own).toContain(`Hello ${given},`);
    expect(own).toContain(`${product.address}/learning/themes-2008-2014`);
    expect(own).toMatch(/It takes about \d+ minutes\. It was due by \d+ \w+ \d{4}\./);
    const others = members.filter((other) => other.name !== name).map((other) => other.name);
    expect(others.filter((other) => own.includes(other))).toEqual([]);
  }

  await test.step('a second press sends nothing more, and says why', async () => {
    await previewAllOfThem(page);
    await expect(page.getByText('Nobody can be nudged about this now.')).toBeVisible();
    await expect(page.getByText(`${people} people: nudged in the last 7 days`)).toBeVisible();
    await expect(page.getByRole('button', { name: /^Send/ })).toHaveCount(0);
    const written = await query<{ count: string }>(product, 'select count(*) from email_message');
    expect(Number(written[0]?.count)).toBe(people);
  });

  await test.step('the person’s page says who nudged them, and that the message went', async () => {
    await page.getByRole('button', { name: 'Back to the list' }).click();
    await page.getByRole('row').getByRole('rowheader').getByRole('link').first().click();
    const nudge = page.getByRole('table', { name: 'Nudges' }).getByRole('row').nth(1);
    await expect(nudge).toContainText('Ruth Ellison');
    await expect(nudge).toContainText('Sent');
  });
});

test('mail that the server refuses stands in the health of the records', async ({
  page,
  signIn,
  mail,
  product,
}) => {
  const before = mail.caught.length;
  await signIn(page, 'lead');
  mail.refuse('5.1.1 No such mailbox here');
  const people = await showOverdue(page, 'School nursing, south');
  await previewAllOfThem(page);
  await page.getByRole('button', { name: /^Send \d+ messages?$/ }).click();
  await expect(page.getByText(/were nudged, with one message each/)).toBeVisible();
  const refused = () =>
    query<{ count: string }>(product, `select count(*) from email_message where state = 'refused'`);
  await expect.poll(async () => Number((await refused())[0]?.count), { timeout: 60_000 }).toBe(people);
  mail.refuse(null);
  expect(mail.caught).toHaveLength(before);

  await page
    .getByRole('navigation', { name: 'My agency' })
    .getByRole('link', { name: 'Record health' })
    .click();
  await expect(heading(page)).toHaveText('Record health');
  const row = page.getByRole('row', { name: `${people} people have an email that the mail server refused` });
  await expect(row).toContainText('Check that their work email address is right');
  await expect(page.getByText('5.1.1 No such mailbox here')).toBeVisible();
  await row.getByRole('link').click();
  await expect(heading(page)).toHaveText('People');
  await expect(page.getByRole('status').filter({ hasText: `${people} people` })).toBeVisible();
});
