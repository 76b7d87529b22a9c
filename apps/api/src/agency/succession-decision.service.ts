import { Injectable } from '@nestjs/common';
import type { CallOffRequest, SucceedRequest } from '@learning-reviews/contracts/succession.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { addDays, calendarDate } from '@learning-reviews/domain/calendar-date';
import { Audit, type AuditDetail } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { notFound } from '../platform/http/domain-error.js';
import { OnceOnly } from '../platform/idempotency/once-only.js';
import type { Submission } from '../platform/idempotency/submission.js';
import { JobQueue } from '../platform/jobs/job-queue.js';
import { isStale, refused } from './agency-refusal.js';
import { AgencyRepository, type AgencyRow } from './agency.repository.js';
import { SUCCEED_AGENCY } from './succession-job-kinds.js';
import { pairOf } from './succession-pair.js';

/** Decides that one agency succeeds another, and calls it off while its first day is still to come. */
@Injectable()
export class SuccessionDecision {
  constructor(
    private readonly database: Database,
    private readonly onceOnly: OnceOnly,
    private readonly agencies: AgencyRepository,
    private readonly audit: Audit,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /**
   * Names the successor and the last day. The people are moved by a job, at once when that day is over, else the
   * night it is. Noted in the audit of both agencies and of the partnership.
   *
   * @throws DomainError `request.not-found`, `stale.version`, `agency.wrong-change` with the field.
   */
  succeed(
    scope: AgencyScope,
    submission: Submission,
    agencyId: number,
    request: SucceedRequest,
  ): Promise<void> {
    const on = calendarDate(request.on);
    return this.onceOnly.write(scope, submission, async (tx) => {
      const all = await this.lockAll(scope, tx);
      const todayOf = (one: AgencyRow) => this.clock.today(one.timeZone);
      const { agency, successor } = pairOf(all, agencyId, request.successorId, on, todayOf);
      if (agency.version !== request.version) throw isStale();
      if (request.code.toLowerCase() !== agency.code)
        throw refused('code', `Enter the short name of the agency that ends: ${agency.code}`);
      await this.agencies.setSuccessor(scope, tx, agency.id, successor.id, addDays(on, -1));
      await this.note(scope, tx, 'agency.succeeded', agency.id, successor.id, { on });
      if (on <= todayOf(agency)) {
        await this.database.withAgency(tx, agency.id, () =>
          this.queue.send(tx, SUCCEED_AGENCY, { agencyId: agency.id }, { singletonKey: String(agency.id) }),
        );
      }
    });
  }

  /**
   * Takes back a succession whose first day is still to come: nobody has moved.
   *
   * @throws DomainError `request.not-found`, `stale.version`, `agency.wrong-change` once that day has come.
   */
  callOff(
    scope: AgencyScope,
    submission: Submission,
    agencyId: number,
    { version }: CallOffRequest,
  ): Promise<void> {
    return this.onceOnly.write(scope, submission, async (tx) => {
      const agency = (await this.lockAll(scope, tx)).find(({ id }) => id === agencyId);
      if (agency === undefined) throw notFound();
      if (agency.version !== version) throw isStale();
      const { succeededBy, toOn } = agency;
      if (succeededBy === null || toOn === null || toOn < this.clock.today(agency.timeZone)) {
        throw refused('', 'There is no succession to call off, or its first day has come');
      }
      await this.agencies.setSuccessor(scope, tx, agencyId, null, null);
      await this.note(scope, tx, 'agency.succession-called-off', agencyId, succeededBy, {
        on: addDays(toOn, 1),
      });
    });
  }

  private async lockAll(scope: AgencyScope, tx: Transaction): Promise<AgencyRow[]> {
    await this.agencies.lock(scope, tx);
    return this.agencies.findAll(scope, tx);
  }

  private async note(
    scope: AgencyScope,
    tx: Transaction,
    action: string,
    agencyId: number,
    successorId: number,
    detail: AuditDetail,
  ): Promise<void> {
    const { personId } = scope;
    const both = { ...detail, agency: agencyId, successor: successorId };
    await this.audit.record(scope, tx, action, `agency:${agencyId}`, both);
    for (const id of [agencyId, successorId].sort((a, b) => a - b)) {
      await this.database.withAgency(tx, id, () =>
        this.audit.record({ agencyId: id, personId }, tx, action, `agency:${agencyId}`, both),
      );
    }
  }
}
