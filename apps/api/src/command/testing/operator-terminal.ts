import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TestDatabase } from '../../platform/database/testing/test-database.js';

/** The program as it is built; `npm test` builds first. */
const CLI = join(__dirname, '../../../dist/src/cli.js');

/** How a command ended, and what it printed. */
export interface EndedCommand {
  readonly code: number | null;
  readonly bytes: Buffer;
  readonly output: string;
  readonly errors: string;
}

/** A terminal at which an operator sits. */
export interface OperatorTerminal {
  /** Begins a command. */
  begin(words: readonly string[], databaseUrl?: string): ChildProcess;
  /** Runs a command to its end. */
  run(words: readonly string[], databaseUrl?: string): Promise<EndedCommand>;
}

/** A terminal on a database, in the folder `dataDir`. */
export function operatorTerminal(db: TestDatabase, dataDir: string): OperatorTerminal {
  if (!existsSync(CLI)) throw new Error('Build the API first: npm run build');
  const begin = (words: readonly string[], databaseUrl = db.appUrl) =>
    spawn(process.execPath, [CLI, ...words], {
      cwd: dataDir,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        DATA_DIR: dataDir,
        DATABASE_URL: databaseUrl,
        MIGRATION_DATABASE_URL: db.ownerUrl,
      },
    });
  return {
    begin,
    async run(words, databaseUrl) {
      const child = begin(words, databaseUrl);
      const output: Buffer[] = [];
      let errors = '';
      child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
      const [code] = (await once(child, 'close')) as [number | null];
      const bytes = Buffer.concat(output);
      return { code, bytes, output: bytes.toString('utf8'), errors };
    },
  };
}
