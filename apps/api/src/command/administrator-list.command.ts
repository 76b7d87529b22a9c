import { AdministratorService } from './administrator.service.js';
import type { OperatorCommand } from './operator-command.js';
import { inAgency, PARTNERSHIP } from './operator-scope.js';
import { columns } from './text-columns.js';

/** `administrator list` */
export const ADMINISTRATOR_LIST: OperatorCommand = {
  name: ['administrator', 'list'],
  summary: 'list who administers the site',
  description: 'Lists everybody who is administrator of the site today or will be, by name.',
  examples: ['', '--json'],
  declare: () => undefined,
  async run(place) {
    const administrators = await place.get(AdministratorService).list(inAgency(PARTNERSHIP));
    const rows = administrators.map(({ name, email, from, to }) => [name, email, from, to ?? '']);
    return {
      document: { administrators },
      lines:
        rows.length === 0
          ? ['Nobody yet. Add the first one with: npm run cli -- administrator add --help']
          : columns([['Name', 'Work email', 'From', 'To'], ...rows]),
    };
  },
};
