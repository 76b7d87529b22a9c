import { Client, type QueryResultRow } from 'pg';
import type { Product } from './product.ts';

/** Looks behind the screen: one statement, as the superuser, in the database of this product. */
export async function query<Row extends QueryResultRow>(
  product: Product,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new Client({ connectionString: product.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Row>(sql, [...values]);
    return rows;
  } finally {
    await client.end();
  }
}
