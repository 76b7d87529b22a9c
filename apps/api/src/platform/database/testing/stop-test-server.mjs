/** Jest's global tear-down for the project `postgres`: stops the server that `test-server.mjs` started. */
export default async function stop() {
  await globalThis.__TEST_SERVER__?.stop('immediate');
}
