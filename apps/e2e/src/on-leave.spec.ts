import { addDays, calendarDateIn, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import type { Page } from '@playwright/test';
import { query } from '../database.ts';
import { expect, test as journey } from '../journey.ts';
import { startMailServer, type CatchingServer } from '../mail-server.ts';
import { heading } from '../module-steps.ts';
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

const MODULE = { slug: 'themes-2008-2014', title: 'Patterns and promises: themes from reviews 2008-2014' };
const TODAY = calendarDateIn(Date.now(), DEFAULT_TIME_ZONE);
const dayInWords = (day: string) =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(day));

/** Makes the module due three days ago for everybody whose agency asks it of them, as if its rule had said so always. */
async function makeOverdue(product: Product): Promise<{ membershipId: string; name: string; email: string }> {
  const due = addDays(TODAY, -3);
  const module = '(select id from module where slug = $1)';
  await query(
    product,
    `update assignment set due_on = $2, due_within_days = null, due_after_publication_days = null
     where module_id = ${module}`,
    [MODULE.slug, due],
  );
  const [member] = await query<{ membershipId: string; name: string; email: string }>(
    product,
    `update standing s set state = 0, due_on = $2, completed_on = null, expires_on = null, paused_until = null
     from membership m join person p on p.id = m.person_id
     where m.agency_id = s.agency_id and m.id = s.membership_id and s.module_id = ${module}
       and p.email_norm = 'practitioner@demo.example' and m.to_on is null
     returning m.id as "membershipId", m.display_name as name, m.work_email as email`,
    [MODULE.slug, due],
  );
  await query(
    product,
    `update agency_completion set result = 'withdrawn' where membership_id = $2 and module_id = ${module}`,
    [MODULE.slug, member?.membershipId],
  );
  return member!;
}

async function fillDay(page: Page, legend: RegExp, day: string): Promise<void> {
  const group = page.getByRole('group', { name: legend });
  const [year = '', month = '', date = ''] = day.split('-');
  for (const [part, text] of Object.entries({ Day: date, Month: month, Year: year }))
    await group.getByLabel(part, { exact: true }).fill(text);
}

/** Opens the overdue of the module, as a lead does, and answers who they are. */
async function overdueNames(page: Page): Promise<string[]> {
  await page.goto(`/agency/worklist?state=overdue&module=${MODULE.slug}&search=`);
  await expect(heading(page)).toHaveText('Worklist');
  await expect(page.getByText(/^Loading .*…$/)).toHaveCount(0);
  const names = await page.getByRole('row').getByRole('rowheader').getByRole('link').allTextContents();
  return names.map((name) => name.trim());
}

