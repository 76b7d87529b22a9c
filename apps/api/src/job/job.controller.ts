import { Controller, Get, Param, Post } from '@nestjs/common';
import { type JobStatus, jobStatus } from '@learning-reviews/contracts/job.contract';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import { z } from 'zod';
import { Requires, Scope } from '../platform/access/access.js';
import { Answers, AnswersNothing } from '../platform/http/answers.js';
import { WithoutKey } from '../platform/idempotency/submission.js';
import { JobService } from './job.service.js';

/** Background jobs, for administrators. */
@Controller('job')
export class JobController {
  constructor(private readonly jobService: JobService) {}

  /** How each kind of job stands, and the jobs that were given up. */
  @Get()
  @Requires('job.read')
  @Answers(jobStatus)
  read(@Scope() scope: PersonScope): Promise<JobStatus> {
    return this.jobService.read(scope);
  }

  /** Has a failed job tried once more. */
  @Post(':id/retry')
  @Requires('job.retry')
  @WithoutKey('A job that is no longer failed is left as it is')
  @AnswersNothing('It is tried again')
  retry(@Scope() scope: PersonScope, @Param('id', { schema: z.uuid() }) id: string): Promise<void> {
    return this.jobService.retry(scope, id);
  }
}
