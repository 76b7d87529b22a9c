import { Injectable } from '@nestjs/common';
import { mergeProofEndsAt, undoEndsAt } from '@learning-reviews/domain/account-merge/account-merge';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import { v7 as uuid } from 'uuid';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/http/domain-error.js';
import { AccountMergeRepository } from './account-merge.repository.js';
import { agenciesInTheWay } from './account-merge.service.js';
import { MergeConsequences } from './merge-consequences.service.js';
import { MergeProofService, mergeLinkOver } from './merge-proof.service.js';

/** Joins two accounts of one human being, and parts them again (ADR 28). */
@Injectable()
export class AccountMerging {
  constructor(
    private readonly database: Database,
    private readonly merges: AccountMergeRepository,
    private readonly proofs: MergeProofService,
    private readonly consequences: MergeConsequences,
    private readonly clock: Clock,
  ) {}

  /**
   * Moves everything of the account behind the link to the one of the scope, in one transaction. Each of the two
   * writes its own proof in its own scope before; without both the database moves nothing.
   *
   * @param address Of the client.
   * @throws DomainError `account.link-over`, `account.jobs-overlap`, `account.wrong-passphrase`, `request.too-many`,
   * `session.busy`
   */
  async merge(
    scope: PersonScope,
    address: string,
    { token, passphrase }: { readonly token: string; readonly passphrase: string },
  ): Promise<void> {
    const { stays, joins, joinsScope } = await this.proofs.open(scope, token);
    const [agencyName] = agenciesInTheWay(stays, joins);
    if (agencyName !== undefined) throw jobsOverlap(agencyName);
    await this.proofs.provePassphrase(scope, address, passphrase);

    const at = this.clock.now();
    const mergeId = uuid();
    const expiresAt = mergeProofEndsAt(at);
    const [personId, otherPersonId] = [scope.personId, joinsScope.personId];
    await this.database.write(joinsScope, async (tx) => {
      await this.merges.noteVerified(joinsScope, tx, at);
      await this.merges.prove(joinsScope, tx, {
        mergeId,
        otherPersonId: personId,
        part: 'joins',
        expiresAt,
      });
    });
    await this.database.write(scope, async (tx) => {
      await this.merges.prove(scope, tx, { mergeId, otherPersonId, part: 'stays', expiresAt });
      if (!(await this.merges.merge(scope, tx, mergeId, at, undoEndsAt(at)))) throw mergeLinkOver();
      await this.consequences.ofMerge(scope, tx, { mergeId, otherPersonId }, at);
    });
    await this.consequences.endSessions(scope, otherPersonId);
  }

  /**
   * Gives the other account back what moved from it, and its way of signing in. What came about since stays here.
   *
   * @param address Of the client.
   * @throws DomainError `request.not-found`, `account.merge-over`, `account.wrong-passphrase`, `request.too-many`,
   * `session.busy`
   */
  async undo(scope: PersonScope, address: string, mergeId: string, passphrase: string): Promise<void> {
    await this.proofs.provePassphrase(scope, address, passphrase);
    const at = this.clock.now();
    await this.database.write(scope, async (tx) => {
      const merge = (await this.merges.find(scope, tx)).find(({ id }) => id === mergeId);
      if (merge === undefined) throw notFound();
      await this.consequences.ofUndo(
        scope,
        tx,
        { mergeId, otherPersonId: merge.otherPersonId },
        at,
        async () => {
          if (!(await this.merges.undo(scope, tx, mergeId, at))) throw mergeOver();
        },
      );
    });
    this.consequences.showAtOnce(scope);
  }
}

const jobsOverlap = (agencyName: string) =>
  new DomainError(
    'account.jobs-overlap',
    `Both accounts have a job in ${agencyName} on the same days. Ask the training lead of ${agencyName} to end or remove one of them, then join the accounts. Nothing has been changed`,
  );

const mergeOver = () =>
  new DomainError(
    'account.merge-over',
    'This cannot be undone any more: it was undone already, or 30 days have passed',
  );
