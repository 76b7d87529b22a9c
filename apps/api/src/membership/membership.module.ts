import { Module } from '@nestjs/common';
import { AssignmentModule } from '../assignment/assignment.module.js';
import { AddressChange } from './address-change.service.js';
import { Joining } from './joining.service.js';
import { MembershipRepository } from './membership.repository.js';
import { MembershipService } from './membership.service.js';
import { RecognitionRepository } from './recognition.repository.js';

@Module({
  imports: [AssignmentModule],
  providers: [MembershipService, Joining, AddressChange, MembershipRepository, RecognitionRepository],
  exports: [MembershipService],
})
export class MembershipModule {}
