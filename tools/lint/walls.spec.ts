import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { learningReviews } from './plugin.ts';
import { IS_TEST, WALLS } from './walls.ts';

/** One fixture, and what ESLint said of it when it was linted in the place its path names. */
interface Linted {
  readonly file: string;
  readonly expected: readonly string[];
  readonly messages: readonly { readonly ruleId: string | null; readonly message: string }[];
}

const linted = JSON.parse(
  execFileSync(process.execPath, [path.join(__dirname, 'lint-fixtures.ts')], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  }),
) as Linted[];

describe('a fixture that must fail', () => {
  it.each(linted.map((one) => [one.file, one] as const))(
    'is refused: %s',
    (_file, { expected, messages }) => {
      const rules = new Set(messages.map(({ ruleId }) => ruleId).filter((rule) => rule !== null));
      expect([...rules].sort()).toEqual([...expected].sort());
    },
  );

  it('stands before every wall of the table', () => {
    const guarded = linted
      .filter(({ expected }) => expected.includes('learning-reviews/wall'))
      .map(({ file }) => file);
    const bare = WALLS.filter(
      (wall) => !guarded.some((file) => WALLS.find(({ files }) => files.test(file)) === wall),
    );
    // These rows refuse only what the walls between projects refuse first, or may import everything of their app.
    const open = [
      'the way in',
      'the way in of the web app',
      'a module',
      'libs/content',
      'a plain file of an API feature',
    ];
    expect(bare.map(({ name }) => name).filter((name) => !open.includes(name))).toEqual([]);
  });

  it('stands before every rule of our own', () => {
    const shown = new Set(linted.flatMap(({ expected }) => expected));
    expect(
      Object.keys(learningReviews.rules).filter((rule) => !shown.has(`learning-reviews/${rule}`)),
    ).toEqual([]);
  });

  it('is silenced by no comment', () => {
    const silenced = linted.find(({ file }) => file.endsWith('silenced.service.ts'));
    expect(silenced?.messages.map(({ ruleId }) => ruleId)).toContain('no-console');
  });
});

describe('IS_TEST', () => {
  it.each([
    ['apps/api/src/learning/learning.service.spec.ts', true],
    ['apps/api/src/learning/learning.pg.spec.ts', true],
    ['apps/api/src/platform/testing/fake.ts', true],
    ['apps/api/src/learning/learning.service.ts', false],
    ['apps/api/src/learning/contesting.ts', false],
  ])('%s: %s', (file, expected) => expect(IS_TEST.test(file)).toBe(expected));
});
