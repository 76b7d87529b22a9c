import type { Scope } from '@learning-reviews/domain/access/scope';
import type { WarningDays } from '@learning-reviews/domain/learning/standing';
import type { Transaction } from '../database/database.js';

/**
 * How long before a day somebody is warned of it, as the partnership has set it. Whoever makes a figure or a list of
 * what is due soon or expiring asks in the transaction that makes it.
 */
export async function findWarningDays(_scope: Scope, tx: Transaction): Promise<WarningDays> {
  const [warning]: WarningDays[] = await tx.query(
    'select due_soon_days as "dueSoonDays", expiring_days as "expiringDays" from platform_setting',
  );
  if (warning === undefined) throw new Error('There are no settings of the platform');
  return warning;
}
