import { NestFactory } from '@nestjs/core';
import { Logger } from 'nestjs-pino';
import { ApiModule } from './api.module.js';
import { type Configuration, readConfiguration } from './platform/config/configuration.js';
import { ConfigurationError } from './platform/config/configuration-error.js';
import { untilMigrated } from './platform/database/migrate.js';

// Runs jobs and seals the audit log, with the same modules as the API and no server. It neither migrates nor loads
// content: the API does, and the worker waits for it.

try {
  await start(readConfiguration(process.env));
} catch (error) {
  const text =
    error instanceof ConfigurationError ? error.message : ((error as Error).stack ?? String(error));
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

async function start(configuration: Configuration): Promise<void> {
  let close = () => Promise.resolve();
  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= close().then(() => process.exit(0)));
  // From the first moment: a worker that still waits for migrations must not outlive who started it.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
  process.on('disconnect', () => void stop());

  await untilMigrated(configuration.databaseUrl, (sentence) => process.stdout.write(`${sentence}\n`));
  const context = await NestFactory.createApplicationContext(
    ApiModule.of({ ...configuration, runJobs: true }),
    { bufferLogs: true },
  );
  close = () => context.close();
  const logger = context.get(Logger);
  context.useLogger(logger);

  logger.log('Running jobs');
  process.send?.({ ready: true });
}
