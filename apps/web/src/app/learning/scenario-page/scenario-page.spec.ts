import { screen, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { somebody } from '../../platform/session/testing/session-answer.js';
import { API, PAGE, RISKY_STEP, SAVED_AT, scenario } from '../testing/answers.js';
import { openLearning } from '../testing/open-learning.js';

const SCENARIO = `${API}/scenario`;
const SAVED = { savedAt: SAVED_AT, nextPath: `${PAGE}/scenario` };
const CONSEQUENCE = {
  nodeId: 'n1b',
  text: 'Remi stops sleeping.',
  choices: [{ choiceId: 'continue', text: 'Continue' }],
};
const SECOND = {
  nodeId: 'n2',
  text: 'The trial is moved back.',
  choices: [
    { choiceId: 'a', text: 'Write a summary' },
    { choiceId: 'b', text: 'Ask to stay' },
  ],
};

describe('scenario page', () => {
  const user = userEvent.setup();
  const press = (name: string | RegExp) => user.click(screen.getByRole('button', { name }));
  const h1 = () => screen.getByRole('heading', { level: 1 }).textContent?.trim();

  async function open(changes: Parameters<typeof scenario>[0] = {}) {
    const page = await openLearning(`${PAGE}/scenario`);
    await page.answer('GET', SCENARIO, scenario(changes));
    return page;
  }

  async function chooseFirst(next: Parameters<typeof scenario>[0]) {
    const page = await open();
    await press('Start the scenario');
    await user.click(screen.getByLabelText('Wait until after the trial'));
    await press('Choose');
    await page.answer('POST', `${SCENARIO}/choice`, SAVED);
    await page.answer('GET', SCENARIO, scenario({ taken: [RISKY_STEP], ...next }));
    return page;
  }

  it('can be skipped from the start, and says that this does not affect completion', async () => {
    const page = await open();
    await press('Skip the scenario (this does not affect completion)');
    await page.answer('POST', `${SCENARIO}/skip`, { savedAt: SAVED_AT, nextPath: `${PAGE}/check` });
    expect(page.address()).toBe(`${PAGE}/check`);
  });

  it('asks for one decision as radios, and refuses to go on without one', async () => {
    const page = await open();
    await press('Start the scenario');
    expect(h1()).toBe('Waiting for the date: decision 1');
    const choices = within(screen.getByRole('group', { name: 'What would you do?' })).getAllByRole('radio');
    expect(choices).toHaveLength(2);
    await press('Choose');
    await page.settle();
    expect(document.activeElement).toBe(screen.getByRole('alert').parentElement);
    await user.click(screen.getByRole('link', { name: 'Choose what you would do' }));
    expect(document.activeElement).toBe(choices[0]);
    expect(page.countOf('POST', `${SCENARIO}/choice`)).toBe(0);
  });

  it('says in words how good the choice was, then what came of it, and moves focus there', async () => {
    await chooseFirst({ node: CONSEQUENCE });
    const quality = screen.getByRole('heading', { level: 2, name: 'Risky choice' });
    expect(document.activeElement).toBe(quality);
    expect(screen.getByText('Remi stops sleeping.')).toBeTruthy();
    expect(screen.getByText('Wait until after the trial')).toBeTruthy();
    expect(screen.getByText('Saved')).toBeTruthy();
  });

  it('goes on from a consequence by its only way, and counts no decision for it', async () => {
    const page = await chooseFirst({ node: CONSEQUENCE });
    await press('Continue');
    const request = page.asked('POST', `${SCENARIO}/choice`);
    expect(request.request.body).toEqual({ nodeId: 'n1b', choiceId: 'continue' });
    request.flush(SAVED);
    await page.settle();
    const onlyWay = {
      ...RISKY_STEP,
      nodeId: 'n1b',
      text: 'Remi stops sleeping.',
      choice: 'Continue',
      onlyWay: true,
    };
    await page.answer('GET', SCENARIO, scenario({ taken: [RISKY_STEP, onlyWay], node: SECOND }));
    expect(h1()).toBe('Waiting for the date: decision 2');
    const path = screen.getByRole('heading', { name: 'Your path so far' }).nextElementSibling as HTMLElement;
    // What happened by itself is not judged.
    expect(within(path).getAllByText(/choice$/)).toHaveLength(1);
  });

  it('shows the next decision only once its text was read as the consequence', async () => {
    await chooseFirst({ node: SECOND });
    expect(screen.queryByRole('radio')).toBeNull();
    expect(screen.getByText('The trial is moved back.')).toBeTruthy();
    await press('Continue');
    expect(h1()).toBe('Waiting for the date: decision 2');
    expect(screen.getAllByRole('radio')).toHaveLength(2);
  });

  it('lets a decision be made again', async () => {
    const page = await chooseFirst({ node: CONSEQUENCE });
    await press('Choose again');
    const request = page.asked('POST', `${SCENARIO}/again`);
    expect(request.request.body).toEqual({ nodeId: 'n1' });
    request.flush(SAVED);
    await page.settle();
    await page.answer('GET', SCENARIO, scenario());
    expect(h1()).toBe('Waiting for the date: decision 1');
    expect(screen.getAllByRole<HTMLInputElement>('radio').some((radio) => radio.checked)).toBe(false);
  });

  it('lists the path at the end, each decision with its quality and a way back to it', async () => {
    await open({
      state: 'ended',
      taken: [RISKY_STEP, { ...RISKY_STEP, nodeId: 'n4', choice: 'Go to see Remi', quality: 'strong' }],
      node: null,
      ending: { endingId: 'e1', text: 'Remi is not alone.' },
    });
    const path = screen.getByRole('heading', { name: 'The path you took' }).nextElementSibling as HTMLElement;
    expect(within(path).getAllByRole('listitem')).toHaveLength(2);
    expect(within(path).getByText('Risky choice')).toBeTruthy();
    expect(within(path).getByText('Strong choice')).toBeTruthy();
    expect(
      within(path).getByRole('button', { name: /Choose again where you chose: Go to see Remi/ }),
    ).toBeTruthy();
    expect(screen.getByText('Remi is not alone.')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Continue' }).getAttribute('href')).toBe(`${PAGE}/check`);
  });

  it('shows the path after the finish, and takes no choice any more', async () => {
    await open({
      state: 'ended',
      taken: [RISKY_STEP],
      node: null,
      ending: { endingId: 'e1', text: 'Remi is not alone.' },
      finished: true,
    });
    expect(screen.getByText('Risky choice', { selector: 'li *' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Choose again/ })).toBeNull();
  });

  it('does not judge a skip, and offers the scenario again', async () => {
    await open({ state: 'skipped' });
    expect(screen.getByText(/you do not have to say why/)).toBeTruthy();
    await press('Do the scenario now');
    expect(h1()).toBe('Waiting for the date: decision 1');
  });

  it('keeps a choice that could not be saved, and says so, after signing in again', async () => {
    const page = await open();
    await press('Start the scenario');
    await user.click(screen.getByLabelText('Wait until after the trial'));
    await press('Choose');
    await page.refuse('POST', `${SCENARIO}/choice`, 401, { code: 'session.expired' });
    expect(page.address()).toContain('/sign-in?return=');
    await page.signInAs(somebody());
    await page.goTo(`${PAGE}/scenario`);
    await page.answer('GET', SCENARIO, scenario());
    await press('Start the scenario');
    expect(screen.getByLabelText<HTMLInputElement>('Wait until after the trial').checked).toBe(true);
    expect(screen.getByText('Not saved yet')).toBeTruthy();
  });

  it('shows where the story is when it has gone on in another tab', async () => {
    const page = await open();
    await press('Start the scenario');
    await user.click(screen.getByLabelText('Wait until after the trial'));
    await press('Choose');
    await page.refuse('POST', `${SCENARIO}/choice`, 409, { code: 'learning.wrong-choice' });
    await page.answer('GET', SCENARIO, scenario({ taken: [RISKY_STEP], node: SECOND }));
    expect(screen.getByRole('alert').textContent).toContain('This choice cannot be made from here');
    expect(h1()).toBe('Waiting for the date: decision 2');
  });
});
