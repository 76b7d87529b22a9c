import type { JobScope } from '@learning-reviews/domain/access/scope';
import { NestFactory } from '@nestjs/core';
import { ApiModule } from './api.module.js';
import { type Configuration, readConfiguration } from './platform/config/configuration.js';
import { ConfigurationError } from './platform/config/configuration-error.js';
import { AgencyCountService } from './report/agency-count.service.js';

// Proves that the counts of every agency are what its standings say, and makes them anew: for an administrator at a
// terminal, with the same modules as the API. (docs/operations.md, "Counts")

try {
  process.exitCode = (await rebuild(readConfiguration(process.env))) === 0 ? 0 : 1;
} catch (error) {
  const text =
    error instanceof ConfigurationError ? error.message : ((error as Error).stack ?? String(error));
  process.stderr.write(`${text}\n`);
  process.exitCode = 2;
}

/** @returns How many counts were not what the standings say. */
async function rebuild(configuration: Configuration): Promise<number> {
  const context = await NestFactory.createApplicationContext(
    ApiModule.of({ ...configuration, runJobs: false }),
    { logger: false },
  );
  try {
    const counting = context.get(AgencyCountService);
    const everywhere: JobScope = { brand: 'JobScope', agencyId: null };
    const agencies = await counting.findAgencies(everywhere);
    const began = performance.now();
    let differing = 0;
    for (const agencyId of agencies) {
      const { differences, milliseconds } = await counting.rebuild({ brand: 'JobScope', agencyId });
      differing += differences;
      if (differences > 0)
        process.stdout.write(`Agency ${agencyId}: ${differences} counts differed, ${milliseconds} ms\n`);
    }
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    process.stdout.write(`${agencies.length} agencies, ${differing} differences, ${seconds} s\n`);
    return differing;
  } finally {
    await context.close();
  }
}
