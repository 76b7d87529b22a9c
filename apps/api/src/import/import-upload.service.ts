import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  IMPORT_MOST_BYTES,
  type NewImport,
  type NewImportQuery,
} from '@learning-reviews/contracts/import.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { Request } from 'express';
import { v7 as uuid } from 'uuid';
import { DomainError } from '../platform/http/domain-error.js';
import type { Submission } from '../platform/idempotency/submission.js';
import { ImportFolder, tooLarge } from './import-folder.js';
import { ImportService } from './import.service.js';

/** Receives files. */
@Injectable()
export class ImportUpload {
  constructor(
    private readonly folder: ImportFolder,
    private readonly imports: ImportService,
  ) {}

  /**
   * Keeps the body of a request as a file, and begins its import.
   *
   * @throws DomainError `request.malformed` for a body of another kind, `request.too-large`, and what `begin` throws.
   */
  async take(
    scope: AgencyScope,
    submission: Submission,
    query: NewImportQuery,
    request: Request,
  ): Promise<NewImport> {
    if (request.is('application/octet-stream') !== 'application/octet-stream') {
      throw new DomainError('request.malformed', 'Send the file as it is, as application/octet-stream');
    }
    if (Number(request.get('content-length') ?? 0) > IMPORT_MOST_BYTES) throw tooLarge();
    const id = uuid();
    const received = await this.folder.receive(scope.agencyId, id, request);
    const bodyHash = createHash('sha256').update(received.sha256).update(JSON.stringify(query)).digest('hex');
    let begun: NewImport | undefined;
    try {
      begun = await this.imports.begin(scope, { ...submission, bodyHash }, query, { ...received, id });
      return begun;
    } finally {
      // Refused, or sent before: then the file of that time is the one that is read.
      if (begun === undefined || (begun.id !== id && query.mends === undefined))
        await this.folder.remove(scope.agencyId, id);
    }
  }
}
