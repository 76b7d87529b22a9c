import { Injectable } from '@nestjs/common';
import type { ApplyImportRequest } from '@learning-reviews/contracts/import.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { calendarDate } from '@learning-reviews/domain/calendar-date';
import { MembershipService } from '../membership/membership.service.js';
import type { Transaction } from '../platform/database/database.js';
import { DomainError } from '../platform/http/domain-error.js';
import { ImportRowRepository } from './import-row.repository.js';

/** Keeps which of the proposed leavers somebody has confirmed. */
@Injectable()
export class LeaverChoice {
  constructor(
    private readonly rows: ImportRowRepository,
    private readonly memberships: MembershipService,
  ) {}

  /**
   * @throws DomainError `request.invalid` for somebody who was not proposed, `membership.last-lead` when the agency
   * would have no training lead after any of them has gone.
   */
  async choose(
    scope: AgencyScope,
    tx: Transaction,
    importId: string,
    leavers: ApplyImportRequest['leavers'],
  ): Promise<void> {
    if (leavers.length === 0) return;
    const chosen = await this.rows.chooseLeavers(scope, tx, importId, leavers);
    if (chosen < leavers.length) {
      const message = 'Choose leavers from the list of those the file does not name';
      throw new DomainError('request.invalid', message, { errors: [{ field: 'leavers', message }] });
    }
    await this.memberships.refuseLastLeads(
      scope,
      tx,
      leavers.map(({ membershipId, lastDay }) => ({ membershipId, lastDay: calendarDate(lastDay) })),
    );
  }
}
