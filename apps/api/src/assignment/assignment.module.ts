import { Module } from '@nestjs/common';
import { AssignmentService } from './assignment.service.js';
import { DutyExceptionController } from './duty-exception.controller.js';
import { DutyExceptionRepository } from './duty-exception.repository.js';
import { DutyExceptionService } from './duty-exception.service.js';
import { StandingRepository } from './standing.repository.js';

@Module({
  controllers: [DutyExceptionController],
  providers: [AssignmentService, StandingRepository, DutyExceptionService, DutyExceptionRepository],
  exports: [AssignmentService],
})
export class AssignmentModule {}
