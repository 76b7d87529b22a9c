import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import { PassphraseService } from '../passphrase/passphrase.service.js';
import { BY_OPERATOR } from '../platform/audit/asker.js';
import { Audit } from '../platform/audit/audit.js';
import type { Transaction } from '../platform/database/database.js';
import type { CheckedCompletions } from './completion-check.service.js';
import { FigureApplication } from './figure-application.service.js';
import type { CheckedHeadcount } from './headcount-check.service.js';
import { countActions } from './import-check.service.js';
import type { Found } from './import-finding.service.js';
import { ImportUndo } from './import-undo.service.js';
import { ImportRepository, type ImportRecord } from './import.repository.js';
import { PeopleApplication } from './people-application.service.js';
import type { CheckedPeople } from './people-check.service.js';

/** Does what a checked file says, takes it back, and writes down who had it done. */
@Injectable()
export class ImportApplication {
  constructor(
    private readonly imports: ImportRepository,
    private readonly people: PeopleApplication,
    private readonly figures: FigureApplication,
    private readonly undoing: ImportUndo,
    private readonly passphrases: PassphraseService,
    private readonly audit: Audit,
  ) {}

  /**
   * Does what a file says.
   *
   * @param onProgress Told how far it is, of how much.
   * @returns What to write down of it with `noteApplied`, once nobody notes progress any more: both write one row.
   */
  async apply(
    scope: JobScope,
    tx: Transaction,
    record: ImportRecord,
    { file, today }: Found,
    onProgress: (done: number, of: number) => void,
  ): Promise<Readonly<Record<string, number>>> {
    let leavers = 0;
    switch (record.kind) {
      case 'people': {
        const done = await this.people.apply(scope, tx, record.id, file as CheckedPeople, today, onProgress);
        leavers = done.leavers;
        if (record.invite) await this.passphrases.invite(scope, tx, done.takenOn);
        break;
      }
      case 'completions':
        await this.figures.addCompletions(scope, tx, (file as CheckedCompletions).added, today, onProgress);
        break;
      case 'headcount':
        await this.figures.addHeadcount(scope, tx, (file as CheckedHeadcount).figures, actorOf(record));
        break;
    }
    const { add, change, move, same, problem } = countActions(file.rows);
    return { add, change, move, same, problem, leavers };
  }

  /** Writes down what was done. */
  async noteApplied(
    scope: JobScope,
    tx: Transaction,
    record: ImportRecord,
    counts: Readonly<Record<string, number>>,
  ): Promise<void> {
    await this.imports.noteOutcome(scope, tx, record.id, { leavers: counts['leavers'] ?? 0 });
    await this.note(scope, tx, record, 'import.applied', counts);
  }

  /** Takes back what an import of people did. */
  async undo(scope: JobScope, tx: Transaction, record: ImportRecord, today: CalendarDate): Promise<void> {
    const kept = await this.undoing.undo(scope, tx, record.id, record.newTeams, today);
    await this.imports.noteOutcome(scope, tx, record.id, { kept });
    await this.note(scope, tx, record, 'import.undone', { kept });
  }

  private async note(
    { agencyId }: JobScope,
    tx: Transaction,
    record: ImportRecord,
    action: string,
    counts: Readonly<Record<string, number>>,
  ): Promise<void> {
    if (agencyId === null) throw new RangeError('An import belongs to one agency');
    const by = { agencyId, personId: actorOf(record) };
    const detail = { ...counts, ...(by.personId === null && BY_OPERATOR) };
    await this.audit.record(by, tx, action, `import:${record.id}`, detail);
  }
}

/** Who had it applied; for what nobody applied, who brought it. */
const actorOf = ({ appliedBy, actor }: ImportRecord) => appliedBy ?? actor;
