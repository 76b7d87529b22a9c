import { Module } from '@nestjs/common';
import { AssignmentModule } from '../assignment/assignment.module.js';
import { CertificateModule } from '../certificate/certificate.module.js';
import { CpdModule } from '../cpd/cpd.module.js';
import { CurriculumModule } from '../curriculum/curriculum.module.js';
import { ReflectionModule } from '../platform/reflection/reflection.module.js';
import { AgencyCompletionRepository } from './agency-completion.repository.js';
import { AgencyEvidence } from './agency-evidence.service.js';
import { AttemptStart } from './attempt-start.service.js';
import { AttemptRepository } from './attempt.repository.js';
import { CheckService } from './check.service.js';
import { CompletionCorrectionController } from './completion-correction.controller.js';
import { CompletionCorrectionRepository } from './completion-correction.repository.js';
import { CompletionCorrectionService } from './completion-correction.service.js';
import { CompletionRecorder } from './completion-recorder.service.js';
import { CompletionRepository } from './completion.repository.js';
import { CorrectionMail } from './correction-mail.service.js';
import { FinishService } from './finish.service.js';
import { FinishedRecords } from './finished-records.service.js';
import { HeldCompletionService } from './held-completion.service.js';
import { LearningController } from './learning.controller.js';
import { LearningListService } from './learning-list.service.js';
import { LearningService } from './learning.service.js';
import { OwnAttempts } from './own-attempts.service.js';
import { QuestionCounter } from './question-counter.service.js';
import { QuestionCountRepository } from './question-count.repository.js';
import { QuestionJobs } from './question.jobs.js';
import { ReflectionRepository } from './reflection.repository.js';
import { ReflectionService } from './reflection.service.js';
import { ScenarioService } from './scenario.service.js';

/** From the first page of a module to the fact that it was finished. */
@Module({
  imports: [AssignmentModule, CertificateModule, CpdModule, CurriculumModule, ReflectionModule],
  controllers: [LearningController, CompletionCorrectionController],
  providers: [
    AgencyCompletionRepository,
    AgencyEvidence,
    AttemptRepository,
    AttemptStart,
    CheckService,
    CompletionCorrectionRepository,
    CompletionCorrectionService,
    CompletionRecorder,
    CompletionRepository,
    CorrectionMail,
    FinishedRecords,
    FinishService,
    HeldCompletionService,
    LearningListService,
    LearningService,
    OwnAttempts,
    QuestionCounter,
    QuestionCountRepository,
    QuestionJobs,
    ReflectionRepository,
    ReflectionService,
    ScenarioService,
  ],
})
export class LearningModule {}
