import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { addDays, calendarDateIn } from '@learning-reviews/domain/calendar-date';
import { isEmailAddress } from '@learning-reviews/domain/email/email-address';
import { Clock } from '../platform/clock/clock.js';
import { Configuration } from '../platform/config/configuration.js';
import { Database } from '../platform/database/database.js';
import { EmailOutbox } from '../platform/email/email-outbox.js';
import { digestMessage, isWorthTelling } from './digest-message.js';
import { DigestRepository } from './digest.repository.js';
import { NoticeRepository } from './notice.repository.js';

/** Writes the week's digest for the training leads of one agency, once a Monday. */
@Injectable()
export class Digests {
  constructor(
    private readonly database: Database,
    private readonly digests: DigestRepository,
    private readonly notices: NoticeRepository,
    private readonly outbox: EmailOutbox,
    private readonly configuration: Configuration,
    private readonly clock: Clock,
  ) {}

  /** Writes it to each lead who wants it, and notes that it was done: together, or not at all. */
  send(scope: JobScope): Promise<void> {
    return this.database.write(scope, async (tx) => {
      const agency = await this.notices.findAgency(scope, tx);
      if (agency === undefined) return;
      const today = calendarDateIn(this.clock.now().getTime(), agency.timeZone);
      const round = await this.notices.lockRound(scope, tx, today);
      if (round.digestOn === today) return;
      await this.notices.noteDigest(scope, tx, today);
      const figures = await this.digests.findFigures(scope, tx, today, addDays(today, -7));
      if (figures === null || !isWorthTelling(figures)) return;
      const leads = await this.digests.findLeads(scope, tx, today);
      const personIds = leads.map(({ personId }) => personId);
      const unwanted = new Set(
        (await this.notices.findUnwanted(scope, tx, personIds))
          .filter(({ kind }) => kind === 'digest')
          .map(({ personId }) => personId),
      );
      const { publicUrl } = this.configuration;
      for (const { membershipId, personId, givenName, workEmail } of leads) {
        if (unwanted.has(personId) || !isEmailAddress(workEmail)) continue;
        const email = digestMessage({
          givenName,
          agency: agency.name,
          figures,
          addresses: {
            agency: `${publicUrl}/agency`,
            worklist: `${publicUrl}/agency/worklist`,
            recordHealth: `${publicUrl}/agency/record-health`,
            choice: `${publicUrl}/account/email`,
          },
        });
        await this.outbox.add(scope, tx, { kind: 'digest', membershipId, to: workEmail, ...email });
      }
    });
  }
}
