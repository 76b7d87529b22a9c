import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { ExportFormat } from '@learning-reviews/contracts/agency-export.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/http/domain-error.js';
import { AgencyExportRepository } from './agency-export.repository.js';
import { fileName } from './export-file.js';
import { ExportFolder } from './export-folder.js';

/** A file to be sent. */
export interface PreparedFile {
  readonly name: string;
  readonly format: ExportFormat;
  readonly bytes: number | null;
  readonly content: Readable;
}

/** Gives out the files that were written in the background, to whoever of the agency may export. */
@Injectable()
export class PreparedFileService {
  constructor(
    private readonly database: Database,
    private readonly exports: AgencyExportRepository,
    private readonly folder: ExportFolder,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Opens a file, and notes who fetched it.
   *
   * @throws DomainError `request.not-found` for a foreign or unknown id; `export.not-ready` when there is no file: not
   * yet, or no longer.
   */
  async fetch(scope: AgencyScope, id: string): Promise<PreparedFile> {
    // Opened before anything is noted, and in the folder of the acting agency: whether it is theirs, and there to be
    // fetched, the database decides.
    const content = await this.folder.read(scope.agencyId, id);
    try {
      const { file, code } = await this.database.write(scope, async (tx) => {
        if ((await this.exports.findState(scope, tx, id)) === null) throw notFound();
        const file = content === null ? null : await this.exports.fetch(scope, tx, id, this.clock.now());
        if (file === null) throw notReady();
        await this.audit.record(scope, tx, 'export.fetched', `export:${id}`);
        return { file, code: (await this.exports.findMarks(scope, tx)).code };
      });
      if (content === null) throw notReady();
      const { kind, format, bytes, isPart } = file;
      return { name: fileName(code, kind, file, format, isPart), format, bytes, content };
    } catch (error) {
      content?.destroy();
      throw error;
    }
  }
}

const notReady = () =>
  new DomainError('export.not-ready', 'There is no file to download: not yet, or no longer');
