import type { Cluster } from './cluster.ts';
import { password, prepareDatabase } from './logins.ts';
import { startTestServer } from './test-server.ts';

describe('preparing a database', () => {
  let server: Cluster;

  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(async () => {
    await server?.stop('immediate');
  });

  it('is done once each when many starts on one server ask at the same moment', async () => {
    const secrets = { owner: password(), app: password() };
    const names = Array.from({ length: 12 }, (_, number) => `prepared_${number % 6}`);

    const addresses = await Promise.all(names.map((name) => prepareDatabase(server, secrets, name)));

    expect(addresses.map(({ DATABASE_URL }) => new URL(DATABASE_URL).pathname.slice(1))).toEqual(names);
  });
});
