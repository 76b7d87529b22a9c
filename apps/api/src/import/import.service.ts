import { Injectable } from '@nestjs/common';
import type {
  ApplyImportRequest,
  NewImport,
  NewImportQuery,
} from '@learning-reviews/contracts/import.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { DomainError, notFound } from '../platform/http/domain-error.js';
import { OnceOnly } from '../platform/idempotency/once-only.js';
import type { Submission } from '../platform/idempotency/submission.js';
import { JobQueue } from '../platform/jobs/job-queue.js';
import type { ReceivedFile } from './import-folder.js';
import { APPLY_IMPORT, READ_IMPORT, UNDO_IMPORT } from './import-job-kinds.js';
import { lockAt } from './import-step.js';
import { ImportRepository, type ImportRecord } from './import.repository.js';
import { LeaverChoice } from './leaver-choice.service.js';

/** What a lead does with a file, step by step. The work itself is done by jobs. */
@Injectable()
export class ImportService {
  constructor(
    private readonly onceOnly: OnceOnly,
    private readonly imports: ImportRepository,
    private readonly leavers: LeaverChoice,
    private readonly queue: JobQueue,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes a file that has been received under an id of its own, to be read.
   *
   * @param received `id` names the file in its folder; it is the import's id too, unless it mends another.
   * @throws DomainError `request.not-found` or `import.not-ready` when it mends an import that is not there, or not
   * waiting to be looked at.
   */
  begin(
    scope: AgencyScope,
    submission: Submission,
    { kind, name, mends }: NewImportQuery,
    received: ReceivedFile & { readonly id: string },
  ): Promise<NewImport> {
    return this.onceOnly.write(scope, submission, async (tx) => {
      const { id } = received;
      if (mends !== undefined) {
        await lockAt(this.imports, scope, tx, mends, ['checked']);
        await this.imports.enter(scope, tx, mends, 'reading', null, this.clock.now());
        await this.imports.setFile(scope, tx, mends, id);
        await this.queue.send(tx, READ_IMPORT, { agencyId: scope.agencyId, importId: mends });
        return { id: mends };
      }
      const { bytes, sha256 } = received;
      await this.imports.insert(scope, tx, { id, kind, fileName: name, bytes, sha256, at: this.clock.now() });
      await this.audit.record(scope, tx, 'import.begun', `import:${id}`, { kind, bytes });
      await this.queue.send(tx, READ_IMPORT, { agencyId: scope.agencyId, importId: id });
      return { id };
    });
  }

  /**
   * Has what was looked at applied, all of it or nothing.
   *
   * @throws DomainError `request.not-found`; `import.not-ready` when it is not at that step, or rows still wait for a
   * human or to be mended; `import.records-changed` when another result was looked at; `request.invalid` for a leaver
   * who was not proposed; `membership.last-lead` when no training lead would be left.
   */
  apply(
    scope: AgencyScope,
    submission: Submission,
    id: string,
    { checked, leaveOutProblems, leavers, invite }: ApplyImportRequest,
  ): Promise<void> {
    return this.onceOnly.write(scope, submission, async (tx) => {
      const record = await lockAt(this.imports, scope, tx, id, ['checked']);
      if (record.checked !== checked) {
        throw new DomainError(
          'import.records-changed',
          'The file has been checked again. Look at the result first',
        );
      }
      refuseUnready(record, leaveOutProblems);
      await this.leavers.choose(scope, tx, id, leavers);
      await this.imports.order(scope, tx, id, { leaveOutProblems, invite });
      await this.audit.record(scope, tx, 'import.ordered', `import:${id}`, {
        leavers: leavers.length,
        invite,
      });
      await this.queue.send(tx, APPLY_IMPORT, { agencyId: scope.agencyId, importId: id });
    });
  }

  /**
   * Has the last import of people taken back.
   *
   * @throws DomainError `request.not-found`; `import.nothing-to-undo` when it is not the last one that was applied, or
   * a week has passed.
   */
  undo(scope: AgencyScope, submission: Submission, id: string): Promise<void> {
    return this.onceOnly.write(scope, submission, async (tx) => {
      const record = await this.imports.lock(scope, tx, id);
      if (record === null) throw notFound();
      if ((await this.imports.findLastApplied(scope, tx)) !== id) {
        throw new DomainError(
          'import.nothing-to-undo',
          'Only the last import of people can be undone, within a week of applying it',
        );
      }
      await this.imports.enter(scope, tx, id, 'undoing', null, this.clock.now());
      await this.audit.record(scope, tx, 'import.undo-ordered', `import:${id}`);
      await this.queue.send(tx, UNDO_IMPORT, { agencyId: scope.agencyId, importId: id });
    });
  }
}

function refuseUnready({ counts }: ImportRecord, leaveOutProblems: boolean): void {
  if ((counts?.duplicate ?? 0) > 0) {
    throw new DomainError('import.not-ready', 'Say of each likely duplicate whether it is the same person');
  }
  if ((counts?.problem ?? 0) > 0 && !leaveOutProblems) {
    throw new DomainError(
      'import.not-ready',
      'Mend the rows with problems, or say that they may be left out',
    );
  }
}
