import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Scope } from '@learning-reviews/domain/access/scope';
import type { PoolClient } from 'pg';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { databaseFault } from '../http/database-fault.js';
import {
  enterScope,
  settingsOf,
  TIME_LIMITS,
  type ScopeSettings,
  type TimeLimits,
} from './scope-settings.js';

declare const scoped: unique symbol;

/**
 * An open transaction inside a scope. Only `Database` makes one, so an access outside a scope does not
 * compile. Await every statement before the work returns: what is sent later is sent by nobody and refused.
 */
export type Transaction = EntityManager & { readonly [scoped]: true };

/** Serialization failure and deadlock: PostgreSQL undid one of two and asks for it again. */
const ASK_AGAIN = ['40001', '40P01'];
const MOST_TRIES = 3;

const SWITCH_SCOPE = `select set_config('role', $1, true), set_config('app.agency_id', $2, true),
  set_config('app.person_id', $3, true)`;

/** A person acts in their own agencies; the partnership, agency 1, in the one that is being administered. */
const mayEnterAgencies = ({ role, agencyId }: ScopeSettings) =>
  role === 'lr_person' || (role === 'lr_agency' && agencyId === '1');

/** An open transaction and what it runs as at the moment. */
interface Open {
  readonly settings: ScopeSettings;
  isInAgency: boolean;
}

/**
 * The only way to the data. Every access names its scope; the transaction takes on the role and the
 * context of that scope for its own length and no longer. (ADR 3, ADR 4)
 */
@Injectable()
export class Database {
  private readonly open = new WeakMap<QueryRunner, Open>();

  constructor(private readonly dataSource: DataSource) {}

  /**
   * Reads within a scope, in one read-only transaction.
   *
   * @throws the driver's error; while the database is away, one that the error filter answers with 503.
   */
  read<Result>(scope: Scope, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    const limits = scope.brand === 'JobScope' ? TIME_LIMITS.job : TIME_LIMITS.read;
    return this.run(settingsOf(scope), limits, 'start transaction read only', work);
  }

  /**
   * Writes within a scope: all of it or nothing. When two transactions stood in each other's way the work
   * is done again, three times at most, so it must change nothing but the database.
   *
   * @throws the driver's error; a connection that broke may leave it open whether the commit arrived, which
   * is what idempotency keys are for.
   */
  async write<Result>(scope: Scope, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    const limits = scope.brand === 'JobScope' ? TIME_LIMITS.job : TIME_LIMITS.write;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.run(settingsOf(scope), limits, 'start transaction', work);
      } catch (error) {
        if (attempt === MOST_TRIES || !ASK_AGAIN.includes(databaseFault(error).code ?? '')) throw error;
        // Two that met once would meet again if both waited equally long.
        await pause(attempt * 20 * (1 + Math.random()));
      }
    }
  }

  /**
   * Does a part of a transaction as one agency: for a person, evidence, standing and audit of a completion; for the
   * partnership's administrator, the audit of what was done to an agency, and what a succession would move.
   * Afterwards the transaction is what it was. One agency at a time, and nothing of the opener's meanwhile; several
   * agencies in ascending order, so that two transactions cannot deadlock.
   *
   * @param tx       An open transaction of a `PersonScope`, or of an `AgencyScope` of the partnership's own agency.
   * @param agencyId An agency that the caller has just read from that person's own open memberships; for the
   * partnership, the agency that the change is about.
   */
  async withAgency<Result>(
    tx: Transaction,
    agencyId: number,
    work: (tx: Transaction) => Promise<Result>,
  ): Promise<Result> {
    const open = tx.queryRunner && this.open.get(tx.queryRunner);
    if (open === undefined || !mayEnterAgencies(open.settings)) {
      throw new Error(
        "withAgency needs an open transaction in a person's scope, or in the partnership's own",
      );
    }
    if (open.isInAgency) throw new Error('withAgency takes one agency at a time');

    const { role, personId, agencyId: ownAgencyId } = open.settings;
    open.isInAgency = true;
    try {
      await tx.query(SWITCH_SCOPE, ['lr_agency', String(agencyId), '']);
      const result = await work(tx);
      await tx.query(SWITCH_SCOPE, [role, ownAgencyId, personId]);
      return result;
    } catch (error) {
      // The work may have failed before it reached PostgreSQL, and the caller may go on. When the
      // transaction itself is broken this is refused, and then nothing else is accepted in it either.
      await tx.query(SWITCH_SCOPE, [role, ownAgencyId, personId]).catch(() => undefined);
      throw error;
    } finally {
      open.isInAgency = false;
    }
  }

  private async run<Result>(
    settings: ScopeSettings,
    limits: TimeLimits,
    start: string,
    work: (tx: Transaction) => Promise<Result>,
  ): Promise<Result> {
    const runner = this.dataSource.createQueryRunner();
    const client = (await runner.connect()) as PoolClient;
    let lost: Error | undefined;
    const noteLoss = (error: Error) => (lost = error);
    client.on('error', noteLoss);

    // Both are on their way before the first answer; the work's own statements follow them on the wire. If
    // the start were refused, they would run as the login itself, which may do nothing.
    const opened = Promise.all([client.query(start), client.query(enterScope(settings, limits))]);
    opened.catch(() => undefined);
    // What TypeORM's startTransaction() sets, but before the answer: a nested transaction then makes a savepoint.
    Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });
    this.open.set(runner, { settings, isInAgency: false });

    try {
      const result = await work(runner.manager as Transaction);
      await opened;
      const { command } = await client.query('commit');
      // PostgreSQL answers the commit of a transaction that a swallowed error has broken by rolling it back.
      if (command !== 'COMMIT') throw new Error('The transaction had failed, so nothing was written');
      return result;
    } catch (error) {
      // A connection that cannot even roll back is not given back to the pool.
      await client.query('rollback').catch(() => void client.end().catch(() => undefined));
      // When opening failed, that is the cause: the work saw only its consequence.
      await opened;
      throw lost ?? error;
    } finally {
      this.open.delete(runner);
      client.off('error', noteLoss);
      Object.assign(runner, { isTransactionActive: false, transactionDepth: 0 });
      await runner.release();
    }
  }
}
