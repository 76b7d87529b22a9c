import { Injectable } from '@nestjs/common';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { OnceOnly } from '../platform/idempotency/once-only.js';
import type { Submission } from '../platform/idempotency/submission.js';
import { lockAt } from './import-step.js';
import { ImportRepository, type ImportState } from './import.repository.js';
import { ImportRowRepository } from './import-row.repository.js';

/** States in which somebody may still stop an import. */
const STOPPABLE: readonly ImportState[] = ['reading', 'mapping', 'checking', 'checked', 'waiting'];

/** Stops imports, and takes their rows away at once. */
@Injectable()
export class ImportStopService {
  constructor(
    private readonly onceOnly: OnceOnly,
    private readonly imports: ImportRepository,
    private readonly rows: ImportRowRepository,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Stops an import that has not been applied. @throws DomainError `request.not-found`, `import.not-ready` */
  cancel(scope: AgencyScope, submission: Submission, id: string): Promise<void> {
    return this.onceOnly.write(scope, submission, async (tx) => {
      const { state } = await lockAt(this.imports, scope, tx, id, [...STOPPABLE, 'cancelled']);
      if (state === 'cancelled') return;
      await this.imports.enter(scope, tx, id, 'cancelled', null, this.clock.now());
      await this.rows.removeAll(scope, tx, id);
      await this.audit.record(scope, tx, 'import.cancelled', `import:${id}`);
    });
  }
}
