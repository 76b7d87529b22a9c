import type { Page } from '@playwright/test';
import { pressing, refused, type Tour } from './tour.ts';

/** A person's CPD record, for somebody who has finished modules before. */
export const RECORD: Tour = {
  name: 'record',
  account: 'practitioner',
  stops: [
    { name: 'record', at: '/record' },
    { name: 'record-entry', at: openEntry },
    {
      name: 'record-entry-minutes-refused',
      at: async (page) => {
        await page.getByText('Record fewer minutes', { exact: true }).click();
        await page.getByLabel('Minutes to record').fill('9999');
        await refused('Save minutes')(page);
      },
    },
    { name: 'record-entry-unknown', at: '/record/0198c0de-0000-7000-8000-000000000000' },
    { name: 'record-add', at: '/record/add' },
    { name: 'record-add-refused', at: refused('Add to your record') },
    {
      name: 'record-add-together',
      at: (page) => page.getByRole('radio', { name: 'Discussion with peers' }).check(),
    },
    {
      name: 'record-added',
      at: async (page) => {
        await page.getByLabel('What it was').fill('Discussion of what young witnesses need');
        await page.getByLabel('Who ran it').fill('Our own team');
        const day = page.getByRole('group', { name: 'The day you finished' });
        await day.getByLabel('Day').fill('2');
        await day.getByLabel('Month').fill('11');
        await day.getByLabel('Year').fill('2026');
        await page.getByLabel('Minutes in all').fill('45');
        await page.getByLabel('Participatory minutes').fill('45');
        await pressing('Add to your record')(page);
        await page.waitForURL((url) => !url.pathname.endsWith('/add'));
      },
    },
    { name: 'record-entry-delete', at: pressing('Delete this entry') },
    { name: 'record-export', at: '/record/export' },
    { name: 'record-export-refused', at: refused('Show the record') },
    { name: 'record-export-nmc', at: '/record/export?body=nmc' },
    { name: 'record-export-hcpc', at: '/record/export?body=hcpc' },
    { name: 'record-export-wrong-days', at: '/record/export?body=nmc&from=2026-05-01&to=2026-04-01' },
  ],
};

async function openEntry(page: Page): Promise<void> {
  await page.locator('main table a[href^="/record/"]').first().click();
  await page.waitForURL(/\/record\/.+/);
}
