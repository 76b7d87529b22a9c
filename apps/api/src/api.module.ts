import { type DynamicModule, Module } from '@nestjs/common';
import { AgencyModule } from './agency/agency.module.js';
import { CertificateModule } from './certificate/certificate.module.js';
import { CpdModule } from './cpd/cpd.module.js';
import { CurriculumModule } from './curriculum/curriculum.module.js';
import { AccountMergeModule } from './account-merge/account-merge.module.js';
import { AccountModule } from './account/account.module.js';
import { FrameworkModule } from './framework/framework.module.js';
import { ImportModule } from './import/import.module.js';
import { JobModule } from './job/job.module.js';
import { LearningModule } from './learning/learning.module.js';
import { DemonstrationModule } from './demonstration/demonstration.module.js';
import { AccessModule } from './platform/access/access.module.js';
import { AuditModule } from './platform/audit/audit.module.js';
import { ClockModule } from './platform/clock/clock.module.js';
import type { Configuration } from './platform/config/configuration.js';
import { ConfigurationModule } from './platform/config/configuration.module.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { EmailModule } from './platform/email/email.module.js';
import { HttpModule } from './platform/http/http.module.js';
import { JobsModule } from './platform/jobs/jobs.module.js';
import { IdempotencyModule } from './platform/idempotency/idempotency.module.js';
import { LoggingModule } from './platform/logging/logging.module.js';
import { MembershipModule } from './membership/membership.module.js';
import { NoticeModule } from './notice/notice.module.js';
import { OwnDataModule } from './own-data/own-data.module.js';
import { PassphraseModule } from './passphrase/passphrase.module.js';
import { ReviewModule } from './review/review.module.js';
import { ReportModule } from './report/report.module.js';
import { SessionModule } from './session/session.module.js';
import { SettingModule } from './setting/setting.module.js';

/** What the platform gives every feature. */
const PLATFORM = [
  ClockModule,
  LoggingModule,
  DatabaseModule,
  HttpModule,
  AccessModule,
  AuditModule,
  JobsModule,
  EmailModule,
  IdempotencyModule,
];

/** Table of contents: one line a feature. */
const FEATURES = [
  SessionModule,
  AccountModule,
  OwnDataModule,
  AccountMergeModule,
  PassphraseModule,
  ReviewModule,
  CurriculumModule,
  CertificateModule,
  CpdModule,
  MembershipModule,
  ImportModule,
  ReportModule,
  AgencyModule,
  SettingModule,
  NoticeModule,
  FrameworkModule,
  JobModule,
  DemonstrationModule,
  LearningModule,
];

/** The whole API. */
@Module({})
export class ApiModule {
  static of(configuration: Configuration): DynamicModule {
    return { module: ApiModule, imports: [ConfigurationModule.of(configuration), ...PLATFORM, ...FEATURES] };
  }
}
