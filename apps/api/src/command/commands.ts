import { AGENCY_LIST } from './agency-list.command.js';
import { AUDIT_VERIFY } from './audit-verify.command.js';
import { EXPORT } from './export.command.js';
import type { OperatorCommand } from './operator-command.js';
import { RECOMPUTE } from './recompute.command.js';

/** Every command, in the order of the list that `--help` shows. */
export const COMMANDS: readonly OperatorCommand[] = [AGENCY_LIST, RECOMPUTE, AUDIT_VERIFY, EXPORT];
