import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Logger } from 'nestjs-pino';
import { contentDirectory } from '@learning-reviews/content/content-directory';
import { ContentError } from '@learning-reviews/content/content-error';
import { ApiModule } from './api.module.js';
import { ContentLoader } from './curriculum/content-loader.js';
import { DEMONSTRATION_ACCOUNTS, DEMONSTRATION_PASSPHRASE } from './demonstration/demonstration-account.js';
import { DemonstrationLoader } from './demonstration/demonstration-loader.js';
import { Clock } from './platform/clock/clock.js';
import { type Configuration, readConfiguration } from './platform/config/configuration.js';
import { ConfigurationError } from './platform/config/configuration-error.js';
import { migrate, MigrationStopped } from './platform/database/migrate.js';
import { Drain } from './platform/http/drain.js';
import { HTTP_OPTIONS, setUpHttp } from './platform/http/http-application.js';
import { JobRegister } from './platform/jobs/job-register.js';
import { JobRunner } from './platform/jobs/job-runner.js';
import { AgencyCountService } from './report/agency-count.service.js';
import { BoardPublisher } from './report/board-publisher.service.js';

/** Longer than the longest answer but an export; short enough for a supervisor's patience. */
const DRAIN_LIMIT_MS = 10_000;

try {
  await start(readConfiguration(process.env));
} catch (error) {
  const isForPeople =
    error instanceof ConfigurationError || error instanceof MigrationStopped || error instanceof ContentError;
  process.stderr.write(`${isForPeople ? error.message : ((error as Error).stack ?? String(error))}\n`);
  process.exit(1);
}

async function start(configuration: Configuration): Promise<void> {
  const { warnings } = await migrate(configuration);
  const { published } = await new ContentLoader(configuration, new Clock()).load(contentDirectory());

  const application = await NestFactory.create<NestExpressApplication>(
    ApiModule.of(configuration),
    HTTP_OPTIONS,
  );
  const logger = application.get(Logger);
  application.useLogger(logger);
  for (const warning of warnings) logger.warn(warning);
  for (const version of published) logger.log(`Published ${version}`);
  // What is written from here on may send jobs.
  await application.get(JobRegister).ensure();
  // A visitor of a demonstration finds two years of months at once; elsewhere the first night writes them.
  for (const agencyId of await application.get(DemonstrationLoader).load())
    await application.get(AgencyCountService).snapshot({ brand: 'JobScope', agencyId });
  // And a year of the partnership's.
  if (configuration.demonstration)
    await application.get(BoardPublisher).publishPast({ brand: 'JobScope', agencyId: null });
  setUpHttp(application);
  stopWhenAsked(application);

  const server = (await application.listen(configuration.port)) as Server;
  logger.log(`Listening on port ${(server.address() as AddressInfo).port}`);
  process.send?.({ ready: true, address: configuration.publicUrl, lines: linesFor(configuration) });
}

/** What the person at the terminal wants to know besides the address. */
function linesFor({ demonstration }: Configuration): string[] {
  if (!demonstration) return [];
  const accounts = DEMONSTRATION_ACCOUNTS.map(
    ({ email, description }) => `  ${email.padEnd(26)} ${description}`,
  );
  return ['', `Demonstration accounts, all with the passphrase ${DEMONSTRATION_PASSPHRASE}:`, ...accounts];
}

/** Stops tidily on a signal, and when the launcher that started this process is gone: nobody else would stop it. */
function stopWhenAsked(application: NestExpressApplication): void {
  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= drainAndClose(application));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
  process.on('disconnect', () => void stop());
}

async function drainAndClose(application: NestExpressApplication): Promise<void> {
  const jobsStopped = application.get(JobRunner).stop(DRAIN_LIMIT_MS);
  await application.get(Drain).stop(application.getHttpServer() as Server, DRAIN_LIMIT_MS);
  await jobsStopped;
  await application.close();
  process.exit(0);
}
