import { screen } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { API, finished, MODULE, PAGE, TITLE } from '../testing/answers.js';
import { openLearning } from '../testing/open-learning.js';

const FINISH = `${API}/finish`;
const COMPLETION = `${API}/completion`;
const READY = { module: MODULE, moduleTitle: TITLE, missing: [], creditableMinutes: 31, finished: null };

describe('finish page', () => {
  const user = userEvent.setup();
  const h1 = () => screen.getByRole('heading', { level: 1 }).textContent?.trim();
  const box = () => screen.getByLabelText<HTMLInputElement>('Minutes you spent');
  const press = () => user.click(screen.getByRole('button', { name: 'Finish' }));

  async function open(changes: object = {}) {
    const page = await openLearning(`${PAGE}/finish`);
    await page.answer('GET', FINISH, { ...READY, ...changes });
    return page;
  }

  it('lists what is missing, each with the page that mends it, and offers no finish', async () => {
    await open({ missing: [{ label: 'Answer question 3', path: `${PAGE}/check` }] });
    expect(h1()).toBe('Not finished yet');
    expect(screen.getByRole('link', { name: 'Answer question 3' }).getAttribute('href')).toBe(
      `${PAGE}/check`,
    );
    expect(screen.queryByRole('button', { name: 'Finish' })).toBeNull();
  });

  it('offers the minutes that were counted', async () => {
    await open();
    expect(box().value).toBe('31');
    expect(
      screen.getByText('We counted 31 minutes from what you saved. You can lower this, but not raise it.'),
    ).toBeTruthy();
  });

  it.each([
    ['32', 'Enter 31 or fewer: you can lower the minutes, but not raise them'], // one more than was counted
    ['', 'Enter whole minutes, such as 25'],
    ['12.5', 'Enter whole minutes, such as 25'],
    ['-3', 'Enter whole minutes, such as 25'],
  ])('refuses "%s" minutes, says what to do, and keeps what was typed', async (typed, message) => {
    const page = await open();
    await user.clear(box());
    if (typed) await user.type(box(), typed);
    await press();
    await page.settle();
    expect(document.activeElement).toBe(screen.getByRole('alert').parentElement);
    await user.click(screen.getByRole('link', { name: message }));
    expect(document.activeElement).toBe(box());
    expect(box().value).toBe(typed);
    expect(page.countOf('POST', COMPLETION)).toBe(0);
  });

  it.each(['31', '20', '0'])('takes %s minutes', async (typed) => {
    const page = await open();
    await user.clear(box());
    await user.type(box(), typed);
    await press();
    expect(page.asked('POST', COMPLETION).request.body).toEqual({ minutes: Number(typed) });
  });

  it('finishes once, however often it is pressed', async () => {
    const page = await open();
    await user.tripleClick(screen.getByRole('button', { name: 'Finish' }));
    expect(screen.getByRole('button', { name: 'Finish' }).getAttribute('aria-disabled')).toBe('true');
    expect(page.asked('POST', COMPLETION).request.headers.has('Idempotency-Key')).toBe(true);
  });

  it('says what was added to the record, who holds it, and what changes in practice', async () => {
    const page = await open();
    await press();
    await page.answer('POST', COMPLETION, finished());
    expect(h1()).toBe('You have finished');
    expect(document.title).toBe(`Finished: ${TITLE} – Learning Reviews`);
    const added = screen.getByText(/Added to your/);
    expect(added.textContent!.replaceAll(/\s+/g, ' ').trim()).toBe(
      'Added to your CPD record: 31 minutes, 0 participatory.',
    );
    expect(screen.getByText('Southmoor Community Trust and Hill Street Charity')).toBeTruthy();
    expect(screen.getByText('by 15 January 2027')).toBeTruthy();
    expect(screen.getByText('21 November 2028')).toBeTruthy();
    expect(screen.getByText('Finishing is not the change. What you do next is.')).toBeTruthy();
    const to = (name: string) => screen.getByRole('link', { name }).getAttribute('href');
    expect(to('See your certificate')).toBe('/certificates/7K3M9P2RWX4T6V8B0CDE');
    expect(to('Working in long cases')).toBe('/learning/kern-professionals');
  });

  it('shows what was finished when it is opened again', async () => {
    await open({ finished: finished({ evidencedFor: [] }) });
    expect(h1()).toBe('You have finished');
    expect(screen.getByText('No agency holds this. It is on your own record.')).toBeTruthy();
  });

  it('says "not saved yet" while the service is away, and never that it is finished', async () => {
    const page = await open();
    await press();
    await page.refuse('POST', COMPLETION, 503);
    expect(screen.getByText('Not saved yet – we will try again')).toBeTruthy();
    expect(h1()).toBe('Finish this module');
  });

  it('shows what is missing when another tab has begun the check anew', async () => {
    const page = await open();
    await press();
    await page.refuse('POST', COMPLETION, 409, { code: 'learning.incomplete' });
    await page.answer('GET', FINISH, {
      ...READY,
      missing: [{ label: 'Answer question 3', path: `${PAGE}/check` }],
    });
    expect(h1()).toBe('Not finished yet');
    expect(screen.getByRole('alert').textContent).toContain(
      'There is something left to do before you can finish.',
    );
  });

  it('shows the server’s own refusal beside the box', async () => {
    const page = await open();
    await press();
    await page.refuse('POST', COMPLETION, 422, {
      code: 'cpd.minutes-raised',
      errors: [{ field: 'minutes', message: 'Enter 30 or fewer' }],
    });
    expect(screen.getByRole('link', { name: 'Enter 30 or fewer' })).toBeTruthy();
  });
});
