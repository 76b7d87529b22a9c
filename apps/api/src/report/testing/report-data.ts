import type { Client } from 'pg';

/** Publishes a module of few words, for reports that only need its title. */
export async function addModule(superuser: Client, id: number, slug: string): Promise<void> {
  await superuser.query('insert into module (id, slug) values ($1, $2)', [id, slug]);
  await superuser.query(
    `insert into module_version (module_id, version, content, content_hash, change, published_at)
     values ($1, 1, $2, repeat('a', 64), 'first', '2026-01-01')`,
    [id, JSON.stringify({ title: `Title of ${slug}`, minutes: 40, questions: [] })],
  );
}
