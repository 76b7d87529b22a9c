import { type DynamicModule, Module } from '@nestjs/common';
import { ApiModule } from '../api.module.js';
import type { Configuration } from '../platform/config/configuration.js';
import { AgencyDirectoryRepository } from './agency-directory.repository.js';
import { AgencyDirectoryService } from './agency-directory.service.js';

/** The API's modules as the command line uses them, with what it needs besides. It runs no jobs. */
@Module({ providers: [AgencyDirectoryRepository, AgencyDirectoryService] })
export class CommandModule {
  static of(configuration: Configuration): DynamicModule {
    return { module: CommandModule, imports: [ApiModule.of({ ...configuration, runJobs: false })] };
  }
}
