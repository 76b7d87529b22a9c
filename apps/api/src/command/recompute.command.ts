import { AgencyCountService } from '../report/agency-count.service.js';
import { AgencyDirectoryService } from './agency-directory.service.js';
import type { OperatorCommand } from './operator-command.js';
import { inAgency, NO_AGENCY } from './operator-scope.js';
import { counted } from './text-columns.js';

/** `recompute` */
export const RECOMPUTE: OperatorCommand = {
  name: ['recompute'],
  summary: 'prove the counts of dashboards and make them anew',
  description:
    'Compares the counts that dashboards read with a plain count of the standings, agency by agency, ' +
    'and makes them anew. It can be stopped and run again, and the site can be used meanwhile. ' +
    'Ends with 1 when any count differed. Run it after a restore.',
  examples: ['', '--agency southmoor --json'],
  declare: (command) => void command.option('--agency <code>', 'one agency alone; all of them when left out'),
  async run(place, options) {
    const directory = place.get(AgencyDirectoryService);
    const counting = place.get(AgencyCountService);
    const began = performance.now();
    const agencies: { agency: string; differences: number; milliseconds: number }[] = [];
    for (const { id, code } of await directory.choose(NO_AGENCY, options['agency'] as string | undefined)) {
      place.signal.throwIfAborted();
      agencies.push({ agency: code, ...(await counting.rebuild(inAgency(id))) });
    }
    const differences = agencies.reduce((sum, one) => sum + one.differences, 0);
    const milliseconds = Math.round(performance.now() - began);
    return {
      document: { differences, milliseconds, agencies },
      lines: [
        ...agencies
          .filter((one) => one.differences > 0)
          .map(
            (one) => `${one.agency}: ${counted(one.differences, 'count')} differed, ${one.milliseconds} ms`,
          ),
        `${counted(agencies.length, 'agency', 'agencies')}, ${counted(differences, 'difference')}, ${(milliseconds / 1000).toFixed(1)} s`,
      ],
      isWrong: differences > 0,
    };
  },
};
