import { fireEvent, screen, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { somebody } from '../../platform/session/testing/session-answer.js';
import { API, PAGE, reflection, SAVED_AT } from '../testing/answers.js';
import { openLearning, type OpenLearning } from '../testing/open-learning.js';

const REFLECTION = `${API}/reflection`;

describe('reflect page', () => {
  const user = userEvent.setup();
  const box = (name: string | RegExp) => screen.getByLabelText<HTMLTextAreaElement>(name);
  const first = () => box('What might the behaviour be telling you?');
  const write = (into: HTMLElement, value: string) => fireEvent.input(into, { target: { value } });
  const press = (name: string) => user.click(screen.getByRole('button', { name }));

  beforeEach(() => {
    HTMLDialogElement.prototype.showModal = function () {
      this.open = true;
    };
    HTMLDialogElement.prototype.close = function (value) {
      this.open = false;
      this.returnValue = value ?? '';
      this.dispatchEvent(new Event('close'));
    };
  });

  async function open(changes: Parameters<typeof reflection>[0] = {}): Promise<OpenLearning> {
    const page = await openLearning(`${PAGE}/reflect`);
    await page.answer('GET', REFLECTION, reflection(changes));
    return page;
  }

  it('asks three questions, all optional and private, and warns about identifying details', async () => {
    await open();
    expect(screen.getAllByRole('textbox', { name: /\?$/ })).toHaveLength(3);
    expect(screen.getByText(/you can leave all of it empty/)).toBeTruthy();
    expect(screen.getByText(/Do not write anything that could identify/)).toBeTruthy();
    expect(screen.getByText(/This is not how to report a concern/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Worried about a child now' })).toBeTruthy();
    expect(screen.getByRole('link', { name: /^Leave this page/ })).toBeTruthy();
  });

  it('shows what was saved, decrypted for its owner', async () => {
    await open({ intention: 'ask every witness', intentionOn: '2027-01-05' });
    expect(box('I will…').value).toBe('ask every witness');
    const day = screen.getByRole('group', { name: 'By when (optional)' });
    expect(within(day).getByLabelText<HTMLInputElement>('Day').value).toBe('5');
  });

  it('saves what was written before it goes on', async () => {
    const page = await open();
    write(first(), 'It told me about fear.');
    await press('Continue');
    const request = page.asked('PUT', REFLECTION);
    expect(request.request.body).toEqual({
      texts: ['It told me about fear.', '', ''],
      intention: '',
      intentionOn: null,
      revision: 4,
    });
    expect(page.address()).toBe(`${PAGE}/reflect`);
    request.flush({ savedAt: SAVED_AT, revision: 5 });
    await page.settle();
    expect(page.address()).toBe(`${PAGE}/finish`);
  });

  it('goes on at once when nothing was written', async () => {
    const page = await open();
    await press('Continue');
    await page.settle();
    expect(page.address()).toBe(`${PAGE}/finish`);
  });

  it('refuses a day that does not exist, and keeps what was typed', async () => {
    const page = await open();
    const day = within(screen.getByRole('group', { name: 'By when (optional)' }));
    write(day.getByLabelText('Day'), '31');
    write(day.getByLabelText('Month'), '2');
    write(day.getByLabelText('Year'), '2027');
    await press('Continue');
    await page.settle();
    expect(screen.getByRole('link', { name: /Enter a real date/ })).toBeTruthy();
    expect(day.getByLabelText<HTMLInputElement>('Day').value).toBe('31');
    expect(page.address()).toBe(`${PAGE}/reflect`);
  });

  it('shows a text that is too long beside its box, and does not ask about leaving', async () => {
    const page = await open();
    write(first(), 'mine');
    await press('Continue');
    const message = 'Each reflection must be 4,000 characters or fewer';
    await page.refuse('PUT', REFLECTION, 422, {
      code: 'request.invalid',
      errors: [{ field: 'texts.0', message }],
    });
    expect(screen.getByRole('link', { name: message })).toBeTruthy();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(page.address()).toBe(`${PAGE}/reflect`);
  });

  it('cautions softly about what may identify somebody, and refuses nothing', async () => {
    const page = await open();
    write(first(), 'I rang 07700 900123 about the plan.');
    await new Promise((resolve) => setTimeout(resolve, 1600));
    await page.answer('PUT', REFLECTION, { savedAt: SAVED_AT, revision: 5 });
    expect(
      screen.getByText('This looks like a personal phone number. Remove it.').closest('[role=status]'),
    ).toBeTruthy();
    expect(screen.getByText('Saved')).toBeTruthy();
  });

  it('shows both versions when another tab has saved, and loses neither until one is chosen', async () => {
    const page = await open();
    write(first(), 'mine');
    await press('Continue');
    await page.refuse('PUT', REFLECTION, 409, { code: 'stale.version' });
    const theirs = reflection({ revision: 6, intention: 'theirs' });
    await page.answer('GET', REFLECTION, theirs);
    await press('Stay on this page');
    await page.settle();
    // It announces itself and waits; only a press takes focus there.
    expect(screen.getByRole('alert').textContent).toContain('You saved other words');
    expect(document.activeElement).not.toBe(screen.getByRole('alert'));
    await press('Choose which to keep');
    expect(document.activeElement).toBe(screen.getByRole('alert'));
    const other = screen.getByRole('region', { name: 'Important' });
    expect(within(other).getByText('theirs')).toBeTruthy();
    expect(first().value).toBe('mine');
    await press('Keep what is in the boxes');
    expect(page.asked('PUT', REFLECTION).request.body).toMatchObject({
      texts: ['mine', '', ''],
      revision: 6,
    });
  });

  it('leads to the choice when Continue is pressed before it is made', async () => {
    const page = await open();
    write(first(), 'mine');
    await press('Continue');
    await page.refuse('PUT', REFLECTION, 409, { code: 'stale.version' });
    await page.answer('GET', REFLECTION, reflection({ revision: 6, intention: 'theirs' }));
    await press('Stay on this page');
    await press('Continue');
    await page.settle();
    expect(document.activeElement).toBe(screen.getByRole('alert'));
    expect(page.address()).toBe(`${PAGE}/reflect`);
  });

  it('can take what was saved in the other tab', async () => {
    const page = await open();
    write(first(), 'mine');
    await press('Continue');
    await page.refuse('PUT', REFLECTION, 409, { code: 'stale.version' });
    await page.answer('GET', REFLECTION, reflection({ revision: 6, intention: 'theirs' }));
    await press('Stay on this page');
    await press('Use what was saved there');
    await page.settle();
    expect(box('I will…').value).toBe('theirs');
    expect(first().value).toBe('');
    expect(screen.queryByRole('region', { name: 'Important' })).toBeNull();
  });

  it('asks before it is left with unsaved words', async () => {
    const page = await open();
    write(first(), 'mine');
    await press('Continue');
    await page.refuse('PUT', REFLECTION, 500, { code: 'service.fault' });
    expect(screen.getByRole('dialog', { name: 'What you wrote is not saved yet' })).toBeTruthy();
    await press('Leave without saving');
    await page.settle();
    expect(page.address()).toBe(`${PAGE}/finish`);
    // The words wait in memory for whoever comes back.
    await page.goTo(`${PAGE}/reflect`);
    await page.answer('GET', REFLECTION, reflection());
    expect(first().value).toBe('mine');
    expect(screen.getByText('Not saved yet')).toBeTruthy();
  });

  it('brings the words back after the session ended and the same person signed in', async () => {
    const page = await open();
    write(first(), 'mine');
    await press('Continue');
    await page.refuse('PUT', REFLECTION, 401, { code: 'session.expired' });
    await page.settle();
    expect(page.address()).toContain('/sign-in?return=');
    await page.signInAs(somebody());
    await page.goTo(`${PAGE}/reflect`);
    await page.answer('GET', REFLECTION, reflection());
    expect(first().value).toBe('mine');
  });

  it('shows nothing of them to the next person at the same computer', async () => {
    const page = await open();
    write(first(), 'mine');
    await press('Continue');
    await page.refuse('PUT', REFLECTION, 401, { code: 'session.expired' });
    await page.settle();
    const ben = { id: '01936d5e-0000-7000-8000-000000000002', name: 'Ben', email: 'ben@demo.example' };
    await page.signInAs(somebody({ person: ben }));
    await page.goTo(`${PAGE}/reflect`);
    await page.answer('GET', REFLECTION, reflection());
    expect(first().value).toBe('');
  });

  it.each([
    ['with unsaved words', 'mine', '', true],
    ['with nothing written', '', '', false],
    ['when somebody must not be seen reading', 'mine', 'lr-leaving', false],
  ])('before the tab closes %s the browser asks: %s', async (_when, text, bodyClass, asks) => {
    await open();
    if (text) write(first(), text);
    if (bodyClass) document.body.classList.add(bodyClass);
    const event = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(asks);
    document.body.classList.remove('lr-leaving');
  });
});
