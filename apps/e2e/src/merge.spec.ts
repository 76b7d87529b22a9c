import { query } from '../database.ts';
import { expect, test as journey } from '../journey.ts';
import { startMailServer, type CatchingServer } from '../mail-server.ts';
import { heading } from '../module-steps.ts';
import { misfits } from '../page-layout.ts';
import { startProduct, type Product } from '../product.ts';
import { PASSPHRASE } from '../sign-in.ts';

/** A product that sends by a mail server of the test's own. */
const test = journey.extend<object, { mail: CatchingServer }>({
  mail: [
    async ({}, use) => {
      const server = await startMailServer();
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  product: [
    async ({ mail }, use) => {
      const product = await startProduct({
        SMTP_URL: mail.url,
        EMAIL_FROM: 'Learning Reviews <learning@demo.example>',
      });
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

const STAYS = 'practitioner@demo.example';

/** A member of the constabulary who has finished something: as if the practitioner worked there, too. */
async function otherAccount(product: Product): Promise<string> {
  const [other] = await query<{ email: string }>(
    product,
    `select person.email_norm as email from person
     join membership m on m.person_id = person.id and m.agency_id = 3 and m.to_on is null
     where person.email_verified_at is null
       and exists (select from completion where completion.person_id = person.id)
     order by person.email_norm limit 1`,
  );
  return other!.email;
}

/** How many completions, certificates and jobs whoever signs in with an address has. */
async function heldBy(product: Product, email: string) {
  const [row] = await query<{ completions: number; certificates: number; jobs: number }>(
    product,
    `select (select count(*)::int from completion c where c.person_id = p.id) as completions,
       (select count(*)::int from certificate c where c.person_id = p.id) as certificates,
       (select count(*)::int from membership m where m.person_id = p.id) as jobs
     from person p where p.email_norm = $1`,
    [email],
  );
  return row!;
}

test('a practitioner with two accounts joins them, loses nothing, and parts them again', async ({
  page,
  product,
  signIn,
  axe,
  mail,
}) => {
  test.setTimeout(180_000);
  const other = await otherAccount(product);
  const [own, theirs] = [await heldBy(product, STAYS), await heldBy(product, other)];
  const lookAt = async () => {
    for (const width of [1280, 390, 320]) {
      await page.setViewportSize({ width, height: 844 });
      await axe(page);
      expect.soft(await misfits(page), `${page.url()} at ${width}`).toEqual([]);
    }
    await page.setViewportSize({ width: 1280, height: 844 });
  };

  await test.step('a link goes to the other address', async () => {
    await signIn(page, 'practitioner');
    await page.goto('/account');
    await page.getByRole('link', { name: 'You have two accounts? Join them' }).click();
    await expect(heading(page)).toHaveText('Join two accounts');
    await page.getByLabel('Email address of your other account').fill(other);
    await page.getByRole('button', { name: 'Send a link to it' }).click();
    await expect(page.getByText('If somebody signs in with that address')).toBeVisible();
    await lookAt();
  });

  await test.step('it shows what joining does, and the passphrase confirms', async () => {
    const own = () => mail.caught.filter(({ recipients }) => recipients.includes(other));
    await expect.poll(() => own().length, { timeout: 60_000 }).toBe(1);
    const link = /http\S+\/account\/merge#[\w-]{43}/.exec(own()[0]?.text ?? '')![0];
    await page.goto(link);
    await expect(heading(page)).toHaveText('Check what joining does');
    await expect(page).toHaveURL(/\/account\/merge$/);
    await lookAt();
    await page.getByLabel('Your passphrase').fill('not the passphrase at all');
    await page.getByRole('button', { name: 'Join the accounts' }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await page.getByLabel('Your passphrase').fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Join the accounts' }).click();
    await expect(page.getByText('The accounts are one.')).toBeVisible();
  });

  expect(await heldBy(product, STAYS)).toEqual({
    completions: own.completions + theirs.completions,
    certificates: own.certificates + theirs.certificates,
    jobs: own.jobs + theirs.jobs,
  });

  await test.step('both jobs are on the account, and it can be undone', async () => {
    await page.goto('/account');
    await expect(page.getByRole('rowheader', { name: 'Moorland Constabulary (demo)' })).toBeVisible();
    await page.goto('/account/merge');
    await lookAt();
    await page.getByLabel('Your passphrase, to undo it').fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Part the accounts again' }).click();
    await expect(page.getByText('The accounts are two again')).toBeVisible();
  });
  expect(await heldBy(product, STAYS)).toEqual(own);
  expect(await heldBy(product, other)).toEqual(theirs);
});
