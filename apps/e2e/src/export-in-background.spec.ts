import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { Client } from 'pg';
import { expect, test } from '../journey.ts';
import { heading } from '../module-steps.ts';

// A training lead has a long file written while they do something else.

test.use({ journey: 'export' });

/** Enough rows that the writing can be watched. */
const MORE_COMPLETIONS = 150_000;
const DAYS = 'from=2026-01-01&to=2026-12-31';

test('a long export is prepared while its page is closed, and is whole', async ({
  page,
  signIn,
  product,
  axe,
  openBrowser,
}) => {
  test.setTimeout(180_000);
  const { agencyId, completions } = await addCompletions(product.databaseUrl);
  await signIn(page, 'lead');
  await page.goto(`/agency/exports?${DAYS}`);
  await expect(page.getByRole('heading', { name: /^Completions [\d,]+ rows$/ })).toHaveText(
    `Completions ${completions.toLocaleString('en-GB')} rows`,
  );
  await expect(page.getByText('Too long for Excel')).toBeVisible();

  await page.getByRole('button', { name: 'Prepare in the background' }).click();
  await expect(page.getByText('Completions: the file is being prepared.')).toBeVisible();
  await expect(page.getByRole('progressbar')).toBeVisible();
  await axe(page);
  // It goes on: "310 of about 150,000 rows".
  await expect(page.getByText(/[1-9][\d,]* of about [\d,]+ rows/)).toBeVisible({ timeout: 60_000 });
  await page.close();

  const later = await openBrowser();
  await signIn(later, 'lead');
  await later.goto(`/agency/exports?${DAYS}`);
  const file = prepared(later).getByRole('link', { name: 'Download Completions (CSV)' });
  await expect(file).toBeVisible({ timeout: 90_000 });
  await expect(prepared(later).getByText(/Will be deleted on .*: 7 days left\./)).toBeVisible();
  await axe(later);

  const downloading = later.waitForEvent('download');
  await file.click();
  const bytes = await readFile(await (await downloading).path());
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await expect(later.getByRole('table', { name: /^Manifest/ })).toContainText(sha256);
  const lines = bytes.toString('utf8').split('\r\n');
  expect(lines).toHaveLength(completions + 2); // the headings, and nothing after the last line end
  const minutes = lines[0]!.split(',').indexOf('minutes');
  expect(minutes).toBeGreaterThan(0);
  const { rows } = await query<{ sum: number }>(
    product.databaseUrl,
    `select sum(minutes)::int as sum from agency_completion
     where agency_id = $1 and completed_on between '2026-01-01' and '2026-12-31'`,
    [agencyId],
  );
  expect(sumOf(bytes.toString('utf8'), minutes)).toBe(rows[0]?.sum);
});

test('an export that nobody needs any more is cancelled', async ({ page, signIn, product }) => {
  await addCompletions(product.databaseUrl);
  await signIn(page, 'lead');
  await page.goto(`/agency/exports?${DAYS}`);
  await page.getByRole('button', { name: 'Prepare in the background' }).click();
  await page.getByRole('button', { name: 'Cancel Completions' }).click();
  await expect(page.getByText('Completions was cancelled.')).toBeVisible();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await expect(
    page
      .getByRole('table', { name: /^Who exported what/ })
      .getByRole('row')
      .nth(1),
  ).toContainText('Cancelled');
});

test('a file prepared for one agency is nobody else’s', async ({ page, signIn, openBrowser, product }) => {
  await signIn(page, 'lead');
  await page.goto('/agency/exports?from=2026-01-01&to=2026-01-31');
  await page.getByRole('radio', { name: 'Summary' }).check();
  await page.getByRole('button', { name: 'Prepare in the background' }).click();
  await expect(page.getByText('Summary is ready to download.')).toBeVisible();
  const { rows } = await query<{ id: string }>(
    product.databaseUrl,
    `select id from agency_export where state = 'ready' and kind = 'summary'`,
  );
  const police = await openBrowser();
  await signIn(police, 'lead-police');
  const answers = await Promise.all(
    [page, police].map(async (one) =>
      (await one.request.get(`/api/agency/export/${rows[0]!.id}/file`)).status(),
    ),
  );
  expect(answers).toEqual([200, 404]);
  await police.goto('/agency/exports');
  await expect(heading(police)).toHaveText('Exports');
  await expect(prepared(police)).toHaveCount(0);
});

const prepared = (page: Page) => page.getByRole('region', { name: 'Prepared files' });

async function query<Row extends object>(databaseUrl: string, sql: string, values: unknown[] = []) {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await client.query<Row>(sql, values);
  } finally {
    await client.end();
  }
}

/** Gives the lead's agency a great many completions; answers how many it has in the days. */
async function addCompletions(databaseUrl: string): Promise<{ agencyId: number; completions: number }> {
  const { rows } = await query<{ agencyId: number; completions: number }>(
    databaseUrl,
    `with lead as (
       select m.agency_id, m.id, m.person_id from membership m join person on person.id = m.person_id
       where person.email_norm = 'lead@demo.example'
     ), added as (
       insert into agency_completion (agency_id, membership_id, completion_id, person_id, module_id, version, completed_on, minutes)
       select lead.agency_id, lead.id, gen_random_uuid(), lead.person_id, version.module_id, version.version,
         date '2026-01-01' + n % 300, n % 50
       from lead, generate_series(1, $1) n, (select module_id, version from module_version order by 1, 2 limit 1) version
       returning 1
     )
     select lead.agency_id as "agencyId", ((select count(*) from added) + (
       select count(*) from agency_completion c
       where c.agency_id = lead.agency_id and c.completed_on between '2026-01-01' and '2026-12-31'))::int as completions
     from lead`,
    [MORE_COMPLETIONS],
  );
  return rows[0]!;
}

/** The sum of a column of numbers of a CSV file. */
function sumOf(csv: string, column: number): number {
  let sum = 0;
  for (const line of csv.split('\r\n').slice(1, -1)) {
    const cells = line.match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? [];
    sum += Number(cells[column]?.replace(',', ''));
  }
  return sum;
}
