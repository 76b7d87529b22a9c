import { startTestServer } from '../../../../../../tools/embedded-postgres/test-server.ts';

// Jest's global set-up for the project `postgres`. JavaScript, so that Node itself loads it and the tools'
// TypeScript behind it. One server serves every suite; `TEST_DATABASE_URL` (a superuser) names another.

/** Starts the server of this run, unless one is given. Workers find it in the environment. */
export default async function start() {
  if (process.env.TEST_DATABASE_URL) return;
  const server = await startTestServer();
  globalThis.__TEST_SERVER__ = server;
  process.env.TEST_DATABASE_URL = server.url;
}
