import path from 'node:path';

/** The root of the checkout. */
export const ROOT = path.resolve(import.meta.dirname, '../..');

/** What the API is started from once it is built. */
export const API_MAIN = path.join(ROOT, 'apps/api/dist/src/main.js');

/** What a worker is started from once it is built. */
export const WORKER_MAIN = path.join(ROOT, 'apps/api/dist/src/worker.js');

/** The command line for operators, once it is built. */
export const CLI_MAIN = path.join(ROOT, 'apps/api/dist/src/cli.js');

/** The built web app, which the API serves. */
export const WEB_DIR = path.join(ROOT, 'apps/web/dist/browser');

/** The settings every Nx call of ours runs with: no daemon left behind, no plug-in processes, nothing sent anywhere. */
export const NX_ENV = {
  NX_DAEMON: 'false',
  NX_ISOLATE_PLUGINS: 'false',
  NX_NO_CLOUD: 'true',
  NX_TUI: 'false',
  NG_CLI_ANALYTICS: 'false',
} as const;

/** A path inside the checkout. */
export function inWorkspace(...parts: string[]): string {
  return path.join(ROOT, ...parts);
}
