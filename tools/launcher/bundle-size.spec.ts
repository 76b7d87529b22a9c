import { measureLoads, type BuiltFile } from './bundle-size.ts';

const statically = (path: string) => ({ path, kind: 'import-statement' });
const later = (path: string) => ({ path, kind: 'dynamic-import' });

const index = `<link rel="stylesheet" href="styles-1.css"><link rel="icon" href="icon.svg">
  <link rel="modulepreload" href="chunk-core.js"><script src="main-1.js" type="module"></script>
  <script src="https://elsewhere.example/a.js"></script>`;

const outputs: Record<string, BuiltFile> = {
  'main-1.js': {
    entryPoint: 'apps/web/src/main.ts',
    imports: [statically('chunk-core.js'), later('chunk-cpd.js'), later('chunk-agency.js')],
  },
  'chunk-core.js': { imports: [] },
  'chunk-cpd.js': {
    entryPoint: 'apps/web/src/app/cpd/record-page/record-page.ts',
    imports: [statically('chunk-core.js'), statically('chunk-table.js')],
  },
  'chunk-agency.js': {
    entryPoint: 'apps/web/src/app/agency/agency-page/agency-page.ts',
    imports: [statically('chunk-table.js')],
  },
  'chunk-table.js': { imports: [] },
};

const kilobytes: Record<string, number> = {
  'styles-1.css': 20,
  'main-1.js': 40,
  'chunk-core.js': 61,
  'chunk-cpd.js': 20,
  'chunk-agency.js': 20,
  'chunk-table.js': 11,
};

describe('measureLoads', () => {
  const loads = measureLoads(outputs, index, (file) => (kilobytes[file] ?? NaN) * 1024);
  const inKilobytes = loads.map(({ name, bytes, budget }) => [
    name.split('/').at(-1),
    bytes / 1024,
    budget / 1024,
  ]);

  it('counts what index.html names and what that imports, once', () => {
    expect(inKilobytes[0]).toEqual(['initial', 121, 120]);
  });

  it('counts for a route what it adds, and gives dashboards more room', () => {
    expect(inKilobytes.slice(1)).toEqual([
      ['record-page.ts', 31, 30],
      ['agency-page.ts', 31, 60],
    ]);
  });
});
