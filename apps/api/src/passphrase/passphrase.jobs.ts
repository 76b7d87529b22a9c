import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { SignInLog } from '../platform/access/sign-in-log.js';
import { Clock } from '../platform/clock/clock.js';
import { HandlesJob } from '../platform/jobs/handles-job.js';
import { FORGET_LINKS, INVITE_MEMBER, SEND_RESET } from './passphrase-job-kinds.js';
import { PassphraseLinks } from './passphrase-links.js';
import { PassphraseMailService } from './passphrase-mail.service.js';

/** A person as such is written to by the partnership itself: which agencies they work in is not its business. (ADR 22) */
const PARTNERSHIP: JobScope = { brand: 'JobScope', agencyId: 1 };

/** Makes links and the emails they go in, away from whoever asked. */
@Injectable()
export class PassphraseJobs {
  constructor(
    private readonly mail: PassphraseMailService,
    private readonly links: PassphraseLinks,
    private readonly log: SignInLog,
    private readonly clock: Clock,
  ) {}

  @HandlesJob(INVITE_MEMBER)
  async invite(data: { agencyId: number; membershipId: string; messageId: string }): Promise<void> {
    const { agencyId, membershipId, messageId } = data;
    await this.note(await this.mail.invite({ brand: 'JobScope', agencyId }, membershipId, messageId));
  }

  @HandlesJob(SEND_RESET)
  async reset({ personId, messageId }: { personId: string; messageId: string }): Promise<void> {
    await this.note(await this.mail.reset(PARTNERSHIP, personId, messageId));
  }

  @HandlesJob(FORGET_LINKS)
  forget(): Promise<void> {
    return this.links.forget(this.clock.now());
  }

  private async note(linkOf: string | null): Promise<void> {
    if (linkOf !== null) await this.log.note('link-made', null, linkOf, null);
  }
}
