import type { ClientBase } from 'pg';
import { tablesOf } from '../../platform/database/testing/catalogue.js';

/** A row in which something of a person stands. */
export interface Hit {
  /** Such as `membership`, or `access.session`. */
  readonly table: string;
  readonly row: Readonly<Record<string, unknown>>;
  /** Column to those of the texts that stand in it. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
}

/** Every row of every table there is in which one of these texts stands, whatever the case; from the catalogue. */
export async function searchEverything(superuser: ClientBase, texts: readonly string[]): Promise<Hit[]> {
  const needles = [...new Set(texts.map((text) => text.toLowerCase()))];
  const hits: Hit[] = [];
  for (const { schema, name, sql } of await tablesOf(superuser)) {
    const { rows } = await superuser.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) as row from ${sql} t
       where exists (select from unnest($1::text[]) needle where position(needle in lower(to_jsonb(t)::text)) > 0)`,
      [needles],
    );
    for (const { row } of rows) {
      const columns = Object.fromEntries(
        Object.entries(row)
          .map(([column, value]) => [column, standingIn(value, needles)] as const)
          .filter(([, found]) => found.length > 0),
      );
      hits.push({ table: schema === 'public' ? name : `${schema}.${name}`, row, columns });
    }
  }
  return hits;
}

function standingIn(value: unknown, needles: readonly string[]): string[] {
  const text = JSON.stringify(value).toLowerCase();
  return needles.filter((needle) => text.includes(needle));
}
