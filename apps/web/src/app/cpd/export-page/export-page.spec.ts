import { screen, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { nmcExport, openRecord } from '../testing/answers.js';

const NMC = '/api/cpd/export?body=nmc';

describe('export page', () => {
  const user = userEvent.setup();
  const day = (group: string, part: string) =>
    within(screen.getByRole('group', { name: group })).getByLabelText<HTMLInputElement>(part);

  it('shows the record as the body asks for it, with 0 participatory minutes for learning alone', async () => {
    const page = await openRecord('/record/export?body=nmc');
    await page.answer('GET', NMC, nmcExport());
    const shown = within(screen.getByRole('region', { name: 'NMC continuing professional development log' }));
    expect(shown.getByText('0 minutes participatory.')).toBeTruthy();
    expect(shown.getByText(/1 entry,/).textContent).toContain('34 minutes in all');
    const copy = shown.getByText(/Dates:/).textContent;
    expect(copy).toContain('Number of hours:\n0.57\n\nNumber of participatory hours:\n0');
    expect(copy).toContain('Link to the Code:\n\n');
  });

  it('says what is left for the person to write', async () => {
    const page = await openRecord('/record/export?body=nmc');
    await page.answer('GET', NMC, nmcExport());
    expect(screen.getByRole('heading', { name: 'Still yours to write' })).toBeTruthy();
    expect(screen.getByText('Left for you to write: Link to the Code')).toBeTruthy();
  });

  it('offers the same as a file', async () => {
    const page = await openRecord('/record/export?body=nmc&from=2026-01-01');
    await page.answer('GET', `${NMC}&from=2026-01-01`, nmcExport({ from: '2026-01-01' }));
    const link = screen.getByRole('link', { name: 'Download as CSV' });
    expect(link.getAttribute('href')).toBe('/api/cpd/export.csv?body=nmc&from=2026-01-01');
    expect(link.hasAttribute('download')).toBe(true);
    expect(screen.getByRole('button', { name: 'Print the record' })).toBeTruthy();
  });

  it('puts what is asked for into the address', async () => {
    const page = await openRecord('/record/export?body=nmc');
    await page.answer('GET', NMC, nmcExport());
    expect(day('First day', 'Year').value).toBe('2023');
    await user.clear(day('First day', 'Year'));
    await user.type(day('First day', 'Year'), '2025');
    await user.click(screen.getByRole('button', { name: 'Show the record' }));
    await page.settle();
    expect(page.address()).toBe('/record/export?body=nmc&from=2025-11-23&to=2026-11-22');
  });

  it('lets another body choose its own period, unless somebody has chosen one', async () => {
    const page = await openRecord('/record/export?body=nmc');
    await page.answer('GET', NMC, nmcExport());
    await user.click(screen.getByRole('radio', { name: 'HCPC' }));
    await user.click(screen.getByRole('button', { name: 'Show the record' }));
    await page.settle();
    expect(page.address()).toBe('/record/export?body=hcpc');
    await page.answer('GET', '/api/cpd/export?body=hcpc', {
      ...nmcExport({ body: 'hcpc', title: 'HCPC record' }),
      gaps: [{ from: '2026-01-01', to: '2026-05-01' }],
    });
    expect(screen.getByText('1 January 2026 to 1 May 2026')).toBeTruthy();
  });

  it('refuses days that are none, beside their boxes', async () => {
    const page = await openRecord('/record/export?body=nmc');
    await page.answer('GET', NMC, nmcExport());
    await user.clear(day('First day', 'Month'));
    await user.type(day('First day', 'Month'), '14');
    await user.click(screen.getByRole('button', { name: 'Show the record' }));
    await page.settle();
    expect(screen.getByRole('link', { name: 'Enter a real first day, such as 1 4 2026' })).toBeTruthy();
  });

  it('shows what the server refuses of a range in the address', async () => {
    const page = await openRecord('/record/export?body=nmc&from=2026-05-01&to=2026-04-01');
    await page.refuse('GET', `${NMC}&from=2026-05-01&to=2026-04-01`, 422, {
      code: 'export.bad-range',
      errors: [{ field: 'from', message: 'The first day must not be after the last day' }],
    });
    expect(screen.getByRole('link', { name: 'The first day must not be after the last day' })).toBeTruthy();
    expect(day('Last day', 'Month').value).toBe('4');
  });

  it('asks who it is for before it shows anything', async () => {
    const page = await openRecord('/record/export');
    await user.click(screen.getByRole('button', { name: 'Show the record' }));
    await page.settle();
    expect(screen.getByRole('link', { name: 'Choose who the record is for' })).toBeTruthy();
  });

  it('says so when nothing is on the record in that period', async () => {
    const page = await openRecord('/record/export?body=nmc');
    await page.answer('GET', NMC, nmcExport({ rows: [], leftToWrite: [], minutes: 0 }));
    expect(screen.getByText('No learning is on your record in this period.')).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Download as CSV' })).toBeNull();
  });

  it('copies an entry, and selects it where copying is forbidden', async () => {
    const page = await openRecord('/record/export?body=nmc');
    await page.answer('GET', NMC, nmcExport());
    const copied: string[] = [];
    const writeText = (text: string) => Promise.resolve(void copied.push(text));
    Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
    await user.click(screen.getByRole('button', { name: 'Copy Entry 1 of 1' }));
    await page.settle();
    expect(screen.getByText('Copied')).toBeTruthy();
    expect(copied[0]).toMatch(/^Dates:\n2026-10-14\n\nMethod:\nSelf-directed e-learning/);

    Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true });
    await user.click(screen.getByRole('button', { name: 'Copy Entry 1 of 1' }));
    await page.settle();
    expect(screen.getByText(/The text is selected/)).toBeTruthy();
    expect(document.getSelection()?.toString()).toContain('Number of participatory hours:');
  });
});
