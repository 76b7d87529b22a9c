import { startTestServer } from '../../tools/embedded-postgres/test-server.ts';
import { makeTemplate } from './product.ts';

/**
 * Migrates one database and loads the demonstration data into it, once a run. Every worker starts from a copy, so a
 * journey never meets what another left behind, and pays a second for it, not the whole loading.
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL'];
  const server = given ? undefined : await startTestServer();
  process.env['TEST_DATABASE_URL'] = given ?? server?.url;
  const removeTemplate = await makeTemplate();
  return async () => {
    await removeTemplate();
    await server?.stop();
  };
}
