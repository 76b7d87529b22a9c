// Who may import what. This table is docs/architecture.md's, written once: `wall-rule.ts` holds every file to its row,
// and a fixture under `fixtures/` shows each wall refusing something.

/**
 * What an import can be, seen from the file it stands in:
 *
 * - `npm` any package, `npm:NAME` one package or, with `/*`, a scope · `node` Node's own modules
 * - `domain`, `contracts`, `content`, `ui` the libraries; `domain types` and `content types` are those by
 *   `import type` only
 * - `platform` the app's own platform folder, `shell` the web app's frame
 * - `own SUFFIX` a file of the same feature with that suffix, such as `own service`; `own plain` one without a suffix
 *   of the table; `own` any of them
 * - `other service` and `other module` are those of another feature, when `FEATURE_MAY_USE` allows that feature
 * - `other` anything else of another feature, `root` the files beside the features (main, app.routes), `migrations`
 * - `testing` stand-ins for tests: nobody's business but a test's
 */
export type Place = string;

/** One row: the first row whose `files` fits decides. */
export interface Wall {
  /** What the row is about, as the lint message says it. */
  readonly name: string;
  /** Path from the root of the checkout. */
  readonly files: RegExp;
  readonly may: readonly Place[];
  /** Exceptions to `may`: a package inside an allowed set. */
  readonly mustNot?: readonly Place[];
  /** Names that may not be imported from anywhere, such as HTTP exceptions. */
  readonly mustNotName?: RegExp;
}

const DATABASE = ['npm:typeorm', 'npm:pg', 'npm:pg-copy-streams', 'npm:@nestjs/typeorm'];
const SERVER = ['npm:@nestjs/*', 'npm:express', ...DATABASE];
const HTTP_EXCEPTION = /Exception$|^HttpStatus$/;
const HTTP_CLIENT = /^(HttpClient|httpResource)$/;

/** Tests and their stand-ins may look behind every wall of their own project; Nx's tags still hold. */
export const IS_TEST = /\.spec\.ts$|\/testing\//;

export const WALLS: readonly Wall[] = [
  // The libraries.
  { name: 'libs/domain', files: /^libs\/domain\//, may: ['domain'] },
  { name: 'libs/contracts', files: /^libs\/contracts\//, may: ['npm:zod', 'contracts'] },
  {
    name: 'libs/content',
    files: /^libs\/content\//,
    may: ['npm', 'node', 'domain', 'content'],
    mustNot: SERVER,
  },
  {
    name: 'libs/ui',
    files: /^libs\/ui\//,
    may: ['npm:@angular/*', 'npm:d3-scale', 'npm:d3-shape', 'npm:rxjs', 'npm:tslib', 'ui'],
    mustNotName: HTTP_CLIENT,
  },

  // The API, by suffix.
  {
    name: 'a migration',
    files: /^apps\/api\/migrations\//,
    may: ['npm:typeorm', 'npm:pg-boss', 'node', 'migrations'],
  },
  {
    name: 'platform',
    files: /^apps\/api\/src\/platform\//,
    may: ['npm', 'node', 'contracts', 'domain', 'platform', 'migrations'],
  },
  {
    name: 'a file of the command line',
    files: /^apps\/api\/src\/command\/[^/]+(?<!\.(service|repository|module))\.ts$/,
    may: [
      'npm',
      'node',
      'domain',
      'contracts',
      'platform',
      'own plain',
      'own service',
      'other plain',
      'other service',
    ],
    mustNot: DATABASE,
  },
  {
    name: 'a controller',
    files: /^apps\/api\/src\/.+\.controller\.ts$/,
    may: ['npm', 'node', 'contracts', 'domain types', 'own service', 'own plain', 'platform'],
    mustNot: DATABASE,
  },
  {
    name: 'a service',
    files: /^apps\/api\/src\/.+\.(service|jobs)\.ts$/,
    may: [
      'npm',
      'node',
      'domain',
      'contracts',
      'content',
      'platform',
      'own repository',
      'own service',
      'own plain',
      'other service',
    ],
    mustNot: DATABASE,
    mustNotName: HTTP_EXCEPTION,
  },
  {
    name: 'a repository',
    files: /^apps\/api\/src\/.+\.repository\.ts$/,
    may: ['npm', 'node', 'own entity', 'own plain', 'domain types', 'content types', 'platform'],
    mustNotName: HTTP_EXCEPTION,
  },
  {
    name: 'an entity',
    files: /^apps\/api\/src\/.+\.entity\.ts$/,
    may: ['npm:typeorm', 'domain types', 'own plain'],
  },
  {
    name: 'a module',
    files: /^apps\/api\/src\/.+\.module\.ts$/,
    may: ['npm', 'node', 'own', 'platform', 'other module', 'root'],
  },
  {
    name: 'the way in',
    files: /^apps\/api\/src\/[^/]+\.ts$/,
    may: [
      'npm',
      'node',
      'contracts',
      'domain',
      'content',
      'platform',
      'root',
      'own',
      'other',
      'other module',
      'other service',
    ],
  },
  {
    name: 'a plain file of an API feature',
    files: /^apps\/api\/src\//,
    may: [
      'npm',
      'node',
      'domain',
      'contracts',
      'content',
      'platform',
      'own plain',
      'own entity',
      'own repository',
    ],
    mustNotName: HTTP_EXCEPTION,
  },

  // The web app.
  {
    name: 'a page',
    files: /^apps\/web\/src\/app\/.+-page\.ts$/,
    may: ['npm', 'ui', 'contracts', 'domain', 'platform', 'own', 'other'],
    mustNot: SERVER,
    mustNotName: HTTP_CLIENT,
  },
  {
    name: 'web platform',
    files: /^apps\/web\/src\/app\/platform\//,
    may: ['npm', 'contracts', 'domain', 'ui', 'platform'],
    mustNot: SERVER,
  },
  {
    name: 'the way in of the web app',
    files: /^apps\/web\/src\/(app\/shell\/|app\/[^/]+\.ts$|[^/]+\.ts$)/,
    may: ['npm', 'contracts', 'domain', 'ui', 'platform', 'shell', 'root', 'own', 'other'],
    mustNot: SERVER,
  },
  {
    name: 'a file of a web feature',
    files: /^apps\/web\/src\/app\//,
    may: ['npm', 'contracts', 'domain', 'ui', 'platform', 'own', 'other'],
    mustNot: SERVER,
  },
];

/**
 * Which feature may use which: its one exported service (`curriculum/curriculum.service.ts`) and its Nest module, in
 * the API; its plain files, in the web app. A feature that is not named uses no other. `report` reads other features'
 * tables with its own SQL and is never here as a user of their services.
 */
export const FEATURE_MAY_USE: { readonly api: Uses; readonly web: Uses } = {
  api: {
    learning: ['curriculum', 'assignment', 'certificate', 'cpd'],
    certificate: ['curriculum', 'notice'],
    cpd: ['curriculum'],
    review: ['curriculum'],
    session: ['demonstration'],
    'account-merge': ['assignment'],
    membership: ['assignment', 'passphrase'],
    import: ['membership', 'assignment', 'passphrase'],
    agency: ['membership', 'assignment', 'passphrase'],
  },
  web: {
    public: ['curriculum', 'review'],
    import: ['report'],
    membership: ['report'],
    assignment: ['report'],
    setting: ['admin'],
    framework: ['admin'],
  },
};

/** Feature → the features it may use. */
export type Uses = Readonly<Record<string, readonly string[]>>;
