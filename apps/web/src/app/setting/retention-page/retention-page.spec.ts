import type { PlatformSetting } from '@learning-reviews/contracts/setting.contract';
import { screen } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { openSignedIn, type SignedInPage } from '../../platform/page/testing/open-signed-in.js';
import { RetentionPage } from './retention-page.js';

const SETTINGS: PlatformSetting = {
  targetPercent: 90,
  dueSoonDays: 30,
  expiringDays: 90,
  version: 4,
  retention: [
    { kind: 'audit', amount: 24, unit: 'month', least: 12, most: 120, reason: 'Two years.', version: 3 },
  ],
  announced: [],
  changes: [],
};

describe('the page of how long a kind is kept', () => {
  let page: SignedInPage;
  const open = async (kind = 'audit') => {
    page = await openSignedIn(
      [{ path: 'admin/settings/retention/:kind', component: RetentionPage }],
      `/admin/settings/retention/${kind}`,
    );
    await page.answer('GET', '/api/admin/setting', SETTINGS);
  };
  const save = async (amount: string) => {
    const field = screen.getByLabelText('Kept for, in months');
    await userEvent.clear(field);
    await userEvent.type(field, amount);
    await userEvent.click(screen.getByRole('button', { name: 'Save how long it is kept' }));
    for (let turn = 0; turn < 10; turn += 1) await page.settle();
  };

  it('begins with the time and the reason as they are, and saves both on their version', async () => {
    await open();
    expect(screen.getByRole('heading', { level: 1, name: 'Who did what (audit log)' })).toBeTruthy();
    expect((screen.getByLabelText(/^Why/) as HTMLTextAreaElement).value).toBe('Two years.');
    await save('36');
    const request = page.asked('PUT', '/api/admin/setting/retention/audit');
    expect(request.request.body).toEqual({ amount: 36, reason: 'Two years.', version: 3 });
    request.flush(null);
    for (let turn = 0; turn < 3; turn += 1) await page.settle();
    expect(page.address()).toBe('/admin/settings?done=audit');
  });

  it('shows what the server says of a time that cannot be, beside the field', async () => {
    await open();
    await save('11');
    const message = 'Enter a number of months from 12 to 120';
    await page.refuse('PUT', '/api/admin/setting/retention/audit', 422, {
      code: 'request.invalid',
      errors: [{ field: 'amount', message }],
    });
    expect(screen.getAllByText(new RegExp(message)).length).toBeGreaterThan(0);
    expect((screen.getByLabelText('Kept for, in months') as HTMLInputElement).value).toBe('11');
  });

  it('says that there is no such kind', async () => {
    await open('nothing');
    expect(screen.getByRole('heading', { level: 1, name: /^Not a kind of data/ })).toBeTruthy();
  });
});
