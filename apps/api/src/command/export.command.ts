import {
  exportFormat,
  type ExportFormat,
  exportKind,
  type ExportKind,
  exportQuery,
  type ExportQuery,
} from '@learning-reviews/contracts/agency-export.contract';
import { Option } from 'commander';
import { ExportDownloadService } from '../report/export-download.service.js';
import { ReaderLeft } from '../report/export-reader.js';
import { AgencyDirectoryService } from './agency-directory.service.js';
import { type ExportTarget, fileTarget, outputTarget } from './export-target.js';
import { type OperatorCommand, type Outcome, WrongCall, type Workplace } from './operator-command.js';
import { inAgency, NO_AGENCY } from './operator-scope.js';
import { counted } from './text-columns.js';

const STANDARD_OUTPUT = '-';

interface Options {
  readonly agency: string;
  readonly kind: ExportKind;
  readonly from: string;
  readonly to: string;
  readonly format: ExportFormat;
  readonly out: string;
  readonly json?: boolean;
}

/** `export` */
export const EXPORT: OperatorCommand = {
  name: ['export'],
  summary: 'take an agency’s evidence out as a file',
  description:
    'Writes the file that the agency’s training lead downloads, row for row. It holds names: keep it as ' +
    'the agency’s rules for staff records say. The agency sees in its history that an operator took it. ' +
    'A file has its name only when it is whole.',
  examples: [
    '--agency southmoor --kind completions --from 2026-04-01 --to 2027-03-31 --out completions.csv',
    '--agency southmoor --kind summary --from 2026-04-01 --to 2027-03-31 --out - | less',
  ],
  declare: (command) =>
    void command
      .requiredOption('--agency <code>', 'whose evidence')
      .addOption(new Option('--kind <kind>', 'which file').choices(exportKind.options).makeOptionMandatory())
      .requiredOption('--from <day>', 'first day of completions, such as 2026-04-01')
      .requiredOption('--to <day>', 'last day of completions, included')
      .addOption(new Option('--format <format>', 'kind of file').choices(exportFormat.options).default('csv'))
      .requiredOption('--out <file>', 'where to; - is standard output'),
  async run(place, given) {
    const options = given as unknown as Options;
    const query = queryOf(options);
    const isPiped = options.out === STANDARD_OUTPUT;
    if (isPiped && options.json === true)
      throw new WrongCall('--json and --out - both want standard output: write the file elsewhere');
    const { id } = await place.get(AgencyDirectoryService).find(NO_AGENCY, options.agency);
    const target = isPiped ? outputTarget(place.output) : await fileTarget(options.out);
    try {
      return { ...(await send(place, id, options, query, target)), hasWritten: isPiped };
    } catch (error) {
      await target.discard();
      throw error;
    }
  },
};

function queryOf({ from, to }: Options): ExportQuery {
  const read = exportQuery.safeParse({ from, to });
  if (read.success) return read.data;
  // How far apart two days are says nothing while one of them is none.
  const { issues } = read.error;
  const noDays = issues.filter(({ code }) => code !== 'custom');
  throw new WrongCall(
    (noDays.length > 0 ? noDays : issues)
      .map(({ path, message }) => `--${path.join('.')}: ${message}`)
      .join('\n'),
  );
}

async function send(
  place: Workplace,
  agencyId: number,
  { agency, kind, format, out }: Options,
  query: ExportQuery,
  target: ExportTarget,
): Promise<Outcome> {
  const stopped = new AbortController();
  const stop = () => stopped.abort(new ReaderLeft('The command was stopped'));
  place.signal.addEventListener('abort', stop);
  const whole = await place
    .get(ExportDownloadService)
    .send(
      inAgency(agencyId),
      { kind, format, query },
      { left: AbortSignal.any([stopped.signal, target.left]), open: () => target.stream },
    )
    .finally(() => place.signal.removeEventListener('abort', stop));
  place.signal.throwIfAborted();
  if (whole === null) {
    await target.discard();
    const sentence =
      'Nobody took the rest, so it is not whole. The agency’s history says that it was broken off.';
    return {
      document: { problem: { code: 'export.broken-off', message: sentence } },
      lines: [sentence],
      isWrong: true,
    };
  }
  await target.keep();
  return {
    document: { agency, kind, format, from: query.from, to: query.to, file: out, ...whole },
    lines: [`${counted(whole.rows, 'row')}, ${counted(whole.bytes, 'byte')}, SHA-256 ${whole.sha256}`],
  };
}
