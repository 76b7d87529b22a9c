import { Injectable } from '@nestjs/common';
import type { AgencyNow, StandingBreakdown } from '@learning-reviews/contracts/agency.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { AgencyNowRepository, type CountedDuties } from './agency-now.repository.js';
import { reportDay } from './report-day.js';

/** A breakdown of nothing. */
const NOTHING = {
  required: 0,
  done: 0,
  inProgress: 0,
  notStarted: 0,
  overdue: 0,
  dueSoon: 0,
  expiring: 0,
  expired: 0,
  paused: 0,
};

/** Answers a training lead's first question: where is my agency now? */
@Injectable()
export class AgencyNowService {
  constructor(
    private readonly database: Database,
    private readonly agencies: AgencyNowRepository,
    private readonly clock: Clock,
  ) {}

  /** Exact figures of the acting agency on its own today. */
  read(scope: AgencyScope): Promise<AgencyNow> {
    const day = reportDay(this.clock.today(scope.timeZone));
    return this.database.read(scope, async (tx) => {
      const facts = await this.agencies.findAgency(scope, tx, day.today);
      const duties = await this.agencies.countDuties(scope, tx, day);
      return {
        agency: facts.name,
        asAt: this.clock.now().toISOString(),
        people: facts.people,
        total: countsOf(duties.find(({ by }) => by === 'all')),
        byModule: breakdown(duties, 'module'),
        byTeam: breakdown(duties, 'team'),
        byJobRole: breakdown(duties, 'job-role'),
        denominator: {
          people: facts.headcount ?? facts.people,
          source: facts.headcountSource ?? 'Members recorded here',
          on: facts.headcountOn ?? day.today,
        },
      };
    });
  }
}

function breakdown(duties: readonly CountedDuties[], by: CountedDuties['by']): StandingBreakdown[] {
  return duties
    .filter((counted) => counted.by === by)
    .map((counted) => ({ key: counted.key, label: counted.label, ...countsOf(counted) }));
}

function countsOf(counted: CountedDuties | undefined) {
  if (counted === undefined) return NOTHING;
  const { by: _by, key: _key, label: _label, ...counts } = counted;
  return counts;
}
