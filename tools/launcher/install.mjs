// Runs before `npm start` and `npm test`, on whatever Node (18 or newer) the machine has and with nothing installed.
// Installs the packages when they are not there or not the ones package-lock.json names; else takes some 20 ms.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const modules = path.join(root, 'node_modules');
const stamp = path.join(modules, '.learning-reviews-installed');
// Beside node_modules and not inside it: `npm ci` begins by deleting that.
const lock = path.join(root, '.nx', 'installing');

/** Ends with one sentence and no stack. */
function stop(sentence) {
  console.error(`\n${sentence}\n`);
  process.exit(1);
}

/** Waits without using the processor. */
function sleep(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** Whether a process of this number runs, ours or another user's. */
function runs(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

const wanted = createHash('sha256')
  .update(readFileSync(path.join(root, 'package-lock.json')))
  .digest('hex');
const isInstalled = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;

/** Takes the lock, or answers `false` while another start that still runs holds it. */
function takeLock() {
  mkdirSync(path.dirname(lock), { recursive: true });
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  const holder = Number(readFileSync(lock, 'utf8'));
  const isFresh = Date.now() - statSync(lock).mtimeMs < 2_000; // its number may not be written yet
  if ((holder > 0 && runs(holder)) || (holder === 0 && isFresh)) return false;
  rmSync(lock, { force: true });
  return takeLock();
}

function install() {
  console.log('Installing packages (the first time this takes a minute or two) …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const words = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, signal, stdout, stderr } = spawnSync(npm, words, {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1e8,
  });
  if (signal) process.exit(130);
  if (status === 0) return;
  const said = `${stdout}\n${stderr}`;
  console.error(said.trim().split('\n').slice(-15).join('\n'));
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|ENOTCACHED|EHOSTUNREACH/.test(said)
  ) {
    stop(
      'The packages could not be downloaded: the npm registry was not reached. Check the network and run the same command again.',
    );
  }
  if (/EACCES|EPERM|EROFS/.test(said)) {
    stop(
      `The packages could not be written into ${modules}. Run as the user who owns this folder, or give that user the folder.`,
    );
  }
  if (/ENOSPC/.test(said)) stop('The packages did not fit: the disk is full (about 1 GB is needed).');
  stop('Installing the packages failed; npm says why above. Mend that and run the same command again.');
}

const [major] = process.versions.node.split('.').map(Number);
if (major < 18)
  stop(`Node ${process.versions.node} is too old. Install Node 18 or newer and run the same command again.`);

if (!isInstalled()) {
  let told = false;
  while (!takeLock()) {
    if (!told) console.log('Another start is installing the packages; waiting for it …');
    told = true;
    sleep(300);
  }
  const release = () => rmSync(lock, { force: true });
  process.on('exit', release);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));
  // Another start may have installed them while we waited.
  if (!isInstalled()) {
    install();
    writeFileSync(stamp, wanted);
  }
}
