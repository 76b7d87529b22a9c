import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Clock } from '../platform/clock/clock.js';
import type { Configuration } from '../platform/config/configuration.js';
import { createTestDatabase, type TestDatabase } from '../platform/database/testing/test-database.js';
import { ContentLoader } from './content-loader.js';

const CONTENT = resolve(__dirname, '../../../../libs/content');
const MODULE = 'modules/kern-young-person/module.md';

const clock = { now: () => new Date('2026-11-22T09:00:00Z') } as Clock;

let database: TestDatabase;
let loader: ContentLoader;
let directory: string;

beforeEach(async () => {
  database = await createTestDatabase();
  loader = new ContentLoader({ migrationDatabaseUrl: database.ownerUrl } as Configuration, clock);
  directory = mkdtempSync(join(tmpdir(), 'lr-content-'));
  for (const part of ['modules', 'reviews'])
    cpSync(join(CONTENT, part), join(directory, part), { recursive: true });
  for (const file of ['themes', 'sources', 'support', 'job-roles', 'frameworks'])
    cpSync(join(CONTENT, `${file}.yaml`), join(directory, `${file}.yaml`));
  cpSync(join(CONTENT, 'published-page.md'), join(directory, 'published-page.md'));
});

afterEach(async () => {
  rmSync(directory, { recursive: true });
  await database.close();
});

/** Changes one file as an editor would. */
function edit(file: string, change: (text: string) => string): void {
  const path = join(directory, file);
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
}

const TABLES = [
  'theme',
  'source',
  'support_contact',
  'job_role',
  'review',
  'review_link',
  'learning_point',
  'recommendation',
  'practice_change',
  'good_practice',
  'module',
  'module_version',
  'content_load',
];

/** Each row's own transaction: a row that was written again has another. */
async function rowVersions(): Promise<Record<string, string[]>> {
  const versions: Record<string, string[]> = {};
  for (const table of TABLES) {
    const { rows } = await database.superuser.query<{ row: string }>(
      `select ctid || ' ' || xmin || ' ' || xmax as row from ${table} order by ctid`,
    );
    versions[table] = rows.map(({ row }) => row);
  }
  return versions;
}

async function versionsOf(slug: string) {
  const { rows } = await database.superuser.query(
    `select version, change, note, title from module_version
     join module on module.id = module_id where slug = $1 order by version`,
    [slug],
  );
  return rows;
}

describe('ContentLoader.load', () => {
  it('publishes every module, review, theme and source of the files', async () => {
    const { published } = await loader.load(directory);

    expect(published).toHaveLength(5);
    const counts = await database.superuser.query(
      `select (select count(*)::int from module_version) as versions, (select count(*)::int from theme) as themes,
         (select count(*)::int from review) as reviews, (select count(*)::int from source) as sources,
         (select count(*)::int from review_link) as links`,
    );
    expect(counts.rows[0]).toEqual({ versions: 5, themes: 24, reviews: 4, sources: 66, links: 1 });
  });

  it('writes no row when it is run again and nothing changed', async () => {
    await loader.load(directory);
    const before = await rowVersions();

    const again = await loader.load(directory);

    expect(again).toMatchObject({ published: [], referenceRows: 0 });
    expect(await rowVersions()).toEqual(before);
  });

  it('publishes a new version of changed words, and leaves the old one as it was', async () => {
    await loader.load(directory);
    edit(MODULE, (text) =>
      text
        .replace('help a young person to choose', 'support a young person to choose')
        .replace('\ncontentNote:', '\nchange: editorial\nnote: Plainer words in the outcomes.\ncontentNote:'),
    );

    expect((await loader.load(directory)).published).toEqual(['kern-young-person 2']);
    expect(await versionsOf('kern-young-person')).toMatchObject([
      { version: 1, change: 'first', note: null },
      { version: 2, change: 'editorial', note: 'Plainer words in the outcomes.' },
    ]);
  });

  it('refuses changed words that do not say what kind of change they are, names the file and writes nothing', async () => {
    await loader.load(directory);
    const before = await rowVersions();
    edit(MODULE, (text) => text.replace('help a young person to choose', 'support a young person to choose'));
    edit('themes.yaml', (text) => text.replace('Professional curiosity', 'Curiosity'));

    await expect(loader.load(directory)).rejects.toThrow(
      /modules\/kern-young-person\/module\.md:\d+ change:/,
    );
    expect(await rowVersions()).toEqual(before);
  });

  it('names file and line of a broken file, and writes nothing', async () => {
    edit(MODULE, (text) => text.replace('minutes: 40', 'minutes: forty'));

    await expect(loader.load(directory)).rejects.toThrow(
      /modules\/kern-young-person\/module\.md:\d+ minutes:/,
    );
    expect((await rowVersions())['theme']).toEqual([]);
  });

  it('brings a changed theme and a withdrawn review to the tables, and touches no other row', async () => {
    await loader.load(directory);
    const before = await rowVersions();
    edit('themes.yaml', (text) => text.replace('Professional curiosity', 'Curiosity'));

    expect((await loader.load(directory)).referenceRows).toBe(1);
    const after = await rowVersions();
    expect(after['theme']?.filter((row) => !before['theme']?.includes(row))).toHaveLength(1);
    expect(after['review']).toEqual(before['review']);
  });

  it('lets two instances that start at once publish each module once', async () => {
    const loads = await Promise.all([loader.load(directory), loader.load(directory)]);

    expect(loads.map(({ published }) => published.length).sort()).toEqual([0, 5]);
  });
});
