import type { Page } from '@playwright/test';
import { query } from '../database.ts';
import { expect, test } from '../journey.ts';
import { doAllBut, heading, YOUNG_PERSON } from '../module-steps.ts';
import type { Product } from '../product.ts';

test.use({ journey: 'workforce' });

interface Job {
  readonly membershipId: string;
  readonly agency: string;
  readonly agencyId: number;
}

/** Where a demonstration account works today. */
async function jobOf(product: Product, name: string): Promise<Job> {
  const [job] = await query<Job>(
    product,
    `select m.id as "membershipId", agency.name as agency, agency.id as "agencyId"
     from membership m join person on person.id = m.person_id join agency on agency.id = m.agency_id
     where person.email_norm = $1 and m.to_on is null`,
    [`${name}@demo.example`],
  );
  return job!;
}

/** Every fact an agency holds about a membership, as text: what its lead could ever see of it. */
async function factsOf(product: Product, { agencyId, membershipId }: Job): Promise<string[]> {
  const rows = await query<{ fact: string }>(
    product,
    `select c::text as fact from agency_completion c where agency_id = $1 and membership_id = $2
     union all select s::text from standing s where agency_id = $1 and membership_id = $2 order by 1`,
    [agencyId, membershipId],
  );
  return rows.map(({ fact }) => fact);
}

async function fillDay(page: Page, legend: string, day: Date): Promise<void> {
  const [year = '', month = '', date = ''] = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' })
    .format(day)
    .split('-');
  const group = page.getByRole('group', { name: legend });
  for (const [part, text] of Object.entries({ Day: date, Month: month, Year: year }))
    await group.getByLabel(part, { exact: true }).fill(text);
}

test('a practitioner moves to another agency, and both leads see exactly what they should', async ({
  page,
  product,
  signIn,
  openBrowser,
  axe,
}) => {
  const old = await jobOf(product, 'practitioner');
  await signIn(page, 'practitioner');
  await page.goto('/learning');
  await expect(heading(page)).toBeVisible();

  const oldLead = await openBrowser();
  await test.step('the old lead enters the last day, and access ends straight away', async () => {
    await signIn(oldLead, 'lead');
    await oldLead.goto(`/agency/people/${old.membershipId}`);
    await oldLead.getByRole('link', { name: 'They leave' }).click();
    await fillDay(oldLead, 'Last day', new Date());
    await oldLead.getByRole('radio', { name: /straight away/i }).check();
    await oldLead.getByRole('button', { name: 'Continue' }).click();
    await expect(heading(oldLead)).toHaveText(/^Check before/);
    await axe(oldLead);
    await oldLead.getByRole('button', { name: 'Enter the last day' }).click();
    await expect(oldLead.getByText('Access has ended')).toBeVisible();
    await axe(oldLead);
  });
  const factsThen = await factsOf(product, old);

  await test.step('the leaver’s open session stops working, and their own record stays theirs', async () => {
    await expect(async () => {
      await page.goto('/record');
      await expect(page).toHaveURL(/sign-in/, { timeout: 2_000 });
    }).toPass({ timeout: 60_000 });
    await signIn(page, 'practitioner');
    await page.goto('/record');
    await expect(heading(page)).toBeVisible();
    await page.goto('/account');
    await expect(page.getByRole('main')).toContainText(old.agency);
  });

  const newLead = await openBrowser();
  const members = { membershipId: '', agency: '', agencyId: 0 };
  await test.step('the new agency requires of everybody something they finished at the old one', async () => {
    const made = await query<{ id: string }>(
      product,
      `insert into assignment (agency_id, id, module_id, due_within_days, from_on)
       select (select m.agency_id from membership m join person on person.id = m.person_id
               where person.email_norm = 'lead-police@demo.example'), gen_random_uuid(), c.module_id, 30, current_date - 30
       from completion c join person on person.id = c.person_id
       where person.email_norm = 'practitioner@demo.example' and c.completed_at > now() - interval '23 months'
       order by c.completed_at desc limit 1 returning id`,
    );
    expect(made).toHaveLength(1);
  });

  await test.step('the new lead adds them, and sees what is recognised and nothing else', async () => {
    await signIn(newLead, 'lead-police');
    await newLead.goto('/agency/people/add');
    await newLead.getByLabel('First name').fill('Yusuf');
    await newLead.getByLabel('Last name').fill('Newcomer');
    await newLead.getByLabel('Work email').fill('practitioner@demo.example');
    await newLead.getByLabel('Staff number').fill('JOURNEY-1');
    await newLead.getByLabel('Job role').selectOption({ index: 1 });
    await fillDay(newLead, 'First day', new Date());
    await axe(newLead);
    await newLead.getByRole('button', { name: 'Add person' }).click();
    await expect(heading(newLead)).toHaveText('Yusuf Newcomer');
    Object.assign(members, await jobOf(product, 'practitioner'));
    const expected = await query<{ title: string }>(
      product,
      `select distinct v.title from completion c
       join person on person.id = c.person_id and person.email_norm = 'practitioner@demo.example'
       join assignment a on a.agency_id = $1 and a.module_id = c.module_id
       join standing s on s.agency_id = $1 and s.membership_id = $2 and s.module_id = c.module_id and s.state = 2
       join module_version v on v.module_id = c.module_id and v.version = c.version`,
      [members.agencyId, members.membershipId],
    );
    const evidence = await query<{ source: string; title: string }>(
      product,
      `select c.source, v.title from agency_completion c
       join module_version v on v.module_id = c.module_id and v.version = c.version
       where c.agency_id = $1 and c.membership_id = $2`,
      [members.agencyId, members.membershipId],
    );
    expect(evidence.length, 'something was recognised').toBeGreaterThan(0);
    expect(new Set(evidence.map(({ source }) => source))).toEqual(new Set(['recognised']));
    expect(new Set(evidence.map(({ title }) => title))).toEqual(new Set(expected.map(({ title }) => title)));
    const shown = newLead.getByRole('table', { name: 'Evidence' }).getByRole('row');
    await expect(shown).toHaveCount(evidence.length + 1);
    await expect(newLead.getByRole('main')).not.toContainText(old.agency);
    await axe(newLead);
  });

  await test.step('what they finish now is the new agency’s to know, and not the old one’s', async () => {
    await doAllBut(page);
    await page.getByRole('button', { name: 'Finish', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'You have finished' })).toBeFocused();
    const holders = await query<{ agencyId: number }>(
      product,
      `select c.agency_id as "agencyId" from agency_completion c join module on module.id = c.module_id
       join person on person.id = c.person_id and person.email_norm = 'practitioner@demo.example'
       where module.slug = $1 and c.completed_on >= current_date - 1`,
      [YOUNG_PERSON],
    );
    expect(holders.map(({ agencyId }) => agencyId)).toEqual([members.agencyId]);
    expect(await factsOf(product, old)).toEqual(factsThen);
    await oldLead.goto(`/agency/people/${old.membershipId}`);
    await expect(heading(oldLead)).toBeVisible();
    await oldLead.goto('/agency/people?search=Newcomer');
    await expect(oldLead.getByRole('link', { name: 'Yusuf Newcomer' })).toHaveCount(0);
    await newLead.goto(`/agency/people/${old.membershipId}`);
    await expect(heading(newLead)).toHaveText(/not found|could not find/i);
  });
});

