import type { INestApplicationContext, Provider } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { ClockModule } from '../../clock/clock.module.js';
import type { Configuration } from '../../config/configuration.js';
import { ConfigurationModule } from '../../config/configuration.module.js';
import { DatabaseModule } from '../../database/database.module.js';
import type { TestDatabase } from '../../database/testing/test-database.js';
import { JobsModule } from '../jobs.module.js';

/** A process that knows the job queue and these providers, and nothing else of the product. */
export async function startJobProcess(
  { appUrl }: Pick<TestDatabase, 'appUrl'>,
  providers: Provider[],
  configuration: Partial<Configuration> = {},
): Promise<INestApplicationContext> {
  const settings = { databaseUrl: appUrl, runJobs: false, ...configuration } as Configuration;
  const testing = await Test.createTestingModule({
    imports: [ConfigurationModule.of(settings), ClockModule, DatabaseModule, JobsModule],
    providers,
  }).compile();
  testing.useLogger(false);
  return testing.init();
}
