import { once } from 'node:events';
import { NestFactory } from '@nestjs/core';
import { runCommandLine, type Services } from './command/command-line.js';
import { CommandModule } from './command/command.module.js';
import { COMMANDS } from './command/commands.js';
import { ServiceAway } from './command/operator-command.js';
import { readConfiguration } from './platform/config/configuration.js';
import { requireMigrated } from './platform/database/migrate.js';

// The command line for operators: a third way in to the same modules, beside the API and the worker. It neither
// migrates nor runs jobs. (docs/operations.md, "Command line")

// Whoever reads it may stop, as `head` does; an export finds out by itself.
process.stdout.on('error', () => undefined);

const stopping = new AbortController();
let signals = 0;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // Whoever presses twice does not want to wait for what is under way.
    if ((signals += 1) > 1) process.exit(130);
    stopping.abort();
  });
}
// The launcher that started this process is gone, and its database with it.
const noteOrphaned = () => stopping.abort();
process.on('disconnect', noteOrphaned);

process.exitCode = await runCommandLine(
  process.argv.slice(2),
  COMMANDS,
  { output: process.stdout, errors: process.stderr, signal: stopping.signal },
  openServices,
);
process.off('disconnect', noteOrphaned);
if (process.connected) process.disconnect();

async function openServices(): Promise<Services> {
  const configuration = readConfiguration(await settings());
  await requireMigrated(configuration.databaseUrl);
  const context = await NestFactory.createApplicationContext(CommandModule.of(configuration), {
    logger: false,
    abortOnError: false,
  });
  return { get: (service) => context.get(service), close: () => context.close() };
}

/** The environment; without a DATABASE_URL in it, the launcher that started this process says where its own is. */
async function settings(): Promise<NodeJS.ProcessEnv> {
  if (process.env['DATABASE_URL'] || !process.connected) return process.env;
  process.send?.({ needs: 'database' });
  const [answer] = (await once(process, 'message', { signal: stopping.signal })) as [
    { problem: string } | { environment: NodeJS.ProcessEnv },
  ];
  if ('problem' in answer) throw new ServiceAway(answer.problem);
  return { ...process.env, ...answer.environment };
}
