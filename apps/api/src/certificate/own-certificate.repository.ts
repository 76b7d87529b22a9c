import { Injectable } from '@nestjs/common';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import type { Transaction } from '../platform/database/database.js';

/** A person's own certificate with the completion it proves. */
export interface OwnCertificateRow {
  /** As stored: 20 characters without hyphens. */
  readonly number: string;
  readonly personName: string;
  readonly moduleId: number;
  readonly module: string;
  readonly version: number;
  readonly completedAt: Date;
  readonly minutes: number;
  readonly participatoryMinutes: number;
  readonly isCorrected: boolean;
  /** Whether it does not count any more. */
  readonly isWithdrawn: boolean;
}

/** Reads the certificates of one person. */
@Injectable()
export class OwnCertificateRepository {
  /** `undefined` when the person has no certificate of this number, whoever else may. */
  async byNumber(
    scope: PersonScope,
    tx: Transaction,
    number: string,
  ): Promise<OwnCertificateRow | undefined> {
    const rows: OwnCertificateRow[] = await tx.query(
      `select certificate.number, person.name as "personName", module.id as "moduleId", module.slug as module,
         completion.version, completion.completed_at as "completedAt", completion.minutes,
         completion.participatory_minutes as "participatoryMinutes",
         exists (select from completion_correction correction
                 where correction.person_id = completion.person_id
                   and correction.completion_id = completion.id
                   and correction.what ->> 'result' is null) as "isCorrected",
         completion_withdrawal(completion.person_id, completion.id) is not null as "isWithdrawn"
       from certificate
       join completion on completion.person_id = certificate.person_id and completion.id = certificate.completion_id
       join module on module.id = completion.module_id
       join person on person.id = certificate.person_id
       where certificate.person_id = $1 and certificate.number = $2`,
      [scope.personId, number],
    );
    return rows[0];
  }
}
