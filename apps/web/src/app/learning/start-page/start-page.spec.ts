import { screen, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { API, attempt, moduleAnswer, PAGE, SAVED_AT, TITLE } from '../testing/answers.js';
import { openLearning } from '../testing/open-learning.js';

async function open(changes: Parameters<typeof moduleAnswer>[0] = {}) {
  const page = await openLearning(PAGE);
  await page.answer('GET', API, moduleAnswer(changes));
  return page;
}

describe('before you start', () => {
  const user = userEvent.setup();

  it('says what the module is about and does not describe, how long it takes, and that it may wait', async () => {
    await open();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(`Before you start: ${TITLE}`);
    expect(document.title).toBe(`Before you start: ${TITLE} – Learning Reviews`);
    expect(screen.getByText(/It does not describe abuse/)).toBeTruthy();
    expect(screen.getByText(/It takes about 40 minutes/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Do this later' }).getAttribute('href')).toBe('/learning');
    expect(screen.getByRole('link', { name: /^Leave this page/ })).toBeTruthy();
  });

  it('keeps the layers of evidence apart, and says what the partnership has still to supply', async () => {
    await open();
    const layer = (heading: string) =>
      screen.getByRole('heading', { name: heading }).nextElementSibling!.textContent;
    expect(layer('What the published page says about the review')).toContain('The board held a review.');
    expect(layer('National evidence and guidance, not findings of the review')).toContain(
      'Law on special measures.',
    );
    expect(layer('What the partnership has still to supply')).toContain('Findings, in your own words.');
    expect(screen.getByText(/made from the published description of the review/)).toBeTruthy();
  });

  it('starts once, however often Continue is pressed, and goes where the server says', async () => {
    const page = await open();
    await user.dblClick(screen.getByRole('button', { name: 'Continue' }));
    const request = page.asked('POST', `${API}/attempt`);
    expect(request.request.headers.has('Idempotency-Key')).toBe(true);
    request.flush({ savedAt: SAVED_AT, nextPath: `${PAGE}/section/1` });
    await page.settle();
    expect(page.address()).toBe(`${PAGE}/section/1`);
  });

  it('says why it cannot start, and stays', async () => {
    const page = await open();
    await user.click(screen.getByRole('button', { name: 'Continue' }));
    await page.refuse('POST', `${API}/attempt`, 409, { code: 'learning.withdrawn' });
    expect(screen.getByRole('alert').textContent).toContain('This module has been withdrawn');
    expect(page.address()).toBe(PAGE);
  });

  it('shows the place to go on from and the state of each part', async () => {
    await open({ attempt: attempt() });
    expect(screen.getByText('You are at: Section 3 of 7.')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Continue' }).getAttribute('href')).toBe(`${PAGE}/section/3`);
    const line = (name: string) => screen.getByRole('link', { name }).closest('li')!;
    expect(within(line('A child first')).getByText('Done')).toBeTruthy();
    expect(within(line('Scenario: Waiting for the date')).getByText('To do')).toBeTruthy();
  });

  it('says that a newer version exists, and that the older one may be finished', async () => {
    await open({ attempt: attempt({ newerVersion: { version: 2, change: 'material', note: 'New law.' } }) });
    expect(screen.getByText(/a newer one exists: version 2/).textContent).toContain('New law.');
    expect(screen.getByText(/You can finish the version you began/)).toBeTruthy();
  });

  it('offers to do it again, and says that the earlier completion stays', async () => {
    const page = await open({
      latestCompletion: { completedOn: '2026-03-04', version: 1, minutes: 31, certificateNumber: '7K3M' },
    });
    expect(screen.getByText(/your earlier completion stays on your record/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'See the certificate' }).getAttribute('href')).toBe(
      '/certificates/7K3M',
    );
    await user.click(screen.getByRole('button', { name: 'Do it again' }));
    page.asked('POST', `${API}/attempt`);
  });

  it('cannot be started once it is withdrawn', async () => {
    await open({ withdrawn: true });
    expect(screen.getByText(/This module has been withdrawn/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Continue|again/ })).toBeNull();
  });

  it('does not tell a module that does not exist from one that may not be seen', async () => {
    const page = await openLearning(PAGE);
    await page.refuse('GET', API, 404, { code: 'request.not-found' });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Page not found');
  });
});
