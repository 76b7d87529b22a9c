import { Module } from '@nestjs/common';
import { JobController } from './job.controller.js';
import { JobRepository } from './job.repository.js';
import { JobService } from './job.service.js';

@Module({ controllers: [JobController], providers: [JobService, JobRepository] })
export class JobModule {}
