import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../embedded-postgres/cluster.ts';

const ROOT = path.resolve(__dirname, '../..');

let dataDir: string;
beforeAll(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'learning reviews cli '));
  chmodSync(dataDir, 0o711); // as the launcher makes it: the database's own user passes through
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

/** A launcher's program, on this test's data folder. */
async function launch(program: string, words: readonly string[] = []) {
  const { DATABASE_URL: _none, TEST_DATABASE_URL: _neither, ...rest } = process.env;
  const child = spawn(process.execPath, [path.join(ROOT, 'tools/launcher', program), ...words], {
    cwd: ROOT,
    env: { ...rest, PORT: String(await freePort()), DATA_DIR: dataDir, DEMO_DATA: 'no' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { output: '', errors: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.errors += chunk.toString()));
  const ended = new Promise<{ code: number | null; output: string; errors: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, ...said })),
  );
  return { process: child, said, ended };
}

const cli = async (...words: string[]) => (await launch('cli.ts', words)).ended;

describe('npm run cli', () => {
  it('says that there is no database before the first start, and makes none', async () => {
    const { code, output, errors } = await cli('agency', 'list');
    expect({ code, output }).toEqual({ code: 3, output: '' });
    expect(errors).toContain('Start Learning Reviews once (npm start)');
    expect(existsSync(path.join(dataDir, 'postgres'))).toBe(false);
  });

  it('shows its help without one', async () => {
    expect(await cli('--help')).toMatchObject({ code: 0, output: expect.stringContaining('Commands:') });
  });

  it('uses the database of an npm start that is only just starting, and leaves it running', async () => {
    const start = await launch('start.ts');
    try {
      for (let wait = 0; wait < 600 && !existsSync(path.join(dataDir, 'launcher.pid')); wait += 1)
        await new Promise((resolve) => setTimeout(resolve, 50));
      // The passwords are there a moment after the mark, the database a moment after its server, and what is in it last
      // of all: each says so.
      for (;;) {
        const { code, output, errors } = await cli('agency', 'list', '--json');
        if (code === 0) {
          expect(JSON.parse(output)).toMatchObject({ agencies: [{ code: 'partnership' }] });
          break;
        }
        expect(errors).toMatch(/no database in|database "learning_reviews" does not exist|not up to date/);
      }
      expect(start.process.exitCode).toBeNull();
    } finally {
      start.process.kill('SIGTERM');
      await start.ended;
    }
  });

  it('starts the database for as long as two commands take that come at once, one after the other', async () => {
    const [first, second] = await Promise.all([cli('recompute', '--json'), cli('audit', 'verify', '--json')]);
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(JSON.parse(first.output)).toMatchObject({ differences: 0 });
    expect(JSON.parse(second.output)).toMatchObject({ isWhole: true });
    expect(first.errors + second.errors).toContain('Another command is using the database');
    expect(existsSync(path.join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
    expect(existsSync(path.join(dataDir, 'launcher.pid'))).toBe(false);
  });
});
