import { Injectable } from '@nestjs/common';
import type { AgencyScope, JobScope, PersonScope } from '@learning-reviews/domain/access/scope';
import { dutyOf, type Member } from '@learning-reviews/domain/assignment/assignment';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import {
  DEFAULT_REFRESH_MONTHS,
  type EarlierCompletion,
  lastValidDay,
  recognisedCompletion,
  standingAfterCompletion,
  standingAfterStart,
  standingOnJoining,
} from '@learning-reviews/domain/learning/standing';
import type { Transaction } from '../platform/database/database.js';
import { type MembershipStandings, type NewStanding, StandingRepository } from './standing.repository.js';

/** A membership that finished something. */
export interface MemberOfAgency {
  readonly agencyId: number;
  readonly membershipId: string;
}

/** A new member, and what they had learned before they came. */
export interface JoiningMember extends Member {
  readonly membershipId: string;
  readonly personId: string;
  /** What the agency may recognise; completions of other modules are ignored. */
  readonly earlier?: readonly (EarlierCompletion & { readonly moduleId: number })[];
}

/** What agencies require of their members. It owns `assignment` and `standing`. */
@Injectable()
export class AssignmentService {
  constructor(private readonly standings: StandingRepository) {}

  /** The memberships of a person that are open at `now`, by agency id, each with what it requires of them. */
  standingsOf(scope: PersonScope, tx: Transaction, now: Date): Promise<MembershipStandings[]> {
    return this.standings.ofPerson(scope, tx, now);
  }

  /**
   * Notes that a person has begun a module. Runs inside `Database.withAgency`; does nothing when it is not
   * required, or done already.
   */
  async recordStart(
    scope: PersonScope,
    tx: Transaction,
    member: MemberOfAgency,
    standing: MembershipStandings['standings'][number],
  ): Promise<void> {
    const { state } = standingAfterStart(standing);
    if (state === standing.state) return;
    await this.standings.begin(scope, tx, { ...member, moduleId: standing.moduleId, state });
  }

  /**
   * Notes that a person has finished a module, and says until when it counts in this agency: by its own
   * rules where it is required, else for the usual 24 months. Runs inside `Database.withAgency`.
   *
   * @param completedOn Day in the agency's time zone.
   * @returns The last day on which the completion counts; `null` when it counts for ever.
   */
  async recordCompletion(
    scope: PersonScope,
    tx: Transaction,
    member: MemberOfAgency,
    completion: { readonly moduleId: number; readonly completedOn: CalendarDate },
  ): Promise<CalendarDate | null> {
    const { agencyId, membershipId } = member;
    const { moduleId, completedOn } = completion;
    const [standing, asked] = await Promise.all([
      this.standings.lock(scope, tx, agencyId, membershipId, moduleId),
      this.standings.rulesFor(scope, tx, agencyId, membershipId, moduleId),
    ]);
    const duty = asked.member === undefined ? null : dutyOf(asked.rules, asked.member, completedOn);
    const refreshMonths = duty === null ? DEFAULT_REFRESH_MONTHS : duty.refreshMonths;
    if (standing !== undefined) {
      const after = standingAfterCompletion(standing, completedOn, refreshMonths);
      await this.standings.update(scope, tx, agencyId, membershipId, { ...after, moduleId });
    }
    return lastValidDay(completedOn, refreshMonths);
  }

  /**
   * Gives members the standings that the rules of their agency ask of them on `today`. Earlier completions
   * that still count are recognised. A standing that is there already stays as it is.
   *
   * @returns How many standings the rules ask of these members.
   */
  async assignTo(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    agencyId: number,
    members: readonly JoiningMember[],
    today: CalendarDate,
  ): Promise<number> {
    const rules = await this.standings.rules(scope, tx, agencyId);
    const moduleIds = [...new Set(rules.map((rule) => rule.moduleId))];
    const asked = members.flatMap((member) =>
      moduleIds.flatMap((moduleId): NewStanding[] => {
        const duty = dutyOf(
          rules.filter((rule) => rule.moduleId === moduleId),
          member,
          today,
        );
        if (duty === null) return [];
        const earlier = (member.earlier ?? []).filter((completion) => completion.moduleId === moduleId);
        const recognised = recognisedCompletion(earlier, today, duty.refreshMonths);
        const facts = standingOnJoining(duty.dueOn, recognised, duty.refreshMonths);
        return [{ ...facts, moduleId, membershipId: member.membershipId, personId: member.personId }];
      }),
    );
    if (asked.length > 0) await this.standings.add(scope, tx, agencyId, asked);
    return asked.length;
  }
}
