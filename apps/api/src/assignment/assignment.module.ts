import { Module } from '@nestjs/common';
import { AssignmentService } from './assignment.service.js';
import { StandingRepository } from './standing.repository.js';

@Module({ providers: [AssignmentService, StandingRepository], exports: [AssignmentService] })
export class AssignmentModule {}
