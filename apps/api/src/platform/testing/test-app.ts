import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { ApiModule } from '../../api.module.js';
import { Clock } from '../clock/clock.js';
import type { Configuration } from '../config/configuration.js';
import { createTestDatabase, type TestDatabase } from '../database/testing/test-database.js';
import { HTTP_OPTIONS, setUpHttp } from '../http/http-application.js';
import { JobRunner } from '../jobs/job-runner.js';
import { TestClient } from './test-client.js';
import { TestClock } from './test-clock.js';
import { TEST_PASSPHRASE, TestPeople } from './test-people.js';

/** What a test may choose of its application. */
export interface TestAppOptions {
  /** A database to share with another application; its maker closes it. */
  readonly testDatabase?: TestDatabase;
  /** Runs before the application is built, for what it reads at its start. */
  readonly arrange?: (people: TestPeople, testDatabase: TestDatabase) => Promise<void>;
  readonly configuration?: Partial<Configuration>;
}

/** The real application on a free port, over a database of its own. */
export interface TestApp {
  /** Such as `http://127.0.0.1:41234`. */
  readonly address: string;
  readonly application: NestExpressApplication;
  readonly testDatabase: TestDatabase;
  readonly clock: TestClock;
  /** Makes agencies, people and memberships. */
  readonly people: TestPeople;
  /** A browser in which nobody is signed in. */
  client(): TestClient;
  /** A browser in which this person is. */
  signIn(email: string, passphrase?: string): Promise<TestClient>;
  /**
   * Does the jobs that are due, until none is: nothing runs them otherwise.
   *
   * @param options.early Also those that wait for a later time, such as one to be tried again.
   * @throws AggregateError of what handlers threw, unless `mayFail`.
   */
  runJobs(options?: { early?: boolean; mayFail?: boolean }): Promise<void>;
  close(): Promise<void>;
}

const PUBLIC_URL = 'http://localhost:3000';

/** Starts the whole API for one test suite; `await app.close()` in `afterAll`. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const testDatabase = options.testDatabase ?? (await createTestDatabase());
  const people = new TestPeople(testDatabase.superuser);
  await options.arrange?.(people, testDatabase);

  const dataDir = mkdtempSync(join(tmpdir(), 'learning-reviews-'));
  const configuration: Configuration = {
    port: 0,
    publicUrl: PUBLIC_URL,
    dataDir,
    databaseUrl: testDatabase.appUrl,
    migrationDatabaseUrl: testDatabase.ownerUrl,
    sessionSecret: 'a secret of thirty-two characters',
    reflectionKey: Buffer.alloc(32, 1),
    demonstration: false,
    runJobs: false,
    smtpUrl: null,
    emailFrom: 'Learning Reviews <learning@partnership.example>',
    webDir: join(dataDir, 'no-web-app'),
    logLevel: 'silent',
    ...options.configuration,
  };
  const clock = new TestClock();
  const testing = await Test.createTestingModule({ imports: [ApiModule.of(configuration)] })
    .overrideProvider(Clock)
    .useValue(clock)
    .compile();
  const application = testing.createNestApplication<NestExpressApplication>({
    ...HTTP_OPTIONS,
    logger: false,
  });
  setUpHttp(application);
  const server = (await application.listen(0, '127.0.0.1')) as Server;
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = () => new TestClient(address, configuration.publicUrl);

  return {
    address,
    application,
    testDatabase,
    clock,
    people,
    client,
    async signIn(email, passphrase = TEST_PASSPHRASE) {
      const browser = client();
      const answer = await browser.post('/api/session', { email, passphrase });
      if (answer.status !== 200)
        throw new Error(`${email} could not sign in: ${answer.status} ${answer.text}`);
      return browser;
    },
    async runJobs({ early = false, mayFail = false } = {}) {
      const { thrown } = await application.get(JobRunner).runDue({ early });
      if (thrown.length > 0 && !mayFail)
        throw new AggregateError(thrown, `A job failed: ${String(thrown[0])}`);
    },
    async close() {
      server.closeAllConnections();
      await application.close();
      rmSync(dataDir, { recursive: true, force: true });
      if (options.testDatabase === undefined) await testDatabase.close();
    },
  };
}
