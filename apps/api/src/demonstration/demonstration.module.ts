import { Module } from '@nestjs/common';
import { DemonstrationLoader } from './demonstration-loader.js';
import { DemonstrationRepository } from './demonstration.repository.js';

@Module({
  providers: [DemonstrationLoader, DemonstrationRepository],
  exports: [DemonstrationLoader],
})
export class DemonstrationModule {}
