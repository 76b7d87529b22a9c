import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { say } from './say.ts';
import { NX_ENV, ROOT } from './workspace.ts';

/** Tests that passed and failed. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
}

/** One step of `npm test`. */
export interface Step {
  /** One or two words: the heading, and what `npm test -- lint` runs alone. */
  readonly name: string;
  /** Arguments of Node: a program of ours or of a package, and its own arguments. */
  readonly words: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  /** Where the step writes its results, and how to count them. A step without counts as one test itself. */
  readonly results?: { readonly file: string; readonly count: (json: unknown) => Count };
}

/** What became of a step. */
export interface Outcome extends Count {
  readonly name: string;
  readonly seconds: number;
}

/**
 * Runs a step. Its words come out as it says them, or in one piece at the end when it shares the terminal with another.
 *
 * @param live  Whether it has the terminal for itself.
 * @param print Gets the heading, the words of a step that is not live, and the count.
 */
export async function runStep(
  step: Step,
  live: boolean,
  stopWith: AbortSignal,
  print = say,
): Promise<Outcome> {
  const began = performance.now();
  if (step.results) rmSync(step.results.file, { force: true });
  if (live) print(heading(step.name));
  const { code, said } = await runNode(step, live, stopWith);
  const seconds = (performance.now() - began) / 1000;
  const counted = countOf(step, code);
  if (!live) print(`${heading(step.name)}\n${said.trimEnd()}`);
  print(
    `${counted.failed > 0 ? 'FAILED' : 'ok'} ${step.name}: ${counted.passed} passed, ${counted.failed} failed in ${seconds.toFixed(1)} s`,
  );
  return { name: step.name, seconds, ...counted };
}

function heading(name: string): string {
  return `\n── ${name} ${'─'.repeat(Math.max(0, 76 - name.length))}`;
}

function runNode(
  step: Step,
  live: boolean,
  stopWith: AbortSignal,
): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, step.words, {
      cwd: ROOT,
      env: { ...process.env, ...NX_ENV, ...step.environment },
      stdio: ['ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    stopWith.addEventListener('abort', () => child.kill('SIGTERM'), { once: true });
    child.once('error', (error) => (said += error.message));
    child.once('close', (code) => resolve({ code, said }));
  });
}

/** Counts what the step reported. A step that failed without naming a failed test still counts as one failure. */
function countOf({ results }: Step, code: number | null): Count {
  const whole = code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  if (!results) return whole;
  if (!existsSync(results.file)) return { passed: 0, failed: 1 };
  const { passed, failed } = results.count(JSON.parse(readFileSync(results.file, 'utf8')));
  return { passed, failed: code === 0 ? failed : Math.max(1, failed) };
}

/** Counts Jest's `--json`. A file that did not even load has no tests; it counts as one that failed. */
export function countJest(json: unknown): Count {
  const report = json as {
    numPassedTests: number;
    numFailedTests: number;
    numRuntimeErrorTestSuites: number;
    numPendingTests: number;
  };
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites + report.numPendingTests,
  };
}

/** Counts Playwright's JSON report. A test that needed a second try, or did not run, has not passed. */
export function countPlaywright(json: unknown): Count {
  const { stats, errors } = json as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
    errors: readonly unknown[];
  };
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped + errors.length };
}
