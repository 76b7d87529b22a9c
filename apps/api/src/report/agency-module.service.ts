import { Injectable } from '@nestjs/common';
import type { StandingBreakdown } from '@learning-reviews/contracts/agency.contract';
import type { AgencyModule } from '@learning-reviews/contracts/agency-module.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { addMonths } from '@learning-reviews/domain/calendar-date';
import { byHardness, percentRight } from '@learning-reviews/domain/learning/question-count';
import { monthOf } from '@learning-reviews/domain/report/ended-month';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { notFound } from '../platform/http/domain-error.js';
import { findWarningDays } from '../platform/setting/warning-days.js';
import {
  AgencyModuleRepository,
  type CountedModuleDuties,
  type CountedQuestion,
} from './agency-module.repository.js';
import { reportDay } from './report-day.js';

/** A year back, and the running month. */
const MONTHS_BACK = 12;

/** Answers how one module goes in one agency, and which of its questions a team might talk about. */
@Injectable()
export class AgencyModuleService {
  constructor(
    private readonly database: Database,
    private readonly modules: AgencyModuleRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Exact duties and completions; questions in ranges, of nobody.
   *
   * @throws DomainError `request.not-found` when there is no such module.
   */
  read(scope: AgencyScope, slug: string): Promise<AgencyModule> {
    return this.database.read(scope, async (tx) => {
      const day = reportDay(this.clock.today(scope.timeZone), await findWarningDays(scope, tx));
      const facts = await this.modules.find(scope, tx, slug);
      if (facts === undefined) throw notFound();
      const firstMonth = addMonths(monthOf(day.today), -MONTHS_BACK);
      const [duties, finished, questions] = await Promise.all([
        this.modules.countDuties(scope, tx, day, facts.id),
        this.modules.countCompletions(scope, tx, facts.id, firstMonth, day.today),
        this.modules.findQuestions(scope, tx, facts.id),
      ]);
      const [total] = linesOf(duties, 'all');
      if (total === undefined) throw new Error('A count of nothing is still one line');
      const { key: _key, label: _label, ...counts } = total;
      return {
        agency: facts.agency,
        module: { slug, title: facts.title },
        asAt: this.clock.now().toISOString(),
        total: counts,
        byTeam: linesOf(duties, 'team'),
        byJobRole: linesOf(duties, 'job-role'),
        finished,
        questions: hardestFirst(questions),
      };
    });
  }
}

function linesOf(
  duties: readonly CountedModuleDuties[],
  wanted: CountedModuleDuties['by'],
): StandingBreakdown[] {
  return duties.filter(({ by }) => by === wanted).map(({ by: _by, ...line }) => line);
}

function hardestFirst(questions: readonly CountedQuestion[]): AgencyModule['questions'] {
  const [first] = questions;
  if (first === undefined) return null;
  return {
    version: first.version,
    questions: [...questions]
      .sort(byHardness)
      .map(({ version: _version, ...question }) => ({ ...question, percentage: percentRight(question) })),
  };
}
