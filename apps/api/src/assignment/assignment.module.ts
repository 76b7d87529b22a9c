import { Module } from '@nestjs/common';
import { AssignmentDayRepository } from './assignment-day.repository.js';
import { AssignmentJobs } from './assignment.jobs.js';
import { AssignmentRuleRepository } from './assignment-rule.repository.js';
import { AssignmentService } from './assignment.service.js';
import { DutyExceptionController } from './duty-exception.controller.js';
import { DutyExceptionRepository } from './duty-exception.repository.js';
import { DutyExceptionService } from './duty-exception.service.js';
import { DutyRepository } from './duty.repository.js';
import { RecognitionRepository } from './recognition.repository.js';
import { RecomputeOrders } from './recompute-order.service.js';
import { RecomputePlan } from './recompute-plan.service.js';
import { RecomputeQueue } from './recompute-queue.service.js';
import { RecomputeRepository } from './recompute.repository.js';
import { StandingRecompute } from './standing-recompute.service.js';
import { StandingRepository } from './standing.repository.js';

@Module({
  controllers: [DutyExceptionController],
  providers: [
    AssignmentService,
    StandingRecompute,
    RecomputeOrders,
    RecomputePlan,
    RecomputeQueue,
    RecomputeRepository,
    AssignmentJobs,
    StandingRepository,
    AssignmentRuleRepository,
    AssignmentDayRepository,
    DutyRepository,
    RecognitionRepository,
    DutyExceptionService,
    DutyExceptionRepository,
  ],
  exports: [AssignmentService],
})
export class AssignmentModule {}
