import { Module } from '@nestjs/common';
import { AssignmentModule } from '../assignment/assignment.module.js';
import { MembershipModule } from '../membership/membership.module.js';
import { PassphraseModule } from '../passphrase/passphrase.module.js';
import { AdminAgencyController } from './admin-agency.controller.js';
import { AgencyChangeService } from './agency-change.service.js';
import { AgencyDetailRepository } from './agency-detail.repository.js';
import { AgencyRepository } from './agency.repository.js';
import { AgencyService } from './agency.service.js';
import { AgencyLeadService } from './agency-lead.service.js';
import { AgencyTeamService } from './agency-team.service.js';
import { SuccessionDecision } from './succession-decision.service.js';
import { SuccessionController } from './succession.controller.js';
import { SuccessionJobs } from './succession.jobs.js';
import { SuccessionMove } from './succession-move.service.js';
import { SuccessionRepository } from './succession.repository.js';
import { SuccessionService } from './succession.service.js';

@Module({
  imports: [AssignmentModule, MembershipModule, PassphraseModule],
  controllers: [AdminAgencyController, SuccessionController],
  providers: [
    AgencyService,
    AgencyChangeService,
    AgencyTeamService,
    AgencyLeadService,
    AgencyRepository,
    AgencyDetailRepository,
    SuccessionService,
    SuccessionDecision,
    SuccessionMove,
    SuccessionJobs,
    SuccessionRepository,
  ],
})
export class AgencyModule {}
