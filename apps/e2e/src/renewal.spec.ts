import type { Page } from '@playwright/test';
import { query } from '../database.ts';
import { expect, test as journey } from '../journey.ts';
import { startMailServer, type CatchingServer } from '../mail-server.ts';
import { doAllBut, heading, YOUNG_PERSON } from '../module-steps.ts';
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

const TITLE = 'Before, during and after court: what a young person needs from us';
const DAY_MS = 86_400_000;
const IN_WORDS = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** The practitioner's standing with the module of the journey, as the agency holds it. */
interface OwnStanding {
  readonly agency: number;
  readonly membership: string;
  readonly workEmail: string;
  readonly completedOn: string | null;
  readonly expiresOn: string | null;
}

async function standingOf(product: Product): Promise<OwnStanding> {
  const [row] = await query<OwnStanding>(
    product,
    `select m.agency_id as agency, m.id as membership, m.work_email as "workEmail",
       s.completed_on::text as "completedOn", s.expires_on::text as "expiresOn"
     from standing s
     join membership m on m.agency_id = s.agency_id and m.id = s.membership_id
     join person on person.id = m.person_id and person.email_norm = 'practitioner@demo.example'
     join module on module.id = s.module_id and module.slug = $1`,
    [YOUNG_PERSON],
  );
  if (row === undefined) throw new Error('The module of this journey is required of the practitioner');
  return row;
}

/** Ten in the morning of the first working day that is `days` after a day, or later. */
function workingDayAfter(day: string | null, days: number): Date {
  const morning = new Date(Date.parse(`${day}T10:00:00Z`) + days * DAY_MS);
  while ([0, 6].includes(morning.getUTCDay())) morning.setTime(morning.getTime() + DAY_MS);
  return morning;
}

const inWords = (day: string | null) => IN_WORDS.format(new Date(`${day}T00:00:00Z`));

async function finish(page: Page): Promise<void> {
  await doAllBut(page);
  await page.getByRole('button', { name: 'Finish', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'You have finished' })).toBeFocused();
}

/** How often the round of an agency has come to its end. */
async function roundsOf(product: Product, agency: number): Promise<number> {
  const [row] = await query<{ count: string }>(
    product,
    `select count(*) from pgboss.job where name = 'notice.send' and state = 'completed' and data ->> 'agencyId' = $1`,
    [String(agency)],
  );
  return Number(row?.count);
}

test('a renewal falls due, an email says so, and with the next completion the cycle begins again', async ({
  page,
  product,
  signIn,
  openBrowser,
  axe,
  mail,
}) => {
  test.setTimeout(480_000);
  const { agency, membership, workEmail } = await standingOf(product);
  // Years go by in this journey, and everybody else falls due too. Only one person here is to be written to.
  await query(product, `update membership set work_email = '' where id <> $1`, [membership]);
  const toHer = (words: string) =>
    mail.caught.filter(({ recipients, text }) => recipients.includes(workEmail) && text.includes(words));
  await expect.poll(() => roundsOf(product, agency), { timeout: 60_000 }).toBeGreaterThan(0);

  await test.step('she completes the module, and a certificate comes to the address she signs in with', async () => {
    await signIn(page, 'practitioner');
    await finish(page);
    const certificates = () =>
      mail.caught.filter(({ text }) => text.includes('Subject: Your certificate is ready'));
    await expect.poll(() => certificates().length, { timeout: 60_000 }).toBe(1);
    expect(certificates()[0]?.recipients).toEqual(['practitioner@demo.example']);
    expect(certificates()[0]?.text.replace(/\s+/g, ' ')).toContain(TITLE);
    expect(certificates()[0]?.text).not.toMatch(/\d+ of \d+|score/i);
  });

  const first = await standingOf(product);
  expect(first.expiresOn).not.toBeNull();

  await test.step('two years later it has run out, and she is told once', async () => {
    const morning = workingDayAfter(first.expiresOn, 1);
    await product.startAt(morning);
    const written = () => toHer(`/learning/${YOUNG_PERSON}`);
    await expect.poll(() => written().length, { timeout: 120_000 }).toBe(1);
    const text = written()[0]?.text.replace(/\s+/g, ' ') ?? '';
    expect(text).toContain(`That counted until ${inWords(first.expiresOn)}, so it is time to do it again.`);
    expect(text).toContain('You get this message because');
    expect(text).toContain(`${product.address}/account/email`);

    const rounds = await roundsOf(product, agency);
    await product.startAt(new Date(morning.getTime() + 3_600_000));
    await expect.poll(() => roundsOf(product, agency), { timeout: 60_000 }).toBeGreaterThan(rounds);
    expect(written()).toHaveLength(1);
  });

  await test.step('her training lead sees that she was told', async () => {
    const lead = await openBrowser();
    await signIn(lead, 'lead');
    await lead.goto(`/agency/people/${membership}`);
    const notice = lead
      .getByRole('table', { name: 'Emails sent by themselves' })
      .getByRole('row')
      .filter({ hasText: TITLE });
    await expect(notice).toContainText(`Counted until ${inWords(first.expiresOn)}`);
    await expect(notice).toContainText('Sent');
    await axe(lead);
  });

  await test.step('she does it again, and it counts for as long as before', async () => {
    const browser = await openBrowser();
    await signIn(browser, 'practitioner');
    await finish(browser);
    const second = await standingOf(product);
    expect(Date.parse(second.completedOn ?? '')).toBeGreaterThan(Date.parse(first.expiresOn ?? ''));
    const years = (to: string | null, from: string | null) =>
      Math.round((Date.parse(to ?? '') - Date.parse(from ?? '')) / DAY_MS / 365.25);
    expect(years(second.expiresOn, second.completedOn)).toBe(years(first.expiresOn, first.completedOn));
  });

  await test.step('some months before that day she is told again: the cycle has begun anew', async () => {
    const second = await standingOf(product);
    await product.startAt(workingDayAfter(second.expiresOn, -89));
    const written = () => toHer(`/learning/${YOUNG_PERSON}`);
    await expect.poll(() => written().length, { timeout: 120_000 }).toBe(2);
    expect(written()[1]?.text.replace(/\s+/g, ' ')).toContain(
      `That counts until ${inWords(second.expiresOn)}, so it is nearly time to do it again.`,
    );
  });

  await test.step('she may do without such reminders, and reads why others cannot be turned off', async () => {
    const browser = await openBrowser();
    await signIn(browser, 'practitioner');
    await browser.goto('/account');
    await browser.getByRole('link', { name: 'Choose what we email you about' }).click();
    await expect(heading(browser)).toHaveText('What we email you about');
    await expect(browser.getByText('The agency you work for has a legal duty')).toBeVisible();
    await axe(browser);
    await browser.getByLabel('A reminder before what you have done runs out').uncheck();
    await browser.getByRole('button', { name: 'Save' }).click();
    await expect(browser.getByText('What we email you about is changed.')).toBeVisible();
    await browser.goto('/account/email');
    await expect(browser.getByLabel('A reminder before what you have done runs out')).not.toBeChecked();
    await expect(browser.getByLabel('A reminder before a module is due soon')).toBeChecked();
  });
});
