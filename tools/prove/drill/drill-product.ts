import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import type { DataPlan } from '../../bench/data/data-plan.ts';
import { countAgencies } from '../../bench/data/ensure-data.ts';
import { fillDatabase, fillHistory } from '../../bench/data/fill.ts';
import { migrateByStarting } from '../../bench/data/migrated.ts';
import { freePort, startCluster, type Cluster } from '../../embedded-postgres/cluster.ts';
import { password, prepareDatabase } from '../../embedded-postgres/logins.ts';
import { canEnter, databaseUser } from '../../embedded-postgres/operating-user.ts';
import { stateFolder } from '../../embedded-postgres/state-folder.ts';
import { startApi, type Api } from '../../launcher/api-process.ts';
import { API_MAIN, WEB_DIR } from '../../launcher/workspace.ts';

/** The built product on data of its own, whose processes can be killed and started again at the same addresses. */
export interface DrillProduct {
  readonly address: string;
  readonly sessionSecret: string;
  /** What a process of the product is started with. */
  readonly environment: NodeJS.ProcessEnv;
  /** Past every policy, to arrange and to look. A new one after the database was restarted. */
  superuser(): Promise<Client>;
  startApi(): Promise<void>;
  /** Ends the API without a word, as `kill -9` does. */
  killApi(): Promise<void>;
  /** Ends PostgreSQL without a word, as `pg_ctl -m immediate` does; it has to recover when it starts. */
  cutPower(): Promise<void>;
  startDatabase(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL as durable as `npm start` runs it, fills it, and starts the API.
 *
 * @param settings More of the environment, such as `RUN_JOBS=no` where a worker runs the jobs.
 */
export async function startDrillProduct(
  plan: DataPlan,
  settings: NodeJS.ProcessEnv = {},
): Promise<DrillProduct> {
  const parent = canEnter(databaseUser(), os.tmpdir()) ? os.tmpdir() : stateFolder();
  const place = mkdtempSync(path.join(parent, 'learning-reviews-drill-'));
  // PostgreSQL's own user passes through.
  chmodSync(place, 0o711);
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'learning-reviews-drill-data-'));
  const secrets = { superuser: password(), owner: password(), app: password() };
  const logFile = path.join(place, 'postgres.log');
  closeSync(openSync(logFile, 'w', 0o600));
  const databasePort = await freePort();
  const startDatabase = () =>
    startCluster({
      folder: path.join(place, 'postgres'),
      logFile,
      password: secrets.superuser,
      durable: true,
      port: databasePort,
    });

  let cluster: Cluster = await startDatabase();
  const addresses = await prepareDatabase(cluster, secrets);
  await migrateByStarting(addresses);
  await fillDatabase(addresses.MIGRATION_DATABASE_URL, plan);
  // A site that has been in use: else the first start would count two years of 400 agencies meanwhile.
  await countAgencies(addresses, 'fold');
  await fillHistory(addresses.MIGRATION_DATABASE_URL);

  const port = await freePort();
  const sessionSecret = randomBytes(32).toString('hex');
  const environment = {
    ...process.env,
    ...addresses,
    NODE_ENV: 'production',
    DEMO_DATA: 'no',
    SESSION_SECRET: sessionSecret,
    WEB_DIR,
    DATA_DIR: dataDir,
    PORT: String(port),
    LOG_LEVEL: 'warn',
    ...settings,
  };
  const start = () => startApi({ main: API_MAIN, environment, logFile: path.join(dataDir, 'api.log') });
  let api: Api | undefined = await start();

  return {
    address: api.ready.address,
    sessionSecret,
    environment,
    async superuser() {
      const url = new URL(cluster.url);
      url.pathname = new URL(addresses.DATABASE_URL).pathname;
      const client = new Client({ connectionString: url.href });
      client.on('error', () => undefined);
      await client.connect();
      return client;
    },
    async startApi() {
      api = await start();
    },
    async killApi() {
      await api?.kill();
      api = undefined;
    },
    cutPower: () => cluster.stop('immediate'),
    async startDatabase() {
      cluster = await startDatabase();
    },
    async stop() {
      await api?.stop(10_000);
      await cluster.stop();
      for (const folder of [place, dataDir]) rmSync(folder, { recursive: true, force: true });
    },
  };
}
