import { Module } from '@nestjs/common';
import { AssignmentModule } from '../assignment/assignment.module.js';
import { AddressChange } from './address-change.service.js';
import { Joining } from './joining.service.js';
import { MembershipRepository } from './membership.repository.js';
import { MembershipService } from './membership.service.js';
import { RecognitionRepository } from './recognition.repository.js';
import { RoleGrantController } from './role-grant.controller.js';
import { RoleGrantRepository } from './role-grant.repository.js';
import { RoleGrantService } from './role-grant.service.js';
import { StructureService } from './structure.service.js';
import { TeamController } from './team.controller.js';
import { TeamRepository } from './team.repository.js';
import { TeamService } from './team.service.js';

@Module({
  imports: [AssignmentModule],
  controllers: [TeamController, RoleGrantController],
  providers: [
    MembershipService,
    Joining,
    AddressChange,
    MembershipRepository,
    RecognitionRepository,
    StructureService,
    TeamService,
    TeamRepository,
    RoleGrantService,
    RoleGrantRepository,
  ],
  exports: [MembershipService],
})
export class MembershipModule {}
