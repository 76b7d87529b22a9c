import { Client } from 'pg';

/** How much room one table takes with its indexes. */
export interface TableSize {
  readonly table: string;
  readonly megabytes: number;
}

/** Every table of the product of a megabyte or more, the largest first. */
export async function tableSizes(ownerUrl: string): Promise<TableSize[]> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<TableSize>(
      `select relname as table, pg_total_relation_size(oid) / 1048576.0::float8 as megabytes
       from pg_class
       where relkind = 'r' and relnamespace = 'public'::regnamespace and pg_total_relation_size(oid) >= 1048576
       order by megabytes desc`,
    );
    return rows;
  } finally {
    await client.end();
  }
}
