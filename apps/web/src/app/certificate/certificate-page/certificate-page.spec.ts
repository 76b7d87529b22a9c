import { screen } from '@testing-library/dom';
import type { Certificate } from '@learning-reviews/contracts/certificate.contract';
import { openSignedIn } from '../../platform/page/testing/open-signed-in.js';
import { CERTIFICATE_ROUTES } from '../certificate.routes.js';

const NUMBER = '8Q2ZK-4M7XT-0HVWN-5RDJA';
const CERTIFICATE: Certificate = {
  number: NUMBER,
  personName: 'Asha <i>Patel</i>',
  module: 'kern-young-person',
  moduleTitle: 'Before, during and after court',
  madeFrom: 'A learning review',
  outcomes: ['Plan a handover'],
  version: 2,
  completedOn: '2026-10-14',
  validUntil: '2028-10-13',
  minutes: 34,
  participatoryMinutes: 0,
  status: 'valid',
  verificationUrl: `https://learning.example/verify/${NUMBER}`,
};

describe('certificate page', () => {
  async function open(changes: Partial<Certificate> = {}) {
    const page = await openSignedIn(
      [{ path: 'certificates', children: CERTIFICATE_ROUTES }],
      `/certificates/${NUMBER}`,
    );
    await page.answer('GET', `/api/certificate/${NUMBER}`, { ...CERTIFICATE, ...changes });
    return page;
  }
  const fact = (name: string) =>
    screen.getByText(name, { selector: 'dt' }).nextElementSibling?.textContent?.trim();

  it('says who completed what, in which version, when and for how long', async () => {
    await open();
    expect(screen.getByRole('heading', { level: 1, name: 'Certificate of completion' })).toBeTruthy();
    expect(screen.getByText('Asha <i>Patel</i>')).toBeTruthy();
    expect(screen.getByText('Before, during and after court')).toBeTruthy();
    expect(fact('Finished on')).toBe('14 October 2026');
    expect(fact('Counts until')).toBe('13 October 2028');
    expect(fact('Version of the module')).toBe('2');
    expect(fact('Minutes of learning')).toBe('34');
    expect(fact('Participatory minutes')).toBe('0 (learned alone)');
    expect(document.title).toContain('Certificate – Before, during and after court');
  });

  it.each([
    ['valid', 'Valid It still counts.'],
    ['expired', 'Expired The time for which it counts is over. Do the module again for a new one.'],
    ['corrected', 'Corrected A fact of this completion was corrected after it was issued.'],
  ] as const)('says that it is %s', async (status, words) => {
    await open({ status });
    expect(fact('Status')).toBe(words);
  });

  it('can be checked by anybody, printed, and had as a PDF', async () => {
    await open();
    const check = screen.getByRole('link', { name: CERTIFICATE.verificationUrl });
    expect(check.getAttribute('href')).toBe(`/verify/${NUMBER}`);
    const pdf = screen.getByRole('link', { name: 'Download as PDF' });
    expect(pdf.getAttribute('href')).toBe(`/api/certificate/${NUMBER}/pdf`);
    expect(pdf.hasAttribute('download')).toBe(true);
    expect(screen.getByRole('button', { name: 'Print this certificate' })).toBeTruthy();
  });

  it('claims no more than was completed', async () => {
    await open();
    expect(screen.getByText(/It says nothing about how\s+somebody works/)).toBeTruthy();
  });

  it('is not found when it is somebody else’s', async () => {
    const page = await openSignedIn(
      [{ path: 'certificates', children: CERTIFICATE_ROUTES }],
      `/certificates/${NUMBER}`,
    );
    await page.refuse('GET', `/api/certificate/${NUMBER}`, 404, { code: 'request.not-found' });
    expect(screen.getByRole('heading', { level: 1, name: 'Page not found' })).toBeTruthy();
  });
});
