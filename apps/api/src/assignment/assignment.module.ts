import { Module } from '@nestjs/common';
import { AssignmentController } from './assignment.controller.js';
import { AssignmentDayRepository } from './assignment-day.repository.js';
import { AssignmentJobs } from './assignment.jobs.js';
import { AssignmentRuleRepository } from './assignment-rule.repository.js';
import { AssignmentService } from './assignment.service.js';
import { DutyExceptionController } from './duty-exception.controller.js';
import { DutyExceptionRepository } from './duty-exception.repository.js';
import { DutyExceptionService } from './duty-exception.service.js';
import { DutyRepository } from './duty.repository.js';
import { PartnershipAssignmentController } from './partnership-assignment.controller.js';
import { PartnershipRuleCheck } from './partnership-rule-check.service.js';
import { PartnershipRuleRepository } from './partnership-rule.repository.js';
import { PartnershipRuleService } from './partnership-rule.service.js';
import { PartnershipRuleSetting } from './partnership-rule-setting.service.js';
import { RecognitionRepository } from './recognition.repository.js';
import { RecomputeOrders } from './recompute-order.service.js';
import { RecomputeQueue } from './recompute-queue.service.js';
import { RecomputeRepository } from './recompute.repository.js';
import { RuleCheck } from './rule-check.service.js';
import { RuleListService } from './rule-list.service.js';
import { RulePreviewService } from './rule-preview.service.js';
import { RuleReachRepository } from './rule-reach.repository.js';
import { RuleSettingRepository } from './rule-setting.repository.js';
import { RuleSettingService } from './rule-setting.service.js';
import { RuleSpread } from './rule-spread.service.js';
import { RuleSpreadJobs } from './rule-spread.jobs.js';
import { RuleSpreadRepository } from './rule-spread.repository.js';
import { StandingRecompute } from './standing-recompute.service.js';
import { StandingRepository } from './standing.repository.js';

@Module({
  controllers: [AssignmentController, PartnershipAssignmentController, DutyExceptionController],
  providers: [
    AssignmentService,
    StandingRecompute,
    RecomputeOrders,
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
    RuleCheck,
    RuleListService,
    RulePreviewService,
    RuleSettingService,
    RuleReachRepository,
    RuleSettingRepository,
    PartnershipRuleCheck,
    PartnershipRuleService,
    PartnershipRuleSetting,
    PartnershipRuleRepository,
    RuleSpread,
    RuleSpreadJobs,
    RuleSpreadRepository,
  ],
  exports: [AssignmentService],
})
export class AssignmentModule {}
