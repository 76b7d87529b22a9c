import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Finds the folder of the content files beside this package's own code, from the sources as from `dist`.
 *
 * Kept apart from the reader because `import.meta` exists only in ES modules: what is tested takes the
 * directory as an argument.
 */
export function contentDirectory(): string {
  let directory = import.meta.dirname;
  while (!existsSync(join(directory, 'package.json'))) {
    const above = dirname(directory);
    if (above === directory) throw new Error(`No content package holds ${import.meta.dirname}`);
    directory = above;
  }
  return directory;
}
