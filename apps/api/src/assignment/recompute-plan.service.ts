import { Injectable } from '@nestjs/common';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';
import { type AssignmentRow, AssignmentRuleRepository } from './assignment-rule.repository.js';
import { type DutyMember, DutyRepository } from './duty.repository.js';
import { byMember, judge } from './member-duties.js';
import { type PlannedStandings, PlanTally } from './plan-tally.js';

/** Rules for one module as they would be. */
export interface RuleChange {
  readonly moduleId: number;
  /** Ids of rules that would not be there, or not as they are. */
  readonly without: readonly string[];
  /** Rules that would be there, as they would be. */
  readonly plus: readonly AssignmentRow[];
}

const MEMBERS_AT_ONCE = 2_000;

/** Works out what rules would do, by the same function that does it, over everybody who works in the agency. */
@Injectable()
export class RecomputePlan {
  constructor(
    private readonly rules: AssignmentRuleRepository,
    private readonly duties: DutyRepository,
  ) {}

  /**
   * What a change of the rules for one module would do on a day.
   *
   * @param today Day in the agency's time zone on which it is judged; a later one for a rule that begins later.
   */
  async plan(
    scope: AgencyScope,
    tx: Transaction,
    { moduleId, without, plus }: RuleChange,
    today: CalendarDate,
  ): Promise<PlannedStandings> {
    const { agencyId } = scope;
    const now = await this.rules.find(scope, tx, agencyId, [moduleId]);
    const then = [...now.filter(({ id }) => !without.includes(id)), ...plus];
    const tally = new PlanTally(plus, today);
    let after: string | null = null;
    for (;;) {
      const members: DutyMember[] = await this.duties.membersAfter(
        scope,
        tx,
        agencyId,
        after,
        today,
        MEMBERS_AT_ONCE,
      );
      const ids = members.map(({ membershipId }) => membershipId);
      const known = await this.duties.findKnown(scope, tx, agencyId, ids, [moduleId], { lock: false });
      const facts = byMember(members, known);
      for (const member of members) {
        const on = { today, notBefore: today };
        const known = facts.get(member.membershipId)!;
        const [judged] = judge(member, new Map([[moduleId, then]]), known, on);
        tally.add(member, judged);
      }
      after = ids.at(-1) ?? null;
      if (members.length < MEMBERS_AT_ONCE) return tally.sum();
    }
  }
}
