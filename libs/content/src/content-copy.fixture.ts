import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The real content files. */
export const contentFiles = resolve(__dirname, '..');

/** A copy of the real content that a test may break. */
export class ContentCopy {
  readonly directory = mkdtempSync(join(tmpdir(), 'content-'));

  constructor() {
    for (const name of ['modules', 'reviews']) {
      cpSync(join(contentFiles, name), join(this.directory, name), { recursive: true });
    }
    for (const name of [
      'themes.yaml',
      'sources.yaml',
      'support.yaml',
      'job-roles.yaml',
      'frameworks.yaml',
      'published-page.md',
    ]) {
      cpSync(join(contentFiles, name), join(this.directory, name));
    }
  }

  /** Replaces the first `from` in a file, and fails when there is none, so that no test proves nothing. */
  edit(file: string, from: string, to: string): void {
    const path = join(this.directory, file);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(from)) throw new Error(`${file} does not hold "${from}"`);
    writeFileSync(
      path,
      text.replace(from, () => to),
    );
  }

  /** Cuts a file off before `from`. */
  cut(file: string, from: string): void {
    const path = join(this.directory, file);
    writeFileSync(path, readFileSync(path, 'utf8').split(from)[0] ?? '');
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.directory, file), text);
  }

  delete(file: string): void {
    rmSync(join(this.directory, file), { recursive: true });
  }

  [Symbol.dispose](): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
