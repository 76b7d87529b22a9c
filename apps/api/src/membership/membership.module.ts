import { Module } from '@nestjs/common';
import { AssignmentModule } from '../assignment/assignment.module.js';
import { PassphraseModule } from '../passphrase/passphrase.module.js';
import { AddressChange } from './address-change.service.js';
import { CarriedRepository } from './carried.repository.js';
import { Joining } from './joining.service.js';
import { LeavePeriodController } from './leave-period.controller.js';
import { LeavePeriodRepository } from './leave-period.repository.js';
import { LeavePeriodService } from './leave-period.service.js';
import { MemberCheck } from './member-check.service.js';
import { MemberChoiceController } from './member-choice.controller.js';
import { MemberJoining } from './member-joining.service.js';
import { MemberRecordService } from './member-record.service.js';
import { MemberController } from './member.controller.js';
import { MemberRepository } from './member.repository.js';
import { MemberService } from './member.service.js';
import { MembershipRepository } from './membership.repository.js';
import { MembershipService } from './membership.service.js';
import { RoleGrantController } from './role-grant.controller.js';
import { RoleGrantRepository } from './role-grant.repository.js';
import { RoleGrantService } from './role-grant.service.js';
import { StructureService } from './structure.service.js';
import { TeamController } from './team.controller.js';
import { TeamRepository } from './team.repository.js';
import { TeamService } from './team.service.js';

@Module({
  imports: [AssignmentModule, PassphraseModule],
  controllers: [
    MemberController,
    MemberChoiceController,
    TeamController,
    RoleGrantController,
    LeavePeriodController,
  ],
  providers: [
    MembershipService,
    Joining,
    AddressChange,
    CarriedRepository,
    MembershipRepository,
    MemberService,
    MemberJoining,
    MemberRecordService,
    MemberCheck,
    MemberRepository,
    StructureService,
    TeamService,
    TeamRepository,
    RoleGrantService,
    RoleGrantRepository,
    LeavePeriodService,
    LeavePeriodRepository,
  ],
  exports: [MembershipService],
})
export class MembershipModule {}