test('a person on leave hears nothing and is not overdue, and has thirty days once they are back', async ({
  page,
  product,
  signIn,
  openBrowser,
  axe,
  mail,
}) => {
  const person = await makeOverdue(product);
  await signIn(page, 'lead');
  await test.step('before, they are overdue and would be nudged', async () => {
    await page.goto(`/agency/people/${person.membershipId}`);
    const row = page
      .getByRole('table', { name: 'Required modules' })
      .getByRole('row', { name: MODULE.title });
    await expect(row).toContainText('Overdue');
  });

  await test.step('the lead says that they are on leave since ten days, and nobody asks why', async () => {
    await page.getByRole('link', { name: 'On leave' }).click();
    await expect(heading(page)).toHaveText(`Leave of ${person.name}`);
    await expect(page.getByText('is not asked and not kept')).toBeVisible();
    await expect(page.getByRole('textbox', { name: /why|reason/i })).toHaveCount(0);
    await fillDay(page, /^First day of leave/, addDays(TODAY, -10));
    await page.getByRole('button', { name: 'Add leave' }).click();
    await expect(page.getByText('The leave is noted.')).toBeVisible();
    await axe(page);
  });

  await test.step('now they are paused, on no list of what is overdue, and no message goes to them', async () => {
    await page.getByRole('link', { name: 'Back to the person' }).click();
    const row = page
      .getByRole('table', { name: 'Required modules' })
      .getByRole('row', { name: MODULE.title });
    await expect(row).toContainText('Paused');
    await expect(page.getByText(/no last day yet/)).toBeVisible();
    await axe(page);
    const names = await overdueNames(page);
    expect(names.length).toBeGreaterThan(0);
    expect(names).not.toContain(person.name);

    await page.getByRole('button', { name: 'Preview nudges to all that match' }).click();
    await page.getByRole('button', { name: /^Send \d+ messages?$/ }).click();
    await expect(page.getByText(/were nudged, with one message each/)).toBeVisible();
    const waiting = () =>
      query<{ count: string }>(product, `select count(*) from email_message where state = 'waiting'`);
    await expect.poll(async () => Number((await waiting())[0]?.count), { timeout: 120_000 }).toBe(0);
    expect(mail.caught.length).toBeGreaterThan(0);
    expect(mail.caught.flatMap(({ recipients }) => recipients)).not.toContain(person.email);
  });

  const own = await openBrowser();
  await test.step('the person reads it on their account, and is told of nothing that is late', async () => {
    await signIn(own, 'practitioner');
    await own.goto('/account');
    await expect(own.getByText('You are marked as on leave from')).toContainText(
      `from ${dayInWords(addDays(TODAY, -10))}, with no last day yet`,
    );
    await axe(own);
    await own.goto('/learning');
    const task = own.getByRole('listitem').filter({ hasText: MODULE.title });
    await expect(task).toBeVisible();
    await expect(task).toContainText('Nothing to do while you are on leave');
    await expect(task).not.toContainText(/overdue|due /i);
  });

  await test.step('they are back: what fell due meanwhile is due thirty days after their last day away', async () => {
    await page.goto(`/agency/people/${person.membershipId}/on-leave`);
    await page.getByRole('button', { name: /^Change last day/ }).click();
    await fillDay(page, /^Last day of leave/, addDays(TODAY, -1));
    await page.getByRole('button', { name: 'Save the last day' }).click();
    await expect(page.getByText('The last day is saved.')).toBeVisible();
    await page.getByRole('link', { name: 'Back to the person' }).click();
    const row = page
      .getByRole('table', { name: 'Required modules' })
      .getByRole('row', { name: MODULE.title });
    await expect(row).toContainText('Not started');
    await expect(row).toContainText(dayInWords(addDays(TODAY, 29)));
    await expect(page.getByText(/no last day yet/)).toHaveCount(0);
    expect(await overdueNames(page)).not.toContain(person.name);
    await own.reload();
    await expect(own.getByRole('listitem').filter({ hasText: MODULE.title })).toContainText(
      dayInWords(addDays(TODAY, 29)),
    );
    await own.goto('/account');
    await expect(own.getByText('You are marked as on leave')).toHaveCount(0);
  });
});

test('one person is excused from one module with a reason, which both read', async ({
  page,
  product,
  signIn,
  openBrowser,
  axe,
}) => {
  const person = await makeOverdue(product);
  const reason = 'Seconded to the court, <b>where</b> the same is asked';
  await signIn(page, 'lead');
  await page.goto(`/agency/people/${person.membershipId}`);
  await page.getByRole('link', { name: 'Excuse or give more time' }).click();
  await page.getByLabel('Module', { exact: true }).selectOption(MODULE.slug);
  await page.getByRole('radio', { name: 'Excuse them' }).check();
  await page.getByLabel(/^Why\?/).fill(reason);
  await page.getByRole('button', { name: 'Excuse them' }).click();
  await expect(page.getByText('They are excused from this module.')).toBeVisible();
  await expect(page.getByRole('row', { name: MODULE.title })).toContainText(reason);
  await axe(page);
  await page.getByRole('link', { name: 'Back to the person' }).click();
  await expect(page.getByText(`Reason: ${reason}`)).toBeVisible();
  await expect(
    page.getByRole('table', { name: 'Required modules' }).getByRole('row', { name: MODULE.title }),
  ).toHaveCount(0);
  expect(await overdueNames(page)).not.toContain(person.name);

  const own = await openBrowser();
  await signIn(own, 'practitioner');
  await own.goto('/account');
  await expect(own.getByText(`Reason given: ${reason}`)).toBeVisible();
});
