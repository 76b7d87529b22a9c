import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { startCluster, type Cluster } from '../../embedded-postgres/cluster.ts';
import { dataFolder } from '../../embedded-postgres/data-folder.ts';
import { passwords, prepareDatabase, type DatabaseAddresses } from '../../embedded-postgres/logins.ts';
import { claim } from '../../launcher/one-at-a-time.ts';
import { inWorkspace } from '../../launcher/workspace.ts';
import type { DataPlan } from './data-plan.ts';

const COPY = 'bench_copy';

/** The embedded PostgreSQL that keeps benchmark data, one database a size. */
export interface BenchServer {
  readonly cluster: Cluster;
  readonly logFile: string;
  /** Addresses of the database for a size; it is made, empty, when it is not there. */
  addresses(plan: Pick<DataPlan, 'people' | 'standings'>): Promise<DatabaseAddresses>;
  /**
   * Copies the database for a size, for a measurement that writes; the copy is thrown away by `dropCopy`. Nobody may
   * be connected to the original meanwhile.
   */
  copy(plan: Pick<DataPlan, 'people' | 'standings'>): Promise<void>;
  copyAddresses(): Promise<DatabaseAddresses>;
  dropCopy(): Promise<void>;
  /** Throws the database for a size away. */
  drop(plan: Pick<DataPlan, 'people' | 'standings'>): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the server on a data folder of the benchmark.
 *
 * @param how `loading` trusts that the power stays on, since a broken-off load is done again; `measuring` is as
 * durable as `npm start`.
 */
export async function openBenchServer(dataDir: string, how: 'loading' | 'measuring'): Promise<BenchServer> {
  const place = path.resolve(inWorkspace(), dataDir);
  mkdirSync(path.dirname(place), { recursive: true });
  const { folder } = dataFolder(place);
  // PostgreSQL's own user passes through.
  chmodSync(place, 0o711);
  claim(place, 'tools/bench/');
  const secrets = passwords(place);
  const logFile = path.join(place, 'postgres.log');
  closeSync(openSync(logFile, 'w', 0o600));
  const cluster = await startCluster({
    folder,
    logFile,
    password: secrets.superuser,
    durable: how === 'measuring',
    settings: how === 'measuring' ? {} : { max_wal_size: '8GB', checkpoint_timeout: '1h' },
  });
  return {
    cluster,
    logFile,
    addresses: (plan) => prepareDatabase(cluster, secrets, databaseName(plan)),
    async copy(plan) {
      await ddl(cluster, "select format('drop database if exists %I with (force)', $1::text) as sql", [COPY]);
      await ddl(
        cluster,
        "select format('create database %I owner lr_owner template %I strategy file_copy', $1::text, $2::text) as sql",
        [COPY, databaseName(plan)],
      );
    },
    copyAddresses: () => prepareDatabase(cluster, secrets, COPY),
    dropCopy: () =>
      ddl(cluster, "select format('drop database if exists %I with (force)', $1::text) as sql", [COPY]),
    drop: (plan) =>
      ddl(cluster, "select format('drop database if exists %I with (force)', $1::text) as sql", [
        databaseName(plan),
      ]),
    stop: () => cluster.stop(),
  };
}

/** Runs the statement that PostgreSQL itself puts together: DDL takes no parameters, and `format` knows the quotes. */
async function ddl(cluster: Cluster, question: string, names: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: cluster.url });
  await client.connect();
  try {
    const { rows } = await client.query<{ sql: string }>(question, [...names]);
    await client.query(rows[0]?.sql ?? '');
  } finally {
    await client.end();
  }
}

function databaseName({ people, standings }: Pick<DataPlan, 'people' | 'standings'>): string {
  return `bench_${people}_${standings}`;
}
