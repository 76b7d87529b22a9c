import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Pool, type QueryResult, type QueryResultRow } from 'pg';
import { Configuration } from '../config/configuration.js';
import { urlWithRole } from '../database/data-source.js';

const CONNECTIONS = 4;
const CONNECT_LIMIT_MS = 5_000;
const STATEMENT_LIMIT_MS = 5_000;

/**
 * Connections that have taken on `lr_access` for good: they reach the schema `access` (sessions, credentials,
 * throttles, sign-in events) and nothing else. What is read here is read before anybody is known, so it has no scope.
 */
@Injectable()
export class AccessPool implements OnApplicationShutdown {
  /** For the stores of other packages, which want the driver's own pool. */
  readonly pool: Pool;
  private readonly logger = new Logger(AccessPool.name);

  constructor(configuration: Configuration) {
    this.pool = new Pool({
      connectionString: urlWithRole(configuration.databaseUrl, 'lr_access'),
      application_name: 'learning-reviews access',
      max: CONNECTIONS,
      connectionTimeoutMillis: CONNECT_LIMIT_MS,
      statement_timeout: STATEMENT_LIMIT_MS,
      // Waiting for a session must not keep a process alive that has nothing else to do.
      allowExitOnIdle: true,
    });
    // An idle connection that the server closes is replaced at the next use; unheard, its error would end the process.
    this.pool.on('error', (error) => this.logger.warn(`An idle connection was lost: ${error.message}`));
  }

  query<Row extends QueryResultRow>(text: string, values: unknown[] = []): Promise<QueryResult<Row>> {
    return this.pool.query<Row>(text, values);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
