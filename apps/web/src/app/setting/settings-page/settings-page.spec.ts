import type { PlatformSetting } from '@learning-reviews/contracts/setting.contract';
import { screen, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { openSignedIn, type SignedInPage } from '../../platform/page/testing/open-signed-in.js';
import { somebody } from '../../platform/session/testing/session-answer.js';
import { SettingsPage } from './settings-page.js';

const SETTINGS: PlatformSetting = {
  targetPercent: 90,
  dueSoonDays: 30,
  expiringDays: 90,
  version: 4,
  retention: [
    {
      kind: 'answer',
      amount: 90,
      unit: 'day',
      least: 30,
      most: 730,
      reason: 'Long enough to talk an answer over.',
      version: 1,
    },
  ],
  announced: [],
  changes: [],
};

describe('settings page', () => {
  let page: SignedInPage;
  const open = async (change: Partial<PlatformSetting> = {}, address = '/admin/settings') => {
    const session = somebody({ permissions: ['job.read', 'platform.manage-settings'] });
    page = await openSignedIn([{ path: 'admin/settings', component: SettingsPage }], address, session);
    await page.answer('GET', '/api/admin/setting', { ...SETTINGS, ...change });
  };
  const type = async (label: RegExp, value: string) => {
    await userEvent.clear(screen.getByLabelText(label));
    await userEvent.type(screen.getByLabelText(label), value);
  };
  const save = async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Save the settings' }));
    for (let turn = 0; turn < 10; turn += 1) await page.settle();
  };

  it('shows what is set, what is kept and why, and that nothing is to be deleted', async () => {
    await open();
    expect((screen.getByLabelText(/^Due soon/) as HTMLInputElement).value).toBe('30');
    const row = screen.getByRole('row', { name: /^Answers to questions/ });
    expect(within(row).getByText('90 days')).toBeTruthy();
    expect(within(row).getByText('Long enough to talk an answer over.')).toBeTruthy();
    expect(within(row).getByRole('link').getAttribute('href')).toBe('/admin/settings/retention/answer');
    expect(screen.getByText('Nothing will be deleted in the next week.')).toBeTruthy();
    expect(screen.getByText(/everything is as it was delivered/)).toBeTruthy();
  });

  it('says what will be deleted and who changed what', async () => {
    await open({
      announced: [{ kind: 'answer', on: '2026-12-08', rows: 1204 }],
      changes: [
        {
          setting: 'target-percent',
          was: '90',
          becomes: '95',
          by: 'Ama Boateng',
          at: '2026-12-01T09:00:00.000Z',
        },
      ],
    });
    expect(screen.getByText('On 8 December 2026, 1,204 answers to questions will be deleted.')).toBeTruthy();
    const row = screen.getByRole('row', { name: /^Usual target/ });
    expect(row.textContent.replaceAll(/\s+/g, ' ')).toMatch(
      /90% ?95% ?Ama Boateng ?1 December 2026 at 9:00am/,
    );
  });

  it('saves them, and has the words of every page follow', async () => {
    await open();
    await type(/^Due soon/, '14');
    await save();
    const request = page.asked('PUT', '/api/admin/setting');
    expect(request.request.body).toEqual({
      targetPercent: 90,
      dueSoonDays: 14,
      expiringDays: 90,
      version: 4,
    });
    request.flush(null);
    await page.settle();
    await page.answer('GET', '/api/admin/setting', { ...SETTINGS, dueSoonDays: 14, version: 5 });
    expect(page.countOf('GET', '/api/session')).toBe(1);
    expect(screen.getByRole('alert').textContent).toContain('The settings are saved.');
    expect((screen.getByLabelText(/^Due soon/) as HTMLInputElement).value).toBe('14');
  });

  it.each([
    [/^Due soon/, '0', 'Enter a number of days from 1 to 365'],
    [/^Expiring/, 'ninety', 'Enter a whole number of days, such as 30'],
    [/^Usual target/, '101', 'Enter a percentage from 1 to 100'],
  ])('refuses %s of "%s", keeps it, and says what to do', async (label, typed, sentence) => {
    await open();
    await type(label, typed);
    await save();
    expect(page.countOf('PUT', '/api/admin/setting')).toBe(0);
    expect(screen.getAllByText(new RegExp(sentence)).length).toBeGreaterThan(0);
    expect((screen.getByLabelText(label) as HTMLInputElement).value).toBe(typed);
  });

  it('says that somebody else was quicker, and loses nothing typed', async () => {
    await open();
    await type(/^Due soon/, '14');
    await save();
    await page.refuse('PUT', '/api/admin/setting', 409, {
      code: 'stale.version',
      message: 'Someone changed the settings while you had them open.',
    });
    expect(screen.getByRole('alert').textContent).toContain('Someone changed this while you had it open');
    expect((screen.getByLabelText(/^Due soon/) as HTMLInputElement).value).toBe('14');
  });

  it('tells what was done on the page of one kind', async () => {
    await open({}, '/admin/settings?done=answer');
    expect(screen.getByRole('alert').textContent).toContain('“Answers to questions” is kept as you decided.');
  });

  it('leads to the other pages of administration', async () => {
    await open();
    const links = within(screen.getByRole('navigation', { name: 'Administration' })).getAllByRole('link');
    expect(links.map((link) => link.textContent.trim())).toEqual(
      expect.arrayContaining(['Background jobs', 'Settings']),
    );
  });

  it('says so when it cannot be loaded, and asks again', async () => {
    page = await openSignedIn([{ path: 'admin/settings', component: SettingsPage }], '/admin/settings');
    await page.refuse('GET', '/api/admin/setting', 500);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await page.answer('GET', '/api/admin/setting', SETTINGS);
    expect(screen.getByRole('heading', { level: 1, name: 'Settings' })).toBeTruthy();
  });
});
