import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { JobHandlers } from './job-handlers.js';
import { JobPlan } from './job-plan.js';
import { JobQueue } from './job-queue.js';
import { JobRegister } from './job-register.js';
import { JobRunner } from './job-runner.js';

/** Work that follows a change, or the clock, outside of any request. (ADR 6) */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [JobHandlers, JobPlan, JobQueue, JobRegister, JobRunner],
  exports: [JobPlan, JobQueue, JobRegister, JobRunner],
})
export class JobsModule {}
