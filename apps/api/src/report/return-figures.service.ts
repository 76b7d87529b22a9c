import { Injectable } from '@nestjs/common';
import type {
  ReturnFigures,
  ReturnPeople,
  ReturnRequirements,
} from '@learning-reviews/contracts/yearly-return.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import { wholePercentage } from '@learning-reviews/domain/report/percentage';
import { peopleBase } from '@learning-reviews/domain/report/return-figures';
import { figuresDay, type ReportingYear } from '@learning-reviews/domain/report/reporting-year';
import { WORKFORCE_GROUPS } from '@learning-reviews/domain/report/workforce-group';
import type { Transaction } from '../platform/database/database.js';
import { HeadcountService } from './headcount.service.js';
import { type PeopleRow, type RequirementRow, ReturnFiguresRepository } from './return-figures.repository.js';

const NONE: RequirementRow = {
  module: null,
  title: null,
  required: 0,
  compliant: 0,
  overdueUnder3: 0,
  overdue3To6: 0,
  overdue6AndOver: 0,
  paused: 0,
};

/** The figures of a yearly return: what is counted, and what each share is out of. */
@Injectable()
export class ReturnFiguresService {
  constructor(
    private readonly figures: ReturnFiguresRepository,
    private readonly headcounts: HeadcountService,
  ) {}

  /** Counts a year as of its last day, or as of `today` while it runs. */
  async count(
    scope: AgencyScope,
    tx: Transaction,
    year: ReportingYear,
    today: CalendarDate,
  ): Promise<ReturnFigures> {
    const on = figuresDay(year, today);
    const days = { startsOn: year.startsOn, on, isWorkedOut: on < today };
    const people = await this.figures.countPeople(scope, tx, days);
    const requirements = await this.figures.countRequirements(scope, tx, days);
    const starters = await this.figures.countStarters(scope, tx, days);
    const completions = await this.figures.countCompletions(scope, tx, days);
    const headcount = await this.headcounts.inForce(scope, tx, on);

    const counted = (group: number | null, isAll = false): ReturnPeople => {
      const row = people.find((each) => each.isAll === isAll && each.group === group);
      const told = isAll ? headcount : headcount?.groups.find((each) => each.group === group);
      return withShare(row, group, told ?? null);
    };
    const groups = [...WORKFORCE_GROUPS.map(({ group }) => counted(group)), counted(null)];
    return {
      on,
      isWorkedOut: days.isWorkedOut,
      headcount: headcount && { on: headcount.on, source: headcount.source, reason: headcount.reason },
      agency: counted(null, true),
      groups: groups.filter(({ headcount: told, recorded }) => told !== null || recorded > 0),
      total: shareOf(requirements.find(({ module }) => module === null) ?? NONE),
      modules: requirements.flatMap(({ module, title, ...counts }) =>
        module === null ? [] : [{ module, title: title ?? module, ...shareOf(counts) }],
      ),
      starters: { ...starters, percent: percentage(starters.inTime, starters.inTime + starters.late) },
      completions,
    };
  }
}

function withShare(
  row: PeopleRow | undefined,
  group: number | null,
  told: { readonly people: number; readonly fte: number | null } | null,
): ReturnPeople {
  const { recorded = 0, required = 0, compliant = 0 } = row ?? {};
  const headcount = told?.people ?? null;
  const base = peopleBase({ headcount, recorded, required });
  const fte = told?.fte ?? null;
  return { group, headcount, fte, recorded, required, compliant, base, percent: percentage(compliant, base) };
}

function shareOf({
  required,
  compliant,
  overdueUnder3,
  overdue3To6,
  overdue6AndOver,
  paused,
}: Omit<RequirementRow, 'module' | 'title'>): ReturnRequirements {
  const percent = percentage(compliant, required);
  return { required, compliant, percent, overdueUnder3, overdue3To6, overdue6AndOver, paused };
}

/** `null` of nothing: a share of nobody is not 0. */
function percentage(part: number, whole: number): number | null {
  return whole === 0 ? null : wholePercentage(part, whole);
}
