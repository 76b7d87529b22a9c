import { Injectable } from '@nestjs/common';
import type { AgencyMonth, AgencyNow } from '@learning-reviews/contracts/agency.contract';
import type { TargetRequest } from '@learning-reviews/contracts/target.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { addMonths, type CalendarDate } from '@learning-reviews/domain/calendar-date';
import { monthOf, TREND_MONTHS } from '@learning-reviews/domain/report/ended-month';
import type { GroupLabel } from '@learning-reviews/domain/report/workforce-group';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { findWorkforceGroups } from '../platform/setting/workforce-groups.js';
import { AgencyCountService } from './agency-count.service.js';
import { AgencyNowRepository, type AgencyNowRow, type CountLabel } from './agency-now.repository.js';
import { byLabel, byTeam, byWorkforceGroup } from './breakdown.js';
import { dutyCounts, type LiveCounts, liveCounts } from './duty-count.js';
import { type Breakdowns, type KeptDashboard, KeptDashboards } from './kept-dashboards.js';

/** More deltas than this make a reader slower than it need be. */
const MANY_DELTAS = 200;

/** Answers a training lead's first question: where is my agency now? */
@Injectable()
export class AgencyNowService {
  private readonly kept = new KeptDashboards();

  constructor(
    private readonly database: Database,
    private readonly counting: AgencyCountService,
    private readonly agencies: AgencyNowRepository,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Exact figures of the acting agency on its own today. */
  async read(scope: AgencyScope): Promise<AgencyNow> {
    for (let attempt = 1; ; attempt += 1) {
      const today = this.clock.today(scope.timeZone);
      const found = await this.find(scope, today);
      if (found !== null) {
        if (found.waiting > MANY_DELTAS) await this.counting.askForFold(scope);
        return found.now;
      }
      // Midnight may pass in between; twice in a row it does not.
      if (attempt === 3) throw new Error(`The counts of agency ${scope.agencyId} are not of ${today}`);
      await this.counting.bringTo(scope, today);
    }
  }

  /** Decides what share of its duties the agency means to have done. */
  async setTarget(scope: AgencyScope, { percent }: TargetRequest): Promise<void> {
    await this.database.write(scope, async (tx) => {
      await this.agencies.saveTarget(scope, tx, percent, this.clock.now());
      await this.audit.record(scope, tx, 'agency.target-set', `agency:${scope.agencyId}`, { percent });
    });
  }

  /** `null` when the counts are of another day, or not there. */
  private find(scope: AgencyScope, today: CalendarDate): Promise<{ now: AgencyNow; waiting: number } | null> {
    const running = monthOf(today);
    const kept = this.kept.find(scope.agencyId);
    return this.database.read(scope, async (tx) => {
      const since = addMonths(running, 1 - TREND_MONTHS);
      const row = await this.agencies.find(scope, tx, today, since, kept);
      const counts = row.counts ?? (row.countsVersion === kept?.countsVersion ? kept?.counts : null) ?? null;
      const teams = row.teams ?? (row.teamsVersion === kept?.teamsVersion ? kept?.teams : null) ?? {};
      const live = liveCounts({ ...row, counts });
      if (live?.day !== today || counts === null) return null;

      let breakdowns = row.changes === null && isKept(row, kept) ? kept?.breakdowns : undefined;
      if (breakdowns === undefined) {
        const labels = await this.agencies.findLabels(scope, tx, row.labelVersion);
        const groups = await findWorkforceGroups(scope, tx, today);
        breakdowns = breakdownsOf(live, labels, groups, teams);
        const { countsVersion, teamsVersion, labelVersion } = row;
        if (row.changes === null)
          this.kept.keep(scope.agencyId, {
            countsVersion,
            teamsVersion,
            labelVersion,
            counts,
            teams,
            breakdowns,
          });
      }
      const total = dutyCounts(live.lines.find(([dimension]) => dimension === 'all'));
      const ended = monthsOf(row.months).filter(({ month }) => month < running);
      const now: AgencyNow = {
        agency: row.name,
        asAt: this.clock.now().toISOString(),
        people: live.people,
        total,
        ...breakdowns,
        trend: [...ended, { month: running, required: total.required, done: total.done }],
        countedOn: live.day,
        target: row.targetPercent,
        denominator: {
          people: row.headcount ?? live.people,
          source: row.headcountSource ?? 'Members recorded here',
          on: row.headcountOn ?? today,
        },
      };
      return { now, waiting: live.waiting };
    });
  }
}

/** Whether nothing that breakdowns are made of has changed. */
function isKept(now: AgencyNowRow, kept: KeptDashboard | undefined): boolean {
  return (
    kept !== undefined &&
    now.countsVersion === kept.countsVersion &&
    now.teamsVersion === kept.teamsVersion &&
    now.labelVersion === kept.labelVersion
  );
}

function breakdownsOf(
  live: LiveCounts,
  labels: readonly CountLabel[],
  groups: readonly GroupLabel[],
  teams: Readonly<Record<string, string>>,
): Breakdowns {
  return {
    byModule: byLabel(live, 'module', labels),
    byTeam: byTeam(live, Object.entries(teams)),
    byJobRole: byLabel(live, 'job-role', labels),
    byWorkforceGroup: byWorkforceGroup(live, groups),
  };
}

/** Months as `AgencyNowRow` holds them. */
function monthsOf(text: string | null): AgencyMonth[] {
  if (text === null) return [];
  return text.split(',').map((ended) => {
    const [month = '', required, done] = ended.split(' ');
    return { month, required: Number(required), done: Number(done) };
  });
}
