import { Module } from '@nestjs/common';
import { KeptDataRepository } from './kept-data.repository.js';
import { RetentionChangeService } from './retention-change.service.js';
import { RetentionJobs } from './retention.jobs.js';
import { RetentionRepository } from './retention.repository.js';
import { RetentionService } from './retention.service.js';
import { SettingController } from './setting.controller.js';
import { SettingRepository } from './setting.repository.js';
import { SettingService } from './setting.service.js';

@Module({
  controllers: [SettingController],
  providers: [
    SettingService,
    SettingRepository,
    RetentionChangeService,
    RetentionService,
    RetentionJobs,
    RetentionRepository,
    KeptDataRepository,
  ],
})
export class SettingModule {}
