import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { Refusal, say } from './say.ts';
import { inWorkspace, ROOT } from './workspace.ts';

/** Flags under which Chromium runs headless everywhere: in a container, as root, and without asking anybody anything. */
export const HEADLESS_FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const ON_PATH = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const ON_MACOS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The program file of a Chromium or Chrome: `CHROME_PATH`, else the system's, else Playwright's own, else one that is
 * installed now. Found once: later calls, in child processes too, read it from `CHROME_PATH`.
 *
 * @throws Refusal saying what to do when there is none and none can be installed.
 */
export function findBrowser(): string {
  const given = process.env['CHROME_PATH'];
  if (given) {
    if (runs(given)) return given;
    throw new Refusal(
      `CHROME_PATH is "${given}", and no browser starts there. Set it to the program file of Chromium or Chrome.`,
    );
  }
  const found = installed() ?? install();
  process.env['CHROME_PATH'] = found;
  return found;
}

/** A browser this machine already has. Some systems ship a `chromium` that only says where to get one: it has to run. */
function installed(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const candidates = ON_PATH.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...candidates, ...ON_MACOS, chromium.executablePath()].find(runs);
}

function runs(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    return false;
  }
  return spawnSync(file, ['--version'], { timeout: 20_000, stdio: 'ignore' }).status === 0;
}

/** Installs a browser as far as this machine and this user allow. */
function install(): string {
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    say('Installing Chromium with apt-get (once; about a minute) …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const apt = (...words: string[]) =>
      spawnSync('apt-get', ['-qq', ...words], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    apt('update');
    apt('install', '-y', 'chromium');
  } else {
    say('Installing Chromium with Playwright (once; about a minute) …');
    const cli = inWorkspace('node_modules/playwright/cli.js');
    spawnSync(process.execPath, [cli, 'install', 'chromium'], {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  }
  const found = installed();
  if (found !== undefined) return found;
  throw new Refusal(
    'There is no Chromium or Chrome, and none could be installed. Install one (on Debian: apt-get install chromium), ' +
      'or set CHROME_PATH to the program file of one.',
  );
}
