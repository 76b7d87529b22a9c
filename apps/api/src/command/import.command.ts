import { createReadStream, type ReadStream } from 'node:fs';
import { once } from 'node:events';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { importKind, type ImportKind } from '@learning-reviews/contracts/import.contract';
import { Option } from 'commander';
import { v7 as uuid } from 'uuid';
import { ImportExecution } from '../import/import-execution.service.js';
import { ImportFolder } from '../import/import-folder.js';
import { ImportReading } from '../import/import-reading.service.js';
import { type OperatorImport, OperatorImportService } from '../import/operator-import.service.js';
import { AgencyDirectoryService } from './agency-directory.service.js';
import { type OperatorCommand, type Outcome, WrongCall, type Workplace } from './operator-command.js';
import { inAgency, NO_AGENCY } from './operator-scope.js';
import { counted } from './text-columns.js';

/** Between two looks at whether another import of the agency has ended. */
const LOOK_AGAIN_MS = 1_000;
/** Of the rows to mend; all of them are in the document for programs, and on the page for the agency's lead. */
const MOST_PROBLEMS_SHOWN = 20;
const LONGEST_NAME = 200;

interface Options {
  readonly agency: string;
  readonly kind: ImportKind;
  readonly file: string;
  readonly apply?: boolean;
  readonly invite?: boolean;
}

/** `import` */
export const IMPORT: OperatorCommand = {
  name: ['import'],
  summary: 'bring a file of people, completions or headcount',
  description:
    'Reads and checks a file (CSV or XLSX) as the page for imports does, and says what applying it would ' +
    'do. Nothing is changed without --apply, and then all of it or nothing: not while any row has to be ' +
    'mended or may be somebody who is here already. Members whom the file does not name are counted and ' +
    'stay: only the agency’s lead lets people go. The agency sees that an operator brought the file, and ' +
    'its lead can undo it.',
  examples: [
    '--agency southmoor --kind people --file staff.csv',
    '--agency southmoor --kind people --file staff.csv --apply --invite',
  ],
  declare: (command) =>
    void command
      .requiredOption('--agency <code>', 'whose people')
      .addOption(
        new Option('--kind <kind>', 'what the file holds').choices(importKind.options).makeOptionMandatory(),
      )
      .requiredOption('--file <file>', 'where it is')
      .option('--apply', 'do what the file says; without it, it is only said')
      .option('--invite', 'send whoever is added an email to set their passphrase')
      .addOption(
        new Option('--leavers <which>', 'members whom the file does not name')
          .choices(['none'])
          .default('none'),
      ),
  async run(place, given) {
    const options = given as unknown as Options;
    const { id: agencyId } = await place.get(AgencyDirectoryService).find(NO_AGENCY, options.agency);
    const content = await opened(options.file);
    const scope = inAgency(agencyId);
    const imports = place.get(OperatorImportService);
    const id = uuid();
    const received = await place.get(ImportFolder).receive(agencyId, id, content);
    try {
      const fileName = basename(options.file).slice(0, LONGEST_NAME);
      await imports.begin(scope, { id, kind: options.kind, fileName, ...received });
      await place.get(ImportReading).read(scope, id, place.signal);
      place.signal.throwIfAborted();
      await place.get(ImportExecution).check(scope, id);
      place.signal.throwIfAborted();
      const found = await imports.look(scope, id);
      if (options.apply !== true) return outcomeOf(options, found, isReady(found));
      const isOrdered =
        isReady(found) && (await imports.order(scope, id, { invite: options.invite === true }));
      if (!isOrdered) return outcomeOf(options, found, false);
      await untilApplied(place, agencyId, id);
      const after = await imports.look(scope, id);
      return outcomeOf(
        options,
        { ...found, state: after.state, message: after.message },
        after.state === 'applied',
      );
    } finally {
      await imports.discard(scope, id);
      await place.get(ImportFolder).remove(agencyId, id);
    }
  },
};

async function opened(path: string): Promise<ReadStream> {
  const content = createReadStream(path);
  await once(content, 'ready').catch((error: NodeJS.ErrnoException) => {
    throw new WrongCall(`${path} cannot be read (${error.code}). Choose another --file`);
  });
  return content;
}

/** Applies it, after those of the same agency that are being applied. */
async function untilApplied(place: Workplace, agencyId: number, id: string): Promise<void> {
  let isTold = false;
  while ((await place.get(ImportExecution).apply(inAgency(agencyId), id)) === 'taken') {
    if (!isTold) place.say('Another file of this agency is being applied; waiting for it …');
    isTold = true;
    await pause(LOOK_AGAIN_MS, undefined, { signal: place.signal });
  }
}

/** Whether it was checked and nothing of it has to be mended or decided by somebody. */
function isReady({ state, counts }: OperatorImport): boolean {
  return state === 'checked' && counts !== null && counts.problem + counts.duplicate === 0;
}

function outcomeOf({ agency, kind, file }: Options, found: OperatorImport, isWell: boolean): Outcome {
  const { state, message, counts, newTeams, proposedLeavers, columnProblems, rowProblems } = found;
  const isApplied = state === 'applied';
  return {
    document: {
      agency,
      kind,
      file,
      isApplied,
      message,
      counts,
      newTeams,
      proposedLeavers,
      columnProblems,
      rowProblems,
    },
    lines: [
      ...(counts === null ? [] : [countsLine(counts, proposedLeavers)]),
      ...[...newTeams].map((team) => `There is no team “${team}” yet: it would be added`),
      ...columnProblems,
      ...rowProblems
        .slice(0, MOST_PROBLEMS_SHOWN)
        .map((problem) => `Line ${problem.line}: ${problem.message}`),
      ...(rowProblems.length > MOST_PROBLEMS_SHOWN
        ? [`… and ${counted(rowProblems.length - MOST_PROBLEMS_SHOWN, 'problem')} more`]
        : []),
      ...((counts?.duplicate ?? 0) > 0
        ? ['Some rows may be about somebody who is here already: the agency’s lead says so on the page']
        : []),
      ...(message === null ? [] : [message]),
      isApplied ? 'Applied.' : 'Nothing was changed.',
    ],
    isWrong: !isWell,
  };
}

function countsLine(counts: NonNullable<OperatorImport['counts']>, leavers: number): string {
  const parts = [
    `${counts.add} to add`,
    `${counts.change} to change`,
    `${counts.move} to move`,
    `${counts.same} the same`,
    `${counts.problem} to mend`,
    `${counts.duplicate} that may be here already`,
    `${counts['left-out']} left out`,
    `${leavers} whom it does not name, who stay`,
  ];
  return `Rows: ${parts.join(', ')}`;
}
