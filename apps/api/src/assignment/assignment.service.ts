import { Injectable } from '@nestjs/common';
import type { AgencyScope, JobScope, PersonScope } from '@learning-reviews/domain/access/scope';
import { type RuleAsking, ruleAskings } from '@learning-reviews/domain/assignment/asking';
import { countsUntil, dutyOf } from '@learning-reviews/domain/assignment/assignment';
import { standingFor } from '@learning-reviews/domain/assignment/duty-standing';
import { USUAL_RENEWAL } from '@learning-reviews/domain/assignment/renewal';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import { lastValidDay, STANDING_STATE, standingAfterStart } from '@learning-reviews/domain/learning/standing';
import type { Transaction } from '../platform/database/database.js';
import { AssignmentRuleRepository } from './assignment-rule.repository.js';
import { DutyRepository } from './duty.repository.js';
import { RecomputeQueue, type RecomputeWish } from './recompute-queue.service.js';
import { type Recomputed, type RecomputeRequest, StandingRecompute } from './standing-recompute.service.js';
import { type MembershipStandings, StandingRepository } from './standing.repository.js';

/** A membership that finished something. */
export interface MemberOfAgency {
  readonly agencyId: number;
  readonly membershipId: string;
}

/** What agencies require of their members. It owns `assignment` and `standing`. */
@Injectable()
export class AssignmentService {
  constructor(
    private readonly standings: StandingRepository,
    private readonly rules: AssignmentRuleRepository,
    private readonly duties: DutyRepository,
    private readonly recomputing: StandingRecompute,
    private readonly orders: RecomputeQueue,
  ) {}

  /** The memberships of a person that are open at `now`, by agency id, each with what it requires of them. */
  standingsOf(scope: PersonScope, tx: Transaction, now: Date): Promise<MembershipStandings[]> {
    return this.standings.ofPerson(scope, tx, now);
  }

  /**
   * Which rules ask one membership for its modules on a day, by module. Runs inside `Database.withAgency`.
   *
   * @param today Day in the agency's time zone.
   */
  async askingOf(
    scope: PersonScope,
    tx: Transaction,
    membership: MembershipStandings,
    today: CalendarDate,
  ): Promise<ReadonlyMap<number, readonly RuleAsking[]>> {
    const { agencyId, standings } = membership;
    const moduleIds = standings.map(({ moduleId }) => moduleId);
    const rules = Map.groupBy(
      await this.rules.find(scope, tx, agencyId, moduleIds),
      ({ moduleId }) => moduleId,
    );
    return new Map(
      standings.map(({ moduleId, askedOn }) => [
        moduleId,
        ruleAskings(rules.get(moduleId) ?? [], membership, today, askedOn),
      ]),
    );
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
   * The membership is locked before the standing, in the order in which standings are worked out anew.
   *
   * @param completedOn Day in the agency's time zone.
   * @returns The last day on which the completion counts; `null` when it counts for ever.
   */
  async recordCompletion(
    scope: PersonScope,
    tx: Transaction,
    { agencyId, membershipId }: MemberOfAgency,
    { moduleId, completedOn }: { readonly moduleId: number; readonly completedOn: CalendarDate },
  ): Promise<CalendarDate | null> {
    const [member, standing, rules] = await Promise.all([
      this.duties.lockForFinishing(scope, tx, agencyId, membershipId, moduleId),
      this.standings.lock(scope, tx, agencyId, membershipId, moduleId),
      this.rules.find(scope, tx, agencyId, [moduleId]),
    ]);
    if (member === undefined) return lastValidDay(completedOn);
    const asked = dutyOf(rules, member, completedOn, standing?.askedOn, rules[0]?.publishedOn);
    // A standing whose rule has just ended counts as usual until it is taken away.
    const duty = asked ?? {
      dueOn: standing?.dueOn ?? null,
      renewals: [USUAL_RENEWAL],
      recogniseWithinDays: null,
      askedOn: standing?.askedOn ?? member.joinedOn,
      because: [],
    };
    const finished = [...member.completedOn, completedOn];
    if (standing !== undefined) {
      const hasBegun = standing.state === STANDING_STATE.inProgress;
      const { leave, exceptions } = member;
      const after = standingFor(duty, { hasBegun, completedOn: finished, leave, exceptions }, completedOn);
      await this.standings.update(scope, tx, agencyId, membershipId, { ...after, moduleId });
    }
    return countsUntil(duty.renewals, finished);
  }

  /**
   * Brings the standings of some members to what the rules of their agency say on `today`: what they follow from has
   * changed, or they are new. What says the same already is not written.
   */
  recompute(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    agencyId: number,
    request: RecomputeRequest,
    today: CalendarDate,
  ): Promise<Recomputed> {
    return this.recomputing.recompute(scope, tx, agencyId, request, today);
  }

  /**
   * Orders standings of one agency to be worked out anew, a batch after another, once the transaction is over: what a
   * changed rule calls for.
   *
   * @returns The id of the order, by which its progress is found in `standing_recompute`.
   */
  orderRecompute(scope: AgencyScope | JobScope, tx: Transaction, wish: RecomputeWish): Promise<string> {
    return this.orders.order(scope, tx, wish);
  }

  /**
   * Has every agency brought to what the partnership's rules say, once the transaction is over: an agency was added, or
   * is of another kind.
   */
  orderSpread(scope: AgencyScope, tx: Transaction): Promise<void> {
    return this.orders.spread(scope, tx);
  }

  /**
   * Until when learning done elsewhere counts, by the rules of the agency; in the order given, `null` for ever. The
   * standings follow once the evidence is written and `recompute` is called.
   */
  async validityOf(
    scope: JobScope,
    tx: Transaction,
    agencyId: number,
    completions: readonly {
      /** The job the person has here today; `null` when they have left. */
      readonly membershipId: string | null;
      readonly moduleId: number;
      readonly completedOn: CalendarDate;
    }[],
  ): Promise<(CalendarDate | null)[]> {
    const membershipIds = [...new Set(completions.flatMap(({ membershipId }) => membershipId ?? []))];
    const [rows, found] = await Promise.all([
      this.rules.find(scope, tx, agencyId),
      this.duties.lockMembers(scope, tx, agencyId, membershipIds),
    ]);
    const rules = Map.groupBy(rows, ({ moduleId }) => moduleId);
    const members = new Map(found.map((member) => [member.membershipId, member]));
    return completions.map(({ membershipId, moduleId, completedOn }) => {
      const member = members.get(membershipId ?? '');
      const duty = member === undefined ? null : dutyOf(rules.get(moduleId) ?? [], member, completedOn);
      return countsUntil(duty?.renewals ?? [USUAL_RENEWAL], [completedOn]);
    });
  }

  /** Takes away every standing of memberships that are themselves taken away. */
  removeAll(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    agencyId: number,
    membershipIds: readonly string[],
  ): Promise<void> {
    return this.standings.removeAll(scope, tx, agencyId, membershipIds);
  }
}
