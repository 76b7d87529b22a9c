import { Injectable } from '@nestjs/common';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import type { OptionalMail } from '@learning-reviews/domain/notice/notice';
import type { Transaction } from '../platform/database/database.js';

/** A certificate with whom to tell of it. */
export interface CertificateToTell {
  readonly name: string;
  readonly email: string;
  readonly isVerified: boolean;
  readonly isWanted: boolean;
  readonly title: string;
  readonly number: string;
}

/** Reads and writes what a person would rather not get by email. */
@Injectable()
export class MailChoiceRepository {
  /** The kinds they do without. */
  async findUnwanted(scope: PersonScope, tx: Transaction): Promise<OptionalMail[]> {
    const rows: { kind: OptionalMail }[] = await tx.query(
      'select kind from unwanted_mail where person_id = $1 order by kind',
      [scope.personId],
    );
    return rows.map(({ kind }) => kind);
  }

  /** Writes the kinds they do without; every other is wanted. */
  async replaceUnwanted(scope: PersonScope, tx: Transaction, kinds: readonly OptionalMail[]): Promise<void> {
    await tx.query('delete from unwanted_mail where person_id = $1 and not kind = any($2)', [
      scope.personId,
      kinds,
    ]);
    await tx.query(
      'insert into unwanted_mail (person_id, kind) select $1, unnest($2::text[]) on conflict do nothing',
      [scope.personId, kinds],
    );
  }

  /** The certificate of one of their completions, and whether to tell them of it. */
  async findCertificate(
    scope: PersonScope,
    tx: Transaction,
    completionId: string,
  ): Promise<CertificateToTell | undefined> {
    const rows: CertificateToTell[] = await tx.query(
      `select person.name, person.email_norm as email, person.email_verified_at is not null as "isVerified",
         not exists (
           select from unwanted_mail u where u.person_id = person.id and u.kind = 'certificate') as "isWanted",
         version.title, certificate.number
       from completion
       join certificate on certificate.person_id = completion.person_id and certificate.completion_id = completion.id
       join module_version version on version.module_id = completion.module_id and version.version = completion.version
       join person on person.id = completion.person_id and person.status = 'active'
       where completion.person_id = $1 and completion.id = $2`,
      [scope.personId, completionId],
    );
    return rows[0];
  }
}
