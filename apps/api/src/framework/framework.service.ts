import { Injectable } from '@nestjs/common';
import type {
  ChangeEditionRequest,
  DraftedEdition,
  DraftEditionRequest,
  EditionDetail,
  FrameworkList,
  JobRoleLevelsRequest,
  ListedEdition,
} from '@learning-reviews/contracts/framework.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { calendarDate, type CalendarDate } from '@learning-reviews/domain/calendar-date';
import {
  editionDayProblem,
  editionInForce,
  lastDayOfEdition,
} from '@learning-reviews/domain/framework/edition';
import { v7 as uuid } from 'uuid';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/http/domain-error.js';
import { OnceOnly } from '../platform/idempotency/once-only.js';
import type { Submission } from '../platform/idempotency/submission.js';
import { type EditionRow, FrameworkRepository } from './framework.repository.js';

/** Workforce groups and intercollegiate levels, edition by edition. The scope is the partnership's own. */
@Injectable()
export class FrameworkService {
  constructor(
    private readonly database: Database,
    private readonly onceOnly: OnceOnly,
    private readonly frameworks: FrameworkRepository,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Every framework with its editions. */
  list(scope: AgencyScope): Promise<FrameworkList> {
    const today = this.clock.today(scope.timeZone);
    return this.database.read(scope, async (tx) => {
      const editions = await this.frameworks.findEditions(scope, tx);
      const frameworks = await this.frameworks.findFrameworks(scope, tx);
      return {
        today,
        frameworks: frameworks.map(({ code, name }) => {
          const own = editions.filter(({ framework }) => framework === code);
          return {
            code,
            name,
            editions: own.map((edition) => ({
              id: edition.id,
              name: edition.name,
              from: edition.fromOn,
              to: lastDayOfEdition(own, edition),
              state: stateOf(own, edition, today),
              note: edition.note,
              confidence: edition.confidence,
              levels: edition.levels,
            })),
          };
        }),
      };
    });
  }

  /**
   * One edition with its levels and job roles.
   *
   * @throws DomainError `request.not-found`
   */
  read(scope: AgencyScope, id: string): Promise<EditionDetail> {
    const today = this.clock.today(scope.timeZone);
    return this.database.read(scope, async (tx) => {
      const { edition, own } = await this.find(scope, tx, id);
      const { framework, name, fromOn, note, confidence, version } = edition;
      return {
        id,
        framework,
        name,
        from: fromOn,
        to: lastDayOfEdition(own, edition),
        state: stateOf(own, edition, today),
        note,
        confidence,
        version,
        levels: await this.frameworks.findLevels(scope, tx, id),
        jobRoles: await this.frameworks.findRoleLevels(scope, tx, edition),
      };
    });
  }

  /**
   * Drafts an edition: the latest one under another name, from a day to come.
   *
   * @throws DomainError `request.not-found`, `request.invalid` for a day that cannot be.
   */
  draft(
    scope: AgencyScope,
    submission: Submission,
    framework: string,
    { name, from, note }: DraftEditionRequest,
  ): Promise<DraftedEdition> {
    return this.onceOnly.write(scope, submission, async (tx) => {
      await this.frameworks.lock(scope, tx);
      const own = (await this.frameworks.findEditions(scope, tx)).filter(
        (edition) => edition.framework === framework,
      );
      const [latest] = own;
      if (latest === undefined) throw notFound();
      const fromOn = calendarDate(from);
      refuse(editionDayProblem(own, null, fromOn, this.clock.today(scope.timeZone)));
      const id = uuid();
      await this.frameworks.insert(scope, tx, { id, framework, name, fromOn, note }, latest.id);
      await this.audit.record(scope, tx, 'framework.drafted', `framework-edition:${id}`, { framework, from });
      return { id };
    });
  }

  /**
   * Changes an edition: name, note, what its levels are called and which are offered, and a draft's first day.
   *
   * @throws DomainError `request.not-found`, `stale.version`, `request.invalid`
   */
  change(scope: AgencyScope, id: string, asked: ChangeEditionRequest): Promise<void> {
    const today = this.clock.today(scope.timeZone);
    return this.database.write(scope, async (tx) => {
      const { own } = await this.open(scope, tx, id, asked.version, today);
      const { name, note, levels } = asked;
      const fromOn = calendarDate(asked.from);
      refuse(editionDayProblem(own, id, fromOn, today));
      const known = await this.frameworks.findLevels(scope, tx, id);
      const isWhole =
        levels.length === known.length &&
        known.every(({ code }) => levels.some((level) => level.code === code));
      if (!isWhole)
        refuse('Name every level of the edition once: codes stay, and are retired instead', 'levels');
      if (levels.every(({ isRetired }) => isRetired))
        refuse('At least one level has to be offered', 'levels');
      await this.frameworks.change(scope, tx, id, { name, fromOn, note, levels });
      const retired = levels.filter(({ isRetired }) => isRetired).length;
      await this.audit.record(scope, tx, 'framework.changed', `framework-edition:${id}`, {
        from: asked.from,
        retired,
      });
    });
  }

  /**
   * Takes a draft away.
   *
   * @throws DomainError `request.not-found`, `stale.version`, `request.invalid` for one that has begun.
   */
  remove(scope: AgencyScope, id: string, version: number): Promise<void> {
    const today = this.clock.today(scope.timeZone);
    return this.database.write(scope, async (tx) => {
      const { edition } = await this.open(scope, tx, id, version, today);
      if (edition.fromOn <= today) refuse('An edition that has begun stays', '');
      await this.frameworks.remove(scope, tx, id);
      await this.audit.record(scope, tx, 'framework.draft-removed', `framework-edition:${id}`);
    });
  }

  /**
   * Decides which levels a job role has in an edition.
   *
   * @throws DomainError `request.not-found`, `stale.version`, `request.invalid`
   */
  setRoleLevels(
    scope: AgencyScope,
    id: string,
    jobRole: string,
    { levels, version }: JobRoleLevelsRequest,
  ): Promise<void> {
    const today = this.clock.today(scope.timeZone);
    return this.database.write(scope, async (tx) => {
      await this.open(scope, tx, id, version, today);
      const known = await this.frameworks.findLevels(scope, tx, id);
      const isKnown = levels.every((code) => known.some((level) => level.code === code));
      if (!isKnown || new Set(levels).size !== levels.length)
        refuse(`Choose from these, each once: ${known.map(({ code }) => code).join(', ')}`, 'levels');
      if (!(await this.frameworks.setRoleLevels(scope, tx, id, jobRole, levels))) throw notFound();
      const detail = { levels: levels.join(' ') };
      await this.audit.record(scope, tx, 'framework.role-mapped', `job-role:${jobRole}`, detail);
    });
  }

  private async find(scope: AgencyScope, tx: Transaction, id: string) {
    const editions = await this.frameworks.findEditions(scope, tx);
    const edition = editions.find((known) => known.id === id);
    if (edition === undefined) throw notFound();
    return { edition, own: editions.filter(({ framework }) => framework === edition.framework) };
  }

  /** The edition to change; nobody else changes any until the transaction ends. */
  private async open(scope: AgencyScope, tx: Transaction, id: string, version: number, today: CalendarDate) {
    await this.frameworks.lock(scope, tx);
    const found = await this.find(scope, tx, id);
    if (found.edition.version !== version) {
      throw new DomainError(
        'stale.version',
        'Someone changed this edition while you had it open. Load the page again to see what it says now',
      );
    }
    if (stateOf(found.own, found.edition, today) === 'past')
      refuse('An edition that is over stays as it was: records were made under it', '');
    return found;
  }
}

function stateOf(
  own: readonly EditionRow[],
  edition: EditionRow,
  today: CalendarDate,
): ListedEdition['state'] {
  if (edition.fromOn > today) return 'draft';
  return editionInForce(own, today) === edition ? 'in-force' : 'past';
}

function refuse(message: string | null, field = 'from'): void {
  if (message !== null) throw new DomainError('request.invalid', message, { errors: [{ field, message }] });
}
