import { calendarDateIn, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { query } from '../database.ts';
import { HOSTILE_PAGE_OF_TEXT, HOSTILE_TEXTS, watchForScripts } from '../hostile-text.ts';
import { expect, test } from '../journey.ts';
import { doAllBut, heading, untilSaved, YOUNG_PERSON } from '../module-steps.ts';
import { PASSPHRASE } from '../sign-in.ts';

test.use({ journey: 'cross-site scripting' });

/** Addresses that end where a text out of the address goes into the page. */
const ADDRESSES = [
  '/modules?theme=',
  '/modules?role=',
  '/reviews?theme=',
  '/verify/',
  '/themes/',
  '/no-such-page/',
  '/sign-in?ended=true&return=',
];

/** The same, for a practitioner. */
const OWN_ADDRESSES = [
  '/record/',
  '/record?body=',
  '/record/export?body=',
  '/record/export?body=nmc&from=',
  '/certificates/',
  '/learning/',
];

/** The same, for a training lead. */
const LEAD_ADDRESSES = [
  '/agency/people?search=',
  '/agency/people?team=',
  '/agency/people?state=',
  '/agency/people/',
  '/agency/exports?to=2026-11-01&from=',
];

test('an address made to run a script runs nothing, for a visitor', async ({ page }) => {
  const seen = await watchForScripts(page);
  for (const [index, text] of HOSTILE_TEXTS.entries()) {
    await page.goto(`${ADDRESSES[index % ADDRESSES.length]}${encodeURIComponent(text)}`);
    await expect(heading(page)).toBeVisible();
  }
  for (const address of ADDRESSES) {
    await page.goto(
      `${address}${encodeURIComponent('"><img src=x onerror=pwned=1><script>pwned=1</script>')}`,
    );
    await expect(heading(page)).toBeVisible();
  }
  expect(seen).toEqual([]);
});

for (const { account, addresses } of [
  { account: 'practitioner', addresses: OWN_ADDRESSES },
  { account: 'lead', addresses: LEAD_ADDRESSES },
]) {
  test(`an address made to run a script runs nothing, for ${account}@`, async ({ page, signIn }) => {
    const seen = await watchForScripts(page);
    await signIn(page, account);
    for (const [index, text] of HOSTILE_TEXTS.entries()) {
      await page.goto(`${addresses[index % addresses.length]}${encodeURIComponent(text)}`);
      await expect(heading(page)).toBeVisible();
    }
    expect(seen).toEqual([]);
  });
}

test('signing in leads to no other site, and runs nothing', async ({ page, product }) => {
  const seen = await watchForScripts(page);
  for (const place of [
    'javascript:window.pwned=1',
    '//example.org/',
    'https://example.org/',
    '/\\example.org',
  ]) {
    await page.context().clearCookies();
    await page.goto(`/sign-in?return=${encodeURIComponent(place)}`);
    await page.getByLabel('Email address').fill('partnership@demo.example');
    await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page).not.toHaveURL(/sign-in/);
    expect(new URL(page.url()).origin).toBe(product.address);
  }
  expect(seen).toEqual([]);
});

