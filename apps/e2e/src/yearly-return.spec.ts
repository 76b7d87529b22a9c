import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { query } from '../database.ts';
import { expect, test } from '../journey.ts';
import { doAllBut, heading, YOUNG_PERSON } from '../module-steps.ts';

test.use({ journey: 'yearly return' });

/** What a spreadsheet copies, with a line that no group is meant by. */
const PASTED =
  'Workforce group\tHeadcount\tFTE\r\n1\t20\t16.5\r\n3\t1,190\t1,090.25\r\nBank staff\t8\r\n6\t10\t10';
const SUPERVISION = 'Group supervision each six weeks, for everybody in group 3.';

/** One figure of the file, by its section, item and measure. */
type FileRow = Readonly<Record<'section' | 'item' | 'measure' | 'value' | 'status', string>>;

test('a training lead counts, writes, signs and files the yearly return, and it stays as it was signed', async ({
  page,
  product,
  signIn,
  openBrowser,
  axe,
}) => {
  test.setTimeout(240_000);
  await signIn(page, 'lead');

  await test.step('they paste the headcount, and see line by line what was understood before it is saved', async () => {
    await page.goto('/agency');
    await page
      .getByRole('navigation', { name: 'My agency' })
      .getByRole('link', { name: 'Headcount' })
      .click();
    await expect(heading(page)).toHaveText('Headcount');
    await page.getByText('Paste from a spreadsheet').click();
    await page.getByLabel('Copied rows').fill(PASTED);
    const lines = page.getByRole('table', { name: 'What was understood, line by line' });
    await expect(lines.getByRole('row', { name: /Bank staff/ })).toContainText('Not understood');
    await page.getByRole('button', { name: 'Put what was understood into the form' }).click();
    await expect(page.getByLabel('People in group 3')).toHaveValue('1190');
    await axe(page);
  });

  await test.step('a figure that cannot be is refused beside its box, and nothing typed is lost', async () => {
    await page.getByLabel('Source').fill('HR system, staff in post');
    await page.getByLabel('People in the whole agency').fill('1228');
    await page.getByRole('button', { name: 'Save headcount' }).click();
    await expect(page.getByRole('alert')).toContainText(
      'The groups add up to 1,220, and the whole agency is 1,228',
    );
    await expect(page.getByLabel('Copied rows')).toHaveValue(PASTED.replaceAll('\r', ''));
    await page.getByLabel(/^Why the whole agency is not the sum/).fill('8 bank staff');
    await page.getByRole('button', { name: 'Save headcount' }).click();
    await expect(page.getByText(/^The headcount of .* is saved: 1,228 people\.$/)).toBeVisible();
    await expect(page.getByText(/^1,228 people on .*\. Source: HR system, staff in post\.$/)).toBeVisible();
  });

  await test.step('the return is out of that headcount', async () => {
    await page
      .getByRole('navigation', { name: 'My agency' })
      .getByRole('link', { name: 'Yearly return' })
      .click();
    await expect(heading(page)).toHaveText(/Yearly return \d{4}-\d\d/);
    await expect(
      page.getByText(/^Headcount: 1,228 people on .* It is not the sum of its groups: 8 bank staff\./),
    ).toBeVisible();
    await axe(page);
  });

  await test.step('they write, and it is saved while they write', async () => {
    await page.getByLabel('Supervision arrangements').fill(SUPERVISION);
    await page.getByLabel('Supervision is in place').selectOption('3');
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
    await page.reload();
    await expect(page.getByLabel('Supervision arrangements')).toHaveValue(SUPERVISION);
  });

  await test.step('the page cautions about what might identify somebody', async () => {
    await page.getByLabel('Evidence of changed practice').fill('The visit to DE1 2AB');
    await expect(page.getByText('This looks like a postcode. Remove it.')).toBeVisible();
    await page.getByLabel('Evidence of changed practice').fill('An audit of 40 records');
    await expect(page.getByText('This looks like a postcode. Remove it.')).toBeHidden();
  });

  await test.step('they sign what they looked at', async () => {
    await page.getByRole('button', { name: 'Sign the return' }).click();
    await expect(page.getByRole('alert')).toContainText('Confirm that the figures are right');
    await page.getByLabel('Your role').fill('Head of safeguarding training');
    await page.getByRole('checkbox', { name: /^These figures are right on / }).check();
    await page.getByRole('button', { name: 'Sign the return' }).click();
    await expect(page.getByText(/^Signed by Ruth Ellison on /)).toBeVisible();
  });

  const signed = await readFileOf(page, 'CSV of return 1');
  await test.step('the file tells what the page tells, and who signed', async () => {
    expect(new Set(signed.map(({ status }) => status))).toEqual(new Set(['attested']));
    expect(valueOf(signed, 'people', 'whole agency', 'headcount')).toBe('1228');
    expect(valueOf(signed, 'people', '3. Work predominantly with children or parents', 'fte')).toBe(
      '1090.25',
    );
    expect(valueOf(signed, 'words', 'Supervision arrangements', 'text')).toBe(SUPERVISION);
    expect(valueOf(signed, 'signed', '', 'signed_off_by')).toBe('Ruth Ellison');
    const [kept] = await query<{ sha256: string }>(product, 'select sha256 from yearly_return_attestation');
    expect(valueOf(signed, 'signed', '', 'sha256')).toBe(kept?.sha256);
  });

  await test.step('on paper it is a document of A4 pages, with nothing to press', async () => {
    await page.getByRole('link', { name: 'Print return 1' }).click();
    await expect(heading(page)).toHaveText(/Yearly return \d{4}-\d\d, /);
    await axe(page);
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('button')).toHaveCount(0);
    await expect(page.getByText(SUPERVISION)).toBeVisible();
    await expect(page.getByText('Ruth Ellison, Head of safeguarding training')).toBeVisible();
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const sizes = new Set(
      [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, w, h]) =>
        [w, h].map(Number).map(Math.round).join('×'),
      ),
    );
    expect(sizes).toEqual(new Set(['595×842']));
    await page.emulateMedia({ media: 'screen' });
  });

  const before = await page.getByRole('main').innerText();
  await test.step('a colleague completes a module afterwards: the return moves, the signed one does not', async () => {
    const colleague = await openBrowser();
    await signIn(colleague, 'practitioner');
    await doAllBut(colleague);
    await colleague.getByRole('button', { name: 'Finish', exact: true }).click();
    await expect(colleague.getByRole('heading', { name: 'You have finished' })).toBeFocused();

    await page.reload();
    await expect(heading(page)).toHaveText(/Yearly return \d{4}-\d\d, /);
    expect(await page.getByRole('main').innerText()).toBe(before);
    await page.getByRole('link', { name: 'Yearly return', exact: true }).click();
    const draft = await readFileOf(page, 'download the draft (CSV)');
    const titled = await query<{ title: string }>(
      product,
      'select v.title from module_version v join module m on m.id = v.module_id where m.slug = $1 order by v.version desc limit 1',
      [YOUNG_PERSON],
    );
    const compliant = (file: readonly FileRow[]) =>
      Number(valueOf(file, 'requirements', titled[0]?.title ?? '', 'compliant'));
    expect(compliant(draft)).toBe(compliant(signed) + 1);
    const again = await readFileOf(page, 'CSV of return 1');
    expect(again).toEqual(signed);
  });
});

/** Downloads a file by its link, and reads it as a spreadsheet would. */
async function readFileOf(page: Page, link: string): Promise<FileRow[]> {
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: link }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  return parse(text, { bom: true, columns: true, record_delimiter: '\r\n' }) as FileRow[];
}

function valueOf(
  file: readonly FileRow[],
  section: string,
  item: string,
  measure: string,
): string | undefined {
  return file.find((row) => row.section === section && row.item === item && row.measure === measure)?.value;
}
