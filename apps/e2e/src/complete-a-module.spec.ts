import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { query } from '../database.ts';
import { expect, PHONE, test } from '../journey.ts';
import {
  answerQuestion,
  answerRound,
  decide,
  goOn,
  heading,
  QUESTION_COUNT,
  readSections,
  untilSaved,
  YOUNG_PERSON,
} from '../module-steps.ts';

test.use({ ...PHONE, journey: 'complete a module' });

const TITLE = 'Before, during and after court: what a young person needs from us';
const REFLECTION =
  'I had not asked before what a young person wants me to say when they are not in the room.';

test('a practitioner completes a module, and everyone sees what is theirs to see', async ({
  page: first,
  product,
  signIn,
  openBrowser,
  axe,
}) => {
  test.setTimeout(240_000);
  const lead = await openBrowser();
  await signIn(lead, 'lead');
  const doneBefore = await doneModules(lead);

  await test.step('they are told what the module holds before it starts', async () => {
    await signIn(first, 'practitioner');
    await first.goto('/learning');
    const task = first
      .getByRole('listitem')
      .filter({ has: first.locator(`a[href="/learning/${YOUNG_PERSON}"]`) });
    await expect(task).toContainText('Not yet started');
    await task.getByRole('link').first().click();
    await expect(heading(first)).toContainText('Before you start');
    await expect(heading(first)).toBeFocused();
    await first.getByRole('button', { name: 'Continue', exact: true }).click();
  });

  await test.step('they read seven sections, each saved as it opens', async () => {
    await readSections(first);
  });

  await test.step('they choose in the scenario, and choose again', async () => {
    await expect(heading(first)).toHaveText(/^Scenario: /);
    await first.getByRole('button', { name: 'Start the scenario' }).click();
    await decide(first, /^Wait until after the trial/);
    await expect(first.getByText('Risky choice')).toBeVisible();
    await first.getByRole('button', { name: 'Choose again', exact: true }).click();
    await decide(first, /^Talk it through with Remi/);
    await expect(first.getByText('Strong choice').first()).toBeVisible();
    for (const choice of [/^Ask to stay with Remi/, /^Ask what has changed/, /^Go to see Remi today/]) {
      await first.getByRole('button', { name: 'Continue', exact: true }).click();
      await decide(first, choice);
    }
    await expect(heading(first)).toHaveText(/how it ended$/);
    await expect(first.getByText('Remi is still upset, and is not alone.').first()).toBeVisible();
    await goOn(first);
  });

  await test.step('they answer half of the knowledge check, three of four wrong', async () => {
    for (const how of ['wrong', 'wrong', 'wrong', 'right'] as const) {
      await answerQuestion(first, how);
      await first.getByRole('button', { name: 'Next question' }).click();
    }
    await expect(first.getByText(`Question 5 of ${QUESTION_COUNT}`)).toBeVisible();
  });

  const second = await openBrowser();
  await test.step('their phone goes flat: on another device they are at the same question', async () => {
    await first.context().close();
    await signIn(second, 'practitioner');
    await second.goto('/learning');
    await expect(second.getByRole('heading', { name: 'Carry on where you left off' })).toBeVisible();
    await second.getByRole('link', { name: 'Continue module' }).click();
    await expect(second.getByText(`Question 5 of ${QUESTION_COUNT}`)).toBeVisible();
  });

  await test.step('below the pass mark they try again those they got wrong, and pass', async () => {
    await answerRound(second, 0);
    await expect(heading(second)).toHaveText(`Not yet: you have 5 of ${QUESTION_COUNT} right`);
    await second.getByRole('button', { name: 'Try the 3 still wrong again' }).click();
    await answerRound(second, 0);
    await expect(heading(second)).toHaveText('You have passed the knowledge check');
    await goOn(second);
  });

  await test.step('their reflection is saved while they write, as nobody else can read it', async () => {
    const box = second.getByRole('textbox').first();
    await box.fill(REFLECTION);
    await untilSaved(second);
    await second.reload();
    await expect(box).toHaveValue(REFLECTION);
    const kept = await query<{ row: string }>(
      product,
      'select row_to_json(reflection)::text as row from reflection',
    );
    expect(kept.length).toBeGreaterThan(0);
    for (const { row } of kept) expect(row).not.toContain('young person wants');
    await second.getByRole('button', { name: 'Continue', exact: true }).click();
  });

  await test.step('they finish, and see what was recorded', async () => {
    await expect(heading(second)).toHaveText('Finish this module');
    await second.getByRole('button', { name: 'Finish', exact: true }).click();
    await expect(second.getByRole('heading', { name: 'You have finished' })).toBeFocused();
    await expect(second.getByText(/, 0 participatory\./)).toBeVisible();
    await axe(second);
  });

  const certificate = await certificateNumber(second);
  await test.step('their certificate is a page, and a file', async () => {
    await second.getByRole('link', { name: 'See your certificate' }).click();
    await expect(heading(second)).toHaveText('Certificate of completion');
    await expect(second.getByRole('article')).toContainText('Amina Yusuf');
    await expect(second.getByRole('article')).toContainText(certificate);
    const downloading = second.waitForEvent('download');
    await second.getByRole('link', { name: 'Download as PDF' }).click();
    const pdf = await readFile(await (await downloading).path());
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });

  await test.step('it is on their CPD record, and the NMC is told 0 participatory minutes', async () => {
    await second.goto('/record');
    const entry = second.getByRole('row').filter({ hasText: TITLE }).first();
    await expect(entry.locator('[data-label="Participatory"]')).toHaveText('0');
    await second.goto('/record/export?body=nmc');
    await expect(second.getByText('0 minutes participatory.')).toBeVisible();
    const downloading = second.waitForEvent('download');
    await second.getByRole('link', { name: 'Download as CSV' }).click();
    const file = await readFile(await (await downloading).path(), 'utf8');
    const rows = parse<Record<string, string>>(file, { columns: true, bom: true });
    const own = rows.filter((row) => Object.values(row).some((cell) => cell.includes(TITLE)));
    expect(own).toHaveLength(1);
    expect(own[0]?.['Number of participatory hours']).toBe('0');
  });

  await test.step('anyone can check the certificate, and learns no name', async () => {
    const stranger = await openBrowser();
    await stranger.goto(`/verify/${certificate}`);
    await expect(heading(stranger)).toHaveText('This certificate was issued here');
    await expect(stranger.getByRole('main')).toContainText('0 (learned alone)');
    await expect(stranger.getByRole('main')).not.toContainText('Yusuf');
  });

  await test.step('the training lead sees one more done, and the person listed as done', async () => {
    expect(await doneModules(lead)).toBe(doneBefore + 1);
    await openPerson(lead, 'Yusuf', 'Amina Yusuf');
    const standing = lead
      .getByRole('row')
      .filter({ has: lead.locator(`a[href="/modules/${YOUNG_PERSON}"]`) });
    await expect(standing).toContainText('Done');
    await expect(lead.getByRole('table', { name: 'Evidence' })).toContainText(certificate);
    await expect(lead.getByRole('main')).not.toContainText('young person wants');
  });

  await test.step('the lead of another agency sees nothing of it', async () => {
    const person = new URL(lead.url()).pathname;
    const police = await openBrowser();
    await signIn(police, 'lead-police');
    await police.goto('/agency/people?search=Yusuf');
    await expect(police.getByRole('status').filter({ hasText: /match/ })).toBeVisible();
    await expect(police.getByRole('link', { name: 'Amina Yusuf' })).toHaveCount(0);
    await police.goto(person);
    await expect(heading(police)).toHaveText('Page not found');
    expect((await fileOf(police, 'Completions')).toString()).not.toContain(bare(certificate));
  });

  await test.step('the file of completions has the row, and the hash that the manifest names', async () => {
    const file = await fileOf(lead, 'Completions');
    const row = file
      .toString()
      .split(/\r?\n/)
      .find((line) => line.includes(bare(certificate)));
    expect(row, file.toString().slice(0, 400)).toBeDefined();
    expect(row).toContain('Yusuf,Amina');
    expect(row).toContain(YOUNG_PERSON);
    const hash = createHash('sha256').update(file).digest('hex');
    await expect(lead.getByRole('table', { name: /^Manifest/ })).toContainText(hash);
    await axe(lead);
  });
});

