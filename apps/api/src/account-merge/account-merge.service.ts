import { Injectable } from '@nestjs/common';
import type { AccountMerges, MergePreview } from '@learning-reviews/contracts/account-merge.contract';
import { jobsInTheWay } from '@learning-reviews/domain/account-merge/account-merge';
import type { JobScope, PersonScope, PublicScope } from '@learning-reviews/domain/access/scope';
import { v7 as uuid } from 'uuid';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/http/domain-error.js';
import { JobQueue } from '../platform/jobs/job-queue.js';
import { SEND_MERGE_LINK } from './account-merge-job-kinds.js';
import { AccountMergeRepository } from './account-merge.repository.js';
import { MergeProofService } from './merge-proof.service.js';
import { type MergeSide, MergeSideRepository } from './merge-side.repository.js';
import { MergeThrottle } from './merge-throttle.js';

/** To send a job for whoever it may be: the queue takes one about another person from a job's scope only. */
const QUEUE: JobScope = { brand: 'JobScope', agencyId: null };
/** To look an address up as signing in does. */
const ANYBODY: PublicScope = { brand: 'PublicScope' };

/** What comes before two accounts are joined, and what was joined. */
@Injectable()
export class AccountMergeService {
  constructor(
    private readonly database: Database,
    private readonly merges: AccountMergeRepository,
    private readonly sides: MergeSideRepository,
    private readonly proofs: MergeProofService,
    private readonly throttle: MergeThrottle,
    private readonly queue: JobQueue,
  ) {}

  /** The accounts that were joined to one's own. */
  async read(scope: PersonScope): Promise<AccountMerges> {
    const merges = await this.database.read(scope, (tx) => this.merges.find(scope, tx));
    return {
      merges: merges.map(({ otherPersonId: _other, mergedAt, undoUntil, undoneAt, ...merge }) => ({
        ...merge,
        mergedAt: mergedAt.toISOString(),
        undoUntil: undoUntil.toISOString(),
        undoneAt: undoneAt?.toISOString() ?? null,
      })),
    };
  }

  /**
   * Sends a link to this address if somebody signs in with it. Whether somebody does shows in nothing: the same
   * statements are sent and one job, for nobody if need be, and the email is that job's.
   *
   * @throws DomainError `account.same-address`, `request.too-many`
   */
  async askForLink(scope: PersonScope, typed: string): Promise<void> {
    const email = typed.trim().toLowerCase();
    const own = await this.database.read(scope, (tx) => this.sides.find(scope, tx));
    if (own?.email === email) {
      const message = 'Enter the address of your other account: this one you are signed in with';
      throw new DomainError('account.same-address', message, { errors: [{ field: 'email', message }] });
    }
    await this.throttle.count(scope.personId, email);
    const known = await this.database.read(ANYBODY, (tx) => this.sides.findAccount(ANYBODY, tx, email));
    const { personId } = scope;
    const asked = { personId, otherPersonId: known ?? uuid(), messageId: uuid() };
    await this.database.write(QUEUE, (tx) => this.queue.send(tx, SEND_MERGE_LINK, asked));
  }

  /**
   * What joining would do. Asking does not use the link.
   *
   * @throws DomainError `account.link-over`
   */
  async preview(scope: PersonScope, token: string): Promise<MergePreview> {
    const { stays, joins, endsAt } = await this.proofs.open(scope, token);
    const own = new Set(stays.begun.map(({ moduleId }) => moduleId));
    return {
      stays: shown(stays),
      joins: shown(joins),
      begunTwice: joins.begun.filter(({ moduleId }) => own.has(moduleId)).map(({ title }) => title),
      inTheWay: agenciesInTheWay(stays, joins),
      endsAt: endsAt.toISOString(),
    };
  }
}

/** Names of the agencies in which two accounts have a job on the same days, each once. */
export function agenciesInTheWay(stays: MergeSide, joins: MergeSide): string[] {
  return [...new Set(jobsInTheWay(stays.jobs, joins.jobs).map(({ agencyName }) => agencyName))];
}

function shown({ jobs, begun, ...side }: MergeSide): MergePreview['stays'] {
  return {
    ...side,
    jobs: jobs.map(({ agencyName, from, to }) => ({ agencyName, from, to })),
    openAttempts: begun.length,
  };
}
