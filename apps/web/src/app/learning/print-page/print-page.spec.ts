import { screen } from '@testing-library/dom';
import { API, moduleAnswer, PAGE, section } from '../testing/answers.js';
import { openLearning } from '../testing/open-learning.js';

const first = section({ number: 1, count: 2, id: 'a-child-first', heading: 'A child first' });

describe('print page', () => {
  it('shows every section on one page, and counts none as opened', async () => {
    const page = await openLearning(`${PAGE}/print`);
    await page.answer('GET', API, moduleAnswer());
    await page.answer('GET', `${API}/section/1`, first);
    await page.answer('GET', `${API}/section/1`, first);
    await page.answer('GET', `${API}/section/2`, section({ number: 2, count: 2 }));
    const headings = screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent);
    expect(headings).toEqual(['A child first', 'The long wait']);
    expect(screen.getAllByText(/not yet checked/)).toHaveLength(2);
    expect(screen.getByRole('button', { name: 'Print all sections' })).toBeTruthy();
    expect(page.countOf('POST', `${API}/section`)).toBe(0);
  });

  it('says which section could not be loaded, and keeps the others', async () => {
    const page = await openLearning(`${PAGE}/print`);
    await page.answer('GET', API, moduleAnswer());
    await page.answer('GET', `${API}/section/1`, first);
    await page.answer('GET', `${API}/section/1`, first);
    await page.refuse('GET', `${API}/section/2`, 500, { code: 'service.fault' });
    expect(screen.getByText('We could not load section 2.')).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'A child first' })).toBeTruthy();
  });

  it('keeps the note of a section that needs one', async () => {
    const page = await openLearning(`${PAGE}/print`);
    const only = section({ number: 1, count: 1, contentNote: 'This section names trafficking.' });
    await page.answer('GET', `${API}/section/1`, only);
    await page.answer('GET', `${API}/section/1`, only);
    expect(screen.getByText('This section names trafficking.')).toBeTruthy();
  });
});
