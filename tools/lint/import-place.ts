import path from 'node:path';
import { isBuiltin } from 'node:module';

/** Suffixes with a row of their own in the table of walls; a file without one is plain. */
const SUFFIX = /\.(controller|service|jobs|repository|entity|module|contract)(\.ts)?$/;

/** Where a file of the workspace stands: which app or library, which feature, which kind. */
export interface Standing {
  /** `domain`, `contracts`, `content`, `ui`, `api`, `web`, `migrations`, `elsewhere`. */
  readonly project: string;
  /** Folder under the app's source, such as `learning` or `platform`; empty beside the features. */
  readonly feature: string;
  /** `service`, `repository`, …, `plain`, or `testing`. */
  readonly kind: string;
}

/** Reads a path from the root of the checkout, with or without its `.ts`. */
export function standingOf(file: string): Standing {
  const kind = /\.spec(\.ts)?$|\/testing\//.test(file) ? 'testing' : (SUFFIX.exec(file)?.[1] ?? 'plain');
  const library = /^libs\/([^/]+)\//.exec(file);
  if (library) return { project: library[1] ?? '', feature: '', kind };
  if (file.startsWith('apps/api/migrations/')) return { project: 'migrations', feature: '', kind };
  const app = /^apps\/(api|web)\/src\/(?:app\/)?(?:([^/]+)\/)?[^/]*/.exec(file);
  if (app) return { project: app[1] ?? '', feature: app[2] ?? '', kind };
  return { project: 'elsewhere', feature: '', kind };
}

/** What an import points at: a package, a module of Node, or a file of the workspace by its path from the root. */
export type Target =
  | { readonly kind: 'node' }
  | { readonly kind: 'package'; readonly name: string }
  | { readonly kind: 'file'; readonly file: string };

/** Resolves what stands in `from '…'`, seen from `importer` (a path from the root). */
export function targetOf(specifier: string, importer: string): Target {
  if (specifier.startsWith('.')) {
    const file = path.posix.join(path.posix.dirname(importer), specifier);
    return { kind: 'file', file: file.replace(/\.js$/, '.ts') };
  }
  const library = /^@learning-reviews\/([^/]+)\/(.+)$/.exec(specifier);
  if (library) return { kind: 'file', file: `libs/${library[1]}/src/${library[2]}.ts` };
  if (isBuiltin(specifier)) return { kind: 'node' };
  const name = specifier.startsWith('@')
    ? specifier.split('/', 2).join('/')
    : (specifier.split('/', 1)[0] ?? specifier);
  return { kind: 'package', name };
}
