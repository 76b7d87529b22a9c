import { pipeline } from 'node:stream/promises';
import type { Writable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type {
  ExportHistory,
  ExportKind,
  ExportManifest,
  ExportQuery,
} from '@learning-reviews/contracts/agency-export.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { csvFile } from '@learning-reviews/domain/export/csv-cell';
import { v7 as uuid } from 'uuid';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { ExportDatabase } from '../platform/database/export-database.js';
import { AgencyExportRepository } from './agency-export.repository.js';
import { CsvFileStream } from './csv-file-stream.js';
import { EXPORT_SCHEMA, EXPORT_SELECT } from './export-select.js';
import { reportDay } from './report-day.js';

const HISTORY_LENGTH = 50;
/** In the order in which a return asks for them. */
const KINDS: readonly ExportKind[] = ['completions', 'not-completed', 'summary'];

/** Takes an agency's evidence out as files, and keeps who took what with the proof of what was in it. */
@Injectable()
export class AgencyExportService {
  constructor(
    private readonly database: Database,
    private readonly exportDatabase: ExportDatabase,
    private readonly exports: AgencyExportRepository,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Streams one file. It is noted and audited before the first byte, and its rows and hash before the end: a
   * download that broke off stays in the history without them.
   *
   * @param open Gets the file's name and gives what to write into; called once there is something to write.
   */
  async send(
    scope: AgencyScope,
    kind: ExportKind,
    range: ExportQuery,
    open: (fileName: string) => Writable,
  ): Promise<void> {
    const id = uuid();
    const at = this.clock.now();
    const marks = await this.database.write(scope, async (tx) => {
      await this.exports.insert(scope, tx, { id, kind, ...range, at });
      await this.audit.record(scope, tx, 'export.made', `export:${id}`, { kind, ...range });
      return this.exports.findMarks(scope, tx);
    });
    const { today, expiringTo } = reportDay(this.clock.today(scope.timeZone));
    const settings = {
      exported_at: at.toISOString(),
      exported_by: marks.staffRef,
      from_on: range.from,
      to_on: range.to,
      today,
      expiring_to: expiringTo,
    };
    const file = new CsvFileStream();
    let download: Writable | undefined;
    const rows = await this.exportDatabase.exportStream(scope, EXPORT_SELECT[kind], settings, (csv) => {
      download = open(fileNameOf(marks.code, kind, range));
      return pipeline(csv, file, download, { end: false });
    });
    const finished = { rows, sha256: file.sha256(), at: this.clock.now() };
    await this.database.write(scope, (tx) => this.exports.finish(scope, tx, id, finished));
    // Only now: whoever has the whole file finds it in the manifest.
    download?.end();
  }

  /** Who exported what, newest first. */
  history(scope: AgencyScope): Promise<ExportHistory> {
    return this.database.read(scope, async (tx) => ({
      exports: (await this.exports.findHistory(scope, tx, HISTORY_LENGTH)).map((row) => ({
        ...row,
        at: row.at.toISOString(),
      })),
    }));
  }

  /** Proof of what was in the latest file of each kind for a range: rows and SHA-256 of the file as sent. */
  manifest(scope: AgencyScope, range: ExportQuery): Promise<ExportManifest> {
    return this.database.read(scope, async (tx) => {
      const marks = await this.exports.findMarks(scope, tx);
      const latest = await this.exports.findLatestFinished(scope, tx, range);
      const files = KINDS.flatMap((kind) => latest.filter((row) => row.kind === kind)).map((row) => ({
        ...row,
        at: row.at.toISOString(),
        file: fileNameOf(marks.code, row.kind, range),
      }));
      return { schema: EXPORT_SCHEMA, agency: marks.agency, ...range, files };
    });
  }

  /** The manifest as a CSV file. */
  async manifestFile(scope: AgencyScope, range: ExportQuery): Promise<{ name: string; text: string }> {
    const { agency, files } = await this.manifest(scope, range);
    const columns = ['schema', 'agency', 'from', 'to', 'file', 'rows', 'sha256', 'exported_at'];
    const rows = files.map(({ file, rows: count, sha256, at }) => [
      EXPORT_SCHEMA,
      agency,
      range.from,
      range.to,
      file,
      count,
      sha256,
      at,
    ]);
    const { code } = await this.database.read(scope, (tx) => this.exports.findMarks(scope, tx));
    return { name: fileNameOf(code, 'manifest', range), text: csvFile(columns, rows) };
  }
}

function fileNameOf(agencyCode: string, kind: ExportKind | 'manifest', { from, to }: ExportQuery): string {
  return `${agencyCode}-${kind}-${from}-to-${to}.csv`;
}
