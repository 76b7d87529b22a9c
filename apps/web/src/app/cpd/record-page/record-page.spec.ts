import { screen, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { ENTRY_ID, openRecord, record } from '../testing/answers.js';

describe('record page', () => {
  const user = userEvent.setup();
  const year = (name: string) => within(screen.getByRole('region', { name }));

  it('shows each registration year with both kinds of minutes apart', async () => {
    const page = await openRecord('/record');
    await page.answer('GET', '/api/cpd', record());

    expect(screen.getByRole('heading', { level: 1, name: 'CPD record' })).toBeTruthy();
    const now = year('1 April 2026 to 31 March 2027');
    expect(now.getByText('minutes in all').parentElement?.textContent).toContain('34');
    expect(now.getByText('participatory minutes').parentElement?.textContent).toContain('0');
    expect(
      now.getByRole('row', { name: /Before, during and after court .* 14 October 2026 34 0 Not written/ }),
    ).toBeTruthy();
    const before = year('1 April 2025 to 31 March 2026');
    expect(
      before.getByRole('row', { name: /Discussion with peers, The trust 30 March 2026 60 45 Written/ }),
    ).toBeTruthy();
    expect(now.getByRole('link', { name: 'Before, during and after court' }).getAttribute('href')).toBe(
      `/record/${ENTRY_ID}`,
    );
  });

  it('says of an imported entry who attested it', async () => {
    const page = await openRecord('/record');
    const { years, ...rest } = record();
    const [now] = years;
    const entries = now!.entries.map((entry) => ({
      ...entry,
      source: 'imported' as const,
      attestedBy: 'Sam Example, HR',
    }));
    await page.answer('GET', '/api/cpd', { ...rest, years: [{ ...now!, entries }] });
    expect(screen.getByText('Imported, attested by Sam Example, HR')).toBeTruthy();
  });

  it('says why solo e-learning counts 0 participatory minutes', async () => {
    const page = await openRecord('/record');
    await page.answer('GET', '/api/cpd', record());
    expect(
      screen.getByRole('heading', { name: 'Why solo e-learning counts 0 participatory minutes' }),
    ).toBeTruthy();
  });

  it('shows what somebody typed as they typed it', async () => {
    const page = await openRecord('/record');
    await page.answer('GET', '/api/cpd', record());
    expect(screen.getByRole('link', { name: 'Group <b>supervision</b>' })).toBeTruthy();
  });

  it('leads to adding, and to an export for the person’s own regulator', async () => {
    const page = await openRecord('/record');
    await page.answer('GET', '/api/cpd', record());
    const address = (name: string) => screen.getByRole('link', { name }).getAttribute('href');
    expect(address('Add outside learning')).toBe('/record/add');
    expect(address('Export your record')).toBe('/record/export?body=nmc');
  });

  it('counts by the year of another body, in the address', async () => {
    const page = await openRecord('/record');
    await page.answer('GET', '/api/cpd', record());
    const choice = screen.getByLabelText<HTMLSelectElement>('Count by the year of');
    expect(choice.value).toBe('nmc');
    await user.selectOptions(choice, 'Social Work England');
    await user.click(screen.getByRole('button', { name: 'Count' }));
    await page.settle();
    expect(page.address()).toBe('/record?body=social-work-england');
    await page.answer('GET', '/api/cpd?body=social-work-england', record({ body: 'social-work-england' }));
  });

  it('asks for the person’s own when the address names a body that is none', async () => {
    const page = await openRecord('/record?body=hogwarts');
    await page.answer('GET', '/api/cpd', record());
    expect(screen.getByLabelText<HTMLSelectElement>('Count by the year of').value).toBe('nmc');
  });

  it('says so when nothing is on it yet', async () => {
    const page = await openRecord('/record');
    await page.answer('GET', '/api/cpd', record({ years: [] }));
    expect(screen.getByText(/Nothing is on your record yet/)).toBeTruthy();
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('says so when it could not be loaded, and tries again', async () => {
    const page = await openRecord('/record');
    await page.refuse('GET', '/api/cpd', 500, { code: 'service.fault' });
    await user.click(screen.getByRole('button', { name: /Try again/ }));
    await page.settle();
    await page.answer('GET', '/api/cpd', record());
    expect(screen.getAllByRole('table')).toHaveLength(2);
  });

  it('says that an entry was deleted', async () => {
    const page = await openRecord('/record?changed=deleted');
    await page.answer('GET', '/api/cpd', record());
    expect(screen.getByRole('alert', { name: 'Success' }).textContent).toContain('The entry was deleted.');
  });
});
