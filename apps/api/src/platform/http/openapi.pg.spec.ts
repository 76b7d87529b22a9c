import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DiscoveryService } from '@nestjs/core';
import { startTestApp, type TestApp } from '../testing/test-app.js';
import { missingDeclarations } from './route-declarations.js';
import { routeTable } from './route-table.js';

/**
 * The API as reviewers and outside clients see it. After a change on purpose, renew it with `npm run openapi` and
 * read the difference.
 */
const GOLDEN = join(__dirname, '../../../openapi.golden.json');

type Operation = { operationId: string; responses: Record<string, { content?: unknown }> };

describe('the API as described', () => {
  let app: TestApp;
  beforeAll(async () => (app = await startTestApp()));
  afterAll(() => app.close());

  it('is what reviewers have seen', async () => {
    const { text } = await app.client().get('/api/openapi.json');
    const described = `${JSON.stringify(JSON.parse(text), null, 2)}\n`;
    if (process.env['RENEW'] === 'yes') writeFileSync(GOLDEN, described);
    expect(existsSync(GOLDEN)).toBe(true);
    expect(JSON.parse(described)).toEqual(JSON.parse(readFileSync(GOLDEN, 'utf8')));
  }, 30_000);

  it('names each operation once, and gives each answer a schema or none', async () => {
    const { body } = await app.client().get('/api/openapi.json');
    const paths = body['paths'] as Record<string, Record<string, Operation>>;
    const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
    const routes = routeTable(app.application.get(DiscoveryService, { strict: false }));
    expect(operations).toHaveLength(routes.length);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    const bare = operations.filter(({ responses }) =>
      Object.entries(responses).some(([status, { content }]) => status !== '204' && content === undefined),
    );
    expect(bare).toEqual([]);
  });

  it('declares everything, route by route', () => {
    expect(missingDeclarations(routeTable(app.application.get(DiscoveryService, { strict: false })))).toEqual(
      [],
    );
  });
});
