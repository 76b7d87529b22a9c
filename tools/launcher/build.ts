import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { lastLines, Refusal, say } from './say.ts';
import { API_MAIN, inWorkspace, NX_ENV, ROOT, WEB_DIR } from './workspace.ts';

const STAMP = inWorkspace('node_modules/.cache/learning-reviews/build.json');
const SOURCES = [
  'apps/api',
  'apps/web',
  'libs',
  'nx.json',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
];
const MADE = new Set(['dist', 'node_modules', '.angular', 'coverage']);

/** What was built last: a digest of all sources and one of what the build made of them. */
interface Stamp {
  readonly sources: string;
  readonly outputs: string;
}

/**
 * Builds the API and the web app through Nx. When no source and no built file has changed since the last time, Nx is
 * not even started: that is the difference between a second start of one second and one of five.
 *
 * @param print Tells that it takes a while; standard output unless it says otherwise.
 * @throws Refusal when the build fails, after its own words.
 */
export async function build(stopWith: AbortSignal, print = say): Promise<void> {
  const sources = digestOfSources();
  if (isBuilt(sources)) return;
  print('Building (the first time this takes a minute) …');
  await runNx(stopWith);
  if (!existsSync(API_MAIN))
    throw new Refusal(`The build went well but made no ${path.relative(ROOT, API_MAIN)}.`);
  mkdirSync(path.dirname(STAMP), { recursive: true });
  // The digest from before the build: a file saved while it ran is built again the next time.
  writeFileSync(STAMP, JSON.stringify({ sources, outputs: digestOfOutputs() } satisfies Stamp));
}

function isBuilt(sources: string): boolean {
  if (!existsSync(STAMP)) return false;
  const stamp = JSON.parse(readFileSync(STAMP, 'utf8')) as Stamp;
  return stamp.sources === sources && stamp.outputs === digestOfOutputs();
}

/** By content, so that a fresh checkout of the same files counts as the same. */
function digestOfSources(): string {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap((place) => filesIn(inWorkspace(place), MADE))) {
    hash.update(path.relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** By name, size and time: a built file that was deleted or touched by hand is made again. */
function digestOfOutputs(): string {
  const hash = createHash('sha256');
  const libraries = readdirSync(inWorkspace('libs')).map((name) => inWorkspace('libs', name, 'dist'));
  for (const file of [inWorkspace('apps/api/dist'), WEB_DIR, ...libraries].flatMap((place) =>
    filesIn(place),
  )) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${path.relative(ROOT, file)} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** Every file under `place` in a fixed order, leaving out folders named in `except`. */
function filesIn(place: string, except: ReadonlySet<string> = new Set()): string[] {
  if (!existsSync(place)) return [];
  if (statSync(place).isFile()) return [place];
  return readdirSync(place, { withFileTypes: true })
    .filter((entry) => !except.has(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory() ? filesIn(path.join(place, entry.name), except) : [path.join(place, entry.name)],
    );
}

function runNx(stopWith: AbortSignal): Promise<void> {
  const nx = inWorkspace('node_modules/nx/dist/bin/nx.js');
  const words = [nx, 'run-many', '-t', 'build', '-p', 'api,web', '--outputStyle=static'];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, words, {
      cwd: ROOT,
      env: { ...process.env, ...NX_ENV },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const keep = (chunk: Buffer) => void (said += chunk.toString());
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    stopWith.addEventListener('abort', () => child.kill('SIGTERM'));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) return resolve();
      reject(new Refusal(`${lastLines(said, 60)}\n\nThe build failed; the reason stands above.`));
    });
  });
}
