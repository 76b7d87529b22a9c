import type { Scope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { GroupLabel } from '@learning-reviews/domain/report/workforce-group';
import type { Transaction } from '../database/database.js';

/** Id of the edition of the workforce groups in force on the day that is parameter `$1`. */
export const GROUP_EDITION = `(select edition.id from framework_edition edition
  where edition.framework = 'workforce-groups' and edition.from_on <= $1 order by edition.from_on desc limit 1)`;

/** Groups of a row of `job_role`, the usual one first, in that edition: what the partnership decided, or as delivered. */
export const GROUPS_OF_ROLE = `coalesce((select decided.levels::smallint[] from job_role_level decided
  where decided.job_role = job_role.code and decided.edition_id = ${GROUP_EDITION}), job_role.workforce_groups)`;

/** What the workforce groups are called on a day, in order, those that are not offered any more included. */
export function findWorkforceGroups(
  _scope: Scope,
  tx: Transaction,
  today: CalendarDate,
): Promise<GroupLabel[]> {
  return tx.query(
    `select code::int as "group", label, is_retired as "isRetired" from framework_level
     where edition_id = ${GROUP_EDITION} order by position`,
    [today],
  );
}
