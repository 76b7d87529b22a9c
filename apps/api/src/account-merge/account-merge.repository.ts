import { Injectable } from '@nestjs/common';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import type { Transaction } from '../platform/database/database.js';

/** Two accounts that were joined. */
export interface DoneMerge {
  readonly id: string;
  readonly otherPersonId: string;
  readonly mergedAt: Date;
  readonly undoUntil: Date;
  readonly undoneAt: Date | null;
  readonly completions: number;
  readonly jobs: number;
}

/** One person's word that two accounts are theirs. */
export interface MergeProof {
  readonly mergeId: string;
  readonly otherPersonId: string;
  readonly part: 'stays' | 'joins';
  readonly expiresAt: Date;
}

/** A membership in an agency whose rows change owner. */
export interface ConcernedMember {
  readonly agencyId: number;
  readonly membershipId: string;
  readonly timeZone: string;
  /** Whether it is one of those that move. */
  readonly moves: boolean;
  /** Whether its standings may be other ones now: it is not over, and evidence of both accounts is in the agency. */
  readonly isShared: boolean;
}

/** Joins accounts and parts them, by the two functions that may (ADR 28). */
@Injectable()
export class AccountMergeRepository {
  /** The accounts that were joined to that of the scope, the latest first. */
  find(scope: PersonScope, tx: Transaction): Promise<DoneMerge[]> {
    return tx.query(
      `select done.id, done.other_person_id as "otherPersonId", done.merged_at as "mergedAt",
         done.undo_until as "undoUntil", done.undone_at as "undoneAt",
         (select count(*)::int from account_merge_row moved where moved.person_id = done.person_id
            and moved.merge_id = done.id and moved.kind = 'completion') as completions,
         (select count(*)::int from account_merge_row moved where moved.person_id = done.person_id
            and moved.merge_id = done.id and moved.kind = 'membership') as jobs
       from account_merge done where done.person_id = $1 order by done.merged_at desc, done.id`,
      [scope.personId],
    );
  }

  /** Writes down that the person of the scope has proved to be who they are. Older proofs of theirs are over. */
  async prove(scope: PersonScope, tx: Transaction, proof: MergeProof): Promise<void> {
    await tx.query('delete from account_merge_proof where person_id = $1', [scope.personId]);
    await tx.query(
      `insert into account_merge_proof (person_id, merge_id, other_person_id, part, expires_at)
       values ($1, $2, $3, $4, $5)`,
      [scope.personId, proof.mergeId, proof.otherPersonId, proof.part, proof.expiresAt],
    );
  }

  /** Writes down that the person of the scope reads mail at their address, unless they had proved it before. */
  async noteVerified(scope: PersonScope, tx: Transaction, now: Date): Promise<void> {
    await tx.query('update person set email_verified_at = $2 where id = $1 and email_verified_at is null', [
      scope.personId,
      now.toISOString(),
    ]);
  }

  /** Joins the accounts of two who have proved to be one. Whether it was done: not without both proofs. */
  async merge(
    _scope: PersonScope,
    tx: Transaction,
    mergeId: string,
    at: Date,
    undoUntil: Date,
  ): Promise<boolean> {
    const [row]: { done: boolean }[] = await tx.query('select merge_accounts($1, $2, $3) as done', [
      mergeId,
      at.toISOString(),
      undoUntil.toISOString(),
    ]);
    return row!.done;
  }

  /** Parts two accounts again. Whether it was done: not when it is too late, or was done before. */
  async undo(_scope: PersonScope, tx: Transaction, mergeId: string, at: Date): Promise<boolean> {
    const [row]: { done: boolean }[] = await tx.query('select undo_account_merge($1, $2) as done', [
      mergeId,
      at.toISOString(),
    ]);
    return row!.done;
  }

  /**
   * The memberships of the person of the scope in agencies where one moves. By agency, so that two transactions never
   * wait for each other in a ring.
   */
  findConcerned(scope: PersonScope, tx: Transaction, mergeId: string, now: Date): Promise<ConcernedMember[]> {
    return tx.query(
      `with job as (
         select m.agency_id, m.id, agency.time_zone,
           m.to_on is null or m.to_on >= ($3::timestamptz at time zone agency.time_zone)::date as is_open,
           exists (
             select from account_merge_row moved where moved.person_id = $1 and moved.merge_id = $2
               and moved.kind = 'membership' and moved.row_key = m.id::text) as moves
         from membership m join agency on agency.id = m.agency_id where m.person_id = $1
       )
       select job.agency_id as "agencyId", job.id as "membershipId", job.time_zone as "timeZone", job.moves,
         job.is_open and exists (
           select from job other where other.agency_id = job.agency_id and other.moves <> job.moves) as "isShared"
       from job
       where exists (select from job other where other.agency_id = job.agency_id and other.moves)
       order by job.agency_id, job.id`,
      [scope.personId, mergeId, now.toISOString()],
    );
  }
}
