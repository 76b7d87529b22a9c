import { screen } from '@testing-library/dom';
import { API, attempt, moduleAnswer, PAGE } from '../testing/answers.js';
import { openLearning } from '../testing/open-learning.js';

describe('break page', () => {
  it('says that the place is kept, where support is, and leads back to the place', async () => {
    const page = await openLearning(`${PAGE}/break`);
    await page.answer('GET', API, moduleAnswer({ attempt: attempt() }));
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Your place is kept');
    expect(screen.getByRole('link', { name: 'who you can call' }).getAttribute('href')).toBe('/support');
    expect(screen.getByText(/Section 3 of 7/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Come back to the module' }).getAttribute('href')).toBe(
      `${PAGE}/section/3`,
    );
    expect(screen.getByRole('link', { name: /^Leave this page/ })).toBeTruthy();
  });

  it('stands without the service, and then leads back to the module', async () => {
    const page = await openLearning(`${PAGE}/break`);
    await page.refuse('GET', API, 500, { code: 'service.fault' });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Your place is kept');
    expect(screen.getByRole('link', { name: 'Come back to the module' }).getAttribute('href')).toBe(PAGE);
  });
});
