import type { PartnershipAssignmentList } from '@learning-reviews/contracts/assignment.contract';
import { screen, within } from '@testing-library/dom';
import { openSignedIn, type SignedInPage } from '../../platform/page/testing/open-signed-in.js';
import { PARTNERSHIP_RULE } from '../testing/rule-answers.js';
import { PartnershipRulesPage } from './partnership-rules-page.js';

const ADDRESS = '/api/partnership/assignments';
const listOf = (...rules: PartnershipAssignmentList['rules']): PartnershipAssignmentList => ({
  today: '2026-12-01',
  rules,
});

describe('rules of the partnership', () => {
  let page: SignedInPage;

  async function open(answer: PartnershipAssignmentList) {
    page = await openSignedIn(
      [{ path: 'partnership/assignments', component: PartnershipRulesPage }],
      '/partnership/assignments',
    );
    expect(screen.getByText(/^Loading/)).toBeTruthy();
    await page.answer('GET', ADDRESS, answer);
  }
  const row = (name: RegExp) => within(screen.getByRole('row', { name }));

  it('say how many agencies each reaches, and how many have it so far', async () => {
    await open(
      listOf(PARTNERSHIP_RULE, { ...PARTNERSHIP_RULE, id: 'b', title: 'Before court', agenciesDone: 2 }),
    );
    expect(row(/Clearing the way/).getByText(/2 agencies/).textContent).toContain('1 of them');
    expect(row(/Before court/).getByText(/2 agencies/).textContent).not.toContain('of them');
    expect(row(/Clearing the way/).getByText(/^Everyone.*within 30 days of joining/)).toBeTruthy();
  });

  it('say so where there are none', async () => {
    await open(listOf());
    expect(screen.getByText(/The partnership has set no rule yet/)).toBeTruthy();
  });
});
