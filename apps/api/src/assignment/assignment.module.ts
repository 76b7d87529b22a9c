import { Module } from '@nestjs/common';
import { AssignmentDayRepository } from './assignment-day.repository.js';
import { AssignmentRuleRepository } from './assignment-rule.repository.js';
import { AssignmentService } from './assignment.service.js';
import { DutyExceptionController } from './duty-exception.controller.js';
import { DutyExceptionRepository } from './duty-exception.repository.js';
import { DutyExceptionService } from './duty-exception.service.js';
import { DutyRepository } from './duty.repository.js';
import { RecognitionRepository } from './recognition.repository.js';
import { StandingRecompute } from './standing-recompute.service.js';
import { StandingRepository } from './standing.repository.js';

@Module({
  controllers: [DutyExceptionController],
  providers: [
    AssignmentService,
    StandingRecompute,
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
