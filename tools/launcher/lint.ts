// `npm run lint`: ESLint over everything. More words go to ESLint, such as `npm run lint -- --fix`.
import { spawnSync } from 'node:child_process';
import { writeProjectGraph } from '../lint/project-graph.ts';
import { inWorkspace, ROOT } from './workspace.ts';

writeProjectGraph();
const words = [
  inWorkspace('node_modules/eslint/bin/eslint.js'),
  '.',
  '--max-warnings',
  '0',
  ...process.argv.slice(2),
];
const { status } = spawnSync(process.execPath, words, { cwd: ROOT, stdio: 'inherit' });
process.exit(status ?? 1);