test('a mistaken completion is corrected with a reason, and the person sees it', async ({
  page,
  product,
  signIn,
  openBrowser,
  axe,
}) => {
  const job = await jobOf(product, 'manager');
  const [completion] = await query<{ id: string; title: string; number: string; module: string }>(
    product,
    `select c.completion_id as id, v.title, c.certificate_number as number, module.slug as module from agency_completion c
     join module on module.id = c.module_id
     join module_version v on v.module_id = c.module_id and v.version = c.version
     where c.agency_id = $1 and c.membership_id = $2 and c.result = 'pass' order by c.completed_on desc limit 1`,
    [job.agencyId, job.membershipId],
  );
  const reason = 'Recorded for the wrong person on a shared computer';
  await signIn(page, 'lead');
  await page.goto(`/agency/people/${job.membershipId}/completions/${completion!.id}/correct`);
  await expect(heading(page)).toHaveText('Withdraw a completion');
  await page.getByRole('button', { name: 'Withdraw this completion' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByLabel('Why?').fill(reason);
  await axe(page);
  await page.getByRole('button', { name: 'Withdraw this completion' }).click();
  await expect(page.getByRole('table', { name: 'Evidence' })).toContainText(reason);

  const theirs = await openBrowser();
  await signIn(theirs, 'manager');
  await theirs.goto('/record');
  await theirs.getByRole('link', { name: completion!.title }).first().click();
  await expect(theirs.getByRole('main')).toContainText(reason);
  await expect(theirs.getByRole('main')).toContainText(job.agency);
  await axe(theirs);

  await test.step('whoever checks the certificate is told that it does not count', async () => {
    const stranger = await openBrowser();
    await stranger.goto(`/verify/${completion!.number}`);
    await expect(stranger.getByRole('main')).toContainText(/withdrawn|does not count|no longer counts/i);
    await expect(stranger.getByRole('main')).not.toContainText(reason);
  });

  const [audit] = await query<{ action: string; detail: string }>(
    product,
    `select action, detail::text from audit_log where agency_id = $1 and object like '%' || $2 order by at desc limit 1`,
    [job.agencyId, completion!.id],
  );
  expect(audit?.action).toMatch(/completion/);
  expect(audit?.detail).not.toContain(reason);
});
