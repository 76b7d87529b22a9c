import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { query } from '../database.ts';
import { expect, test } from '../journey.ts';
import type { Product } from '../product.ts';

test.use({ journey: 'four people' });

/** The agencies of fewer than ten people, as they are called on their own screens. */
const SMALL = ['Lantern Family Support', 'Larkfield Primary School'];
const ROW = 'Small organisations';

interface Line {
  readonly label: string;
  readonly done: readonly (number | null)[];
  readonly required: readonly (number | null)[];
}

/** What nobody of another agency may read: the true figures of the small organisations in a month, as `n of d`. */
async function secrets(product: Product, month: string): Promise<string[]> {
  const rows = await query<{ n: number; d: number }>(
    product,
    `select n, d from board_base where dimension like 'small-organisations/%' and month = $1 and d > 0`,
    [`${month}-01`],
  );
  expect(rows.length, `true figures of ${month}`).toBeGreaterThan(0);
  return rows.map(({ n, d }) => `${n} of ${d}`);
}

/** Their row as it stands in the page, cell by cell. */
async function cellsOf(page: Page): Promise<string[]> {
  const table = page.getByRole('table', { name: 'Agencies by module', exact: true });
  const cells = table.getByRole('row', { name: new RegExp(`^${ROW}`) }).getByRole('cell');
  return (await cells.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
}

/** The line of a CSV file that begins with their name, after it. */
const lineOf = (file: string) =>
  (file.split('\r\n').find((line) => line.includes(ROW)) ?? '').split(',').filter((cell) => cell !== ROW);

/** Whether each of these gives nothing away. */
const isHidden = (text: string) => text === '' || text.startsWith('[c]') || text === 'No figure';

test('figures of a charity of four people are in no page, answer or file an officer can open', async ({
  page,
  product,
  signIn,
  axe,
}) => {
  await signIn(page, 'partnership');
  const asked = new Set<string>();
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname.startsWith('/api/partnership')) asked.add(`${pathname}${search}`);
  });
  const { months } = (await (await page.request.get('/api/partnership/month')).json()) as {
    months: { month: string; publishedOn: string }[];
  };
  expect(months.length).toBeGreaterThanOrEqual(12);

  for (const { month, publishedOn } of months) {
    await page.goto(`/partnership?month=${month}`);
    const cells = page.getByRole('table', { name: 'Agencies by module', exact: true });
    await expect(cells.getByRole('row', { name: new RegExp(`^${ROW}`) })).toBeVisible();
    const html = await page.content();
    const json = await (await page.request.get(`/api/partnership?month=${month}`)).text();
    const csv = await (await page.request.get(`/api/partnership/board.csv?month=${month}`)).text();

    expect(
      (await cellsOf(page)).filter((text) => !isHidden(text)),
      `page of ${month}`,
    ).toEqual([]);
    const small = (JSON.parse(json) as { rows: Line[] }).rows.find(({ label }) => label === ROW);
    expect(
      [...(small?.done ?? [0]), ...(small?.required ?? [0])].filter(
        (count) => count !== null && count !== -1,
      ),
      `answer of ${month}`,
    ).toEqual([]);
    expect(
      lineOf(csv).filter((cell) => !isHidden(cell)),
      `file of ${month}`,
    ).toEqual([]);
    expect(csv).toContain(ROW);
    for (const name of SMALL) for (const text of [html, json, csv]) expect(text).not.toContain(name);
    const own = await cells.getByRole('row', { name: new RegExp(`^${ROW}`) }).innerText();
    for (const secret of await secrets(product, month)) expect(own).not.toContain(secret);
    expect(json).toContain(`"publishedOn":"${publishedOn}"`);
  }
  await axe(page);

  // The file that the table itself offers.
  await page.goto('/partnership');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download these figures (CSV) Agencies by module' }).click();
  const saved = await readFile(await (await downloading).path(), 'utf8');
  // Each line begins with the day of the count.
  expect(
    lineOf(saved)
      .slice(1)
      .filter((cell) => !isHidden(cell)),
  ).toEqual([]);

  await page.goto('/partnership/reviews');
  await expect(page.getByRole('heading', { name: 'Reach of reviews' })).toBeVisible();
  await axe(page);
  const reviews = await page.getByRole('main').getByRole('heading', { level: 2 }).getByRole('link').all();
  const addresses = await Promise.all(reviews.map((link) => link.getAttribute('href')));
  expect(addresses.length).toBeGreaterThan(1);
  for (const address of addresses) {
    await page.goto(address ?? '');
    const table = page.getByRole('table', { name: 'Agencies by module of this review', exact: true });
    await expect(table).toBeVisible();
    const row = table.getByRole('row', { name: new RegExp(`^${ROW}`) });
    if (await row.isVisible()) {
      const texts = await row.getByRole('cell').allInnerTexts();
      expect(texts.map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => !isHidden(text))).toEqual(
        [],
      );
    }
    const html = await page.content();
    for (const name of SMALL) expect(html).not.toContain(name);
  }
  await axe(page);

  // Whatever the pages asked for by themselves on the way.
  expect(asked.size).toBeGreaterThan(months.length);
  for (const address of asked) {
    const text = await (await page.request.get(address)).text();
    for (const name of SMALL) expect(text, address).not.toContain(name);
  }
});
