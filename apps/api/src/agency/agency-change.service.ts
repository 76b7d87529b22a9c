import { Injectable } from '@nestjs/common';
import type {
  AddAgencyRequest,
  AddedAgency,
  ChangeAgencyRequest,
  RenameAgencyRequest,
} from '@learning-reviews/contracts/admin-agency.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { isAgencyKind } from '@learning-reviews/domain/agency/agency-kind';
import { formerName, renameProblem } from '@learning-reviews/domain/agency/agency-rename';
import { type AgencyPlace, placeProblem } from '@learning-reviews/domain/agency/agency-tree';
import { addDays, calendarDate } from '@learning-reviews/domain/calendar-date';
import { AssignmentService } from '../assignment/assignment.service.js';
import { Audit, type AuditDetail } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { notFound } from '../platform/http/domain-error.js';
import { OnceOnly } from '../platform/idempotency/once-only.js';
import type { Submission } from '../platform/idempotency/submission.js';
import { isStale, refused } from './agency-refusal.js';
import { AgencyRepository, type AgencyRow } from './agency.repository.js';

/** The partnership itself, which is at the top and does not end. */
const PARTNERSHIP = 1;

/**
 * Adds and changes agencies, in the partnership's own scope. Each change is in the audit of both. The partnership's rules
 * for its kind follow an agency by a job.
 */
@Injectable()
export class AgencyChangeService {
  constructor(
    private readonly database: Database,
    private readonly onceOnly: OnceOnly,
    private readonly agencies: AgencyRepository,
    private readonly assignments: AssignmentService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Adds an agency below another.
   *
   * @throws DomainError `agency.wrong-change` with the field, `agency.code-taken`.
   */
  add(scope: AgencyScope, submission: Submission, asked: AddAgencyRequest): Promise<AddedAgency> {
    return this.onceOnly.write(scope, submission, async (tx) => {
      await this.agencies.lock(scope, tx);
      const known = await this.agencies.findAll(scope, tx);
      if (known.some(({ code }) => code === asked.code)) throw codeTaken();
      const { name, code, kind, parentId, timeZone } = asked;
      // Numbers are given once and never again: an agency is never deleted.
      const id = Math.max(...known.map((agency) => agency.id)) + 1;
      const agency = {
        id,
        name,
        code,
        kind,
        parentId,
        timeZone,
        fromOn: calendarDate(asked.from),
        toOn: null,
      };
      this.refuseUnfit(agency, known);
      await this.agencies.insert(scope, tx, agency);
      await this.assignments.orderSpread(scope, tx);
      await this.note(scope, tx, id, 'agency.added', { kind, parentId, timeZone, from: asked.from });
      return { id };
    });
  }

  /**
   * Gives an agency another name from a day on. The one it had is kept with its days.
   *
   * @throws DomainError `request.not-found`, `stale.version`, `agency.wrong-change` with the field.
   */
  rename(
    scope: AgencyScope,
    submission: Submission,
    agencyId: number,
    { name, from, version }: RenameAgencyRequest,
  ): Promise<void> {
    return this.onceOnly.write(scope, submission, async (tx) => {
      const { agency } = await this.open(scope, tx, agencyId, version);
      const [latest] = await this.agencies.findFormerNames(scope, tx, agencyId);
      const since = latest === undefined ? agency.fromOn : addDays(latest.toOn, 1);
      const inUse = { name: agency.name, since };
      const fromOn = calendarDate(from);
      const problem = renameProblem(inUse, { name, fromOn }, this.clock.today(agency.timeZone));
      if (problem !== null) throw refused(problem.field === 'fromOn' ? 'from' : 'name', problem.message);
      await this.agencies.rename(scope, tx, agencyId, name, formerName(inUse, fromOn));
      await this.note(scope, tx, agencyId, 'agency.renamed', { from });
    });
  }

  /**
   * Changes where an agency stands, what it is, and its days.
   *
   * @throws DomainError `request.not-found`, `stale.version`, `agency.wrong-change` with the field.
   */
  change(scope: AgencyScope, agencyId: number, asked: ChangeAgencyRequest): Promise<void> {
    return this.database.write(scope, async (tx) => {
      const { agency, known } = await this.open(scope, tx, agencyId, asked.version);
      const { kind, parentId, timeZone } = asked;
      const to = {
        kind,
        parentId,
        timeZone,
        fromOn: calendarDate(asked.from),
        toOn: asked.to === null ? null : calendarDate(asked.to),
      };
      if (agencyId === PARTNERSHIP && (parentId !== null || to.toOn !== null)) {
        const field = parentId !== null ? 'parentId' : 'to';
        throw refused(field, 'The partnership itself stands at the top and has no last day');
      }
      if (agencyId !== PARTNERSHIP && parentId === null)
        throw refused('parentId', 'Choose the agency above it');
      if (agency.succeededBy !== null && to.toOn !== agency.toOn) {
        throw refused(
          'to',
          'Another agency succeeds this one from the next day on. Call that off to change it',
        );
      }
      this.refuseUnfit({ ...agency, ...to }, known);
      const names = await this.agencies.findFormerNames(scope, tx, agencyId);
      const firstName = names.at(-1);
      if (firstName !== undefined && to.fromOn > firstName.toOn) {
        throw refused('from', 'The agency had another name before that day. Enter an earlier first day');
      }
      await this.agencies.change(scope, tx, agencyId, to);
      if (kind !== agency.kind) await this.assignments.orderSpread(scope, tx);
      await this.note(scope, tx, agencyId, 'agency.changed', {
        kind,
        parentId,
        timeZone,
        from: asked.from,
        to: asked.to,
      });
    });
  }

  /** The agency as it is, with all others; nobody else changes any until the transaction ends. */
  private async open(scope: AgencyScope, tx: Transaction, agencyId: number, version: number) {
    await this.agencies.lock(scope, tx);
    const known = await this.agencies.findAll(scope, tx);
    const agency = known.find(({ id }) => id === agencyId);
    if (agency === undefined) throw notFound();
    if (agency.version !== version) throw isStale();
    return { agency, known };
  }

  private refuseUnfit(
    agency: AgencyPlace & Pick<AgencyRow, 'kind' | 'timeZone'>,
    known: readonly AgencyPlace[],
  ): void {
    if (!isAgencyKind(agency.kind) || (agency.kind === 'partnership') !== (agency.id === PARTNERSHIP))
      throw refused('kind', 'Choose what kind of agency it is');
    const problem = placeProblem(known, agency, this.clock.today(agency.timeZone));
    if (problem !== null) throw refused(problem.field === 'toOn' ? 'to' : problem.field, problem.message);
  }

  private async note(
    scope: AgencyScope,
    tx: Transaction,
    agencyId: number,
    action: string,
    detail: AuditDetail,
  ): Promise<void> {
    const { personId } = scope;
    await this.audit.record(scope, tx, action, `agency:${agencyId}`, detail);
    if (agencyId === scope.agencyId) return;
    await this.database.withAgency(tx, agencyId, () =>
      this.audit.record({ agencyId, personId }, tx, action, `agency:${agencyId}`, detail),
    );
  }
}

const codeTaken = () =>
  refused('code', 'Another agency has this short name. Choose another', 'agency.code-taken');
