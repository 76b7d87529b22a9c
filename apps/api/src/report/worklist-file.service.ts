import { pipeline } from 'node:stream/promises';
import type { Writable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { WorklistQuery } from '@learning-reviews/contracts/worklist.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { ExportDatabase, type ExportSettings } from '../platform/database/export-database.js';
import { findWarningDays } from '../platform/setting/warning-days.js';
import { AgencyExportRepository } from './agency-export.repository.js';
import { CsvFileStream } from './csv-file-stream.js';
import { ListChoiceRepository } from './list-choice.repository.js';
import { endOfPrefix } from './member-select.js';
import { type ReportDay, reportDay } from './report-day.js';
import { daysOfState, sortOf, type WorklistFilter, worklistFilterOf } from './worklist-filter.js';
import { WORKLIST_FILE } from './worklist-select.js';

/** Takes the worklist out as a file: every row that the page's filters let through, in the page's order. */
@Injectable()
export class WorklistFileService {
  constructor(
    private readonly database: Database,
    private readonly exportDatabase: ExportDatabase,
    private readonly choices: ListChoiceRepository,
    private readonly exports: AgencyExportRepository,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /**
   * Streams the list that the query shows, all pages of it, as CSV.
   *
   * @param open Gets the file's name and gives what to write into; called once there is something to write.
   */
  async send(scope: AgencyScope, query: WorklistQuery, open: (fileName: string) => Writable): Promise<void> {
    const at = this.clock.now();
    const today = this.clock.today(scope.timeZone);
    const { day, filter, marks } = await this.database.write(scope, async (tx) => {
      const day = reportDay(today, await findWarningDays(scope, tx));
      const known = worklistFilterOf(query, await this.choices.findAll(scope, tx, today)).filter;
      const { prefix, ...named } = known;
      // What was searched for is a name, so only that something was goes into the audit.
      const detail = { kind: 'worklist', ...named, isSearched: prefix !== null };
      await this.audit.record(scope, tx, 'export.made', 'worklist', detail);
      return { day, filter: known, marks: await this.exports.findMarks(scope, tx) };
    });
    const exported = { exported_at: at.toISOString(), exported_by: marks.staffRef };
    const settings = { ...exported, ...settingsOf(scope, day, filter) };
    const select = WORKLIST_FILE[sortOf(query.sort) ?? 'days'];
    await this.exportDatabase.exportStream(scope, select, settings, (csv) =>
      pipeline(csv, new CsvFileStream(), open(`${marks.code}-worklist-${today}.csv`)),
    );
  }
}

function settingsOf(scope: AgencyScope, day: ReportDay, filter: WorklistFilter): ExportSettings {
  const { owed, valid } = daysOfState(filter.state, day);
  return {
    today: day.today,
    expiring_to: day.expiringTo,
    team_of: scope.teamOf ?? '',
    prefix: filter.prefix ?? '',
    prefix_end: endOfPrefix(filter.prefix) ?? '',
    team: filter.team ?? '',
    job_role: filter.jobRole ?? '',
    workforce_group: filter.group ?? '',
    manager: filter.manager ?? '',
    module: filter.module ?? '',
    is_never_nudged: String(filter.isNeverNudged),
    owed_from: owed?.from ?? '',
    owed_to: owed?.to ?? '',
    valid_from: valid?.from ?? '',
    valid_to: valid?.to ?? '',
  };
}
