// The product's services in a process without a server: what a service costs by itself. Started as a child; its parent
// sends tasks one after the other and hears how long each call took.
import path from 'node:path';
import type { AgencyScopeFacts, InProcessAnswer, InProcessTask } from './in-process-client.ts';
import { inWorkspace } from '../launcher/workspace.ts';

/** What is used of the built API. Its sources cannot be loaded here: they have decorators. */
interface Context {
  get<Service>(token: unknown): Service;
}
type Scope = Record<string, unknown>;
interface Database {
  read<Result>(scope: Scope, work: (tx: Transaction) => Promise<Result>): Promise<Result>;
}
interface Transaction {
  query(sql: string, parameters: readonly unknown[]): Promise<unknown[]>;
}

const built = async (file: string) =>
  (await import(path.join(inWorkspace('apps/api/dist/src'), file))) as Record<string, never>;

const context = await start();
const database = context.get<Database>((await built('platform/database/database.js'))['Database']);

process.on('message', (task: InProcessTask) => {
  run(task).then(
    (answer) => process.send?.(answer),
    (error: Error) => process.send?.({ error: error.stack ?? error.message } satisfies InProcessAnswer),
  );
});
process.once('disconnect', () => process.exit(0));
process.send?.({ ready: true });

async function start(): Promise<Context> {
  const { NestFactory } = (await import('@nestjs/core')) as unknown as {
    NestFactory: { createApplicationContext(module: unknown, options: object): Promise<Context> };
  };
  const { ApiModule } = (await built('api.module.js')) as unknown as {
    ApiModule: { of(configuration: unknown): unknown };
  };
  const { readConfiguration } = (await built('platform/config/configuration.js')) as unknown as {
    readConfiguration(environment: NodeJS.ProcessEnv): unknown;
  };
  return NestFactory.createApplicationContext(ApiModule.of(readConfiguration(process.env)), {
    logger: ['error'],
  });
}

async function run(task: InProcessTask): Promise<InProcessAnswer> {
  switch (task.kind) {
    case 'agency': {
      const service = await serviceOf<{ read(scope: Scope): Promise<unknown> }>(
        'report/agency-now.service.js',
        'AgencyNowService',
      );
      return timed(task.calls, () => service.read(agencyScope(task.scope)));
    }
    case 'select':
      return timed(task.calls, () =>
        database.read(agencyScope(task.scope), (tx) =>
          tx.query(
            `select state, due_on, completed_on, expires_on, paused_until from standing
             where agency_id = $1 and membership_id = $2 and module_id = $3`,
            [task.scope.agencyId, task.scope.membershipId, task.moduleId],
          ),
        ),
      );
    case 'board': {
      const service = await serviceOf<{ read(scope: Scope): Promise<unknown> }>(
        'report/board.service.js',
        'BoardService',
      );
      const scope = { brand: 'PartnershipScope', personId: task.personId };
      // With what a request makes of it: the text is part of what the server does.
      return timed(task.calls, async () => JSON.stringify(await service.read(scope)));
    }
    case 'count': {
      const service = await serviceOf<Counting>('report/agency-count.service.js', 'AgencyCountService');
      const began = performance.now();
      await service[task.how]({ brand: 'JobScope', agencyId: task.agencyId });
      return { milliseconds: [performance.now() - began] };
    }
  }
}

interface Counting {
  fold(scope: Scope): Promise<unknown>;
  snapshot(scope: Scope): Promise<unknown>;
}

async function serviceOf<Service>(file: string, name: string): Promise<Service> {
  return context.get<Service>((await built(file))[name]);
}

function agencyScope(facts: AgencyScopeFacts): Scope {
  return {
    brand: 'AgencyScope',
    timeZone: 'Europe/London',
    accessRoles: ['practitioner', 'training-lead'],
    teamOf: null,
    ...facts,
  };
}

/** One call after the other, as one caller makes them. */
async function timed(calls: number, call: () => Promise<unknown>): Promise<InProcessAnswer> {
  const milliseconds: number[] = [];
  for (let count = 0; count < calls; count += 1) {
    const began = performance.now();
    await call();
    milliseconds.push(performance.now() - began);
  }
  return { milliseconds };
}
