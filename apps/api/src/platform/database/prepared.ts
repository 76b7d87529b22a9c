import type { PoolClient } from 'pg';
import type { Transaction } from './database.js';

/** A statement that each connection plans a few times and then never again. For what is read often and plans long. */
export interface PreparedStatement {
  /** Unique in the program: a connection knows the statement by it. */
  readonly name: string;
  readonly text: string;
}

/**
 * Runs a prepared statement in a scoped transaction, with the parameters `$1`, `$2`, …
 *
 * @throws the driver's error.
 */
export async function queryPrepared<Row extends object>(
  tx: Transaction,
  { name, text }: PreparedStatement,
  values: readonly unknown[],
): Promise<Row[]> {
  const client = (await tx.queryRunner?.connect()) as PoolClient | undefined;
  if (client === undefined) throw new Error('A prepared statement needs an open transaction');
  const { rows } = await client.query<Row>({ name, text, values: [...values] });
  return rows;
}
