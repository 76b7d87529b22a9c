import { ADMINISTRATOR_ADD } from './administrator-add.command.js';
import { ADMINISTRATOR_LIST } from './administrator-list.command.js';
import { AGENCY_LIST } from './agency-list.command.js';
import { AUDIT_VERIFY } from './audit-verify.command.js';
import { EXPORT } from './export.command.js';
import { IMPORT } from './import.command.js';
import type { OperatorCommand } from './operator-command.js';
import { RECOMPUTE } from './recompute.command.js';

/** Every command, in the order of the list that `--help` shows. */
export const COMMANDS: readonly OperatorCommand[] = [
  ADMINISTRATOR_ADD,
  ADMINISTRATOR_LIST,
  AGENCY_LIST,
  RECOMPUTE,
  AUDIT_VERIFY,
  IMPORT,
  EXPORT,
];
