import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { SignInLog } from '../platform/access/sign-in-log.js';
import { Clock } from '../platform/clock/clock.js';
import { HandlesJob } from '../platform/jobs/handles-job.js';
import { FORGET_MERGE_LINKS, SEND_MERGE_LINK, TELL_OF_MERGE } from './account-merge-job-kinds.js';
import { MergeLinks } from './merge-links.js';
import { MergeMail, type MergePair } from './merge-mail.service.js';

/** A person as such is written to by the partnership itself: which agencies they work in is not its business. (ADR 22) */
const PARTNERSHIP: JobScope = { brand: 'JobScope', agencyId: 1 };

/** Makes links and emails about joined accounts, away from whoever asked. */
@Injectable()
export class AccountMergeJobs {
  constructor(
    private readonly mail: MergeMail,
    private readonly links: MergeLinks,
    private readonly log: SignInLog,
    private readonly clock: Clock,
  ) {}

  @HandlesJob(SEND_MERGE_LINK)
  async sendLink({ messageId, ...pair }: MergePair & { messageId: string }): Promise<void> {
    if (await this.mail.sendLink(PARTNERSHIP, pair, messageId))
      await this.log.note('merge-link-made', null, pair.otherPersonId, null);
  }

  @HandlesJob(TELL_OF_MERGE)
  tell(
    data: MergePair & { what: 'joined' | 'parted'; messageId: string; otherMessageId: string },
  ): Promise<void> {
    const { messageId, otherMessageId, what, ...pair } = data;
    return this.mail.tell(PARTNERSHIP, pair, what, [messageId, otherMessageId]);
  }

  @HandlesJob(FORGET_MERGE_LINKS)
  forget(): Promise<void> {
    return this.links.forget(this.clock.now());
  }
}
