import { query } from '../database.ts';
import { expect, test } from '../journey.ts';
import { doAllBut, heading, YOUNG_PERSON } from '../module-steps.ts';

test.use({ journey: 'two jobs' });

test('somebody with two jobs completes once, and each agency has its own evidence', async ({
  page,
  product,
  signIn,
}) => {
  await signIn(page, 'two-jobs');
  await page.goto('/learning');
  const required = page
    .getByRole('listitem')
    .filter({ has: page.locator(`a[href="/learning/${YOUNG_PERSON}"]`) });
  await expect(required).toHaveCount(1);

  await doAllBut(page);
  await page.getByRole('button', { name: 'Finish', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'You have finished' })).toBeFocused();

  const person = `(select id from person where email_norm = 'two-jobs@demo.example')`;
  const completions = await query<{ id: string; number: string }>(
    product,
    `select c.id, certificate.number from completion c
     join module m on m.id = c.module_id
     join certificate on certificate.completion_id = c.id
     where c.person_id = ${person} and m.slug = $1`,
    [YOUNG_PERSON],
  );
  expect(completions).toHaveLength(1);

  const evidence = await query<{ agency: string; completion_id: string; state: number }>(
    product,
    `select agency.name as agency, e.completion_id, standing.state
     from agency_completion e
     join agency on agency.id = e.agency_id
     join standing on standing.agency_id = e.agency_id and standing.membership_id = e.membership_id
       and standing.module_id = e.module_id
     where e.completion_id = $1 order by agency.name`,
    [completions[0]?.id],
  );
  expect(evidence).toHaveLength(2);
  expect(new Set(evidence.map(({ state }) => state)), 'the standing in both agencies').toEqual(new Set([2]));

  const recorded = page.getByRole('definition').filter({ hasText: evidence[0]?.agency ?? '' });
  for (const { agency } of evidence) await expect(recorded).toContainText(agency);
  await expect(heading(page)).toBeVisible();
});
