import { globSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource, type EntityMetadata } from 'typeorm';
import { createTestDatabase, type TestDatabase } from './testing/test-database.js';

// The migrations own the schema; an entity only repeats some of its columns. What it repeats must be true.

const SOURCE = join(__dirname, '../..');
const FILES = globSync('**/*.entity.ts', { cwd: SOURCE });

let db: TestDatabase;
let entities: EntityMetadata[];
beforeAll(async () => {
  db = await createTestDatabase();
  const modules = await Promise.all(
    FILES.map((file) => import(join(SOURCE, file)) as Promise<Record<string, unknown>>),
  );
  const classes = modules.flatMap((module) =>
    Object.values(module).filter((value): value is new () => object => typeof value === 'function'),
  );
  const source = await new DataSource({ type: 'postgres', url: db.appUrl, entities: classes }).initialize();
  entities = source.entityMetadatas;
  await source.destroy();
});
afterAll(() => db.close());

/** How PostgreSQL writes the types that TypeORM has more than one name for. */
const SAME_TYPE: Readonly<Record<string, string>> = {
  'timestamp with time zone': 'timestamptz',
  int: 'integer',
  int4: 'integer',
  int2: 'smallint',
  int8: 'bigint',
  bool: 'boolean',
  varchar: 'text',
};
const typeName = (type: string) => SAME_TYPE[type] ?? type;

describe('every entity', () => {
  it('is one for each file', () => {
    expect(entities.length).toBeGreaterThanOrEqual(FILES.length);
  });

  it('has the columns, types, nullability and primary key of its table', async () => {
    const differences: string[] = [];
    for (const entity of entities) {
      const { rows } = await db.superuser.query<{
        name: string;
        type: string;
        nullable: boolean;
        primary: boolean;
        filled: boolean;
      }>(
        `select c.column_name as name, c.is_nullable = 'YES' as nullable,
           case when c.data_type = 'ARRAY' then substr(c.udt_name, 2) || '[]' else c.data_type end as type,
           c.column_default is not null or c.is_identity = 'YES' or c.is_generated = 'ALWAYS' as filled,
           exists (select from information_schema.key_column_usage k
             join information_schema.table_constraints t using (constraint_schema, constraint_name)
             where t.constraint_type = 'PRIMARY KEY' and k.table_schema = c.table_schema
               and k.table_name = c.table_name and k.column_name = c.column_name) as primary
         from information_schema.columns c where c.table_schema = $1 and c.table_name = $2`,
        [entity.schema ?? 'public', entity.tableName],
      );
      const actual = new Map(rows.map((row) => [row.name, row]));
      const say = (column: string, what: string) =>
        differences.push(`${entity.tableName}.${column}: ${what}`);
      if (rows.length === 0) say('*', 'there is no such table');
      for (const column of entity.columns) {
        const found = actual.get(column.databaseName);
        actual.delete(column.databaseName);
        if (found === undefined) {
          say(column.databaseName, 'there is no such column');
          continue;
        }
        const type = typeName(
          typeof column.type === 'function' ? column.type.name.toLowerCase() : String(column.type),
        );
        const declared = column.isArray ? `${type}[]` : type;
        const real = found.type.endsWith('[]')
          ? `${typeName(found.type.slice(0, -2))}[]`
          : typeName(found.type);
        if (declared !== real) say(column.databaseName, `${declared} here, ${real} in the table`);
        if (column.isNullable !== found.nullable) say(column.databaseName, 'differs in taking null');
        if (column.isPrimary !== found.primary)
          say(column.databaseName, 'differs in being of the primary key');
      }
      // A row that an entity inserts must be whole without the columns it leaves out.
      for (const left of actual.values()) {
        if (!left.nullable && !left.filled) say(left.name, 'is left out, and an insert needs it');
      }
    }
    expect(differences).toEqual([]);
  });
});
