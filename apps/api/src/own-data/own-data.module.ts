import { Module } from '@nestjs/common';
import { ReflectionModule } from '../platform/reflection/reflection.module.js';
import { ErasureRepository } from './erasure.repository.js';
import { ErasureService } from './erasure.service.js';
import { OwnAccess } from './own-access.js';
import { OwnDataController } from './own-data.controller.js';
import { OwnDataFileService } from './own-data-file.service.js';
import { OwnPassphrase } from './own-passphrase.service.js';
import { OwnDataThrottle } from './own-data-throttle.js';
import { OwnRecordRepository } from './own-record.repository.js';
import { SessionEnding } from './session-ending.service.js';

@Module({
  imports: [ReflectionModule],
  controllers: [OwnDataController],
  providers: [
    ErasureRepository,
    ErasureService,
    OwnAccess,
    OwnDataFileService,
    OwnDataThrottle,
    OwnPassphrase,
    OwnRecordRepository,
    SessionEnding,
  ],
})
export class OwnDataModule {}
