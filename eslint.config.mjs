import nx from '@nx/eslint-plugin';
import angular from 'angular-eslint';
import jest from 'eslint-plugin-jest';
import tseslint from 'typescript-eslint';
import { EXCEPTIONS } from './tools/lint/exceptions.ts';
import { learningReviews } from './tools/lint/plugin.ts';

// Who may import what stands in tools/lint/walls.ts, once; the walls between projects stand here, as Nx tags.
const PROJECT_WALLS = [
  {
    sourceTag: 'type:domain',
    onlyDependOnLibsWithTags: ['type:domain'],
    allowedExternalImports: ['fast-check'],
  },
  {
    sourceTag: 'type:contracts',
    onlyDependOnLibsWithTags: ['type:contracts'],
    allowedExternalImports: ['zod'],
  },
  { sourceTag: 'type:content', onlyDependOnLibsWithTags: ['type:content', 'type:domain'] },
  { sourceTag: 'type:ui', onlyDependOnLibsWithTags: ['type:ui'] },
  {
    sourceTag: 'type:app',
    onlyDependOnLibsWithTags: ['type:domain', 'type:contracts', 'type:content', 'type:ui'],
  },
  { sourceTag: 'type:e2e', onlyDependOnLibsWithTags: ['type:domain', 'type:contracts', 'type:content'] },
  {
    sourceTag: 'platform:web',
    onlyDependOnLibsWithTags: ['platform:web', 'platform:any'],
    bannedExternalImports: ['@nestjs/*', 'typeorm', 'pg', 'pg-*', 'express', 'express-*'],
  },
  {
    sourceTag: 'platform:node',
    onlyDependOnLibsWithTags: ['platform:node', 'platform:any'],
    bannedExternalImports: ['@angular/*'],
  },
  { sourceTag: 'platform:any', onlyDependOnLibsWithTags: ['platform:any'] },
];

const SPECS = ['**/*.spec.ts', '**/testing/**/*.ts'];
const ANGULAR = ['apps/web/**/*.ts', 'libs/ui/**/*.ts'];

/** What libs/domain may not ask for: it is told the day, the instant and the chance. */
const NOT_IN_DOMAIN = [
  ['CallExpression[callee.object.name="Date"][callee.property.name="now"]', 'Date.now()'],
  ['NewExpression[callee.name="Date"][arguments.length=0]', 'new Date()'],
  ['CallExpression[callee.name="Date"]', 'Date()'],
  ['MemberExpression[object.name="Math"][property.name="random"]', 'Math.random()'],
  ['MemberExpression[object.name="performance"]', 'performance'],
].map(([selector, what]) => ({
  selector,
  message: `No ${what} in libs/domain: take the day, instant or chance as an argument.`,
}));

const FOCUSED_IN_PLAYWRIGHT = [
  {
    selector: 'MemberExpression[object.name=/^(test|describe)$/][property.name=/^(only|skip|fixme|fail)$/]',
    message: 'Every journey runs, every time.',
  },
  {
    selector:
      'MemberExpression[object.object.name="test"][object.property.name="describe"][property.name=/^(only|skip|fixme)$/]',
    message: 'Every journey runs, every time.',
  },
];

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      '**/node_modules/',
      '**/.angular/',
      '.nx/',
      '.data/',
      '**/coverage/',
      'tools/lint/fixtures/',
      'screenshots/',
      '**/test-results/',
      '**/playwright-report/',
    ],
  },
  { linterOptions: { noInlineConfig: true } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommended],
    languageOptions: {
      parserOptions: {
        project: [
          'apps/*/tsconfig.spec.json',
          'apps/e2e/tsconfig.json',
          'libs/*/tsconfig.spec.json',
          'tools/tsconfig.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { 'learning-reviews': learningReviews, '@nx': nx },
    rules: {
      ...Object.fromEntries(
        Object.keys(learningReviews.rules).map((rule) => [`learning-reviews/${rule}`, 'error']),
      ),
      '@nx/enforce-module-boundaries': [
        'error',
        {
          enforceBuildableLibDependency: false,
          allow: ['^(\\.\\./)+tools/'],
          // A form fetches its schema when it is first sent; elsewhere the same file gives types alone.
          checkDynamicDependenciesExceptions: ['^@learning-reviews/contracts/'],
          depConstraints: PROJECT_WALLS,
        },
      ],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
      '@typescript-eslint/return-await': 'error',
      eqeqeq: 'error',
      'no-console': 'error',
      'max-lines': ['error', 400],
    },
  },
  {
    // A program run at a terminal talks to it.
    files: ['tools/**/*.ts', 'apps/web/*.ts', 'apps/api/src/cli.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    // Nest injects by the class named in a constructor: `import type` would erase it.
    files: ['apps/api/**/*.ts'],
    rules: {
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
    },
  },
  {
    files: ['libs/domain/src/**/*.ts'],
    ignores: SPECS,
    rules: { 'no-restricted-syntax': ['error', ...NOT_IN_DOMAIN] },
  },
  {
    files: SPECS,
    ignores: ['apps/e2e/**'],
    plugins: { jest },
    rules: {
      // Suites make databases of their own and attack the product's with raw SQL.
      'learning-reviews/no-sql-interpolation': 'off',
      'jest/no-focused-tests': 'error',
      'jest/no-disabled-tests': 'error',
      'jest/no-identical-title': 'error',
      'jest/valid-expect': 'error',
      'jest/no-standalone-expect': 'error',
    },
  },
  {
    files: ['apps/e2e/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...FOCUSED_IN_PLAYWRIGHT],
      // A journey takes its fixtures from the first parameter, which Playwright reads: it has to be a pattern.
      'no-empty-pattern': 'off',
      'learning-reviews/no-sql-interpolation': 'off',
    },
  },
  {
    files: ANGULAR,
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      '@angular-eslint/use-lifecycle-interface': 'error',
      '@angular-eslint/directive-selector': [
        'error',
        { type: 'attribute', prefix: 'lr', style: 'camelCase' },
      ],
    },
  },
  {
    files: ['**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
    rules: {
      // Escape closes an open menu wherever the focus is inside it; the container itself takes no focus.
      '@angular-eslint/template/interactive-supports-focus': [
        'error',
        { allowList: ['form', 'nav', 'dialog'] },
      ],
    },
  },
  ...EXCEPTIONS.filter(({ names }) => names === undefined).map(({ file, rule }) => ({
    files: [file],
    rules: { [rule]: 'off' },
  })),
);
