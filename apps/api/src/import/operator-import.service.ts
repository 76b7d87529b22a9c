import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { mappingProblems } from '@learning-reviews/domain/import/import-column';
import { askerOf, BY_OPERATOR } from '../platform/audit/asker.js';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { notFound } from '../platform/http/domain-error.js';
import { JobQueue } from '../platform/jobs/job-queue.js';
import { APPLY_IMPORT } from './import-job-kinds.js';
import {
  type ActionCounts,
  ImportRepository,
  type ImportRecord,
  type ImportState,
  type NewImportRecord,
} from './import.repository.js';
import { ImportRowRepository } from './import-row.repository.js';

/** What was found in a file, for an operator. */
export interface OperatorImport {
  readonly state: ImportState;
  readonly message: string | null;
  readonly counts: ActionCounts | null;
  /** Names of teams that the file names and the agency does not have. */
  readonly newTeams: readonly string[];
  /** Members whom the file does not name, or whose last day it names. */
  readonly proposedLeavers: number;
  /** What is wrong with the columns, in sentences. */
  readonly columnProblems: readonly string[];
  /** What is wrong with rows. `line` is as a person counts it in the file. */
  readonly rowProblems: readonly { readonly line: number; readonly message: string }[];
}

const LEFT_BEHIND: readonly ImportState[] = ['reading', 'mapping', 'checking', 'checked', 'waiting'];

/**
 * What an operator does with a file, in the scope of a job. The reading, checking and applying is what is done for a
 * lead; leavers are a proposal here too, and only a lead turns proposals into leavers.
 */
@Injectable()
export class OperatorImportService {
  constructor(
    private readonly database: Database,
    private readonly imports: ImportRepository,
    private readonly rows: ImportRowRepository,
    private readonly queue: JobQueue,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Takes a file that has been received under the import's id. */
  begin(scope: JobScope, file: Omit<NewImportRecord, 'at'>): Promise<void> {
    return this.database.write(scope, async (tx) => {
      const { id, kind, bytes } = file;
      await this.imports.insert(scope, tx, { ...file, at: this.clock.now() });
      const detail = { kind, bytes, ...BY_OPERATOR };
      await this.audit.record(askerOf(scope), tx, 'import.begun', `import:${id}`, detail);
    });
  }

  /** Where an import stands, and what was found. @throws DomainError `request.not-found` */
  look(scope: JobScope, id: string): Promise<OperatorImport> {
    return this.database.read(scope, async (tx) => {
      const record = await this.imports.find(scope, tx, id);
      if (record === null) throw notFound();
      const { state, message, counts, newTeams, kind, headers, mapping } = record;
      const problems = await this.rows.findProblems(scope, tx, id);
      return {
        state,
        message,
        counts,
        newTeams,
        proposedLeavers: (await this.rows.findLeavers(scope, tx, id)).length,
        columnProblems: headers.length === 0 ? [] : mappingProblems(kind, headers, mapping),
        rowProblems: problems.flatMap(({ line, problems: sentences }) =>
          sentences.map((problem) => ({ line, message: problem.message })),
        ),
      };
    });
  }

  /**
   * Orders what was checked to be applied. A worker takes it up if this process does not get to it.
   *
   * @returns Whether it was there to be ordered, checked and without anything to mend.
   */
  order(scope: JobScope, id: string, { invite }: Pick<ImportRecord, 'invite'>): Promise<boolean> {
    return this.database.write(scope, async (tx) => {
      const record = await this.imports.lock(scope, tx, id);
      if (record?.state !== 'checked' || record.counts === null) return false;
      if (record.counts.problem + record.counts.duplicate > 0) return false;
      await this.imports.order(scope, tx, id, { leaveOutProblems: false, invite });
      const asker = askerOf(scope);
      const detail = { leavers: 0, invite, ...BY_OPERATOR };
      await this.audit.record(asker, tx, 'import.ordered', `import:${id}`, detail);
      await this.queue.send(tx, APPLY_IMPORT, { agencyId: asker.agencyId, importId: id });
      return true;
    });
  }

  /** Leaves nothing behind of a file that was only tried, or could not be applied. */
  discard(scope: JobScope, id: string): Promise<void> {
    return this.database.write(scope, async (tx) => {
      const record = await this.imports.lock(scope, tx, id);
      if (record === null || !LEFT_BEHIND.includes(record.state)) return;
      await this.imports.enter(scope, tx, id, 'cancelled', null, this.clock.now());
      await this.rows.removeAll(scope, tx, id);
      await this.audit.record(askerOf(scope), tx, 'import.cancelled', `import:${id}`, BY_OPERATOR);
    });
  }
}
