import { Injectable } from '@nestjs/common';
import {
  type ExportHistory,
  type ExportKind,
  type ExportManifest,
  type ExportOffer,
  type ExportOfferQuery,
  type ExportQuery,
  XLSX_MOST_ROWS,
} from '@learning-reviews/contracts/agency-export.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { csvFile } from '@learning-reviews/domain/export/csv-cell';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { findWarningDays } from '../platform/setting/warning-days.js';
import { AgencyExportRepository } from './agency-export.repository.js';
import { ExportChoiceService } from './export-choice.service.js';
import { EXPORT_SCHEMA } from './export-columns.js';
import { fileName } from './export-file.js';
import { type ExportRow } from './export-row.js';
import { exportSettings } from './export-settings.js';

const HISTORY_LENGTH = 50;
/** In the order in which a return asks for them. */
const KINDS: readonly ExportKind[] = ['completions', 'not-completed', 'summary'];

/** Says what an agency can take out, what was taken by whom, and what was in it. */
@Injectable()
export class AgencyExportService {
  constructor(
    private readonly database: Database,
    private readonly exports: AgencyExportRepository,
    private readonly choices: ExportChoiceService,
    private readonly clock: Clock,
  ) {}

  /** Who exported what, newest first. */
  history(scope: AgencyScope): Promise<ExportHistory> {
    return this.database.read(scope, async (tx) => ({
      exports: (await this.exports.findHistory(scope, tx, HISTORY_LENGTH)).map(asRecord),
    }));
  }

  /** How long each file would be, and what rows can be chosen by. */
  offer(scope: AgencyScope, query: ExportOfferQuery): Promise<ExportOffer> {
    return this.database.read(scope, async (tx) => {
      const { choice, ignored, teams, jobRoles, modules } = await this.choices.find(scope, tx, query);
      const { from, to } = query;
      const today = this.clock.today(scope.timeZone);
      const warning = await findWarningDays(scope, tx);
      const at = this.clock.now();
      const settings = exportSettings({ ...choice, from, to, at, staffRef: '', today, warning });
      const rowsOf = (kind: ExportKind) => this.choices.count(scope, tx, kind, settings);
      const rows = {
        completions: await rowsOf('completions'),
        'not-completed': await rowsOf('not-completed'),
        summary: await rowsOf('summary'),
      };
      return {
        rows,
        mostWorkbookRows: XLSX_MOST_ROWS,
        ignored,
        teams,
        jobRoles,
        modules: modules.map(({ slug, title }) => ({ slug, title })),
      };
    });
  }

  /** Proof of what was in the latest file of each kind and format for the days and rows: its rows and SHA-256. */
  manifest(scope: AgencyScope, query: ExportQuery): Promise<ExportManifest> {
    return this.database.read(scope, async (tx) => {
      const marks = await this.exports.findMarks(scope, tx);
      const { choice } = await this.choices.require(scope, tx, query);
      const latest = await this.exports.findLatestWhole(scope, tx, query, choice);
      const files = KINDS.flatMap((kind) => latest.filter((row) => row.kind === kind)).map((row) => ({
        ...row,
        at: row.at.toISOString(),
        file: fileName(marks.code, row.kind, query, row.format, isPart(query)),
      }));
      return { schema: EXPORT_SCHEMA, agency: marks.agency, from: query.from, to: query.to, files };
    });
  }

  /** The manifest as a CSV file. */
  async manifestFile(scope: AgencyScope, query: ExportQuery): Promise<{ name: string; text: string }> {
    const { agency, files } = await this.manifest(scope, query);
    const columns = ['schema', 'agency', 'from', 'to', 'file', 'rows', 'sha256', 'exported_at'];
    const rows = files.map(({ file, rows: count, sha256, at }) => [
      EXPORT_SCHEMA,
      agency,
      query.from,
      query.to,
      file,
      count,
      sha256,
      at,
    ]);
    const { code } = await this.database.read(scope, (tx) => this.exports.findMarks(scope, tx));
    return { name: fileName(code, 'manifest', query, 'csv', isPart(query)), text: csvFile(columns, rows) };
  }
}

/** Whether a filter leaves rows out. */
const isPart = ({ team, role, module }: ExportQuery) => (team ?? role ?? module) !== undefined;

const asRecord = (row: ExportRow) => ({
  ...row,
  at: row.at.toISOString(),
  expiresAt: row.expiresAt?.toISOString() ?? null,
  deletedAt: row.deletedAt?.toISOString() ?? null,
});
