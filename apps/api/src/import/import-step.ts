import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { Transaction } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/http/domain-error.js';
import type { ImportRecord, ImportRepository, ImportState } from './import.repository.js';

/**
 * An import that is at one of these steps, locked until the transaction ends.
 *
 * @throws DomainError `request.not-found`; `import.not-ready` when it stands elsewhere.
 */
export async function lockAt(
  imports: ImportRepository,
  scope: AgencyScope,
  tx: Transaction,
  id: string,
  states: readonly ImportState[],
): Promise<ImportRecord> {
  const record = await imports.lock(scope, tx, id);
  if (record === null) throw notFound();
  if (!states.includes(record.state)) {
    throw new DomainError(
      'import.not-ready',
      'This import is not at that step. Load the page again to see where it is',
    );
  }
  return record;
}
