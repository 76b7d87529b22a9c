import { AgencyDirectoryService } from './agency-directory.service.js';
import type { OperatorCommand } from './operator-command.js';
import { NO_AGENCY } from './operator-scope.js';
import { columns } from './text-columns.js';

/** `agency list` */
export const AGENCY_LIST: OperatorCommand = {
  name: ['agency', 'list'],
  summary: 'list every agency with its code',
  description: 'Lists every agency, closed ones too, with the code that other commands know it by.',
  examples: ['', '--json'],
  declare: () => undefined,
  async run(place) {
    const agencies = await place.get(AgencyDirectoryService).list(NO_AGENCY);
    const rows = agencies.map(({ code, name, kind, parent, from, to }) => [
      code,
      name,
      kind,
      parent ?? '',
      from ?? '',
      to ?? '',
    ]);
    return {
      document: { agencies: agencies.map(({ id: _number, ...agency }) => agency) },
      lines: columns([['Code', 'Name', 'Kind', 'Part of', 'From', 'To'], ...rows]),
    };
  },
};
