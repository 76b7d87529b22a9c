import type { Page } from '@playwright/test';
import { query } from '../database.ts';
import { expect, test } from '../journey.ts';
import { heading } from '../module-steps.ts';
import type { Product } from '../product.ts';

test.use({ journey: 'assignments' });

/** Asked of nobody in the two agencies of the demonstration data that the rule reaches. */
const MODULE = 'kern-parents-carers';
const TITLE = /^Alongside, not outside/;
const TRUST = 'Riverside Community Health NHS Trust (demo)';
const POLICE = 'Moorland Constabulary (demo)';

/** How many people of an agency owe the module, and how many work there today. */
async function reachIn(product: Product, agency: string): Promise<{ asked: number; members: number }> {
  const [row] = await query<{ asked: number; members: number }>(
    product,
    `select count(*)::int as members, count(s.membership_id)::int as asked
     from membership m
     join agency a on a.id = m.agency_id
     left join standing s on s.agency_id = m.agency_id and s.membership_id = m.id
       and s.module_id = (select id from module where slug = $2)
     where a.name = $1 and m.from_on <= current_date and (m.to_on is null or m.to_on >= current_date)`,
    [agency, MODULE],
  );
  return row!;
}

/** Lets a response officer of the constabulary sign in as `officer@demo.example`, as if they had set a passphrase. */
async function letOfficerSignIn(product: Product): Promise<void> {
  const [officer] = await query<{ id: string }>(
    product,
    `select m.person_id as id from membership m join agency a on a.id = m.agency_id
     where a.name = $1 and m.job_role = 'response-officer' and m.from_on <= current_date and m.to_on is null
     order by m.person_id limit 1`,
    [POLICE],
  );
  await query(
    product,
    `update person set email_norm = 'officer@demo.example', email_verified_at = now() where id = $1`,
    [officer?.id],
  );
  await query(
    product,
    `insert into access.credential (person_id, passphrase_hash, changed_at)
     select $1, c.passphrase_hash, now()
     from access.credential c join person p on p.id = c.person_id
     where p.email_norm = 'practitioner@demo.example'`,
    [officer?.id],
  );
}

/** The module among what is required of whoever is signed in, once it is worked in. */
async function seesItRequired(page: Page): Promise<void> {
  const task = page.getByRole('listitem').filter({ has: page.locator(`a[href="/learning/${MODULE}"]`) });
  await expect(async () => {
    await page.goto('/learning');
    await expect(page.getByRole('heading', { name: 'Required for your role' })).toBeVisible();
    // What is merely recommended has no due day.
    await expect(task).toContainText(/Due \d+ \w+ \d{4}/, { timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  await expect(task).toContainText('Not yet started');
}

/** The rule in a lead's own list, with whom it is for, and that it is not theirs to change. */
async function seesItAsRule(page: Page, members: number): Promise<void> {
  await page.goto('/agency');
  await page.getByRole('navigation', { name: 'My agency' }).getByRole('link', { name: 'Rules' }).click();
  await expect(heading(page)).toHaveText('Rules of your agency');
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: TITLE }) });
  await expect(row).toContainText('The partnership');
  await expect(row).toContainText('within 60 days of joining');
  await expect(row).toContainText('In force');
  await expect(row.getByRole('cell').nth(2)).toHaveText(String(members));
  await row.getByRole('link', { name: TITLE }).click();
  await expect(page.getByText('The partnership has set it for agencies like yours.')).toBeVisible();
  await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
}

