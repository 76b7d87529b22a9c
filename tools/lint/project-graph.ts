import { spawnSync } from 'node:child_process';
import { inWorkspace, NX_ENV, ROOT } from '../launcher/workspace.ts';

/** Makes Nx write its graph of projects: the rule for the walls between them reads it and is silent without it. */
export function writeProjectGraph(): void {
  const nx = inWorkspace('node_modules/nx/dist/bin/nx.js');
  const { status, stderr } = spawnSync(process.execPath, [nx, 'show', 'projects'], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, ...NX_ENV },
  });
  if (status !== 0) throw new Error(`Nx could not read the projects: ${stderr}`);
}
