import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { Database } from '../platform/database/database.js';
import { HandlesJob } from '../platform/jobs/handles-job.js';
import { JobQueue } from '../platform/jobs/job-queue.js';
import { CertificateNotices } from './certificate-notice.service.js';
import { Digests } from './digest.service.js';
import { AGENCY_NOTICES, CERTIFICATE_NOTICE, NOTICES } from './notice-job-kinds.js';
import { NoticeRounds } from './notice-round.service.js';

/** No agency's data: only the question which agencies there are. */
const EVERYWHERE: JobScope = { brand: 'JobScope', agencyId: null };

/** Tells members and leads what has become so, each agency by itself. */
@Injectable()
export class NoticeJobs {
  constructor(
    private readonly database: Database,
    private readonly rounds: NoticeRounds,
    private readonly digests: Digests,
    private readonly certificates: CertificateNotices,
    private readonly queue: JobQueue,
  ) {}

  @HandlesJob(NOTICES)
  async look(): Promise<void> {
    const agencies = await this.rounds.findAgencies(EVERYWHERE);
    await this.database.write(EVERYWHERE, async (tx) => {
      for (const agencyId of agencies)
        await this.queue.send(tx, AGENCY_NOTICES, { agencyId }, { singletonKey: String(agencyId) });
    });
  }

  @HandlesJob(AGENCY_NOTICES)
  async send({ agencyId }: { readonly agencyId: number }, signal: AbortSignal): Promise<void> {
    const scope: JobScope = { brand: 'JobScope', agencyId };
    if (await this.rounds.send(scope, signal)) await this.digests.send(scope);
  }

  @HandlesJob(CERTIFICATE_NOTICE)
  certificate(data: { readonly personId: string; readonly completionId: string }): Promise<void> {
    return this.certificates.send({ brand: 'PersonScope', personId: data.personId }, data.completionId);
  }
}
