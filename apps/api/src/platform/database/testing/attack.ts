import { Client, DatabaseError } from 'pg';
import type { AppRole } from '../roles.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';
import { fillForTwoOwners, OWNERS, type Owner } from './two-owners.js';

/** insufficient_privilege: no grant, not the owner, or a row refused by a policy. */
export const DENIED = '42501';

/** What came of one attempt: the rows, or the SQLSTATE of the refusal. */
export type Outcome =
  { rows: Record<string, unknown>[]; count: number; refused?: undefined } | { refused: string };

/** What a role has set when it acts. Empty text stands for nothing. */
export interface Context {
  readonly agency: string;
  readonly person: string;
  readonly actor: string;
}

/** A database with two owners in it, and a connection of the app's login that an attacker has got hold of. */
export interface AttackedDatabase {
  readonly db: TestDatabase;
  readonly app: Client;
  /** Tries one statement as a role in the context of the first owner, in a transaction that is rolled back. */
  attempt(role: AppRole, sql: string, values?: unknown[], context?: Context): Promise<Outcome>;
  close(): Promise<void>;
}

/** Makes a database to attack. */
export async function createAttackedDatabase(): Promise<AttackedDatabase> {
  const db = await createTestDatabase();
  await fillForTwoOwners(db.superuser);
  const app = new Client({ connectionString: db.appUrl });
  await app.connect();
  return {
    db,
    app,
    async attempt(role, sql, values = [], context = contextOf(role, OWNERS[0])) {
      await app.query('begin');
      try {
        await app.query(
          `select set_config('role', $1, true), set_config('app.agency_id', $2, true),
             set_config('app.person_id', $3, true), set_config('app.actor_id', $4, true)`,
          [role, context.agency, context.person, context.actor],
        );
        const { rows, rowCount } = await app.query<Record<string, unknown>>(sql, values);
        return { rows, count: rowCount ?? 0 };
      } catch (error) {
        if (error instanceof DatabaseError) return { refused: error.code ?? '' };
        throw error;
      } finally {
        await app.query('rollback');
      }
    },
    async close() {
      await app.end();
      await db.close();
    },
  };
}

/** The context a role has in the product when an owner's agency and person are acting. */
function contextOf(role: AppRole, owner: Owner): Context {
  const isOfAgency = role === 'lr_agency' || role === 'lr_job';
  const isOfNobody = role === 'lr_job' || role === 'lr_public' || role === 'lr_access';
  return {
    agency: isOfAgency ? String(owner.agencyId) : '',
    person: role === 'lr_person' ? owner.personId : '',
    actor: isOfNobody ? '' : owner.personId,
  };
}
