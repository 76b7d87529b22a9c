// `npm run bench`: speed beside the bare thing, as ratios within one run. It fails nothing: figures of a shared machine
// are to be read, not to be asserted. `npm run bench -- agency export` measures the named parts only, and
// `--people 2000 --standings 100000` tries them on small data.
import { parseArgs } from 'node:util';
import { build } from '../launcher/build.ts';
import { Refusal, say } from '../launcher/say.ts';
import { benchAgency } from './agency-bench.ts';
import { openBenchDatabase, type BenchDatabase } from './bench-database.ts';
import { benchBoard } from './board-bench.ts';
import { benchDataDir, FULL_SIZE, planOf, readDataOptions, SMALL_SIZE } from './data/data-plan.ts';
import { countAgencies, ensureData } from './data/ensure-data.ts';
import { openBenchServer, type BenchServer } from './data/bench-server.ts';
import { startDataProduct, type DataProduct } from './data-product.ts';
import { benchExport } from './export-bench.ts';
import { printFindings, type Finding } from './finding.ts';
import { benchFinish } from './finish-bench.ts';
import { benchPeople } from './people-bench.ts';
import { benchImport } from './import-bench.ts';
import { benchNightly } from './nightly-bench.ts';
import { benchRequests } from './requests.ts';
import { benchRules } from './rules-bench.ts';
import { benchStart } from './start-bench.ts';
import { benchWorklist } from './worklist-bench.ts';

/** Parts on demonstration data, and parts on the data of `npm run bench:data`, in the order in which they run. */
const PARTS = [
  'start',
  'requests',
  'agency',
  'board',
  'worklist',
  'people',
  'export',
  'import',
  'finish',
  'rules',
  'nightly',
] as const;
type Part = (typeof PARTS)[number];
const ON_BENCH_DATA: readonly Part[] = [
  'agency',
  'board',
  'worklist',
  'people',
  'export',
  'import',
  'finish',
  'rules',
  'nightly',
];
/** Parts that write, on a copy of the data. */
const WRITING: readonly Part[] = ['finish', 'import', 'rules', 'nightly'];
const ON_PRODUCT: readonly Part[] = ['board', 'worklist', 'people', 'export'];

const { parts, plan, dataDir } = options();
await build(new AbortController().signal);
const findings: { heading: string; rows: Finding[] }[] = [];
if (parts.includes('start')) await part('Start and memory', benchStart);
if (parts.includes('requests')) await part('Requests at 32 connections', benchRequests);
if (parts.some((name) => ON_BENCH_DATA.includes(name))) await measureOnData();
for (const { heading, rows } of findings) {
  say('');
  printFindings(heading, rows);
}

function options() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { people: { type: 'string' }, standings: { type: 'string' }, 'data-dir': { type: 'string' } },
  });
  const unknown = positionals.filter((name) => !PARTS.some((known) => known === name));
  if (unknown.length > 0)
    throw new Refusal(`There is no part "${unknown.join('", "')}": choose of ${PARTS.join(', ')}.`);
  const size = [
    ...(values.people === undefined ? [] : ['--people', values.people]),
    ...(values.standings === undefined ? [] : ['--standings', values.standings]),
  ];
  return {
    parts: PARTS.filter((name) => positionals.length === 0 || positionals.includes(name)),
    plan: size.length === 0 ? planOf(FULL_SIZE) : readDataOptions(size).plan,
    dataDir: benchDataDir(values['data-dir']),
  };
}

/** Measures one part and shows it at once; at the end all of them stand together. */
async function part(heading: string, measure: () => Promise<Finding[]>): Promise<void> {
  say(`\n${heading} …`);
  try {
    const rows = await measure();
    printFindings(heading, rows);
    findings.push({ heading, rows });
  } catch (error) {
    // What the others showed is not lost with it.
    say(`It could not be measured: ${(error as Error).stack ?? String(error)}`);
    findings.push({ heading, rows: [{ what: 'Measured', seen: 'nothing', goal: '', holds: false }] });
    process.exitCode = 1;
  }
}

async function measureOnData(): Promise<void> {
  await fillWhatIsMissing();
  const server = await openBenchServer(dataDir, 'measuring');
  try {
    await countAgencies(await server.addresses(plan), 'snapshot');
    const full = await openBenchDatabase(server, plan);
    try {
      if (parts.includes('agency')) await measureAgency(server, full);
      if (parts.some((name) => ON_PRODUCT.includes(name))) {
        await onProduct(server, full, async (product) => {
          if (parts.includes('board')) await part('Partnership matrix', () => benchBoard(full, product));
          if (parts.includes('worklist')) await part('Worklist', () => benchWorklist(full, product));
          if (parts.includes('people')) await part('People search', () => benchPeople(full, product));
          if (parts.includes('export')) await part('Export', () => benchExport(full, product));
        });
      }
    } finally {
      await full.superuser.end();
    }
    if (WRITING.some((name) => parts.includes(name))) await measureWrites(server);
  } finally {
    await server.stop();
  }
}

async function fillWhatIsMissing(): Promise<void> {
  const server = await openBenchServer(dataDir, 'loading');
  try {
    await ensureData(server, plan);
    if (parts.includes('agency')) await ensureData(server, planOf(SMALL_SIZE));
  } finally {
    await server.stop();
  }
}

async function measureAgency(server: BenchServer, full: BenchDatabase): Promise<void> {
  await countAgencies(await server.addresses(SMALL_SIZE), 'snapshot');
  const small = await openBenchDatabase(server, SMALL_SIZE);
  try {
    await part('Agency now', () => benchAgency(full, small));
  } finally {
    await small.superuser.end();
  }
}

async function measureWrites(server: BenchServer): Promise<void> {
  say('\nCopying the data for what writes …');
  await server.copy(plan);
  try {
    const copy = await openBenchDatabase(server, plan, true);
    try {
      if (WRITING.some((name) => name !== 'nightly' && parts.includes(name)))
        await onProduct(server, copy, async (product) => {
          if (parts.includes('finish')) await part('Finishing', () => benchFinish(copy, product));
          if (parts.includes('import')) await part('Import', () => benchImport(copy, product));
          if (parts.includes('rules')) await part('A changed rule', () => benchRules(copy, product));
        });
      // Last: it lets a day begin in every agency, with a process of its own that it kills.
      if (parts.includes('nightly')) await part('A new day', () => benchNightly(server, copy));
    } finally {
      await copy.superuser.end();
    }
  } finally {
    await server.dropCopy();
  }
}

async function onProduct(
  server: BenchServer,
  database: BenchDatabase,
  measure: (product: DataProduct) => Promise<void>,
): Promise<void> {
  const product = await startDataProduct(server, database);
  try {
    await measure(product);
  } finally {
    await product.stop();
  }
}
