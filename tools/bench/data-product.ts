import { randomBytes } from 'node:crypto';
import type { BenchDatabase } from './bench-database.ts';
import type { BenchServer } from './data/bench-server.ts';
import { signInDirectly } from './data/signed-in.ts';
import { signedIn, startProductOn, type BenchProduct, type SignedIn } from './product.ts';

/** The API on benchmark data, jobs included, as `npm start` runs it. */
export interface DataProduct extends BenchProduct {
  readonly sessionSecret: string;
  /** A browser in which somebody is signed in. */
  as(personId: string): Promise<SignedIn>;
}

/** Starts the API on one of the databases. */
export async function startDataProduct(server: BenchServer, database: BenchDatabase): Promise<DataProduct> {
  const sessionSecret = randomBytes(32).toString('hex');
  const product = await startProductOn(
    { cluster: server.cluster, logFile: server.logFile, addresses: database.addresses },
    { DEMO_DATA: 'no', SESSION_SECRET: sessionSecret },
  );
  return {
    ...product,
    sessionSecret,
    async as(personId) {
      const [cookie = ''] = await signInDirectly(database.superuser, sessionSecret, [personId]);
      return signedIn(product.address, cookie);
    },
  };
}
