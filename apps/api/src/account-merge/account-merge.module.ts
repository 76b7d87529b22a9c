import { Module } from '@nestjs/common';
import { AssignmentModule } from '../assignment/assignment.module.js';
import { ReflectionModule } from '../platform/reflection/reflection.module.js';
import { AccountMergeController } from './account-merge.controller.js';
import { AccountMergeJobs } from './account-merge.jobs.js';
import { AccountMergeRepository } from './account-merge.repository.js';
import { AccountMergeService } from './account-merge.service.js';
import { AccountMerging } from './account-merging.service.js';
import { ConcernedStandings } from './concerned-standings.service.js';
import { MergeAddresseeRepository } from './merge-addressee.repository.js';
import { MergeConsequences } from './merge-consequences.service.js';
import { MergeLinks } from './merge-links.js';
import { MergeMail } from './merge-mail.service.js';
import { MergeProofService } from './merge-proof.service.js';
import { MergeSideRepository } from './merge-side.repository.js';
import { MergeThrottle } from './merge-throttle.js';
import { MovedReflectionRepository } from './moved-reflection.repository.js';
import { MovedWords } from './moved-words.service.js';

/** Two accounts of one human being, made one and parted again. (ADR 28) */
@Module({
  imports: [AssignmentModule, ReflectionModule],
  controllers: [AccountMergeController],
  providers: [
    AccountMergeJobs,
    AccountMergeRepository,
    AccountMergeService,
    AccountMerging,
    ConcernedStandings,
    MergeAddresseeRepository,
    MergeConsequences,
    MergeLinks,
    MergeMail,
    MergeProofService,
    MergeSideRepository,
    MergeThrottle,
    MovedReflectionRepository,
    MovedWords,
  ],
})
export class AccountMergeModule {}
