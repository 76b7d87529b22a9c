import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { screen } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { type OpenPage, openPage } from '../../platform/page/testing/open-page.js';
import { nobody } from '../../platform/session/testing/session-answer.js';
import { PASSPHRASE_ROUTES } from '../passphrase.routes.js';

const LINK = '/api/passphrase/link';
const SET = '/api/passphrase';
const TOKEN = 'Zm9yLXRoZS1nb2xkZW4tZmlsZXMtb25seS1ub3QtYS1rZXk';
const OPEN = { purpose: 'invite', email: 'asha@trust.example', endsAt: '2026-12-14T09:00:00.000Z' };
const CHOSEN = 'three wet otters by the lock';

describe('the page to choose a passphrase', () => {
  const user = userEvent.setup();
  let page: OpenPage;
  const open = async (address: string) =>
    (page = await openPage([{ path: 'passphrase', children: PASSPHRASE_ROUTES }], address));
  const refuse = async (url: string, status: number, code: string, errors: object[] = []) => {
    const body = { status, code, message: '', errors, requestId: 'r' };
    TestBed.inject(HttpTestingController).expectOne(url).flush(body, { status, statusText: 'x' });
    await page.settle();
  };
  const choose = async (passphrase: string) => {
    await user.type(screen.getByLabelText('New passphrase'), passphrase);
    await user.click(screen.getByRole('button', { name: 'Save passphrase' }));
    await page.settle();
  };

  it('takes the token out of the address, sends it in bodies, and leads to sign in', async () => {
    await open(`/passphrase/set#${TOKEN}`);
    await page.settle();
    expect(page.address()).toBe('/passphrase/set');
    const server = TestBed.inject(HttpTestingController);
    const asked = server.expectOne(LINK);
    expect(asked.request.body).toEqual({ token: TOKEN });
    asked.flush(OPEN);
    await page.settle();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toContain('Choose your passphrase');
    expect(document.querySelector<HTMLInputElement>('[autocomplete=username]')?.value).toBe(OPEN.email);

    await choose(CHOSEN);
    const sent = server.expectOne(SET);
    expect(sent.request.body).toEqual({ token: TOKEN, passphrase: CHOSEN });
    sent.flush(null);
    await page.settle();
    server.expectOne('/api/session').flush(nobody());
    await page.settle();
    expect(page.address()).toBe('/sign-in?changed=passphrase');
  });

  it.each([
    ['without a token', async () => void (await open('/passphrase/set'))],
    [
      'that is over',
      async () => {
        await open(`/passphrase/set#${TOKEN}`);
        await refuse(LINK, 410, 'account.link-over');
      },
    ],
    [
      'used in another tab meanwhile',
      async () => {
        await open(`/passphrase/set#${TOKEN}`);
        await page.answer(LINK, OPEN);
        await choose(CHOSEN);
        await refuse(SET, 410, 'account.link-over');
      },
    ],
  ])('says of a link %s that it cannot be used, and how to get another', async (_, arrange) => {
    await arrange();
    await page.settle();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('This link cannot be used any more');
    expect(screen.getByRole('link', { name: 'Get a new link' }).getAttribute('href')).toBe(
      '/passphrase/forgotten',
    );
  });

  it('refuses beside the field, and keeps what was typed', async () => {
    await open(`/passphrase/set#${TOKEN}`);
    await page.answer(LINK, { ...OPEN, purpose: 'reset' });
    await choose('too short');
    expect(screen.getByRole('alert').textContent).toContain(
      'Enter a new passphrase of 12 characters or more',
    );
    await choose(' but guessable');
    const message = 'Enter a new passphrase that is harder to guess';
    await refuse(SET, 422, 'account.weak-passphrase', [{ field: 'passphrase', message }]);
    expect(screen.getByRole('alert').textContent).toContain(message);
    expect(screen.getByLabelText<HTMLInputElement>('New passphrase').value).toBe('too short but guessable');
  });

  it('tries again when the service was away', async () => {
    await open(`/passphrase/set#${TOKEN}`);
    await page.refuse(LINK, 500);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await page.answer(LINK, OPEN);
    expect(screen.getByLabelText('New passphrase')).toBeTruthy();
  });
});
