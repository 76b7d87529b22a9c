import { PgBoss } from 'pg-boss';
import { urlWithRole } from '../database/data-source.js';

/** How soon a job whose worker died is noticed, on top of its heartbeat. */
const SUPERVISE_SECONDS = 15;
/** The jobs' own transactions use the app's pool; these only fetch and settle. */
const CONNECTIONS = 3;

/**
 * pg-boss over the schema our migration made, as `lr_job`. It owns nothing, so it migrates nothing and rebuilds no
 * index; autovacuum and REINDEX are the operator's.
 *
 * @param isKeeper Whether it also looks after the queue: schedules, jobs of dead workers, old jobs.
 */
export function jobBoss(databaseUrl: string, isKeeper: boolean): PgBoss {
  return new PgBoss({
    connectionString: urlWithRole(databaseUrl, 'lr_job'),
    application_name: 'learning-reviews jobs',
    max: CONNECTIONS,
    connectionTimeoutMillis: 5_000,
    migrate: false,
    createSchema: false,
    supervise: isKeeper,
    schedule: isKeeper,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
    reindex: false,
    monitorVacuum: false,
    registerInstance: false,
    openTelemetry: { enabled: false },
  });
}
