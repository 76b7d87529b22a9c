import { fileURLToPath } from 'node:url';
import presets from 'jest-preset-angular/presets/index.js';

/** Absolute path of a file of the workspace, so a project finds it whatever folder it sits in. */
const at = (path) => fileURLToPath(new URL(path, import.meta.url));

const swc = [
  '@swc/jest',
  {
    jsc: {
      target: 'es2023',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
    },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  },
];

const node = {
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': swc },
  moduleNameMapper: {
    '^@learning-reviews/(domain|contracts|content)/(.*)$': at('libs/$1/src/$2.ts'),
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json', 'node'],
};

// Angular's packages are ESM, so these projects run as ESM: `jest.fn` and timers come from '@jest/globals'.
const esm = presets.createEsmPreset();
const angular = {
  ...esm,
  moduleNameMapper: {
    ...esm.moduleNameMapper,
    '^@learning-reviews/(domain|contracts)/(.*)$': at('libs/$1/src/$2.ts'),
    '^@learning-reviews/ui/(.*)$': at('libs/ui/src/$1/$1.ts'),
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  setupFilesAfterEnv: [at('libs/ui/src/testing/angular-environment.ts')],
  modulePathIgnorePatterns: ['/dist/'],
};

/** One Jest project a kind of test: `npx jest --selectProjects domain`. Run with `--experimental-vm-modules`. */
export default {
  // A busy machine is not a fault: a test that hangs still ends, and none is about how long something takes.
  testTimeout: 60_000,
  projects: [
    { ...node, displayName: 'domain', rootDir: at('libs/domain') },
    { ...node, displayName: 'contracts', rootDir: at('libs/contracts') },
    { ...node, displayName: 'content', rootDir: at('libs/content'), modulePathIgnorePatterns: ['/dist/'] },
    {
      ...node,
      displayName: 'api',
      rootDir: at('apps/api'),
      testMatch: ['**/*.spec.ts'],
      testPathIgnorePatterns: ['\\.pg\\.spec\\.ts$', '/dist/'],
      modulePathIgnorePatterns: ['/dist/'],
    },
    {
      ...node,
      displayName: 'postgres',
      rootDir: at('apps/api'),
      testMatch: ['**/*.pg.spec.ts'],
      modulePathIgnorePatterns: ['/dist/'],
      globalSetup: at('apps/api/src/platform/database/testing/test-server.mjs'),
      globalTeardown: at('apps/api/src/platform/database/testing/stop-test-server.mjs'),
    },
    { ...angular, displayName: 'ui', rootDir: at('libs/ui') },
    { ...angular, displayName: 'web', rootDir: at('apps/web') },
    {
      ...node,
      displayName: 'lint',
      rootDir: at('tools/lint'),
      testMatch: ['<rootDir>/*.spec.ts'],
      // Node runs the tools themselves, so they name their files as they are: `./walls.ts`.
      moduleNameMapper: {},
    },
    {
      ...node,
      displayName: 'tools',
      rootDir: at('tools'),
      testMatch: ['**/*.spec.ts'],
      testPathIgnorePatterns: ['/lint/', '\\.pg\\.spec\\.ts$'],
      moduleNameMapper: {},
    },
    {
      // Runs what was built: after the build.
      ...node,
      displayName: 'start',
      rootDir: at('tools'),
      testMatch: ['**/*.pg.spec.ts'],
      moduleNameMapper: {},
    },
  ],
};
