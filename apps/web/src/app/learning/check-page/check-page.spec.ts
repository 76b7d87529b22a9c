import { screen, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { somebody } from '../../platform/session/testing/session-answer.js';
import { answerResult, API, check, PAGE, question } from '../testing/answers.js';
import { openLearning } from '../testing/open-learning.js';

const CHECK = `${API}/check`;
const ANSWER = `${API}/check/answer`;

describe('check page', () => {
  const user = userEvent.setup();
  const press = (name: string | RegExp) => user.click(screen.getByRole('button', { name }));
  const h1 = () => screen.getByRole('heading', { level: 1 }).textContent?.trim();

  async function open(changes: Parameters<typeof check>[0] = {}) {
    const page = await openLearning(`${PAGE}/check`);
    await page.answer('GET', CHECK, check(changes));
    return page;
  }

  async function answered(
    result: Parameters<typeof answerResult>[0] = {},
    next = check({ question: question('q2', 2) }),
  ) {
    const page = await open();
    await user.click(screen.getByLabelText('Therapy should wait'));
    await press('Check answer');
    await page.answer('POST', ANSWER, answerResult(result));
    await page.answer('GET', CHECK, next);
    return page;
  }

  it('asks one question, as the heading of its options, and says what is enough', async () => {
    await open();
    expect(h1()).toBe('What does guidance say (q1)?');
    expect(screen.getByText('Question 1 of 2')).toBeTruthy();
    expect(screen.getByText(/2 right of 2 is enough to pass/)).toBeTruthy();
    expect(document.title).toContain('Question 1 of 2');
    expect(screen.getByRole('link', { name: /^Leave this page/ })).toBeTruthy();
  });

  it('holds nothing that gives the answer away before it is given', async () => {
    await open();
    expect(document.body.textContent).not.toMatch(/Waiting can harm|the child decides|therapy\.$/);
  });

  it('says "Choose an answer" when none is, sends nothing, and leads to the options', async () => {
    const page = await open();
    await press('Check answer');
    await page.settle();
    const alert = screen.getByRole('alert');
    expect(document.activeElement).toBe(alert.parentElement);
    await user.click(within(alert).getByRole('link', { name: 'Choose an answer' }));
    expect(document.activeElement).toBe(screen.getAllByRole('radio')[0]);
    expect(document.title).toMatch(/^Error: /);
    expect(page.countOf('POST', ANSWER)).toBe(0);
  });

  it('can be answered with the keyboard alone', async () => {
    const page = await open();
    screen.getAllByRole('radio')[0]!.focus();
    await user.keyboard(' ');
    await user.keyboard('{Enter}');
    expect(page.asked('POST', ANSWER).request.body).toEqual({ questionId: 'q1', optionId: 'a', round: 1 });
  });

  it('is sent once by a double click, with a key', async () => {
    const page = await open();
    await user.click(screen.getByLabelText('Therapy should wait'));
    await user.dblClick(screen.getByRole('button', { name: 'Check answer' }));
    expect(page.asked('POST', ANSWER).request.headers.has('Idempotency-Key')).toBe(true);
  });

  it('moves focus to the verdict, and gives a reason for every option', async () => {
    await answered();
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 2, name: 'Not quite' }));
    expect(screen.getByText('Waiting can harm health.')).toBeTruthy();
    const right = screen.getByText('Yes, the child decides.').closest('li')!;
    expect(within(right).getByText('Right')).toBeTruthy();
    expect(screen.getByText('Saved')).toBeTruthy();
  });

  it('goes on to the next question, with focus on it', async () => {
    const page = await answered({ correct: true });
    expect(screen.getByRole('heading', { level: 2, name: 'Yes, that is right' })).toBeTruthy();
    await press('Next question');
    await page.settle();
    expect(h1()).toBe('What does guidance say (q2)?');
    expect(screen.getAllByRole<HTMLInputElement>('radio').some((radio) => radio.checked)).toBe(false);
  });

  it('keeps the reasons on screen when the next question cannot be fetched', async () => {
    const page = await open();
    await user.click(screen.getByLabelText('Therapy should wait'));
    await press('Check answer');
    await page.answer('POST', ANSWER, answerResult());
    await page.refuse('GET', CHECK, 500, { code: 'service.fault' });
    expect(screen.getByText('Waiting can harm health.')).toBeTruthy();
    await press('Next question');
    expect(h1()).toBe('Sorry, there is a problem');
  });

  it('says at the end of a round how many are right, what the mark is, and which remain', async () => {
    const page = await answered(
      { roundFinished: true, outcome: 'not-yet', rightCount: 1 },
      check({
        round: 2,
        outcome: 'not-yet',
        rightCount: 1,
        questions: [{ questionId: 'q1', number: 1, answered: false }],
        question: { ...question('q1', 1), count: 1 },
      }),
    );
    await press('See how you did');
    await page.settle();
    expect(h1()).toBe('Not yet: you have 1 of 2 right');
    expect(screen.getByText('The pass mark is 2.')).toBeTruthy();
    await press('Try the one still wrong again');
    expect(h1()).toBe('What does guidance say (q1)?');
    expect(screen.getByText('Question 1 of 1')).toBeTruthy();
  });

  it('says that the check is passed, and leads on', async () => {
    await open({ outcome: 'passed', question: null, rightCount: 2, nextPath: `${PAGE}/reflect` });
    expect(h1()).toBe('You have passed the knowledge check');
    expect(screen.getByText(/You got 2 of 2 right/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Continue' }).getAttribute('href')).toBe(`${PAGE}/reflect`);
  });

  it('says "not saved yet" while the service is away, and keeps the answer chosen', async () => {
    const page = await open();
    await user.click(screen.getByLabelText('Therapy should wait'));
    await press('Check answer');
    await page.refuse('POST', ANSWER, 503);
    expect(screen.getByText('Not saved yet – we will try again')).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Therapy should wait').checked).toBe(true);
    expect(screen.queryByText('Waiting can harm health.')).toBeNull();
  });

  it('keeps the answer for the same person when the session ended, and sends it when they press again', async () => {
    const page = await open();
    await user.click(screen.getByLabelText('Therapy should wait'));
    await press('Check answer');
    await page.refuse('POST', ANSWER, 401, { code: 'session.expired' });
    expect(page.address()).toContain('/sign-in?return=');
    await page.signInAs(somebody());
    await page.goTo(`${PAGE}/check`);
    await page.answer('GET', CHECK, check());
    expect(screen.getByText('Not saved yet')).toBeTruthy();
    await press('Check answer');
    expect(page.asked('POST', ANSWER).request.body).toEqual({ questionId: 'q1', optionId: 'a', round: 1 });
  });

  it('goes on with what another tab has answered', async () => {
    const page = await open();
    await user.click(screen.getByLabelText('Therapy should wait'));
    await press('Check answer');
    await page.refuse('POST', ANSWER, 409, { code: 'learning.already-answered' });
    await page.answer('GET', CHECK, check({ question: question('q2', 2) }));
    expect(h1()).toBe('What does guidance say (q2)?');
    expect(screen.getByRole('alert').textContent).toContain('Your first answer was kept');
  });
});
