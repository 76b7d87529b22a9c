import { Injectable } from '@nestjs/common';
import type { JobScope, PersonScope } from '@learning-reviews/domain/access/scope';
import { calendarDateIn } from '@learning-reviews/domain/calendar-date';
import { AssignmentService } from '../assignment/assignment.service.js';
import { Audit } from '../platform/audit/audit.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { ConcernedMember } from './account-merge.repository.js';

/** Brings agencies up to date whose members' rows have moved between accounts. */
@Injectable()
export class ConcernedStandings {
  constructor(
    private readonly database: Database,
    private readonly assignment: AssignmentService,
    private readonly audit: Audit,
  ) {}

  /**
   * Works standings out anew where evidence of both accounts is in one agency: elsewhere an agency has the same evidence
   * of the same memberships as before. Each agency writes down which membership moved.
   *
   * @param concerned By agency.
   */
  async workOut(
    scope: PersonScope,
    tx: Transaction,
    action: string,
    concerned: readonly ConcernedMember[],
    at: Date,
  ): Promise<void> {
    for (const [agencyId, members] of Map.groupBy(concerned, (member) => member.agencyId)) {
      const shared = members.filter(({ isShared }) => isShared);
      const today = calendarDateIn(at.getTime(), members[0]!.timeZone);
      const agency: JobScope = { brand: 'JobScope', agencyId };
      await this.database.withAgency(tx, agencyId, async () => {
        const membershipIds = shared.map(({ membershipId }) => membershipId);
        await this.assignment.recompute(agency, tx, agencyId, { membershipIds }, today);
        for (const { membershipId, moves } of members) {
          if (!moves) continue;
          const actor = { agencyId, personId: scope.personId };
          await this.audit.record(actor, tx, action, `membership:${membershipId}`);
        }
      });
    }
  }
}
