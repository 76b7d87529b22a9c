import { Module } from '@nestjs/common';
import { AssignmentModule } from '../assignment/assignment.module.js';
import { MembershipModule } from '../membership/membership.module.js';
import { PassphraseModule } from '../passphrase/passphrase.module.js';
import { CompletionCheck } from './completion-check.service.js';
import { FigureApplication } from './figure-application.service.js';
import { HeadcountCheck } from './headcount-check.service.js';
import { ImportAnswerService } from './import-answer.service.js';
import { ImportApplicationRepository } from './import-application.repository.js';
import { ImportApplication } from './import-application.service.js';
import { ImportCheck } from './import-check.service.js';
import { ImportContextRepository } from './import-context.repository.js';
import { ImportExecution } from './import-execution.service.js';
import { ImportFinding } from './import-finding.service.js';
import { ImportFolder } from './import-folder.js';
import { ImportReading } from './import-reading.service.js';
import { ImportRowRepository } from './import-row.repository.js';
import { ImportStopService } from './import-stop.service.js';
import { ImportTidying } from './import-tidying.service.js';
import { ImportUpload } from './import-upload.service.js';
import { ImportUndo } from './import-undo.service.js';
import { ImportViewService } from './import-view.service.js';
import { ImportController } from './import.controller.js';
import { ImportJobs } from './import.jobs.js';
import { ImportRepository } from './import.repository.js';
import { ImportService } from './import.service.js';
import { OperatorImportService } from './operator-import.service.js';
import { LeaverChoice } from './leaver-choice.service.js';
import { PeopleApplication } from './people-application.service.js';
import { PeopleCheck } from './people-check.service.js';

/** Files that an agency brings: people, learning done elsewhere, headcounts. */
@Module({
  imports: [AssignmentModule, MembershipModule, PassphraseModule],
  controllers: [ImportController],
  providers: [
    CompletionCheck,
    FigureApplication,
    HeadcountCheck,
    ImportAnswerService,
    ImportApplication,
    ImportApplicationRepository,
    ImportCheck,
    ImportContextRepository,
    ImportExecution,
    ImportFinding,
    ImportFolder,
    ImportJobs,
    ImportReading,
    ImportRepository,
    ImportRowRepository,
    ImportService,
    ImportStopService,
    ImportTidying,
    LeaverChoice,
    ImportUndo,
    ImportUpload,
    ImportViewService,
    OperatorImportService,
    PeopleApplication,
    PeopleCheck,
  ],
  exports: [ImportService],
})
export class ImportModule {}
