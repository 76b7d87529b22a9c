import { Injectable } from '@nestjs/common';
import type {
  ImportDecisionRequest,
  ImportMappingRequest,
} from '@learning-reviews/contracts/import.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { headerKey, IMPORT_COLUMNS, mappingProblems } from '@learning-reviews/domain/import/import-column';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/http/domain-error.js';
import { OnceOnly } from '../platform/idempotency/once-only.js';
import type { Submission } from '../platform/idempotency/submission.js';
import { JobQueue } from '../platform/jobs/job-queue.js';
import { CHECK_IMPORT } from './import-job-kinds.js';
import { lockAt } from './import-step.js';
import { ImportRepository, type ImportRecord } from './import.repository.js';
import { ImportRowRepository } from './import-row.repository.js';

/** What only a human can say of a file: which column is which, and who is the same person. */
@Injectable()
export class ImportAnswerService {
  constructor(
    private readonly database: Database,
    private readonly onceOnly: OnceOnly,
    private readonly imports: ImportRepository,
    private readonly rows: ImportRowRepository,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /**
   * Says which column is which, remembers it, and has the rows checked.
   *
   * @throws DomainError `request.not-found`, `import.not-ready`, `request.invalid` with what is wrong with the columns.
   */
  map(scope: AgencyScope, id: string, { mapping, mayAddTeams }: ImportMappingRequest): Promise<void> {
    return this.database.write(scope, async (tx) => {
      const { kind, headers } = await lockAt(this.imports, scope, tx, id, ['mapping', 'checked']);
      const problems = mappingProblems(kind, headers, mapping);
      if (problems.length > 0) {
        throw new DomainError('request.invalid', problems[0]!, {
          errors: problems.map((message) => ({ field: 'mapping', message })),
        });
      }
      await this.imports.map(scope, tx, id, mapping, mayAddTeams);
      await this.imports.rememberColumns(scope, tx, kind, decided(kind, headers, mapping));
      await this.checkAnew(scope, tx, id);
    });
  }

  /**
   * Says whether a row is about somebody who is here already.
   *
   * @throws DomainError `request.not-found` for a row that asks nothing, or somebody who was not offered.
   */
  decide(
    scope: AgencyScope,
    id: string,
    line: number,
    { decision, membershipId: chosen }: ImportDecisionRequest,
  ): Promise<void> {
    const membershipId = chosen ?? null;
    return this.database.write(scope, async (tx) => {
      await lockAt(this.imports, scope, tx, id, ['checked']);
      const row = await this.rows.lock(scope, tx, id, line);
      if (row === null || (row.action !== 'duplicate' && row.decision === null)) throw notFound();
      if (
        membershipId !== null &&
        !row.candidates.includes(membershipId) &&
        membershipId !== row.membershipId
      )
        throw notFound();
      await this.rows.decide(scope, tx, id, line, decision, membershipId);
    });
  }

  /** Has the rows checked again, after decisions. @throws DomainError `request.not-found`, `import.not-ready` */
  recheck(scope: AgencyScope, submission: Submission, id: string): Promise<void> {
    return this.onceOnly.write(scope, submission, async (tx) => {
      await lockAt(this.imports, scope, tx, id, ['checked']);
      await this.checkAnew(scope, tx, id);
    });
  }

  private async checkAnew(scope: AgencyScope, tx: Transaction, id: string): Promise<void> {
    await this.imports.enter(scope, tx, id, 'checking', null, this.clock.now());
    await this.queue.send(tx, CHECK_IMPORT, { agencyId: scope.agencyId, importId: id });
  }
}

/** What somebody decided about each header: the column it is, or none. */
function decided(
  kind: ImportRecord['kind'],
  headers: readonly string[],
  mapping: ImportRecord['mapping'],
): Record<string, string> {
  const keys = IMPORT_COLUMNS[kind].map(({ key }) => key);
  return Object.fromEntries(
    headers.map((header, at) => [headerKey(header), keys.find((key) => mapping[key] === at) ?? '']),
  );
}