test('a rule of the partnership reaches two agencies, their people and their training leads', async ({
  page,
  product,
  signIn,
  openBrowser,
  axe,
}) => {
  test.setTimeout(240_000);
  const trust = await reachIn(product, TRUST);
  const police = await reachIn(product, POLICE);
  expect(trust.asked + police.asked, 'nobody there is asked for the module before').toBe(0);
  await signIn(page, 'partnership');

  await test.step('the officer sets a rule, and is told of every field that is missing', async () => {
    await page.goto('/partnership');
    await page.getByRole('navigation', { name: 'Partnership' }).getByRole('link', { name: 'Rules' }).click();
    await expect(heading(page)).toHaveText('Rules of the partnership');
    await axe(page);
    await page.getByRole('link', { name: 'Set a rule' }).click();
    await expect(heading(page)).toHaveText('Set a rule');
    await page.getByLabel('Days after joining', { exact: true }).fill('sixty');
    await page.getByRole('button', { name: 'Check who this reaches' }).click();
    const summary = page.locator('.govuk-error-summary');
    await expect(summary).toBeFocused();
    await expect(summary).toContainText('Choose a module');
    await expect(summary).toContainText('Enter the number of days after joining, such as 30');
    await expect(page.getByLabel('Days after joining', { exact: true })).toHaveValue('sixty');
    await axe(page);
  });

  await test.step('before saving they see which agencies, and a bound for the people, without a name', async () => {
    await page.getByLabel('Module', { exact: true }).selectOption(MODULE);
    const kinds = page.getByRole('group', { name: /^Types of agency/ });
    await kinds.getByLabel('Community trust', { exact: true }).check();
    await kinds.getByLabel('Police', { exact: true }).check();
    await page.getByLabel('Days after joining', { exact: true }).fill('60');
    await page.getByRole('button', { name: 'Check who this reaches' }).click();
    await expect(heading(page)).toHaveText('Check who this reaches');
    await expect(heading(page)).toBeFocused();
    const said = page.getByText(/It reaches 2 agencies, where up to [\d,]+ people work/);
    const upTo = Number(/up to ([\d,]+)/.exec((await said.textContent()) ?? '')?.[1]?.replace(',', ''));
    expect(upTo % 10, 'in tens').toBe(0);
    expect(upTo).toBeGreaterThanOrEqual(trust.members + police.members);
    for (const agency of [TRUST, POLICE])
      await expect(page.getByRole('listitem').filter({ hasText: agency })).toBeVisible();
    await axe(page);
  });

  await test.step('it is saved, and spreads to both', async () => {
    await page.getByRole('button', { name: 'Set this rule' }).click();
    await expect(heading(page)).toHaveText('Rules of the partnership');
    await expect(page.getByText('The rule is set.')).toBeVisible();
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: TITLE }) });
    await expect(row).toContainText('2 agencies');
    await expect(async () => {
      await page.reload();
      await expect(row).toBeVisible();
      await expect(row).not.toContainText('have it so far', { timeout: 1_000 });
    }).toPass({ timeout: 60_000 });
  });

  await test.step('practitioners of both see the module with its due day, and no third agency has it', async () => {
    await letOfficerSignIn(product);
    for (const name of ['practitioner', 'officer']) {
      const own = await openBrowser();
      await signIn(own, name);
      await seesItRequired(own);
      await axe(own);
    }
    for (const [agency, before] of [
      [TRUST, trust],
      [POLICE, police],
    ] as const) {
      await expect
        .poll(async () => (await reachIn(product, agency)).asked, { timeout: 60_000 })
        .toBe(before.members);
    }
    const copies = await query<{ agency: string }>(
      product,
      `select a.name as agency from assignment r join agency a on a.id = r.agency_id
       where r.partnership_assignment_id is not null and r.module_id = (select id from module where slug = $1)
       order by 1`,
      [MODULE],
    );
    expect(copies.map(({ agency }) => agency)).toEqual([POLICE, TRUST]);
  });

  await test.step('both training leads see it among their rules, and cannot change it', async () => {
    for (const [name, { members }] of [
      ['lead', trust],
      ['lead-police', police],
    ] as const) {
      const desk = await openBrowser();
      await signIn(desk, name);
      await seesItAsRule(desk, members);
      await axe(desk);
    }
  });
});
