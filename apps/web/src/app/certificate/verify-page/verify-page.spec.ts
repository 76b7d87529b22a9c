import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { screen } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { type OpenPage, openPage } from '../../platform/page/testing/open-page.js';
import { VERIFY_ROUTES } from '../certificate.routes.js';

const ROUTES = [{ path: 'verify', children: VERIFY_ROUTES }];
const NUMBER = '8Q2ZK-4M7XT-0HVWN-5RDJA';
const URL = `/api/certificate/${NUMBER}/verification`;
const proof = {
  number: NUMBER,
  module: 'kern-young-person',
  moduleTitle: 'Before, during and after court',
  version: 1,
  completedOn: '2026-03-27',
  minutes: 34,
  participatoryMinutes: 0,
  status: 'valid',
  validUntil: '2028-03-26',
};

describe('checking a certificate', () => {
  let page: OpenPage;

  async function enter(typed: string) {
    page = await openPage(ROUTES, '/verify');
    if (typed !== '') await userEvent.type(screen.getByLabelText('Certificate number'), typed);
    await userEvent.click(screen.getByRole('button', { name: 'Check' }));
    await page.settle();
  }

  it('takes the number as people type it', async () => {
    await enter('8q2zk 4m7xt ohvwn 5rdja');
    expect(page.address()).toBe(`/verify/${NUMBER}`);
  });

  it.each([
    ['', 'Enter the certificate number'],
    ['8Q2ZK', 'Enter all 20 letters and digits, as they are printed on the certificate'],
  ])('says what to do about "%s", and keeps it', async (typed, message) => {
    await enter(typed);
    expect(screen.getByRole('link', { name: message })).toBeTruthy();
    const field = screen.getByLabelText('Certificate number') as HTMLInputElement;
    expect([field.value, field.getAttribute('aria-invalid')]).toEqual([typed, 'true']);
  });

  it.each([
    ['valid', 'Valid'],
    ['expired', 'Expired'],
    ['corrected', 'Corrected'],
  ])('says that a certificate is %s', async (status, tag) => {
    page = await openPage(ROUTES, `/verify/${NUMBER}`);
    await page.answer(URL, { ...proof, status });
    expect(screen.getByText(tag)).toBeTruthy();
    expect(screen.getByText('27 March 2026')).toBeTruthy();
    expect(screen.getByText('0 (learned alone)')).toBeTruthy();
  });

  it('says that a certificate was issued here and its record erased since', async () => {
    page = await openPage(ROUTES, `/verify/${NUMBER}`);
    const body = { status: 410, code: 'certificate.erased', message: '', errors: [], requestId: 'req-7' };
    TestBed.inject(HttpTestingController).expectOne(URL).flush(body, { status: 410, statusText: 'Gone' });
    await page.settle();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toContain(
      'was issued here, and erased since',
    );
    expect(screen.getByText(/It is no forgery/)).toBeTruthy();
  });

  it('says that no certificate has the number, and leads back', async () => {
    page = await openPage(ROUTES, `/verify/${NUMBER}`);
    await page.refuse(URL, 404);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('No certificate has this number');
    expect(screen.getByRole('link', { name: 'Enter the number again' }).getAttribute('href')).toBe('/verify');
  });

  it('tells a number that is not there from a service that is away', async () => {
    page = await openPage(ROUTES, `/verify/${NUMBER}`);
    await page.refuse(URL, 500);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Sorry, there is a problem');
  });
});
