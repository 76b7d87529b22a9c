import path from 'node:path';
import { RuleTester } from 'eslint';
import tseslint from 'typescript-eslint';
import { fileName } from './file-name.ts';
import { noComponentStyles, noSubscribeInPage } from './angular-rules.ts';
import { noOwnMocks } from './no-own-mocks.ts';
import { noSqlInterpolation } from './no-sql-interpolation.ts';
import { scopeFirst } from './scope-first.ts';
import { wall } from './wall-rule.ts';

const tester = new RuleTester({ languageOptions: { parser: tseslint.parser as never } });
const at = (file: string) => path.resolve(__dirname, '../..', file);
const run = (name: string, rule: unknown, cases: { valid: unknown[]; invalid: unknown[] }) =>
  tester.run(name, rule as never, cases as never);

const service = at('apps/api/src/learning/learning.service.ts');
const repository = at('apps/api/src/learning/learning.repository.ts');

run('scope-first', scopeFirst, {
  valid: [
    {
      filename: service,
      code: 'class A { constructor(private x: X) {} list(scope: AgencyScope, id: string) {} }',
    },
    {
      filename: service,
      code: 'class A { list(scope: PersonScope | AgencyScope) {} private inner(id: string) {} #own() {} }',
    },
    {
      filename: service,
      code: 'class A { onModuleInit() {} get size() { return 1; } static of(x: string) {} }',
    },
    { filename: repository, code: 'class A { find(scope: JobScope, tx: Transaction, id: string) {} }' },
    {
      filename: at('apps/api/src/platform/clock/clock.service.ts'),
      code: 'class A { today(zone: string) {} }',
    },
    { filename: at('apps/api/src/learning/shuffle.ts'), code: 'class A { list(id: string) {} }' },
  ],
  invalid: [
    { filename: service, code: 'class A { list(id: string) {} }', errors: [{ messageId: 'scope' }] },
    { filename: service, code: 'class A { list() {} }', errors: [{ messageId: 'scope' }] },
    {
      filename: service,
      code: 'class A { list(scope: AgencyScope | undefined) {} }',
      errors: [{ messageId: 'scope' }],
    },
    { filename: service, code: 'class A { list = (id: string) => id }', errors: [{ messageId: 'scope' }] },
    {
      filename: repository,
      code: 'class A { find(scope: PersonScope, id: string) {} }',
      errors: [{ messageId: 'transaction' }],
    },
    {
      filename: repository,
      code: 'class A { find(tx: Transaction) {} }',
      errors: [{ messageId: 'scope' }, { messageId: 'transaction' }],
    },
  ],
});

run('no-sql-interpolation', noSqlInterpolation, {
  valid: [
    'tx.query("select 1 where id = $1", [id])',
    'tx.query(`select ${COLUMNS} from attempt`)',
    'tx.query("select " + COLUMNS + " from attempt")',
    'tx.query({ text: "select $1", values: [id] })',
    'const sql = "select 1"; tx.query(sql)',
    'log(`select ${id}`)',
  ],
  invalid: [
    { code: 'tx.query(`select ${id}`)', errors: 1 },
    { code: 'tx.query("select " + id)', errors: 1 },
    { code: 'tx.query(a + b)', errors: 1 },
    { code: 'tx.query("select " + COLUMNS + id)', errors: 1 },
    { code: 'tx.query({ text: `select ${id}` })', errors: 1 },
    { code: 'const sql = `select ${id}`; tx.query(sql)', errors: 1 },
    { code: 'tx.query(parts.join(" "))', errors: 1 },
    { code: 'tx.query(all ? "select 1" : `select ${id}`)', errors: 1 },
    { code: 'client.query(copyTo(`copy (select ${id}) to stdout`))', errors: 1 },
  ],
});

run('no-component-styles', noComponentStyles, {
  valid: [
    "@Component({ selector: 'lr-a', template: '' }) class A {}",
    '@Directive({ styles: 1 }) class A {}',
  ],
  invalid: ['styles', 'styleUrl', 'styleUrls'].map((name) => ({
    code: `@Component({ selector: 'lr-a', ${name}: 'x' }) class A {}`,
    errors: [{ messageId: 'styles' }],
  })),
});

run('no-subscribe-in-page', noSubscribeInPage, {
  valid: [
    { filename: at('apps/web/src/app/cpd/cpd-api.ts'), code: 'source.subscribe()' },
    { filename: at('apps/web/src/app/cpd/record-page/record-page.ts'), code: 'firstValueFrom(source)' },
  ],
  invalid: [
    {
      filename: at('apps/web/src/app/cpd/record-page/record-page.ts'),
      code: 'source.subscribe()',
      errors: 1,
    },
  ],
});

run('file-name', fileName, {
  valid: ['libs/domain/src/calendar-date.ts', 'libs/domain/src/commonwealth.ts'].map((file) => ({
    filename: at(file),
    code: '',
  })),
  invalid: [
    ['libs/domain/src/index.ts', 'barrel'],
    ['libs/domain/src/utils/day.ts', 'nothing'],
    ['libs/domain/src/day-helper.ts', 'nothing'],
    ['apps/api/src/base.service.ts', 'nothing'],
  ].map(([file, messageId]) => ({ filename: at(file as string), code: '', errors: [{ messageId }] })),
});

run('no-own-mocks', noOwnMocks, {
  valid: ["jest.mock('nodemailer')", 'jest.fn()', "jest.spyOn(clock, 'today')"],
  invalid: [
    "jest.mock('./clock.js')",
    "jest.doMock('@learning-reviews/domain/calendar-date')",
    'jest.mock(name)',
  ].map((code) => ({
    code,
    errors: [{ messageId: 'mock' }],
  })),
});

run('wall', wall, {
  valid: [
    { filename: service, code: "import { CompletionRepository } from './completion.repository.js'" },
    { filename: service, code: "import { addDays } from '@learning-reviews/domain/calendar-date'" },
    { filename: service, code: "import { Database } from '../platform/database/database.js'" },
    { filename: service, code: "import { Injectable } from '@nestjs/common'" },
    {
      filename: repository,
      code: "import type { CalendarDate } from '@learning-reviews/domain/calendar-date'",
    },
    {
      filename: repository,
      code: "import { type CalendarDate } from '@learning-reviews/domain/calendar-date'",
    },
    {
      filename: at('apps/api/src/learning/learning.service.spec.ts'),
      code: "import { DataSource } from 'typeorm'",
    },
    {
      filename: at('apps/api/src/api.module.ts'),
      code: "import { LearningModule } from './learning/learning.module.js'",
    },
    {
      filename: at('apps/web/src/app/app.routes.ts'),
      code: "const routes = () => import('./learning/learning.routes.js')",
    },
  ],
  invalid: [
    { filename: service, code: "import { DataSource } from 'typeorm'", errors: [{ messageId: 'place' }] },
    {
      filename: service,
      code: "import { Injectable, ConflictException } from '@nestjs/common'",
      errors: [{ messageId: 'name' }],
    },
    { filename: service, code: "export * from 'pg'", errors: [{ messageId: 'place' }] },
    { filename: service, code: "export { Client } from 'pg'", errors: [{ messageId: 'place' }] },
    { filename: service, code: "const pg = await import('pg')", errors: [{ messageId: 'place' }] },
    {
      filename: service,
      code: "import { fake } from '../platform/testing/fake.js'",
      errors: [{ messageId: 'place' }],
    },
    {
      filename: repository,
      code: "import { addDays } from '@learning-reviews/domain/calendar-date'",
      errors: [{ messageId: 'place' }],
    },
  ],
});
