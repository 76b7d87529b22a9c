import { type KeptDashboard, KeptDashboards } from './kept-dashboards.js';

describe('KeptDashboards', () => {
  const dashboard = (lines: number): KeptDashboard => ({
    countsVersion: '1',
    teamsVersion: '1',
    labelVersion: '1',
    counts: Array.from({ length: lines }, () => ['all', '', 0, 0, 0, 0, 0, 0, 0, 0, 0]),
    teams: {},
    breakdowns: { byModule: [], byTeam: [], byJobRole: [], byWorkforceGroup: [] },
  });

  it('keeps one of each agency, the latest', () => {
    const kept = new KeptDashboards(10);
    const [first, second] = [dashboard(4), dashboard(5)];
    kept.keep(1, first);
    kept.keep(1, second);
    kept.keep(2, first);
    expect(kept.find(1)).toBe(second);
    expect(kept.find(2)).toBe(first);
    expect(kept.find(3)).toBeUndefined();
  });

  it('gives up those kept longest when there are more lines than it may keep', () => {
    const kept = new KeptDashboards(10);
    for (const agencyId of [1, 2, 3]) kept.keep(agencyId, dashboard(4));
    expect([1, 2, 3].map((agencyId) => kept.find(agencyId) !== undefined)).toEqual([false, true, true]);
  });

  it('keeps nothing of an agency that alone has more lines than it may keep', () => {
    const kept = new KeptDashboards(10);
    kept.keep(1, dashboard(11));
    expect(kept.find(1)).toBeUndefined();
  });
});
