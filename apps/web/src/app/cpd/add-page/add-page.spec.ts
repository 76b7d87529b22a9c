import { fireEvent, screen, waitFor, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import type { SignedInPage } from '../../platform/page/testing/open-signed-in.js';
import { openRecord, OUTSIDE_ID, outsideEntry, SAVED_AT } from '../testing/answers.js';

describe('add page', () => {
  const user = userEvent.setup();
  const box = (name: string) => screen.getByLabelText<HTMLInputElement>(name);
  const write = (name: string, value: string) => fireEvent.input(box(name), { target: { value } });
  let page: SignedInPage;

  beforeEach(async () => (page = await openRecord('/record/add')));

  async function choose(kind: string): Promise<void> {
    await user.click(screen.getByRole('radio', { name: kind }));
    await page.settle();
  }
  async function fill(minutes = '60'): Promise<void> {
    write('What it was', 'Group supervision');
    write('Who ran it', 'The trust');
    write('Day', '27');
    write('Month', '3');
    write('Year', '2026');
    write('Minutes in all', minutes);
    await page.settle();
  }
  const send = async () => {
    await user.click(screen.getByRole('button', { name: 'Add to your record' }));
    await page.settle();
  };
  const sent = () => waitFor(() => page.asked('POST', '/api/cpd'));

  it('sends learning with others with both kinds of minutes, and goes to the new entry', async () => {
    await fill();
    await choose('Discussion with peers');
    write('Participatory minutes', '45');
    write('Facilitator (optional)', 'B. Facilitator');
    write('People in the group (optional)', '6');
    await send();
    const request = await sent();
    expect(request.request.body).toEqual({
      title: 'Group supervision',
      provider: 'The trust',
      learningType: 'peer-discussion',
      completedOn: '2026-03-27',
      minutes: 60,
      participatoryMinutes: 45,
      facilitator: 'B. Facilitator',
      groupSize: 6,
      description: '',
      evidence: '',
    });
    expect(request.request.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f-]{36}$/);
    request.flush({ id: OUTSIDE_ID, savedAt: SAVED_AT, revision: 0 });
    await waitFor(() => expect(page.address()).toBe(`/record/${OUTSIDE_ID}?added=true`));
    await page.settle();
    await page.answer('GET', `/api/cpd/${OUTSIDE_ID}`, outsideEntry());
    expect(screen.getByRole('alert', { name: 'Success' }).textContent).toContain('Added to your record.');
  });

  it('counts learning alone as 0 participatory minutes, whatever was typed before', async () => {
    await fill();
    await choose('Facilitated group');
    write('Participatory minutes', '45');
    await choose('Reading');
    expect(screen.queryByLabelText('Participatory minutes')).toBeNull();
    expect(screen.getByText('Learning on your own counts 0 participatory minutes.')).toBeTruthy();
    await send();
    expect((await sent()).request.body).toMatchObject({
      participatoryMinutes: 0,
      facilitator: '',
      groupSize: null,
    });
  });

  it('lists what is missing, each beside its field, and loses nothing', async () => {
    await choose('Facilitated group');
    write('What it covered (optional)', 'Kept');
    await send();
    await waitFor(() => expect(screen.getByText('There is a problem')).toBeTruthy());
    await page.settle();
    const summary = within(screen.getByRole('alert'));
    expect(summary.getAllByRole('link').map((link) => link.textContent?.trim())).toEqual([
      'Enter what the learning was',
      'Enter who ran it',
      'Enter the date you finished',
      'Enter the minutes it took in all, as a whole number',
      'Enter the participatory minutes as a whole number, or 0',
    ]);
    expect(box('What it was').getAttribute('aria-invalid')).toBe('true');
    expect(box('What it covered (optional)').value).toBe('Kept');
  });

  it('asks how it was learned first of all', async () => {
    await send();
    expect(screen.getByRole('link', { name: 'Choose how you learned' })).toBeTruthy();
  });

  it('shows beside its field what the server refuses', async () => {
    await fill();
    await choose('Reading');
    await send();
    await sent().then((request) =>
      request.flush(
        {
          status: 422,
          code: 'cpd.in-future',
          message: '',
          errors: [{ field: 'completedOn', message: 'The day you finished must be today or earlier' }],
          requestId: 'req-7',
        },
        { status: 422, statusText: 'Refused' },
      ),
    );
    await page.settle();
    expect(screen.getByRole('link', { name: 'The day you finished must be today or earlier' })).toBeTruthy();
    expect(box('What it was').value).toBe('Group supervision');
  });

  it('cautions about what might identify somebody, and refuses nothing', async () => {
    write('What it covered (optional)', 'Ada Learner, aged 14, told me');
    await page.settle();
    expect(screen.getByText('This looks like a person’s name beside an age. Remove the name.')).toBeTruthy();
    expect(screen.getByText(/This is not how to report a concern/)).toBeTruthy();
  });
});
