import { startTestServer } from '../../tools/embedded-postgres/test-server.ts';
import { makeTemplate } from './product.ts';

/**
 * Starts the database server of this run, migrates one database on it and loads the demonstration data, once. Every
 * worker starts from a copy, so a journey never meets what another left behind, and pays a second for it.
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const server = await startTestServer();
  process.env['E2E_SERVER'] = server.url;
  try {
    const removeTemplate = await makeTemplate();
    return async () => {
      removeTemplate();
      await server.stop();
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
