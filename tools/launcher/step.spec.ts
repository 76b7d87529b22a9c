import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { countJest, countPlaywright, runStep } from './step.ts';

const never = new AbortController().signal;
const quiet = () => undefined;
let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'step-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** A step that writes `report` (when there is one) and ends with `code`. */
function step(code: number, report?: unknown) {
  const file = path.join(folder, 'report.json');
  const program = path.join(folder, 'step.mjs');
  const write =
    report === undefined
      ? ''
      : `fs.writeFileSync(${JSON.stringify(file)}, ${JSON.stringify(JSON.stringify(report))});`;
  writeFileSync(program, `import fs from 'node:fs'; ${write} console.log('said'); process.exit(${code});`);
  return { program, file };
}

const jestReport = (passed: number, failed: number, broken = 0, pending = 0) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numRuntimeErrorTestSuites: broken,
  numPendingTests: pending,
});

describe('runStep', () => {
  it.each([
    [0, undefined, 1, 0],
    [3, undefined, 0, 1],
  ])('counts a step without tests as one: code %s', async (code, report, passed, failed) => {
    const { program } = step(code, report);
    await expect(runStep({ name: 'one', words: [program] }, false, never, quiet)).resolves.toMatchObject({
      passed,
      failed,
    });
  });

  it.each([
    ['all passed', 0, jestReport(7, 0), 7, 0],
    ['some failed', 1, jestReport(5, 2), 5, 2],
    ['failed after the last test', 1, jestReport(7, 0), 7, 1],
    ['no report written', 0, undefined, 0, 1],
  ])('counts the tests of a step that reports: %s', async (_what, code, report, passed, failed) => {
    const { program, file } = step(code, report);
    const outcome = runStep(
      { name: 'unit', words: [program], results: { file, count: countJest } },
      false,
      never,
      quiet,
    );
    await expect(outcome).resolves.toMatchObject({ passed, failed });
  });
});

describe('countJest', () => {
  it('counts a file that did not load, and a test that was skipped, as failed', () => {
    expect(countJest(jestReport(3, 1, 2, 4))).toEqual({ passed: 3, failed: 7 });
  });
});

describe('countPlaywright', () => {
  it('counts a second try, a test that did not run and an error outside tests as failed', () => {
    const report = { stats: { expected: 9, unexpected: 1, flaky: 2, skipped: 3 }, errors: [{}] };
    expect(countPlaywright(report)).toEqual({ passed: 9, failed: 7 });
  });
});
