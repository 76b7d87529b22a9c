import { Injectable } from '@nestjs/common';
import type { CpdExport, CpdExportQuery } from '@learning-reviews/contracts/cpd.contract';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import { calendarDate, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { cpdForm, gapsToExplain } from '@learning-reviews/domain/cpd/body-format';
import type { CpdEntry } from '@learning-reviews/domain/cpd/cpd-record';
import { type ExportPeriod, exportPeriod } from '@learning-reviews/domain/cpd/export-period';
import { csvFile } from '@learning-reviews/domain/export/csv-cell';
import { CurriculumService } from '../curriculum/curriculum.service.js';
import { Clock } from '../platform/clock/clock.js';
import { Configuration } from '../platform/config/configuration.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { DomainError } from '../platform/http/domain-error.js';
import { counts, CpdEntryRepository, type CpdEntryRow } from './cpd-entry.repository.js';
import { type CpdSurroundings, factsOf } from './cpd-facts.js';
import { type CpdOwner, CpdOwnerRepository } from './cpd-owner.repository.js';
import { CpdReflections } from './cpd-reflections.service.js';
import { yearStart } from './own-year.js';
import { ThemeNameRepository } from './theme-name.repository.js';

/**
 * Prints a person's own record as a body asks for it. Their private words fill what only they can write, since the
 * export is theirs; what they have not written stays empty, and the answer says so.
 */
@Injectable()
export class CpdExportService {
  constructor(
    private readonly database: Database,
    private readonly entries: CpdEntryRepository,
    private readonly owners: CpdOwnerRepository,
    private readonly themes: ThemeNameRepository,
    private readonly reflections: CpdReflections,
    private readonly curriculum: CurriculumService,
    private readonly configuration: Configuration,
    private readonly clock: Clock,
  ) {}

  /**
   * The record as a table, to print and to copy from.
   *
   * @throws DomainError `export.bad-range` when the first day comes after the last.
   */
  read(scope: PersonScope, query: CpdExportQuery): Promise<CpdExport> {
    return this.database.read(scope, async (tx) => {
      const owner = await this.owners.find(scope, tx);
      const period = this.periodOf(query, owner);
      const entries = await this.entriesOf(scope, tx, owner, period);
      const form = cpdForm(query.body, entries);
      const days = entries.map(({ facts }) => facts.completedOn);
      return {
        body: query.body,
        title: form.title,
        note: form.note,
        ...period,
        person: owner.name,
        columns: [...form.columns],
        rows: form.rows.map((row) => [...row]),
        leftToWrite: [...form.leftToWrite],
        // Only the HCPC asks for gaps to be explained.
        gaps: query.body === 'hcpc' ? gapsToExplain(days, period) : [],
        minutes: form.minutes,
        participatoryMinutes: form.participatoryMinutes,
      };
    });
  }

  /** The same table as a CSV file, safe to open in a spreadsheet. */
  async file(scope: PersonScope, query: CpdExportQuery): Promise<{ name: string; text: string }> {
    const { body, from, to, columns, rows } = await this.read(scope, query);
    return { name: `cpd-${body}-${from}-to-${to}.csv`, text: csvFile(columns, rows) };
  }

  private periodOf({ body, from, to }: CpdExportQuery, { registration }: CpdOwner): ExportPeriod {
    const last = to === undefined ? this.clock.today(DEFAULT_TIME_ZONE) : calendarDate(to);
    const usual = exportPeriod(body, last, yearStart(body, registration));
    const period = { from: from === undefined ? usual.from : calendarDate(from), to: last };
    if (period.from <= period.to) return period;
    const message = 'The first day must not be after the last day';
    throw new DomainError('export.bad-range', message, { errors: [{ field: 'from', message }] });
  }

  private async entriesOf(
    scope: PersonScope,
    tx: Transaction,
    owner: CpdOwner,
    { from, to }: ExportPeriod,
  ): Promise<CpdEntry[]> {
    const rows = (await this.entries.find(scope, tx)).filter(
      (entry) => counts(entry) && entry.completedOn >= from && entry.completedOn <= to,
    );
    const [words, themeNames] = await Promise.all([
      this.reflections.ofAll(scope, tx, rows),
      this.themes.byCode(scope, tx),
    ]);
    const { publicUrl } = this.configuration;
    return Promise.all(
      rows.map(async (row) => {
        const content = await this.contentOf(scope, tx, row);
        const facts = factsOf(row, { owner, content, themeNames, publicUrl });
        return { facts, words: words.get(row.id)!.reflection };
      }),
    );
  }

  private async contentOf(
    scope: PersonScope,
    tx: Transaction,
    { moduleId, version }: CpdEntryRow,
  ): Promise<CpdSurroundings['content']> {
    if (moduleId === null || version === null) return null;
    return this.curriculum.content(scope, tx, moduleId, version);
  }
}
