import { jobsInTheWay, mergeLinkEndsAt, undoEndsAt } from './account-merge.js';

describe('joining accounts', () => {
  it('waits an hour for a link and thirty days for second thoughts', () => {
    const at = new Date('2026-12-01T10:00:00Z');
    expect(mergeLinkEndsAt(at).toISOString()).toBe('2026-12-01T11:00:00.000Z');
    expect(undoEndsAt(at).toISOString()).toBe('2026-12-31T10:00:00.000Z');
  });

  const stays = [
    { agencyId: 2, from: '2024-01-01', to: '2024-12-31' },
    { agencyId: 3, from: '2025-01-01', to: null },
  ];

  it.each([
    ['the day after the other has ended', 2, '2025-01-01', null, false],
    ['on the last day of the other', 2, '2024-12-31', null, true],
    ['before the other', 2, '2023-01-01', '2023-12-31', false],
    ['up to the first day of the other', 2, '2023-01-01', '2024-01-01', true],
    ['within the other', 2, '2024-03-01', '2024-03-02', true],
    ['around the other', 2, '2023-01-01', null, true],
    ['beside an open one', 3, '2026-01-01', null, true],
    ['before an open one', 3, '2024-01-01', '2024-12-31', false],
    ['in another agency', 4, '2024-01-01', null, false],
  ] as const)('is held up by a job %s: agency %i, %s to %s, is %s', (_, agencyId, from, to, isInTheWay) => {
    expect(jobsInTheWay(stays, [{ agencyId, from, to }])).toHaveLength(isInTheWay ? 1 : 0);
  });
});
