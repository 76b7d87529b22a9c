import { parseArgs } from 'node:util';
import { Refusal } from '../../launcher/say.ts';
import { FEWEST_PEOPLE } from './agency-size.ts';

/** Modules of the benchmark data, the real ones among them. */
export const MODULES = 150;

/** What decides every row of the benchmark data: the same plan gives the same rows. */
export interface DataPlan {
  readonly people: number;
  /** Each person has equally many: a multiple of `people`, at most one for each module. */
  readonly standings: number;
  readonly seed: number;
  /** `YYYY-MM-DD`: the day on which the history ends. */
  readonly today: string;
}

/** The size that the goals of `npm run bench` are for, and the small one it is compared with. */
export const FULL_SIZE = { people: 200_000, standings: 10_000_000 } as const;
export const SMALL_SIZE = { people: 2_000, standings: 100_000 } as const;

/** A plan with the seed of the figures in docs/data.md, ending today. */
export function planOf(size: Pick<DataPlan, 'people' | 'standings'>): DataPlan {
  return { ...size, seed: 20_261_122, today: new Date().toISOString().slice(0, 10) };
}

/** What `npm run bench:data` was asked for. */
export interface DataOptions {
  readonly plan: DataPlan;
  /** Where the embedded database keeps the data; not used when `DATABASE_URL` is set. */
  readonly dataDir: string;
}

/** Where the data is kept unless `--data-dir` or `BENCH_DATA_DIR` says otherwise. */
export function benchDataDir(given: string | undefined): string {
  return given ?? (process.env['BENCH_DATA_DIR'] || '.data/bench');
}

/**
 * Reads the words after `npm run bench:data --`.
 *
 * @throws Refusal in one sentence that says what to write instead.
 */
export function readDataOptions(words: readonly string[]): DataOptions {
  const { values } = parseArgs({
    args: [...words],
    options: {
      people: { type: 'string', default: String(FULL_SIZE.people) },
      standings: { type: 'string', default: String(FULL_SIZE.standings) },
      seed: { type: 'string' },
      today: { type: 'string' },
      'data-dir': { type: 'string' },
    },
  });
  const people = wholeNumber('people', values.people);
  const standings = wholeNumber('standings', values.standings);
  if (people < FEWEST_PEOPLE) throw new Refusal(`--people must be ${FEWEST_PEOPLE} or more.`);
  if (standings % people !== 0 || standings < people || standings > people * MODULES) {
    throw new Refusal(
      `--standings must be a multiple of --people, from ${people} (one each) to ${people * MODULES} (every module).`,
    );
  }
  const usual = planOf({ people, standings });
  const today = values.today ?? usual.today;
  if (Number.isNaN(Date.parse(`${today}T00:00:00Z`)))
    throw new Refusal('--today must be a day, such as 2026-11-23.');
  const seed = values.seed === undefined ? usual.seed : wholeNumber('seed', values.seed);
  return { plan: { ...usual, today, seed }, dataDir: benchDataDir(values['data-dir']) };
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Refusal(`--${name} must be a whole number, such as 1000.`);
  return Number(text);
}