test('what a person writes is shown as they wrote it, and runs nothing', async ({ page, signIn }) => {
  test.setTimeout(180_000);
  const seen = await watchForScripts(page);
  await signIn(page, 'practitioner');

  await test.step('the registration number', async () => {
    for (const text of HOSTILE_TEXTS.filter(({ length }) => length <= 40)) {
      await page.goto('/account/registration');
      await page.getByRole('radio').first().check();
      await page.getByLabel('Registration number (optional)').fill(text);
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await expect(page).toHaveURL(/\/account(\?|$)/);
      await expect(page.getByRole('main')).toContainText(text);
    }
  });

  await test.step('the reflection and the intention', async () => {
    await doAllBut(page);
    await page.goto(`/learning/${YOUNG_PERSON}/reflect`);
    const boxes = page.getByRole('textbox');
    await boxes.first().fill(HOSTILE_PAGE_OF_TEXT);
    await page.getByLabel('I will…').fill(HOSTILE_PAGE_OF_TEXT.slice(0, 1000));
    await untilSaved(page);
    await page.reload();
    await expect(boxes.first()).toHaveValue(HOSTILE_PAGE_OF_TEXT);
    await page.goto(`/learning/${YOUNG_PERSON}/finish`);
    await page.getByRole('button', { name: 'Finish', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'You have finished' })).toBeVisible();
    await expect(page.getByRole('main')).toContainText('<script>pwned=1</script>');
  });

  await test.step('learning done elsewhere, and what they write about it', async () => {
    const line = HOSTILE_TEXTS.slice(0, 5).join(' ');
    await page.goto('/record/add');
    await page.getByRole('radio', { name: 'Facilitated group' }).check();
    for (const label of ['What it was', 'Who ran it', 'Facilitator (optional)'])
      await page.getByLabel(label).fill(line);
    for (const label of ['Minutes in all', 'Participatory minutes']) await page.getByLabel(label).fill('45');
    const day = page.getByRole('group', { name: 'The day you finished' });
    // Today is in the running year of every body's record.
    const [year = '', month = '', dayOfMonth = ''] = calendarDateIn(Date.now(), DEFAULT_TIME_ZONE).split('-');
    for (const [part, text] of Object.entries({ Day: dayOfMonth, Month: month, Year: year }))
      await day.getByLabel(part).fill(text);
    const long = HOSTILE_PAGE_OF_TEXT.slice(0, 1000);
    for (const label of ['What it covered (optional)', 'Evidence you hold (optional)'])
      await page.getByLabel(label).fill(long);
    await page.getByRole('button', { name: 'Add to your record' }).click();
    await expect(heading(page)).toHaveText(line);
    const words = page.getByRole('main').getByRole('textbox');
    for (const box of await words.all()) if (await box.isVisible()) await box.fill(HOSTILE_PAGE_OF_TEXT);
    await page.getByRole('button', { name: 'Save reflection' }).click();
    await untilSaved(page);
    await page.reload();
    await expect(heading(page)).toHaveText(line);
    for (const address of ['/record', '/record/export?body=nmc', '/record/export?body=social-work-england']) {
      await page.goto(address);
      await expect(page.getByRole('main')).toContainText('<script>pwned=1</script>');
    }
  });

  expect(seen).toEqual([]);
});

test('what a lead writes about an exception is shown as it stands, to them and to the person, and runs nothing', async ({
  page,
  product,
  signIn,
  openBrowser,
}) => {
  const [member] = await query<{ id: string }>(
    product,
    `select m.id from membership m join person p on p.id = m.person_id
     where p.email_norm = 'practitioner@demo.example' and m.to_on is null`,
  );
  const reason = HOSTILE_TEXTS.join(' ').slice(0, 500).trim();
  const seen = await watchForScripts(page);
  await signIn(page, 'lead');
  await page.goto(`/agency/people/${member?.id}/exceptions`);
  await page.getByLabel('Module', { exact: true }).selectOption({ index: 1 });
  await page.getByRole('radio', { name: 'Excuse them' }).check();
  await page.getByLabel(/^Why\?/).fill(reason);
  await page.getByRole('button', { name: 'Excuse them' }).click();
  await expect(page.getByText('They are excused from this module.')).toBeVisible();
  const main = page.getByRole('main');
  await expect(main).toContainText(reason);
  await page.goto(`/agency/people/${member?.id}`);
  await expect(main).toContainText(reason);
  const own = await openBrowser();
  const seenByThem = await watchForScripts(own);
  await signIn(own, 'practitioner');
  await own.goto('/account');
  await expect(own.getByRole('main')).toContainText(reason);
  expect([...seen, ...seenByThem]).toEqual([]);
});

test('a name that an agency supplies is shown as it stands, and runs nothing', async ({
  page,
  product,
  signIn,
}) => {
  const seen = await watchForScripts(page);
  const name = HOSTILE_TEXTS.slice(0, 4).join(' ');
  const [member] = await query<{ id: string }>(
    product,
    `update membership set display_name = $1, job_role = job_role
     where person_id = (select id from person where email_norm = 'practitioner@demo.example') returning id`,
    [name],
  );
  await signIn(page, 'lead');
  await page.goto('/agency/people?search=Yusuf');
  await expect(page.getByRole('main')).toContainText(name);
  await page.goto(`/agency/people/${member?.id}`);
  await expect(heading(page)).toHaveText(name);
  expect(seen).toEqual([]);
});
