import { screen } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { type OpenPage, openPage } from '../../platform/page/testing/open-page.js';
import { PASSPHRASE_ROUTES } from '../passphrase.routes.js';

const ASK = '/api/passphrase/reset';

describe('the page for a forgotten passphrase', () => {
  const user = userEvent.setup();
  let page: OpenPage;
  const send = async (email: string) => {
    if (email) await user.type(screen.getByLabelText('Email address'), email);
    await user.click(screen.getByRole('button', { name: 'Send me a link' }));
    await page.settle();
  };
  beforeEach(
    async () =>
      (page = await openPage([{ path: 'passphrase', children: PASSPHRASE_ROUTES }], '/passphrase/forgotten')),
  );

  it('says after sending what is true for everybody', async () => {
    await send('asha@trust.example');
    await page.answer(ASK, {});
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Check your email');
    expect(document.body.textContent).toMatch(/If somebody signs in here with\s+asha@trust\.example/);
    await user.click(screen.getByRole('button', { name: 'Enter the address again' }));
    await page.settle();
    expect(screen.getByLabelText<HTMLInputElement>('Email address').value).toBe('asha@trust.example');
  });

  it('asks for the address without asking the server', async () => {
    await send('');
    expect(screen.getByRole('alert').textContent).toContain('Enter your email address');
  });

  it('keeps what was typed when the server refuses', async () => {
    await send('asha@trust.example');
    await page.refuse(ASK, 500);
    expect(screen.getByRole('alert').textContent).toContain('Something went wrong');
    expect(screen.getByLabelText<HTMLInputElement>('Email address').value).toBe('asha@trust.example');
  });
});
