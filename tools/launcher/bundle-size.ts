/** What Angular's stats.json says of one built file; names are relative to the built folder. */
export interface BuiltFile {
  /** Source the file was made for, when it is the start of the app or of something loaded later. */
  readonly entryPoint?: string;
  readonly imports: readonly { readonly path: string; readonly kind: string }[];
}

/** One thing a browser loads at once. */
export interface Load {
  /** `initial`, or the source file that is loaded later, such as a page. */
  readonly name: string;
  /** Bytes after gzip. */
  readonly bytes: number;
  /** Most bytes it may have. */
  readonly budget: number;
}

const KILOBYTE = 1024;
/** Everything the first page needs: JavaScript and CSS. */
const INITIAL = 120 * KILOBYTE;
const ROUTE = 30 * KILOBYTE;
/** Pages with charts and tables of an agency or the partnership. */
const DASHBOARD = 60 * KILOBYTE;
const IS_DASHBOARD = /\/app\/(report|agency|partnership)\//;

/**
 * What each route adds to the first load, from the build's own list of files.
 *
 * @param outputs   `outputs` of stats.json.
 * @param indexHtml The built page; the files it names are loaded first.
 * @param sizeOf    Bytes of a built file after gzip.
 */
export function measureLoads(
  outputs: Readonly<Record<string, BuiltFile>>,
  indexHtml: string,
  sizeOf: (file: string) => number,
): Load[] {
  const withStaticImports = (files: Iterable<string>): Set<string> => {
    const all = new Set(files);
    for (const file of all) {
      for (const { path, kind } of outputs[file]?.imports ?? [])
        if (kind === 'import-statement') all.add(path);
    }
    return all;
  };
  const total = (files: Iterable<string>) => [...files].reduce((sum, file) => sum + sizeOf(file), 0);

  const named = [...indexHtml.matchAll(/(?:src|href)="([^":]+\.(?:js|css))"/g)].map(([, file]) => file ?? '');
  const initial = withStaticImports(named);
  const later = new Set(
    Object.values(outputs).flatMap(({ imports }) =>
      imports.filter(({ kind }) => kind === 'dynamic-import').map(({ path }) => path),
    ),
  );
  const routes = [...later]
    .filter((file) => outputs[file] !== undefined && !initial.has(file))
    .map((file) => {
      const name = outputs[file]?.entryPoint ?? file;
      const added = [...withStaticImports([file])].filter((one) => !initial.has(one));
      return { name, bytes: total(added), budget: IS_DASHBOARD.test(name) ? DASHBOARD : ROUTE };
    });
  return [
    { name: 'initial', bytes: total(initial), budget: INITIAL },
    ...routes.sort((a, b) => b.bytes - a.bytes),
  ];
}
