import { Module } from '@nestjs/common';
import { CpdEntryRepository } from './cpd-entry.repository.js';
import { CpdService } from './cpd.service.js';

@Module({ providers: [CpdService, CpdEntryRepository], exports: [CpdService] })
export class CpdModule {}
