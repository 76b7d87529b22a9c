import { Global, Module } from '@nestjs/common';
import { IdempotencyJobs } from './idempotency.jobs.js';
import { OnceOnly } from './once-only.js';

/** Writes that cannot be doubled. */
@Global()
@Module({ providers: [OnceOnly, IdempotencyJobs], exports: [OnceOnly] })
export class IdempotencyModule {}
