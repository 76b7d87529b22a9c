import { readFileSync } from 'node:fs';
import { query } from '../database.ts';
import { expect, test } from '../journey.ts';
import { heading } from '../module-steps.ts';
import { misfits } from '../page-layout.ts';
import { fillInSignIn, PASSPHRASE } from '../sign-in.ts';

test.use({ journey: 'own data' });

/** A desk, a phone, and the narrowest there is. */
const WIDTHS = [1280, 390, 320];

test('somebody takes their data away and has their record erased, and their agency keeps its evidence', async ({
  page,
  product,
  signIn,
  openBrowser,
  axe,
}) => {
  const [person] = await query<{
    id: string;
    name: string;
    membershipId: string;
    number: string;
    evidence: number;
  }>(
    product,
    `select person.id, m.display_name as name, m.id as "membershipId",
       (select number from certificate where person_id = person.id order by issued_at limit 1) as number,
       (select count(*)::int from agency_completion e where e.agency_id = m.agency_id and e.membership_id = m.id) as evidence
     from person join membership m on m.person_id = person.id
     where email_norm = 'practitioner@demo.example'`,
  );
  expect(person!.evidence).toBeGreaterThan(0);

  await test.step('they find the page on their account, and download both files', async () => {
    await signIn(page, 'practitioner');
    await page.goto('/account');
    await page.getByRole('link', { name: /Download everything held about you/ }).click();
    await expect(heading(page)).toHaveText('Your data');
    await expect(page.getByRole('button', { name: 'Erase my record' })).toBeVisible();
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 844 });
      await axe(page);
      expect.soft(await misfits(page), `at ${width}`).toEqual([]);
    }
    await page.setViewportSize({ width: 1280, height: 844 });

    const files: string[] = [];
    for (const link of [/another system/, /read and print/]) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: link }).click(),
      ]);
      files.push(readFileSync(await download.path(), 'utf8'));
    }
    const file = JSON.parse(files[0]!) as {
      format: string;
      personId: string;
      records: { name: string; rows: object[] }[];
    };
    expect([file.format, file.personId]).toEqual(['learning-reviews-own-data', person!.id]);
    const filled = file.records.filter(({ rows }) => rows.length > 0).map(({ name }) => name);
    expect(filled).toEqual(
      expect.arrayContaining([
        'person',
        'membership',
        'completion',
        'certificate',
        'agency_completion',
        'session',
      ]),
    );
    expect(files[1]).toContain(person!.name);

    const reader = await openBrowser();
    await reader.setContent(files[1]!);
    await axe(reader);
    for (const width of WIDTHS) {
      await reader.setViewportSize({ width, height: 844 });
      expect.soft(await misfits(reader), `the file at ${width}`).toEqual([]);
    }
  });

  await test.step('the page asks for the box and the right passphrase', async () => {
    await page.getByRole('button', { name: 'Erase my record' }).click();
    await expect(page.getByRole('alert')).toContainText('Enter your passphrase');
    await axe(page);
    await page.getByLabel(/cannot be brought back/).check();
    await page.getByLabel('The passphrase you sign in with').fill('not this one');
    await page.getByRole('button', { name: 'Erase my record' }).click();
    await expect(page.getByRole('alert')).toContainText('Enter the passphrase you sign in with');
  });

  await test.step('the record is erased, and nobody signs in with it any more', async () => {
    await page.getByLabel('The passphrase you sign in with').fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Erase my record' }).click();
    await expect(heading(page)).toHaveText('Your record is erased');
    await expect(page.getByRole('link', { name: 'Sign in' }).first()).toBeVisible();
    await axe(page);
    await page.goto('/sign-in');
    await fillInSignIn(page, 'practitioner');
    await expect(page.getByRole('alert')).toContainText('not right');
    const left = await query<{ rows: number }>(
      product,
      `select (select count(*) from completion where person_id = $1)::int
         + (select count(*) from cpd_entry where person_id = $1)::int
         + (select count(*) from reflection where person_id = $1)::int as rows`,
      [person!.id],
    );
    expect(left).toEqual([{ rows: 0 }]);
  });

  await test.step('whoever checks a certificate of theirs learns that it was one', async () => {
    await page.goto(`/verify/${person!.number}`);
    await expect(heading(page)).toHaveText('This certificate was issued here, and erased since');
    await axe(page);
  });

  await test.step('the training lead still sees the evidence, by name, and cannot go as the last one', async () => {
    const lead = await openBrowser();
    await signIn(lead, 'lead');
    await lead.goto(`/agency/people/${person!.membershipId}`);
    await expect(heading(lead)).toContainText(person!.name);
    const evidence = await query<{ rows: number }>(
      product,
      'select count(*)::int as rows from agency_completion where membership_id = $1',
      [person!.membershipId],
    );
    expect(evidence).toEqual([{ rows: person!.evidence }]);
  });
});
