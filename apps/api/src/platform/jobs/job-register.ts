import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { Database } from '../database/database.js';
import { JobHandlers } from './job-handlers.js';

/** The queue belongs to no agency. */
const QUEUE: JobScope = { brand: 'JobScope', agencyId: null };
/** After as long without a sign of life a job's worker counts as dead, and somebody else does the job. */
export const HEARTBEAT_SECONDS = 20;
const SEVEN_DAYS = 7 * 24 * 60 * 60;

/** Tells the database which kinds of job there are: a process that runs none may still send them. */
@Injectable()
export class JobRegister implements OnApplicationBootstrap {
  private done: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly handlers: JobHandlers,
  ) {}

  onApplicationBootstrap(): Promise<void> {
    return this.ensure();
  }

  /** Makes the kinds that are new and brings the settings of the others up to date; once, however often it is asked. */
  ensure(): Promise<void> {
    return (this.done ??= this.write());
  }

  private write(): Promise<void> {
    const kinds = JSON.stringify(
      this.handlers.all().map(({ kind }) => ({
        name: kind.name,
        policy: kind.policy,
        retryLimit: kind.retryLimit,
        retryDelay: kind.retryDelay,
        retryBackoff: true,
        retryDelayMax: kind.retryDelayMax,
        expireInSeconds: kind.expireInSeconds,
        heartbeatSeconds: HEARTBEAT_SECONDS,
        deleteAfterSeconds: SEVEN_DAYS,
      })),
    );
    return this.database.write(QUEUE, async (tx) => {
      await tx.query(
        `select pgboss.create_queue(kind ->> 'name', kind) from jsonb_array_elements($1::jsonb) as kind`,
        [kinds],
      );
      await tx.query(
        `update pgboss.queue q
         set retry_limit = k."retryLimit", retry_delay = k."retryDelay", retry_delay_max = k."retryDelayMax",
           expire_seconds = k."expireInSeconds", heartbeat_seconds = k."heartbeatSeconds", updated_on = now()
         from jsonb_to_recordset($1::jsonb) as k(name text, "retryLimit" int, "retryDelay" int, "retryDelayMax" int,
           "expireInSeconds" int, "heartbeatSeconds" int)
         where q.name = k.name
           and (q.retry_limit, q.retry_delay, q.retry_delay_max, q.expire_seconds, q.heartbeat_seconds)
             is distinct from (k."retryLimit", k."retryDelay", k."retryDelayMax", k."expireInSeconds", k."heartbeatSeconds")`,
        [kinds],
      );
    });
  }
}
