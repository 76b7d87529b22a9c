import type { StandingBreakdown } from '@learning-reviews/contracts/agency.contract';
import type { KeptVersions } from './agency-now.repository.js';
import type { CountLine } from './duty-count.js';

/** The breakdowns of a dashboard, each in the order of its labels. */
export interface Breakdowns {
  readonly byModule: StandingBreakdown[];
  readonly byTeam: StandingBreakdown[];
  readonly byJobRole: StandingBreakdown[];
  readonly byWorkforceGroup: StandingBreakdown[];
}

/** What one agency's dashboard was made of when it was last read, and of which versions. */
export interface KeptDashboard extends KeptVersions {
  readonly labelVersion: string;
  readonly counts: readonly CountLine[];
  readonly teams: Readonly<Record<string, string>>;
  /** Of the counts without any change since. */
  readonly breakdowns: Breakdowns;
}

/** Lines kept in all, each about 500 bytes with its breakdown: ten megabytes at most. */
const MOST_LINES = 20_000;

/**
 * The dashboards read last, so that hundreds of lines nobody has changed are neither sent nor shaped again. They are
 * never shown by themselves: each reading asks the database, in the reader's own scope, for the versions as they are
 * at that moment, and for everything whose version is another.
 */
export class KeptDashboards {
  private readonly kept = new Map<number, KeptDashboard>();
  private lines = 0;

  constructor(private readonly mostLines = MOST_LINES) {}

  find(agencyId: number): KeptDashboard | undefined {
    return this.kept.get(agencyId);
  }

  /** Keeps it in the place of what was kept of the agency, and gives up those that were kept longest. */
  keep(agencyId: number, dashboard: KeptDashboard): void {
    this.forget(agencyId);
    this.kept.set(agencyId, dashboard);
    this.lines += dashboard.counts.length;
    for (const oldest of this.kept.keys()) {
      if (this.lines <= this.mostLines) return;
      this.forget(oldest);
    }
  }

  private forget(agencyId: number): void {
    this.lines -= this.kept.get(agencyId)?.counts.length ?? 0;
    this.kept.delete(agencyId);
  }
}