/** How many required modules are done, as the page "My agency now" says. */
async function doneModules(page: Page): Promise<number> {
  await page.goto('/agency');
  const sentence = page.getByText(/^[\d,]+ of [\d,]+ required modules are done/);
  const [done = ''] = (await sentence.innerText()).split(' of ');
  return Number(done.replaceAll(',', ''));
}

/** The number of the certificate that the page leads to, as people read it: in groups. */
async function certificateNumber(page: Page): Promise<string> {
  const address = await page.getByRole('link', { name: 'See your certificate' }).getAttribute('href');
  return address?.split('/').pop() ?? '';
}

async function openPerson(page: Page, familyName: string, name: string): Promise<void> {
  await page.goto('/agency/people');
  await page.getByLabel('Family name').fill(familyName);
  await page.getByRole('button', { name: 'Find people' }).click();
  await page.getByRole('link', { name }).click();
  await expect(heading(page)).toHaveText(name);
}

/** Downloads one file of the exports page, for the days it offers; answers its bytes. */
async function fileOf(page: Page, name: string): Promise<Buffer> {
  await page.goto('/agency/exports');
  await page.getByRole('button', { name: 'Show the files for these days' }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: `Download ${name} (CSV)` }).click();
  return readFile(await (await downloading).path());
}

/** The number of a certificate as files hold it, without hyphens. */
function bare(number: string): string {
  return number.replaceAll('-', '');
}
