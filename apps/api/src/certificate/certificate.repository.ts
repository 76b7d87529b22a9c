import { Injectable } from '@nestjs/common';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import type { Transaction } from '../platform/database/database.js';

/** A certificate before it has been written. */
export interface NewCertificate {
  /** 20 Crockford base32 characters, without hyphens. */
  readonly number: string;
  readonly completionId: string;
  readonly issuedAt: Date;
}

/** Reads and adds to `certificate`: one row for each completion. */
@Injectable()
export class CertificateRepository {
  /** Adds a certificate. A second one of the same completion is refused by `uq_certificate_completion`. */
  async insert(scope: PersonScope, tx: Transaction, certificate: NewCertificate): Promise<void> {
    await tx.query(
      'insert into certificate (number, person_id, completion_id, issued_at) values ($1, $2, $3, $4)',
      [certificate.number, scope.personId, certificate.completionId, certificate.issuedAt],
    );
  }
}
