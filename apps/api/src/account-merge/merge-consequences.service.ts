import { Injectable } from '@nestjs/common';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import { v7 as uuid } from 'uuid';
import { Callers } from '../platform/access/callers.js';
import { SessionRegister } from '../platform/access/session-register.js';
import type { Transaction } from '../platform/database/database.js';
import { JobQueue } from '../platform/jobs/job-queue.js';
import { TELL_OF_MERGE } from './account-merge-job-kinds.js';
import { AccountMergeRepository } from './account-merge.repository.js';
import { ConcernedStandings } from './concerned-standings.service.js';
import { MovedWords } from './moved-words.service.js';

/** Two accounts of which one is joined to that of the scope. */
export interface MergedPair {
  readonly mergeId: string;
  readonly otherPersonId: string;
}

/** What follows when rows move between accounts: for private words, for standings, for emails and sessions. */
@Injectable()
export class MergeConsequences {
  constructor(
    private readonly merges: AccountMergeRepository,
    private readonly words: MovedWords,
    private readonly standings: ConcernedStandings,
    private readonly queue: JobQueue,
    private readonly sessions: SessionRegister,
    private readonly callers: Callers,
  ) {}

  /** In the transaction in which two accounts were joined, once the rows have moved. */
  async ofMerge(scope: PersonScope, tx: Transaction, pair: MergedPair, at: Date): Promise<void> {
    await this.words.take(scope, tx, pair);
    const concerned = await this.merges.findConcerned(scope, tx, pair.mergeId, at);
    await this.standings.workOut(scope, tx, 'membership.account-joined', concerned, at);
    await this.tell(scope, tx, pair, 'joined');
  }

  /**
   * In the transaction in which two accounts are parted, around the moving of the rows: afterwards the person of the
   * scope reaches none of them.
   */
  async ofUndo(
    scope: PersonScope,
    tx: Transaction,
    pair: MergedPair,
    at: Date,
    moveBack: () => Promise<void>,
  ): Promise<void> {
    const concerned = await this.merges.findConcerned(scope, tx, pair.mergeId, at);
    await this.words.giveBack(scope, tx, pair);
    await moveBack();
    await this.standings.workOut(scope, tx, 'membership.account-parted', concerned, at);
    await this.tell(scope, tx, pair, 'parted');
  }

  /** Ends the sessions of an account that was joined to another: nobody is signed in to it any more. */
  async endSessions(scope: PersonScope, otherPersonId: string): Promise<void> {
    await this.sessions.endAll(otherPersonId);
    this.callers.forget(otherPersonId);
    this.showAtOnce(scope);
  }

  /** Lets the session that asked see its jobs as they are now. */
  showAtOnce(scope: PersonScope): void {
    this.callers.forget(scope.personId);
  }

  private async tell(
    { personId }: PersonScope,
    tx: Transaction,
    { otherPersonId }: MergedPair,
    what: 'joined' | 'parted',
  ): Promise<void> {
    const news = { personId, otherPersonId, what, messageId: uuid(), otherMessageId: uuid() };
    await this.queue.send(tx, TELL_OF_MERGE, news);
  }
}
