import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { AgencyScope, JobScope } from '@learning-reviews/domain/access/scope';
import type { PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { DataSource } from 'typeorm';
import { EXPORT_POOL_SIZE } from './data-source.js';
import { ExportTurns } from './export-turns.js';
import { enterScope, settingsOf, TIME_LIMITS } from './scope-settings.js';

/** What an export's SELECT is filtered by. Read in SQL as `current_setting('export.<name>')`, always text. */
export type ExportSettings = Readonly<Record<string, string>>;

/** How an export is read. */
export interface ExportOptions {
  /** CSV (RFC 4180, UTF-8 without BOM), or PostgreSQL's own lines with tabs, for code to read. Either has a header. */
  readonly format?: 'csv' | 'text';
  /** Ends it: the reader went away, or the work was cancelled. */
  readonly signal?: AbortSignal;
  /** How long it may wait for its turn; 20 seconds unless it says otherwise. */
  readonly waitMs?: number;
}

/** A setting's name as PostgreSQL accepts it after `export.`. */
const SETTING_NAME = /^[a-z][a-z0-9_]*$/;

/** One more fits PostgreSQL's pool, so that a connection that is just ending never makes the next reader wait. */
const TURNS = { atOnce: EXPORT_POOL_SIZE - 1, ofOneAgency: 2, waiting: 40 };
const USUAL_WAIT_MS = 20_000;

/**
 * Rows come in order as they are read and not after all of them were joined and sorted: the first is there within a
 * second however many there are. Left to itself PostgreSQL takes the period of a setting for a handful of rows, and
 * sorts a million of them: measured on 1.2 million, first row after 54 s and all after 59 s, against 4 ms and 23 s.
 * Each join looks its row up by key, and a looked-up row is remembered. And a backend at work looks every two seconds
 * whether anybody still listens.
 */
const READ_IN_ORDER = `select set_config(name, value, true) from (values
  ('enable_hashjoin', 'off'), ('enable_mergejoin', 'off'), ('enable_sort', 'off'), ('enable_material', 'off'),
  ('enable_bitmapscan', 'off'), ('enable_seqscan', 'off'), ('max_parallel_workers_per_gather', '0'),
  ('client_connection_check_interval', '2s')) as setting (name, value)`;

/**
 * Streams the rows of an agency, in constant memory and by PostgreSQL's own COPY: five times as fast as a cursor. It
 * has a pool of its own, because a pipelined connection refuses streams and a slow reader must not keep a
 * connection from anybody else; within it readers take turns.
 */
@Injectable()
export class ExportDatabase {
  private readonly turns = new ExportTurns(TURNS);

  constructor(private readonly dataSource: DataSource) {}

  /**
   * Runs one SELECT within a scope and hands its lines to `send`, which gets the stream once the first bytes are
   * there, so that a refused statement can still be answered with an error; when it rejects, the statement ends
   * with its connection.
   *
   * @param select   Constant SQL. COPY takes no parameters, so its filters come from `settings`.
   * @param settings Values from a request, set as `export.<name>` for this transaction.
   * @returns Rows sent, without the header.
   * @throws DomainError `export.busy` when no turn comes in time; the signal's reason when it is aborted.
   */
  async exportStream(
    scope: AgencyScope | JobScope,
    select: string,
    settings: ExportSettings,
    send: (lines: Readable) => Promise<void>,
    { format = 'csv', signal, waitMs = USUAL_WAIT_MS }: ExportOptions = {},
  ): Promise<number> {
    const endTurn = await this.turns.take(scope.agencyId ?? 0, waitMs, signal);
    const runner = this.dataSource.createQueryRunner();
    // The failed statement reports the loss as well; without a listener the event would end the process.
    const ignoreLoss = () => undefined;
    let client: PoolClient | undefined;
    let lines: (Readable & { rowCount: number }) | undefined;
    try {
      client = (await runner.connect()) as PoolClient;
      client.on('error', ignoreLoss);
      await client.query('start transaction read only');
      await client.query(enterScope(settingsOf(scope), TIME_LIMITS.export));
      await client.query(READ_IN_ORDER);
      for (const [name, value] of Object.entries(settings)) {
        if (!SETTING_NAME.test(name)) throw new RangeError(`Not the name of an export setting: "${name}"`);
        await client.query('select set_config($1, $2, true)', [`export.${name}`, value]);
      }
      signal?.throwIfAborted();
      const copied = `copy (${select}) to stdout`;
      lines = client.query(
        copyTo(`${copied} with (format ${format === 'csv' ? 'csv' : 'text'}, header true)`),
      );
      await once(lines, 'readable', signal === undefined ? {} : { signal });
      await send(lines);
      await client.query('commit');
      return lines.rowCount;
    } catch (error) {
      // Nobody reads the rest, and the server would wait for them: the connection goes, and COPY with it.
      lines?.on('error', ignoreLoss).destroy();
      void client?.end().catch(ignoreLoss);
      throw signal?.aborted === true ? signal.reason : error;
    } finally {
      client?.off('error', ignoreLoss);
      await runner.release();
      endTurn();
    }
  }
}
