import { Injectable } from '@nestjs/common';
import type { AgencyScope, JobScope, PersonScope } from '@learning-reviews/domain/access/scope';
import { dutyOf, type Member } from '@learning-reviews/domain/assignment/assignment';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import {
  DEFAULT_REFRESH_MONTHS,
  type EarlierCompletion,
  type Evidence,
  lastValidDay,
  recognisedCompletion,
  standingAfterCompletion,
  standingAfterStart,
  standingFromEvidence,
  standingOnJoining,
} from '@learning-reviews/domain/learning/standing';
import type { Transaction } from '../platform/database/database.js';
import {
  type AssignmentRow,
  type MembershipStandings,
  type NewStanding,
  StandingRepository,
  type StandingRow,
} from './standing.repository.js';

/** A membership that finished something. */
export interface MemberOfAgency {
  readonly agencyId: number;
  readonly membershipId: string;
}

/** A new member, what they had learned before they came, and where they were in the job they had here before. */
export interface JoiningMember extends Member {
  readonly membershipId: string;
  readonly personId: string;
  /** What the agency may recognise; completions of other modules are ignored. */
  readonly earlier?: readonly (EarlierCompletion & { readonly moduleId: number })[];
  /** Standings that go along from a job in the same agency, as they are. */
  readonly carried?: readonly StandingRow[];
}

/** A completion that a standing of a new member rests on. */
export interface Recognised {
  readonly membershipId: string;
  readonly moduleId: number;
  readonly completionId: string;
  /** Last day on which it counts by the agency's rule; `null` for ever. */
  readonly validUntil: CalendarDate | null;
}

/** What was asked of members. */
export interface Assigned {
  /** How many standings the rules ask of them. */
  readonly asked: number;
  readonly recognised: readonly Recognised[];
}

/** Members between two looks at what else waits: a large import must not hold the process. */
const MEMBERS_AT_ONCE = 200;

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
   * Works out anew where a member stands with a module, after one of their completions was corrected.
   *
   * @param remaining The agency's evidence that still counts, in any order.
   */
  async recordCorrection(
    scope: AgencyScope,
    tx: Transaction,
    membershipId: string,
    moduleId: number,
    remaining: readonly Evidence[],
  ): Promise<void> {
    const standing = await this.standings.lock(scope, tx, scope.agencyId, membershipId, moduleId);
    if (standing === undefined) return;
    const after = standingFromEvidence(standing, remaining);
    await this.standings.update(scope, tx, scope.agencyId, membershipId, { ...after, moduleId });
  }

  /**
   * Gives members the standings that the rules of their agency ask of them on `today`, or on their first day where
   * that is later. A standing that goes along from an earlier job stays as it was; where there is none, earlier
   * completions that still count are recognised. A standing that is there already stays as it is.
   */
  async assignTo(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    agencyId: number,
    members: readonly JoiningMember[],
    today: CalendarDate,
  ): Promise<Assigned> {
    const rules = Map.groupBy(await this.standings.rules(scope, tx, agencyId), ({ moduleId }) => moduleId);
    const recognised: Recognised[] = [];
    let asked = 0;
    for (let from = 0; from < members.length; from += MEMBERS_AT_ONCE) {
      const some = members
        .slice(from, from + MEMBERS_AT_ONCE)
        .flatMap((member) => firstStandings(member, rules, today));
      if (some.length > 0)
        await this.standings.add(
          scope,
          tx,
          agencyId,
          some.map(({ standing }) => standing),
        );
      recognised.push(...some.flatMap((one) => one.recognised ?? []));
      asked += some.length;
    }
    return { asked, recognised };
  }

  /**
   * Asks anew of members whose team has changed: adds what the rules ask now, and takes away what they ask no longer
   * of those who have not begun it. What was begun or done stays.
   */
  async reassign(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    agencyId: number,
    members: readonly JoiningMember[],
    today: CalendarDate,
  ): Promise<void> {
    const rules = Map.groupBy(await this.standings.rules(scope, tx, agencyId), ({ moduleId }) => moduleId);
    const asked = members.flatMap((member) =>
      firstStandings(member, rules, today).map(({ standing }) => standing),
    );
    await this.standings.removeUntouched(
      scope,
      tx,
      agencyId,
      members.map(({ membershipId }) => membershipId),
      asked,
    );
    if (asked.length > 0) await this.standings.add(scope, tx, agencyId, asked);
  }

  /**
   * Counts learning done elsewhere towards what is required, by the rules of the agency. One that is older than what
   * is counted already changes nothing.
   *
   * @returns The last day on which each counts, in their order; `null` for ever.
   */
  async recordImported(
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
    const membershipIds = completions.flatMap(({ membershipId }) => membershipId ?? []);
    const rules = Map.groupBy(await this.standings.rules(scope, tx, agencyId), ({ moduleId }) => moduleId);
    const members = new Map(
      (await this.standings.findMembers(scope, tx, agencyId, membershipIds)).map((member) => [
        member.membershipId,
        member,
      ]),
    );
    const standings = new Map(
      (await this.standings.ofMembers(scope, tx, agencyId, membershipIds)).map((standing) => [
        `${standing.membershipId} ${standing.moduleId}`,
        standing,
      ]),
    );
    const changed = new Set<string>();
    const validUntil = completions.map(({ membershipId, moduleId, completedOn }) => {
      const member = members.get(membershipId ?? '');
      const duty = member === undefined ? null : dutyOf(rules.get(moduleId) ?? [], member, completedOn);
      const refreshMonths = duty === null ? DEFAULT_REFRESH_MONTHS : duty.refreshMonths;
      const key = `${membershipId} ${moduleId}`;
      const standing = standings.get(key);
      if (standing !== undefined) {
        standings.set(key, { ...standing, ...standingAfterCompletion(standing, completedOn, refreshMonths) });
        changed.add(key);
      }
      return lastValidDay(completedOn, refreshMonths);
    });
    const rows = [...changed].map((key) => standings.get(key)!);
    if (rows.length > 0) await this.standings.updateAll(scope, tx, agencyId, rows);
    return validUntil;
  }

  /** The standings of memberships, as they are. */
  standingsOfMembers(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    agencyId: number,
    membershipIds: readonly string[],
  ): Promise<(StandingRow & { readonly membershipId: string })[]> {
    return this.standings.ofMembers(scope, tx, agencyId, membershipIds);
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

/** What the rules ask of one member first of all, each with what is recognised for it. */
function firstStandings(
  member: JoiningMember,
  rulesByModule: ReadonlyMap<number, readonly AssignmentRow[]>,
  today: CalendarDate,
): { readonly standing: NewStanding; readonly recognised: Recognised | null }[] {
  const { membershipId, personId } = member;
  const day = member.joinedOn > today ? member.joinedOn : today;
  return [...rulesByModule].flatMap(([moduleId, rules]) => {
    const duty = dutyOf(rules, member, day);
    if (duty === null) return [];
    const who = { membershipId, personId };
    const carried = member.carried?.find((standing) => standing.moduleId === moduleId);
    if (carried !== undefined) return [{ standing: { ...carried, ...who }, recognised: null }];
    const earlier = (member.earlier ?? []).filter((completion) => completion.moduleId === moduleId);
    const found = recognisedCompletion(earlier, day, duty.refreshMonths);
    const facts = standingOnJoining(duty.dueOn, found, duty.refreshMonths);
    const recognised = found && {
      membershipId,
      moduleId,
      completionId: found.completionId,
      validUntil: facts.expiresOn,
    };
    return [{ standing: { ...facts, moduleId, ...who }, recognised }];
  });
}
