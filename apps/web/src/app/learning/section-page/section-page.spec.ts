import { screen } from '@testing-library/dom';
import { API, PAGE, SAVED_AT, section, TITLE } from '../testing/answers.js';
import { openLearning } from '../testing/open-learning.js';

const SECTION = `${API}/section/3`;

async function open(changes: Parameters<typeof section>[0] = {}) {
  const page = await openLearning(`${PAGE}/section/3`);
  await page.answer('GET', SECTION, section(changes));
  return page;
}

describe('section page', () => {
  it('says where one is, and names the page by the section and the module', async () => {
    await open();
    expect(screen.getByText('Section 3 of 7')).toBeTruthy();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('The long wait');
    expect(document.title).toBe(`The long wait – ${TITLE} – Learning Reviews`);
  });

  it('saves that it was opened, and says "Saved" only when the server said so', async () => {
    const page = await open();
    const request = page.asked('POST', `${API}/section`);
    expect(request.request.body).toEqual({ sectionId: 'the-long-wait' });
    expect(screen.getByText('Saving…')).toBeTruthy();
    expect(screen.queryByText('Saved')).toBeNull();
    request.flush({ savedAt: SAVED_AT, nextPath: `${PAGE}/section/4` });
    await page.settle();
    expect(screen.getByText('Saved')).toBeTruthy();
  });

  it('says that it is not saved yet while the service is away', async () => {
    const page = await open();
    await page.refuse('POST', `${API}/section`, 503);
    expect(screen.getByText('Not saved yet – we will try again')).toBeTruthy();
    expect(screen.queryByText('Saved')).toBeNull();
  });

  it('can be read again after the finish, when nothing is saved any more', async () => {
    const page = await open({ finished: true });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('The long wait');
    expect(page.countOf('POST', `${API}/section`)).toBe(0);
    expect(screen.queryByText(/Sav(ed|ing)/)).toBeNull();
  });

  it('stays readable when another tab has finished the module meanwhile', async () => {
    const page = await open();
    await page.refuse('POST', `${API}/section`, 409, { code: 'learning.already-complete' });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('The long wait');
    expect(screen.queryByText(/Not saved/)).toBeNull();
  });

  it('shows words as words: nothing in them becomes markup, and no space is added', async () => {
    await open();
    expect(screen.getByText('<b>Name</b> one worker.')).toBeTruthy();
    expect(screen.getByText('long').tagName).toBe('STRONG');
    expect(screen.getByText('long').parentElement!.textContent!.trim()).toBe('The wait is long.');
  });

  it('marks a source that nobody has checked', async () => {
    await open();
    expect(screen.getByText('Sources (2)')).toBeTruthy();
    expect(screen.getByText('Professional knowledge', { exact: false }).closest('li')!.textContent).toContain(
      'Not yet checked',
    );
    expect(screen.getByText('Pre-trial therapy').closest('li')!.textContent).not.toContain('Not yet checked');
  });

  it('leads on, back, to a break and out', async () => {
    await open();
    const to = (name: RegExp | string) => screen.getByRole('link', { name }).getAttribute('href');
    expect(to('Continue')).toBe(`${PAGE}/section/4`);
    expect(to('Previous section')).toBe(`${PAGE}/section/2`);
    expect(to('Save and take a break')).toBe(`${PAGE}/break`);
    expect(to('Module contents')).toBe(PAGE);
    expect(screen.getByRole('link', { name: /^Leave this page/ })).toBeTruthy();
  });

  it('leads to the start when the module was never begun', async () => {
    const page = await openLearning(`${PAGE}/section/3`);
    await page.refuse('GET', SECTION, 409, { code: 'learning.not-open' });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('You have not started this module');
    expect(screen.getByRole('link', { name: 'Go to the start of the module' }).getAttribute('href')).toBe(
      PAGE,
    );
  });

  it('saves each section once when one goes on to the next', async () => {
    const page = await open();
    await page.answer('POST', `${API}/section`, { savedAt: SAVED_AT, nextPath: `${PAGE}/section/4` });
    await page.goTo(`${PAGE}/section/4`);
    await page.answer('GET', `${API}/section/4`, section({ number: 4, id: 'choices', heading: 'Choices' }));
    expect(page.asked('POST', `${API}/section`).request.body).toEqual({ sectionId: 'choices' });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Choices');
  });

  it('puts the note of a section that needs one before its text', async () => {
    await open({ contentNote: 'This section names trafficking.' });
    const note = screen.getByText(/This section names trafficking\./);
    const text = screen.getByText('<b>Name</b> one worker.');
    expect(note.compareDocumentPosition(text)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    expect(screen.getByRole('link', { name: 'take a break' }).getAttribute('href')).toBe(`${PAGE}/break`);
  });
});
