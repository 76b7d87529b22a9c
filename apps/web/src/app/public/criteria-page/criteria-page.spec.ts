import { screen, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { type OpenPage, openPage } from '../../platform/page/testing/open-page.js';
import { PUBLIC_ROUTES } from '../public.routes.js';

describe('criteria page', () => {
  let page: OpenPage;

  beforeEach(async () => {
    page = await openPage(PUBLIC_ROUTES, '/criteria');
  });

  /** What stands under one wording in the answer. */
  const saidBy = (heading: string) =>
    screen.getByRole('heading', { level: 3, name: heading }).parentElement?.textContent?.replace(/\s+/g, ' ');

  it('says beside the answer who decides', () => {
    const answer = within(screen.getByRole('region', { name: 'What each set of rules says' }));
    expect(answer.getByText(/The partnership decides/).textContent).toContain('ask your case review lead');
  });

  it('shows the rules side by side, each with its number', () => {
    expect(saidBy('The published page, on reviews of 2008 to 2014')).toContain('Rule A1');
    expect(saidBy('The law of 2013 to 2015')).toContain('Rule C1');
    expect(saidBy('Now')).toContain('Rule D1');
  });

  it('shows where the old question about joint work decided, and that it does not now', async () => {
    await userEvent.click(screen.getByLabelText('The child was seriously harmed'));
    await page.settle();
    expect(saidBy('The law of 2013 to 2015')).toContain('Rule C2');
    const now = saidBy('Now');

    const concern = screen.getByRole('group', {
      name: 'Is there concern about how agencies worked together?',
    });
    await userEvent.click(within(concern).getByLabelText('No'));
    await page.settle();
    expect(saidBy('The law of 2013 to 2015')).toContain('Rule C3');
    expect(saidBy('Now')).toBe(now);
  });

  it('asks for the kind of harm only where the harm is serious', async () => {
    expect(screen.queryByRole('group', { name: 'What kind of serious harm?' })).toBeNull();
    await userEvent.click(screen.getByLabelText('The child was seriously harmed'));
    await page.settle();
    expect(screen.getByRole('group', { name: 'What kind of serious harm?' })).toBeTruthy();
  });

  it('has the fourteen examples, and shows one above when asked', async () => {
    expect(screen.getAllByRole('row')).toHaveLength(15);
    await userEvent.click(screen.getByRole('button', { name: 'Show example 12 above' }));
    await page.settle();
    expect(saidBy('The law of 2013 to 2015')).toContain('Rule C5');
    expect((screen.getByLabelText(/In custody/) as HTMLInputElement).checked).toBe(true);
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'What each set of rules says' }));
  });

  it('takes no free text, so no fact of a real child can be entered', () => {
    expect(screen.queryByRole('textbox')).toBeNull();
  });
});
