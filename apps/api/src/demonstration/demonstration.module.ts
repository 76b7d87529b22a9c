import { Module } from '@nestjs/common';
import { DemonstrationLoader } from './demonstration-loader.js';
import { DemonstrationRepository } from './demonstration.repository.js';
import { DemonstrationService } from './demonstration.service.js';

@Module({
  providers: [DemonstrationLoader, DemonstrationRepository, DemonstrationService],
  exports: [DemonstrationLoader, DemonstrationService],
})
export class DemonstrationModule {}
