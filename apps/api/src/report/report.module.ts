import { Module } from '@nestjs/common';
import { AgencyController } from './agency.controller.js';
import { AgencyCountJobs } from './agency-count.jobs.js';
import { AgencyCountRepository } from './agency-count.repository.js';
import { AgencyCountService } from './agency-count.service.js';
import { AgencyExportController } from './agency-export.controller.js';
import { AgencyExportRepository } from './agency-export.repository.js';
import { AgencyExportService } from './agency-export.service.js';
import { AgencyModuleRepository } from './agency-module.repository.js';
import { AgencyModuleService } from './agency-module.service.js';
import { AgencyMonthRepository } from './agency-month.repository.js';
import { AgencyNowRepository } from './agency-now.repository.js';
import { AgencyNowService } from './agency-now.service.js';
import { BoardController } from './board.controller.js';
import { BoardJobs } from './board.jobs.js';
import { BoardPublisher } from './board-publisher.service.js';
import { BoardRepository } from './board.repository.js';
import { BoardService } from './board.service.js';
import { DutyFaultJobs } from './duty-fault.jobs.js';
import { DutyFaultRepository } from './duty-fault.repository.js';
import { DutyFaultService } from './duty-fault.service.js';
import { DutyHealthRepository } from './duty-health.repository.js';
import { ExportChoiceRepository } from './export-choice.repository.js';
import { ExportChoiceService } from './export-choice.service.js';
import { ExportDownloadService } from './export-download.service.js';
import { ExportFileController } from './export-file.controller.js';
import { ExportFolder } from './export-folder.js';
import { HeadcountController } from './headcount.controller.js';
import { HeadcountRepository } from './headcount.repository.js';
import { HeadcountService } from './headcount.service.js';
import { ListChoiceRepository } from './list-choice.repository.js';
import { NudgePlanService } from './nudge-plan.service.js';
import { NudgeRepository } from './nudge.repository.js';
import { NudgeService } from './nudge.service.js';
import { PeopleRepository } from './people.repository.js';
import { PersonReminderRepository } from './person-reminder.repository.js';
import { PersonRuleRepository } from './person-rule.repository.js';
import { PeopleService } from './people.service.js';
import { PreparedExportJobs } from './prepared-export.jobs.js';
import { PreparedExportRepository } from './prepared-export.repository.js';
import { PreparedExportService } from './prepared-export.service.js';
import { PreparedFileService } from './prepared-file.service.js';
import { ReturnFiguresRepository } from './return-figures.repository.js';
import { ReturnFiguresService } from './return-figures.service.js';
import { YearlyReturnController } from './yearly-return.controller.js';
import { YearlyReturnRepository } from './yearly-return.repository.js';
import { YearlyReturnService } from './yearly-return.service.js';
import { ReviewReachService } from './review-reach.service.js';
import { RecordHealthController } from './record-health.controller.js';
import { RecordHealthRepository } from './record-health.repository.js';
import { RecordHealthService } from './record-health.service.js';
import { WorklistController } from './worklist.controller.js';
import { WorklistFileService } from './worklist-file.service.js';
import { WorklistRepository } from './worklist.repository.js';
import { WorklistService } from './worklist.service.js';

@Module({
  controllers: [
    AgencyController,
    AgencyExportController,
    BoardController,
    ExportFileController,
    HeadcountController,
    WorklistController,
    YearlyReturnController,
    RecordHealthController,
  ],
  providers: [
    AgencyNowService,
    AgencyNowRepository,
    AgencyCountService,
    AgencyCountJobs,
    AgencyCountRepository,
    AgencyMonthRepository,
    AgencyModuleService,
    AgencyModuleRepository,
    PeopleService,
    PeopleRepository,
    PersonReminderRepository,
    PersonRuleRepository,
    AgencyExportService,
    AgencyExportRepository,
    ExportChoiceService,
    ExportChoiceRepository,
    ExportDownloadService,
    PreparedExportService,
    PreparedFileService,
    PreparedExportJobs,
    PreparedExportRepository,
    ExportFolder,
    BoardJobs,
    BoardPublisher,
    BoardService,
    BoardRepository,
    HeadcountService,
    HeadcountRepository,
    ListChoiceRepository,
    ReviewReachService,
    WorklistService,
    WorklistFileService,
    WorklistRepository,
    ReturnFiguresService,
    ReturnFiguresRepository,
    YearlyReturnService,
    YearlyReturnRepository,
    NudgeService,
    NudgePlanService,
    NudgeRepository,
    RecordHealthService,
    DutyHealthRepository,
    DutyFaultService,
    DutyFaultRepository,
    DutyFaultJobs,
    RecordHealthRepository,
  ],
  exports: [AgencyCountService],
})
export class ReportModule {}
