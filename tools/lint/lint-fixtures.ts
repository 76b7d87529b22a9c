// Lints every fixture as if it stood in the place its path names, and prints what was found as JSON.
// A program of its own: ESLint loads its configuration with `import()`, which a Jest sandbox does not offer.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { writeProjectGraph } from './project-graph.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FIXTURES = path.join(import.meta.dirname, 'fixtures');

writeProjectGraph();

// A fixture is in no TypeScript project, so the rules that ask for types rest; none of them is a wall.
const eslint = new ESLint({
  cwd: ROOT,
  overrideConfig: [
    {
      files: ['**/*.ts'],
      languageOptions: { parserOptions: { project: false } },
      rules: { ...tseslint.configs.disableTypeChecked.rules },
    },
  ],
});

const files = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(ts|html)$/.test(file))
  .sort();
const found = await Promise.all(
  files.map(async (file) => {
    const code = readFileSync(path.join(FIXTURES, file), 'utf8');
    const results = await eslint.lintText(code, { filePath: path.join(ROOT, file), warnIgnored: true });
    const messages = results
      .flatMap((result) => result.messages)
      .map(({ ruleId, message }) => ({ ruleId, message }));
    return { file, expected: [...code.matchAll(/refused: (\S+)/g)].map(([, rule]) => rule), messages };
  }),
);
process.stdout.write(JSON.stringify(found));
