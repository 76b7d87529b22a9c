import { Injectable } from '@nestjs/common';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import type { Transaction } from '../platform/database/database.js';
import { JobQueue } from '../platform/jobs/job-queue.js';
import { CERTIFICATE_NOTICE } from './notice-job-kinds.js';

/** Where a feature leaves word of something that a person is to be told by email. */
@Injectable()
export class NoticeService {
  constructor(private readonly queue: JobQueue) {}

  /** Has a person told of the certificate of a completion, once the transaction is over. */
  tellOfCertificate(scope: PersonScope, tx: Transaction, completionId: string): Promise<void> {
    return this.queue.send(tx, CERTIFICATE_NOTICE, { personId: scope.personId, completionId });
  }
}
