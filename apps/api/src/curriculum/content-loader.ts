import { createHash } from 'node:crypto';
import { canonicalJson } from '@learning-reviews/content/canonical-json';
import { ContentError, type ContentProblem } from '@learning-reviews/content/content-error';
import type { AuthoredModule } from '@learning-reviews/content/module-content';
import {
  type PlannedVersion,
  planPublication,
  type PublishedVersion,
} from '@learning-reviews/content/publication';
import { type Content, readContent } from '@learning-reviews/content/read-content';
import { Client } from 'pg';
import { Clock } from '../platform/clock/clock.js';
import { Configuration } from '../platform/config/configuration.js';
import { referenceStatements } from './reference-table.js';

/** What a load changed. */
export interface ContentLoaded {
  /** Versions published now, as `slug version`; empty when no words changed. */
  readonly published: readonly string[];
  /** Rows of the reference tables that were added, changed or removed. */
  readonly referenceRows: number;
  /** What an editor should look at again, though it stops nothing. */
  readonly warnings: readonly ContentProblem[];
}

/** Any number that nothing else of ours locks. */
const LOAD_LOCK = 7_216_003;

/**
 * Publishes the content files into the reference tables, as the migration login that owns them. All of it
 * in one transaction: a page never shows half of a new edition. Several instances may start at once; they
 * load one after the other, and the second finds nothing to do. Made by hand in `main.ts`, before there is an
 * application that could read half-loaded tables.
 */
export class ContentLoader {
  constructor(
    private readonly configuration: Pick<Configuration, 'migrationDatabaseUrl'>,
    private readonly clock: Clock,
  ) {}

  /**
   * Loads the files of a content directory. A module whose words changed becomes a new version, and never
   * changes one that is published.
   *
   * @throws ContentError naming file and line when a file is wrong, or when changed words do not say what
   * kind of change they are. Nothing is written then.
   */
  async load(directory: string): Promise<ContentLoaded> {
    const content = readContent(directory);
    const client = new Client({
      connectionString: this.configuration.migrationDatabaseUrl,
      application_name: 'learning-reviews content',
    });
    await client.connect();
    try {
      await client.query('begin');
      await client.query('select pg_advisory_xact_lock($1)', [LOAD_LOCK]);
      const loaded = await this.write(client, content);
      await client.query('commit');
      return loaded;
    } finally {
      // Ending the connection rolls back what was not committed.
      await client.end();
    }
  }

  private async write(client: Client, content: Content): Promise<ContentLoaded> {
    const planned = planAll(content.modules, await publishedVersions(client));

    let referenceRows = 0;
    for (const { sql, rows } of referenceStatements(content)) {
      referenceRows += (await client.query(sql, [JSON.stringify(rows)])).rowCount ?? 0;
    }
    for (const { module, version } of planned) await this.publish(client, module, version);

    const published = planned.map(({ module, version }) => `${module.content.slug} ${version.version}`);
    if (referenceRows + published.length > 0) {
      // Warnings are no part of what was loaded.
      const words = canonicalJson({ ...content, warnings: [] });
      const hash = createHash('sha256').update(words).digest('hex');
      await client.query('insert into content_load (content_hash, loaded_at) values ($1, $2)', [
        hash,
        this.clock.now(),
      ]);
    }
    return { published, referenceRows, warnings: content.warnings };
  }

  private async publish(client: Client, module: AuthoredModule, planned: PlannedVersion): Promise<void> {
    const { content } = module;
    await client.query(
      `merge into module using (values ($1::int, $2)) as given(id, slug) on module.id = given.id
       when matched and module.slug <> given.slug then update set slug = given.slug
       when not matched then insert (id, slug) values (given.id, given.slug)`,
      [content.id, content.slug],
    );
    await client.query(
      `insert into module_version (module_id, version, content, content_hash, change, note, published_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        content.id,
        planned.version,
        JSON.stringify(content),
        planned.contentHash,
        planned.change,
        planned.note,
        this.clock.now(),
      ],
    );
  }
}

/** The latest version of each module by its number. */
async function publishedVersions(client: Client): Promise<Map<number, PublishedVersion>> {
  const { rows } = await client.query<PublishedVersion & { id: number }>(
    `select distinct on (module_id) module_id as id, version, content_hash as "contentHash", note
     from module_version order by module_id, version desc`,
  );
  return new Map(rows.map(({ id, ...version }) => [id, version]));
}

/**
 * What there is to publish.
 *
 * @throws ContentError with every refused change at once.
 */
function planAll(modules: readonly AuthoredModule[], published: ReadonlyMap<number, PublishedVersion>) {
  const planned: { module: AuthoredModule; version: PlannedVersion }[] = [];
  const problems: ContentProblem[] = [];
  for (const module of modules) {
    try {
      const plan = planPublication(published.get(module.content.id) ?? null, module);
      if (plan !== 'unchanged') planned.push({ module, version: plan });
    } catch (error) {
      if (!(error instanceof ContentError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new ContentError(problems);
  return planned;
}
