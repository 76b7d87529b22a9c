// `npm test`: everything that is checked, in one command. A failing step does not stop the others, and the last line
// counts them all. `npm test -- unit lint` runs the named steps only.
import { globSync, mkdirSync } from 'node:fs';
import { findBrowser } from './browser.ts';
import { Refusal, say } from './say.ts';
import { countJest, countPlaywright, runStep, type Outcome, type Step } from './step.ts';
import { inWorkspace, ROOT } from './workspace.ts';

const REPORTS = inWorkspace('node_modules/.cache/learning-reviews');
mkdirSync(REPORTS, { recursive: true });

const tool = (name: string) => inWorkspace('node_modules', name);

/** A step that runs some of Jest's projects. */
function jest(name: string, projects: readonly string[]): Step {
  const file = `${REPORTS}/${name.replaceAll(' ', '-')}.json`;
  const words = [tool('jest/bin/jest.js'), '--selectProjects', ...projects, '--json', `--outputFile=${file}`];
  return {
    name,
    words: ['--experimental-vm-modules', '--no-warnings', ...words],
    results: { file, count: countJest },
  };
}

/** The TypeScript projects that hold specs and tools too; Angular's templates are checked by the build. */
const typeProjects = [
  '{apps,libs}/*/tsconfig.spec.json',
  'apps/e2e/tsconfig.json',
  'tools/tsconfig.json',
].flatMap((pattern) => globSync(pattern, { cwd: ROOT }).sort());

const e2eResults = `${REPORTS}/e2e.json`;

/** Steps of one group run two at a time: most use one core. The next group starts when the last has ended. */
const GROUPS: readonly (readonly Step[])[] = [
  [
    // The build first: it takes longest, and checks the content and the size of the web app too.
    { name: 'build', words: [tool('nx/dist/bin/nx.js'), 'run-many', '-t', 'build', '--outputStyle=static'] },
    { name: 'format', words: [tool('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.'] },
    ...typeProjects.map((project) => ({
      name: `types ${project}`,
      words: [tool('typescript/bin/tsc'), '-p', project],
    })),
    { name: 'lint', words: [inWorkspace('tools/launcher/lint.ts')] },
  ],
  [jest('unit', ['domain', 'contracts', 'content', 'api', 'lint', 'tools'])],
  [jest('web', ['web', 'ui'])],
  [jest('postgres', ['postgres', 'start'])],
  [
    {
      name: 'e2e',
      words: [tool('@playwright/test/cli.js'), 'test', '-c', 'apps/e2e'],
      environment: { E2E_RESULTS: e2eResults },
      results: { file: e2eResults, count: countPlaywright },
    },
  ],
];

const wanted = process.argv.slice(2);
const groups = GROUPS.map((group) =>
  group.filter(({ name }) => wanted.length === 0 || wanted.includes(name.split(' ', 1)[0] ?? '')),
);
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());

const outcomes: Outcome[] = [];
for (const group of groups) {
  if (group.some(({ name }) => name === 'e2e')) outcomes.push(...browserMissing());
  const waiting = [...group];
  const work = async () => {
    for (let step = waiting.shift(); step !== undefined && !stopping.signal.aborted; step = waiting.shift()) {
      outcomes.push(await runStep(step, group.length === 1, stopping.signal));
    }
  };
  await Promise.all([work(), work()]);
}
finish();

/** Finds or installs the browser before the journeys need it; says so in one sentence when there is none. */
function browserMissing(): Outcome[] {
  try {
    findBrowser();
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    say(`\n${error.message}`);
    return [{ name: 'browser', seconds: 0, passed: 0, failed: 1 }];
  }
}

function finish(): never {
  if (stopping.signal.aborted) process.exit(130);
  const failed = outcomes.filter((outcome) => outcome.failed > 0);
  say('\nThe steps, slowest first:');
  for (const { name, seconds } of [...outcomes].sort((a, b) => b.seconds - a.seconds))
    say(`${seconds.toFixed(1).padStart(7)} s  ${name}`);
  if (failed.length > 0) say(`\nFailed: ${failed.map(({ name }) => name).join(', ')}`);
  const total = (of: 'passed' | 'failed') => outcomes.reduce((sum, outcome) => sum + outcome[of], 0);
  say(`\n${total('passed')} passed, ${total('failed')} failed`);
  process.exit(total('failed') > 0 || outcomes.length === 0 ? 1 : 0);
}
