import { type DynamicModule, Module } from '@nestjs/common';
import { ApiModule } from '../api.module.js';
import type { Configuration } from '../platform/config/configuration.js';
import { MembershipModule } from '../membership/membership.module.js';
import { PassphraseModule } from '../passphrase/passphrase.module.js';
import { AdministratorRepository } from './administrator.repository.js';
import { AdministratorService } from './administrator.service.js';
import { AgencyDirectoryRepository } from './agency-directory.repository.js';
import { AgencyDirectoryService } from './agency-directory.service.js';

/** The API's modules as the command line uses them, with what it needs besides. It runs no jobs. */
@Module({
  imports: [MembershipModule, PassphraseModule],
  providers: [
    AdministratorRepository,
    AdministratorService,
    AgencyDirectoryRepository,
    AgencyDirectoryService,
  ],
})
export class CommandModule {
  static of(configuration: Configuration): DynamicModule {
    return { module: CommandModule, imports: [ApiModule.of({ ...configuration, runJobs: false })] };
  }
}
