import { Injectable } from '@nestjs/common';
import type { Finished, LearningList } from '@learning-reviews/contracts/learning.contract';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import { calendarDateIn } from '@learning-reviews/domain/calendar-date';
import { AssignmentService } from '../assignment/assignment.service.js';
import { CurriculumService } from '../curriculum/curriculum.service.js';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { findWarningDays } from '../platform/setting/warning-days.js';
import { Attempt } from './attempt.js';
import { AttemptRepository, type AttemptRow } from './attempt.repository.js';
import { CompletionRepository } from './completion.repository.js';
import { carryOnCard, dayOf, type Job, type LearningFacts, learningLists } from './learning-list.js';

/** All but which rules ask. */
interface GatheredFacts extends LearningFacts {
  readonly jobs: Awaited<ReturnType<AssignmentService['standingsOf']>>;
}

/** What a person has to do, may do and has done. */
@Injectable()
export class LearningListService {
  constructor(
    private readonly database: Database,
    private readonly attempts: AttemptRepository,
    private readonly completions: CompletionRepository,
    private readonly curriculum: CurriculumService,
    private readonly assignments: AssignmentService,
    private readonly clock: Clock,
  ) {}

  /** The person's own list as it stands today. */
  list(scope: PersonScope): Promise<LearningList> {
    return this.database.read(scope, async (tx) => {
      const { facts: gathered, lastOpen } = await this.gather(scope, tx);
      const facts = { ...gathered, jobs: await this.withAsking(scope, tx, gathered) };
      const carryOn = lastOpen && carryOnCard(await this.attempt(scope, tx, facts, lastOpen));
      const withdrawn = (await this.completions.withdrawn(scope, tx)).map(
        ({ completedAt, withdrawnAt, ...facts }) => ({
          ...facts,
          completedOn: dayOf(completedAt),
          withdrawnOn: dayOf(withdrawnAt),
        }),
      );
      return { carryOn: carryOn ?? null, ...learningLists(facts), withdrawn };
    });
  }

  /** What to do after finishing something: the most pressing duty, else what is recommended first. */
  async next(scope: PersonScope, tx: Transaction): Promise<Finished['next']> {
    const { facts } = await this.gather(scope, tx);
    const { required, recommended } = learningLists(facts);
    const item = required[0] ?? recommended[0];
    return item === undefined ? null : { module: item.module, title: item.title, minutes: item.minutes };
  }

  /** Five statements that do not wait for each other. */
  private async gather(
    scope: PersonScope,
    tx: Transaction,
  ): Promise<{ facts: GatheredFacts; lastOpen: AttemptRow | undefined }> {
    const now = this.clock.now();
    const [modules, jobs, open, completions, warning] = await Promise.all([
      this.curriculum.current(scope, tx),
      this.assignments.standingsOf(scope, tx, now),
      this.attempts.open(scope, tx),
      this.completions.latest(scope, tx),
      findWarningDays(scope, tx),
    ]);
    const openModuleIds = open.map((attempt) => attempt.moduleId);
    return { facts: { now, warning, modules, jobs, openModuleIds, completions }, lastOpen: open[0] };
  }

  /** The jobs with the rules that ask for each module: those are the agency's, so they are read as each agency. */
  private async withAsking(
    scope: PersonScope,
    tx: Transaction,
    { jobs, now }: GatheredFacts,
  ): Promise<Job[]> {
    const asked: Job[] = [];
    for (const job of jobs) {
      const today = calendarDateIn(now.getTime(), job.timeZone);
      const asking = await this.database.withAgency(tx, job.agencyId, () =>
        this.assignments.askingOf(scope, tx, job, today),
      );
      asked.push({ ...job, asking });
    }
    return asked;
  }

  private async attempt(
    scope: PersonScope,
    tx: Transaction,
    { modules }: LearningFacts,
    row: AttemptRow,
  ): Promise<Attempt> {
    const { moduleId, version } = row;
    const slug = modules.find((module) => module.moduleId === moduleId)?.slug ?? '';
    const content = await this.curriculum.content(scope, tx, moduleId, version);
    return new Attempt({ moduleId, slug, version, content }, row);
  }
}
