import type { AssignmentList } from '@learning-reviews/contracts/assignment.contract';
import { fireEvent, screen, within } from '@testing-library/dom';
import { openSignedIn, type SignedInPage } from '../../platform/page/testing/open-signed-in.js';
import { RULE } from '../testing/rule-answers.js';
import { RulesPage } from './rules-page.js';

const ADDRESS = '/api/agency/assignments';
const listOf = (...rules: AssignmentList['rules']): AssignmentList => ({ today: '2026-12-01', rules });

describe('rules of an agency', () => {
  let page: SignedInPage;

  async function open(answer: AssignmentList, query = '') {
    page = await openSignedIn(
      [{ path: 'agency/assignments', component: RulesPage }],
      `/agency/assignments${query}`,
    );
    expect(screen.getByText(/^Loading/)).toBeTruthy();
    await page.answer('GET', ADDRESS, answer);
  }
  const row = (name: RegExp) => within(screen.getByRole('row', { name }));

  it('are each a sentence, with how many it is for', async () => {
    await open(listOf(RULE));
    const rule = row(/Clearing the way/);
    expect(rule.getByText(/within 30 days of joining, and again 24 months after finishing/)).toBeTruthy();
    expect(rule.getAllByRole('cell').map((cell) => cell.textContent?.trim())).toEqual([
      'Your agency',
      'In force',
      '1,042',
      '900',
      '12',
    ]);
    expect(rule.getByRole('link').getAttribute('href')).toBe(`/agency/assignments/${RULE.id}`);
  });

  it('say which of them the partnership set, and which are to come or over', async () => {
    await open(
      listOf(
        { ...RULE, id: 'a', title: 'First', setBy: 'partnership', mayChange: false },
        { ...RULE, id: 'b', title: 'Second', state: 'coming', from: '2027-01-05' },
        { ...RULE, id: 'c', title: 'Third', state: 'ended', to: '2026-10-31' },
      ),
    );
    expect(row(/First/).getByText(/partnership/i)).toBeTruthy();
    expect(row(/Second/).getByText(/From 5 January 2027/)).toBeTruthy();
    expect(row(/Third/).getByText(/31 October 2026/)).toBeTruthy();
  });

  it('show how far a change is worked in, and look again when asked', async () => {
    await open(listOf({ ...RULE, progress: { people: 84_000, peopleDone: 12_000 } }));
    expect(screen.getByText(/Being worked in: 12,000 of 84,000 people/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Look again' }));
    await page.settle();
    await page.answer('GET', ADDRESS, listOf(RULE));
    expect(screen.queryByText(/Being worked in/)).toBeNull();
    expect(screen.queryByRole('button', { name: 'Look again' })).toBeNull();
  });

  it('say so where there are none', async () => {
    await open(listOf());
    expect(screen.getByText(/There is no rule yet/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Set a rule' })).toBeTruthy();
  });

  it('say what was just done, and nothing for what the address makes up', async () => {
    await open(listOf(RULE), '?done=set');
    expect(screen.getByText(/The rule is set/)).toBeTruthy();
    await page.goTo('/agency/assignments?done=nonsense');
    expect(screen.queryByText(/The rule is set/)).toBeNull();
  });

  it('offer to try again when they cannot be loaded', async () => {
    page = await openSignedIn([{ path: 'agency/assignments', component: RulesPage }], '/agency/assignments');
    await page.refuse('GET', ADDRESS, 500, { code: 'service.fault' });
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await page.settle();
    await page.answer('GET', ADDRESS, listOf(RULE));
    expect(row(/Clearing the way/)).toBeTruthy();
  });
});
