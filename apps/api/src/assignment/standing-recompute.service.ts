import { Injectable } from '@nestjs/common';
import type { AgencyScope, JobScope } from '@learning-reviews/domain/access/scope';
import { countsUntil, type Duty } from '@learning-reviews/domain/assignment/assignment';
import { countedCompletions } from '@learning-reviews/domain/assignment/duty-standing';
import { addDays, type CalendarDate } from '@learning-reviews/domain/calendar-date';
import { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { AssignmentDayRepository } from './assignment-day.repository.js';
import { AssignmentRuleRepository } from './assignment-rule.repository.js';
import { DutyRepository, type DutyMember } from './duty.repository.js';
import {
  byMember,
  isSameStanding,
  type JudgedOn,
  judge,
  type Judged,
  type KnownOfMember,
  type RulesByModule,
} from './member-duties.js';
import { RecognitionRepository, type EarlierRow } from './recognition.repository.js';

/** Whose standings are worked out, and of what. */
export interface RecomputeRequest {
  readonly membershipIds: readonly string[];
  /** Modules it is about; all when left out. */
  readonly moduleIds?: readonly number[];
  /** Whether they begin here: what the rules ask, they ask from their first day. */
  readonly areNewcomers?: boolean;
  /** New membership → the one in this agency that it follows. */
  readonly following?: ReadonlyMap<string, string>;
}

/** What working out anew came to. */
export interface Recomputed {
  /** Standings that were added, changed or taken away. */
  readonly changed: number;
  /** Completions from elsewhere or from before that now count, by membership. */
  readonly recognised: ReadonlyMap<string, number>;
}

const NOBODY: ReadonlyMap<string, never> = new Map<string, never>();

/**
 * Brings standings to what the rules say. Members are locked first, then their standings, then what they follow from is
 * read: a completion that comes meanwhile waits and finds the result, and one that came before is seen. What says the
 * same already is not written.
 */
@Injectable()
export class StandingRecompute {
  constructor(
    private readonly rules: AssignmentRuleRepository,
    private readonly duties: DutyRepository,
    private readonly recognition: RecognitionRepository,
    private readonly days: AssignmentDayRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Works out the standings of some members of one agency.
   *
   * @param today Day in the agency's time zone.
   */
  async recompute(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    agencyId: number,
    request: RecomputeRequest,
    today: CalendarDate,
  ): Promise<Recomputed> {
    const { membershipIds, areNewcomers = false } = request;
    if (membershipIds.length === 0) return { changed: 0, recognised: NOBODY };
    const moduleIds = request.moduleIds ?? null;
    const members = await this.duties.lockMembers(scope, tx, agencyId, membershipIds);
    const [rows, known, before, day] = await Promise.all([
      this.rules.find(scope, tx, agencyId, moduleIds),
      this.duties.findKnown(scope, tx, agencyId, membershipIds, moduleIds, { lock: true }),
      this.findBefore(scope, tx, agencyId, request.following ?? NOBODY, moduleIds),
      this.days.find(scope, tx, agencyId),
    ]);
    const rules = Map.groupBy(rows, ({ moduleId }) => moduleId);
    // What was not asked up to the last day that was worked in, is asked since the day after it at the earliest.
    const since = day === null || day >= today ? today : addDays(day, 1);
    const on = { today, notBefore: areNewcomers ? null : since };
    const facts = byMember(members, known, before);
    const fresh = await this.recognise(scope, tx, agencyId, members, rules, facts, { ...on, since });
    const judged = members.flatMap((member) =>
      judge(member, rules, fresh.facts.get(member.membershipId)!, on),
    );
    return { changed: await this.write(scope, tx, agencyId, judged), recognised: fresh.recognised };
  }

  /** The jobs that new ones follow, with where they stood. Keyed by the new membership. */
  private async findBefore(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    agencyId: number,
    following: ReadonlyMap<string, string>,
    moduleIds: readonly number[] | null,
  ): Promise<ReadonlyMap<string, KnownOfMember['before']>> {
    const ids = [...following.values()];
    if (ids.length === 0) return NOBODY;
    const members = await this.duties.lockMembers(scope, tx, agencyId, ids);
    const known = await this.duties.findKnown(scope, tx, agencyId, ids, moduleIds, { lock: false });
    const facts = byMember(members, known);
    const byId = new Map(members.map((member) => [member.membershipId, member]));
    return new Map(
      [...following].flatMap(([to, from]): [string, KnownOfMember['before']][] => {
        const member = byId.get(from);
        return member ? [[to, { member, standings: facts.get(from)!.standings }]] : [];
      }),
    );
  }

  /**
   * Looks, for what is asked of somebody anew, at what they had finished before: in this agency, whose evidence is there
   * already, and elsewhere, of which the agency gets its own where it counts. Also on the first day of somebody who was
   * entered before it: they may have finished something meanwhile.
   */
  private async recognise(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    agencyId: number,
    members: readonly DutyMember[],
    rules: RulesByModule,
    facts: ReadonlyMap<string, KnownOfMember>,
    on: JudgedOn & { readonly since: CalendarDate },
  ): Promise<{ facts: ReadonlyMap<string, KnownOfMember>; recognised: ReadonlyMap<string, number> }> {
    const asked = members.flatMap((member) =>
      judge(member, rules, facts.get(member.membershipId)!, on)
        .filter(
          ({ before, after }) => after !== null && (before === null || (before.askedOn ?? '') >= on.since),
        )
        .map((one) => ({ member, ...one })),
    );
    if (asked.length === 0) return { facts, recognised: NOBODY };
    const people = [...new Set(asked.map(({ member }) => member.personId))];
    const modules = [...new Set(asked.map(({ moduleId }) => moduleId))];
    const held = new Set(await this.recognition.findHeld(scope, tx, people));
    const earlier = Map.groupBy(
      (await this.recognition.findAnywhere(scope, tx, people, modules)).filter(
        ({ completionId }) => !held.has(completionId),
      ),
      ({ personId, moduleId }) => `${personId} ${moduleId}`,
    );
    const recognised = new Map<string, number>();
    const evidence: Parameters<RecognitionRepository['insert']>[2][number][] = [];
    const completedOn = new Map<string, Map<number, CalendarDate[]>>();
    for (const { member, moduleId, duty, before, after } of asked) {
      const { membershipId, personId } = member;
      const candidates = earlier.get(`${personId} ${moduleId}`) ?? [];
      const own = facts.get(membershipId)?.completedOn.get(moduleId) ?? [];
      const found = latestCounting(duty!, candidates, after!.askedOn!, own);
      if (found !== null) {
        const validUntil = countsUntil(duty!.renewals, [found.completedOn]);
        evidence.push({ ...found, membershipId, validUntil, recordedAt: this.clock.now() });
        if (!completedOn.has(membershipId)) completedOn.set(membershipId, new Map());
        completedOn.get(membershipId)!.set(moduleId, [...own, found.completedOn]);
      }
      if (before === null && (found !== null || after!.completedOn !== null))
        recognised.set(membershipId, (recognised.get(membershipId) ?? 0) + 1);
    }
    if (evidence.length > 0) await this.recognition.insert(scope, tx, evidence);
    const withRecognised = new Map(
      [...facts].map(([id, known]): [string, KnownOfMember] => {
        const more = completedOn.get(id);
        return [
          id,
          more === undefined ? known : { ...known, completedOn: new Map([...known.completedOn, ...more]) },
        ];
      }),
    );
    return { facts: withRecognised, recognised };
  }

  private async write(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    agencyId: number,
    judged: readonly Judged[],
  ): Promise<number> {
    const added = judged.flatMap(({ before, after }) => (before === null && after !== null ? [after] : []));
    const changed = judged.flatMap(({ before, after }) =>
      before !== null && after !== null && !isSameStanding(before, after) ? [after] : [],
    );
    const removed = judged.flatMap(({ before, after }) =>
      before !== null && after === null ? [before] : [],
    );
    await this.duties.write(scope, tx, agencyId, added, changed);
    await this.duties.remove(scope, tx, agencyId, removed);
    return added.length + changed.length + removed.length;
  }
}

/** The latest completion from before that counts by the rules and is later than what the agency holds; or `null`. */
function latestCounting(
  duty: Duty,
  candidates: readonly EarlierRow[],
  askedOn: CalendarDate,
  own: readonly CalendarDate[],
): EarlierRow | null {
  // One dated after being asked was finished as a member, and is evidence of its own.
  const counting = candidates.filter(
    ({ completedOn }) =>
      completedOn <= askedOn &&
      own.every((day) => day < completedOn) &&
      countedCompletions(duty, [completedOn]).length > 0 &&
      (countsUntil(duty.renewals, [completedOn]) ?? askedOn) >= askedOn,
  );
  return counting.reduce<EarlierRow | null>(
    (best, next) => (best === null || next.completedOn > best.completedOn ? next : best),
    null,
  );
}
