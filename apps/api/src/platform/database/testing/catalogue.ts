import type { ClientBase } from 'pg';

/**
 * Schemas exempt from row-level security, each entered by one role: one is read before anybody is known, the other is
 * the job queue's, whose payloads hold ids only. (docs/data.md)
 */
export const EXEMPT_SCHEMAS = ['access', 'pgboss'];

/** Written by the partnership for everybody. */
export const REFERENCE_TABLES = [
  'agency',
  'agency_name',
  'content_load',
  'framework',
  'framework_edition',
  'framework_level',
  'good_practice',
  'job_role',
  'job_role_level',
  'learning_point',
  'module',
  'module_version',
  'partnership_assignment',
  'platform_setting',
  'practice_change',
  'recommendation',
  'retention_setting',
  'review',
  'review_link',
  'source',
  'support_contact',
  'theme',
];

/**
 * Of those, what the partnership writes in the app: everybody reads it, and policies let the partnership's own scope
 * write and nobody else. (ADR 23)
 */
export const WRITTEN_REFERENCE_TABLES = [
  'agency',
  'agency_name',
  'framework',
  'framework_edition',
  'framework_level',
  'job_role_level',
  'partnership_assignment',
  'platform_setting',
  'retention_setting',
];

/** The partnership's figures, digests that name nobody, the list of migrations: of no tenant and no person; grants decide. */
export const UNOWNED_TABLES = ['board_base', 'board_cell', 'board_month', 'erased_certificate', 'migration'];

/** A table as the catalogue knows it. */
export interface CatalogueTable {
  readonly schema: string;
  readonly name: string;
  /** Quoted and qualified, for SQL made by a test. */
  readonly sql: string;
  readonly columns: readonly string[];
  readonly isEnabled: boolean;
  readonly isForced: boolean;
  /** Whose a row is: an agency's, a person's, or nobody's in particular. */
  readonly kind: 'tenant' | 'person' | 'reference' | 'unowned' | 'exempt';
  /** The column that says whose a row is. */
  readonly ownerColumn: string | null;
}

/**
 * Every table there is, and whose its rows are. A table nobody has thought about counts as a tenant's or a
 * person's, so that it fails until it is protected or listed above with a reason.
 */
export async function tablesOf(client: ClientBase): Promise<CatalogueTable[]> {
  const { rows } = await client.query<{
    schema: string;
    name: string;
    columns: string[];
    enabled: boolean;
    forced: boolean;
  }>(`
    select n.nspname as schema, c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
      array(select a.attname::text from pg_attribute a
            where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|information_schema$)'
    order by 1, 2`);
  return rows.map((row) => {
    const kind = kindOf(row);
    return {
      schema: row.schema,
      name: row.name,
      sql: `${row.schema}.${row.name}`,
      columns: row.columns,
      isEnabled: row.enabled,
      isForced: row.forced,
      kind,
      ownerColumn:
        kind === 'tenant'
          ? 'agency_id'
          : kind !== 'person'
            ? null
            : row.name === 'person'
              ? 'id'
              : 'person_id',
    };
  });
}

function kindOf(table: { schema: string; name: string; columns: string[] }): CatalogueTable['kind'] {
  if (EXEMPT_SCHEMAS.includes(table.schema)) return 'exempt';
  if (table.schema === 'public' && REFERENCE_TABLES.includes(table.name)) return 'reference';
  if (table.schema === 'public' && UNOWNED_TABLES.includes(table.name)) return 'unowned';
  return table.columns.includes('agency_id') ? 'tenant' : 'person';
}
