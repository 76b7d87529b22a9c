import { screen, within } from '@testing-library/dom';
import { somebody } from '../../platform/session/testing/session-answer.js';
import { item, MODULE, TITLE } from '../testing/answers.js';
import { openLearning } from '../testing/open-learning.js';

const NOTHING = { carryOn: null, required: [], recommended: [], done: [], withdrawn: [] };

async function open(lists: object, session = somebody()) {
  const page = await openLearning('/learning', session);
  await page.answer('GET', '/api/learning', { ...NOTHING, ...lists });
  return page;
}

const lineOf = (title: string) => screen.getByRole('link', { name: title }).closest('li')!;

describe('my learning', () => {
  it('says that it is loading, then that the service is away, and asks again when told to', async () => {
    const page = await openLearning('/learning');
    expect(screen.getByRole('status', { name: '' }).textContent).toContain('Loading your learning');
    await page.refuse('GET', '/api/learning', 500, { code: 'service.fault' });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Sorry, there is a problem');
    screen.getByRole('button', { name: 'Try again' }).click();
    await page.settle();
    await page.answer('GET', '/api/learning', NOTHING);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('My learning');
  });

  it('says so when nothing is required, and where any module is', async () => {
    await open({});
    expect(screen.getByText(/Nothing is required of you at the moment/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'take any module' }).getAttribute('href')).toBe('/modules');
  });

  it('carries on at the place where the person left', async () => {
    await open({
      carryOn: {
        module: MODULE,
        title: TITLE,
        place: 'Section 3 of 7',
        path: `/learning/${MODULE}/section/3`,
        minutesLeft: 12,
      },
    });
    const card = screen.getByRole('region', { name: 'Carry on where you left off' });
    expect(card.textContent).toContain('Section 3 of 7');
    expect(card.textContent).toContain('About 12 minutes left.');
    expect(within(card).getByRole('link', { name: 'Continue module' }).getAttribute('href')).toBe(
      `/learning/${MODULE}/section/3`,
    );
  });

  it.each([
    ['not-started', 'Not yet started', '40 minutes. Due 31 January 2027. Contains sensitive content'],
    ['in-progress', 'In progress', '40 minutes. Due 31 January 2027. Contains sensitive content'],
    ['overdue', 'Overdue', '40 minutes. Was due 31 January 2027. Contains sensitive content'],
    ['paused', 'Paused', '40 minutes. Due 31 January 2027. Contains sensitive content'],
  ] as const)('shows %s as "%s", with its time and day', async (state, status, hint) => {
    await open({ required: [item({ state })] });
    expect(within(lineOf(TITLE)).getByText(status)).toBeTruthy();
    expect(within(lineOf(TITLE)).getByText(hint)).toBeTruthy();
  });

  it('asks nothing of somebody on leave', async () => {
    await open({ required: [item({ state: 'paused', dueOn: null, sensitive: false })] });
    expect(within(lineOf(TITLE)).getByText('40 minutes. Nothing to do while you are on leave')).toBeTruthy();
  });

  it('says how long something done counts, and leads to its certificate by name', async () => {
    await open({
      done: [
        item({
          state: 'done',
          sensitive: false,
          completedOn: '2026-03-04',
          validUntil: '2028-03-03',
          certificateNumber: '7K3M9P2RWX4T6V8B0CDE',
        }),
      ],
    });
    expect(screen.getByText('40 minutes. Finished 4 March 2026. Counts until 3 March 2028')).toBeTruthy();
    expect(screen.getByRole('link', { name: /^Certificate ?: Before/ }).getAttribute('href')).toBe(
      '/certificates/7K3M9P2RWX4T6V8B0CDE',
    );
    expect(screen.getByText('You have nothing left to do. What you have finished is below.')).toBeTruthy();
  });

  it('names both agencies when two ask for the same module', async () => {
    await open({
      required: [item({ sensitive: false, requiredBy: ['GP Federation', 'Hill Street Charity'] })],
    });
    expect(
      screen.getByText('40 minutes. Due 31 January 2027. Required by GP Federation and Hill Street Charity'),
    ).toBeTruthy();
  });

  it('names both rules where they contradict, each with its day', async () => {
    const trust = 'Southmoor Community Trust';
    await open({
      required: [
        item({
          sensitive: false,
          askedBy: [
            { agency: trust, setBy: 'agency', dueOn: '2027-01-31' },
            { agency: trust, setBy: 'partnership', dueOn: '2027-03-31' },
          ],
        }),
      ],
    });
    expect(
      screen.getByText(
        '40 minutes. Due 31 January 2027. Asked by your agency for 31 January 2027 and by the partnership for 31 March 2027',
      ),
    ).toBeTruthy();
  });
});
