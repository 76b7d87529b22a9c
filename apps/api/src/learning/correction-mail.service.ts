import { Injectable } from '@nestjs/common';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import { isEmailAddress } from '@learning-reviews/domain/email/email-address';
import { Clock } from '../platform/clock/clock.js';
import { Configuration } from '../platform/config/configuration.js';
import type { Transaction } from '../platform/database/database.js';
import { EmailOutbox } from '../platform/email/email-outbox.js';
import { CompletionCorrectionRepository } from './completion-correction.repository.js';
import { correctionMessage } from './correction-message.js';

/** Tells a member by email that their agency has corrected a completion of theirs. */
@Injectable()
export class CorrectionMail {
  constructor(
    private readonly corrections: CompletionCorrectionRepository,
    private readonly outbox: EmailOutbox,
    private readonly configuration: Configuration,
    private readonly clock: Clock,
  ) {}

  /** The instant of the correction. */
  now(_scope: AgencyScope): Date {
    return this.clock.now();
  }

  /** The day it is in the agency. */
  today(scope: AgencyScope): CalendarDate {
    return this.clock.today(scope.timeZone);
  }

  /**
   * Leaves the message in the outbox. Whoever has left, or has no address here, reads it on their record only: this
   * agency has no other way to them.
   */
  async tell(
    scope: AgencyScope,
    tx: Transaction,
    membershipId: string,
    moduleTitle: string,
    result: 'pass' | 'withdrawn',
  ): Promise<void> {
    const today = this.today(scope);
    const member = await this.corrections.findCorrected(scope, tx, membershipId, today);
    if (member === undefined || !isEmailAddress(member.workEmail)) return;
    const { givenName, agency, workEmail } = member;
    const recordAddress = `${this.configuration.publicUrl}/record`;
    const email = correctionMessage({ givenName, agency, moduleTitle, result, recordAddress });
    await this.outbox.add(scope, tx, {
      kind: 'completion-corrected',
      membershipId: member.membershipId,
      to: workEmail,
      ...email,
    });
  }
}
