import { addDays, addMonths, type CalendarDate } from '@learning-reviews/domain/calendar-date';
import { STANDING_STATE, standingOn, type StandingState } from '@learning-reviews/domain/learning/standing';
import { inductionOn, overdueBand } from '@learning-reviews/domain/report/return-figures';
import type { ReportingYear } from '@learning-reviews/domain/report/reporting-year';
import type { Client } from 'pg';
import { SeededRandom } from '../../demonstration/seeded-random.js';

/** Days at which something changes in a return, and those beside them. */
function edges({ startsOn, endsOn }: ReportingYear, today: CalendarDate): CalendarDate[] {
  const around = (day: CalendarDate) => [addDays(day, -1), day, addDays(day, 1)];
  return [startsOn, endsOn, today].flatMap((day) => [
    ...around(day),
    ...around(addMonths(day, -3)),
    ...around(addMonths(day, -6)),
    ...around(addDays(day, -40)),
  ]);
}

/** Fills one agency with members, duties and evidence whose days lie on and beside every border of a return. */
export async function fillReturnData(
  superuser: Client,
  agencyId: number,
  moduleIds: readonly number[],
  year: ReportingYear,
  today: CalendarDate,
): Promise<void> {
  const random = new SeededRandom(20_261_123);
  const days = edges(year, today);
  const day = () => random.pick(days);
  const ordered = (a: CalendarDate, b: CalendarDate) =>
    (a < b ? [a, b] : [b, a]) as [CalendarDate, CalendarDate];
  for (let index = 0; index < 240; index += 1) {
    const [fromOn, leavesOn] = ordered(day(), day());
    const toOn = random.happens(0.3) ? leavesOn : null;
    const made = await superuser.query<{ person: string; id: string }>(
      `with p as (insert into person (id, email_norm, name) values (gen_random_uuid(), $1, 'Sam') returning id)
       insert into membership (agency_id, id, person_id, staff_ref, given_name, family_name, display_name, search_name,
         job_role, workforce_group, from_on, to_on)
       select $2, gen_random_uuid(), id, $1, 'Sam', 'Example', 'Sam Example', 'example sam', 'school-nurse', $3, $4, $5
       from p returning person_id as person, id`,
      [`return-${agencyId}-${index}@x.example`, agencyId, random.pick([null, 1, 3, 3, 6]), fromOn, toOn],
    );
    const { person, id } = made.rows[0]!;
    if (toOn !== null && random.happens(0.5)) {
      // The same person goes on without a day between: no new starter.
      await superuser.query(
        `insert into membership (agency_id, id, person_id, staff_ref, given_name, family_name, display_name, search_name, job_role, from_on)
         values ($1, gen_random_uuid(), $2, $3, 'Sam', 'Example', 'Sam Example', 'example sam', 'school-nurse', $4)`,
        [agencyId, person, `return-${index}`, addDays(toOn, 1)],
      );
    }
    for (const moduleId of moduleIds) {
      if (random.happens(0.3)) continue;
      const state = random.pick([0, 0, 1, 2, 2, 2, 3]);
      const completedOn = state === 2 || (state === 3 && random.happens(0.3)) ? day() : null;
      await superuser.query(
        `insert into standing (agency_id, membership_id, person_id, module_id, state, due_on, completed_on, expires_on, paused_until)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          agencyId,
          id,
          person,
          moduleId,
          state,
          random.happens(0.9) ? day() : null,
          completedOn,
          completedOn && (random.happens(0.7) ? addMonths(completedOn, random.pick([3, 6, 24])) : null),
          state === 3 && random.happens(0.5) ? day() : null,
        ],
      );
      const finished = [...(completedOn ? [completedOn] : []), ...(random.happens(0.4) ? [day()] : [])];
      for (const on of finished.filter((each) => completedOn !== null && each <= completedOn)) {
        await superuser.query(
          `insert into agency_completion (agency_id, membership_id, completion_id, person_id, module_id, version, completed_on,
             minutes, valid_until, result)
           values ($1, $2, gen_random_uuid(), $3, $4, 1, $5, 30, $6, $7)`,
          [agencyId, id, person, moduleId, on, addMonths(on, 6), random.happens(0.9) ? 'pass' : 'withdrawn'],
        );
      }
    }
  }
}

interface Member {
  readonly id: string;
  readonly person: string;
  readonly group: number | null;
  readonly from: CalendarDate;
  readonly to: CalendarDate | null;
}

interface Duty {
  readonly member: string;
  readonly module: number;
  readonly state: StandingState;
  readonly due: CalendarDate | null;
  readonly done: CalendarDate | null;
  readonly expires: CalendarDate | null;
  readonly paused: CalendarDate | null;
}

interface Evidence {
  readonly member: string;
  readonly module: number;
  readonly on: CalendarDate;
  readonly until: CalendarDate | null;
}

/**
 * The figures of a return counted another way: plain rows out of the tables, and the rules of the domain one person at
 * a time.
 */
export async function recount(
  superuser: Client,
  agencyId: number,
  year: ReportingYear,
  on: CalendarDate,
  isWorkedOut: boolean,
) {
  const rows = async <Row>(sql: string) =>
    (
      await superuser.query<{ row: Row }>(`select row_to_json(t) as row from (${sql}) t`, [agencyId])
    ).rows.map(({ row }) => row);
  const members = await rows<Member>(
    'select id, person_id as person, workforce_group as "group", from_on as "from", to_on as "to" from membership where agency_id = $1',
  );
  const duties = await rows<Duty>(
    `select membership_id as member, module_id as module, state, due_on as due, completed_on as done, expires_on as expires,
       paused_until as paused from standing where agency_id = $1`,
  );
  const evidence = await rows<Evidence>(
    `select membership_id as member, module_id as module, completed_on as "on", valid_until as until
     from agency_completion where agency_id = $1 and result = 'pass'`,
  );
  const since = new Map(
    (
      await rows<{ module: number; since: CalendarDate }>(
        'select module_id as module, min(from_on) as since from assignment where agency_id = $1 group by 1',
      )
    ).map(({ module, since: first }) => [module, first]),
  );

  const present = members.filter(({ from, to }) => from <= on && (to === null || to >= on));
  const isAsked = ({ module }: Duty) => !isWorkedOut || (since.get(module) ?? on) <= on;
  const judged = duties
    .filter((duty) => isAsked(duty) && present.some(({ id }) => id === duty.member))
    .map((duty) => {
      const facts = factsOn(duty, evidence, on, isWorkedOut);
      const standing = standingOn(facts, on);
      const lastInTime =
        standing === 'overdue' ? facts.dueOn : standing === 'expired' ? facts.expiresOn : null;
      return { ...duty, standing, band: overdueBand(lastInTime, on) };
    });
  const isGood = ({ standing }: { standing: string }) => standing === 'done' || standing === 'expiring';

  const people = (group: number | null | 'all') => {
    const those = present.filter((member) => group === 'all' || member.group === group);
    const asked = those
      .map(({ id }) => judged.filter(({ member }) => member === id))
      .filter((own) => own.length > 0);
    return {
      recorded: those.length,
      required: asked.length,
      compliant: asked.filter((own) => own.every(isGood)).length,
    };
  };
  const requirements = (module: number | 'all') => {
    const those = judged.filter((duty) => module === 'all' || duty.module === module);
    const inBand = (band: string) => those.filter((duty) => duty.band === band).length;
    return {
      required: those.length,
      compliant: those.filter(isGood).length,
      overdueUnder3: inBand('under-3'),
      overdue3To6: inBand('3-to-6'),
      overdue6AndOver: inBand('6-and-over'),
      paused: those.filter(({ standing }) => standing === 'paused').length,
    };
  };

  const starters = members
    .filter(({ from }) => from >= year.startsOn && from <= on)
    .filter(
      ({ person, from }) =>
        !members.some(
          (other) => other.person === person && other.to !== null && addDays(other.to, 1) === from,
        ),
    )
    .map(({ id, to }) => {
      const own = duties
        .filter((duty) => duty.member === id && isAsked(duty))
        .map((duty) => {
          const first = [duty.done, ...evidence.filter((each) => isOf(each, duty)).map((each) => each.on)]
            .filter((each) => each !== null)
            .sort()[0];
          return { dueOn: duty.due, firstCompletedOn: first ?? null };
        });
      return inductionOn(own, on, to);
    });
  const inPeriod = evidence.filter((each) => each.on >= year.startsOn && each.on <= on);
  return {
    people,
    requirements,
    starters: {
      joined: starters.length,
      nothingRequired: starters.filter((each) => each === 'nothing-required').length,
      inTime: starters.filter((each) => each === 'in-time').length,
      late: starters.filter((each) => each === 'late').length,
      notYet: starters.filter((each) => each === 'not-yet').length,
    },
    completions: { count: inPeriod.length, people: new Set(inPeriod.map(({ member }) => member)).size },
  };
}

function isOf(evidence: Evidence, duty: Duty): boolean {
  return evidence.member === duty.member && evidence.module === duty.module;
}

/** What was known of a duty on a day: as it stands, or without what was completed since. */
function factsOn(duty: Duty, evidence: readonly Evidence[], on: CalendarDate, isWorkedOut: boolean) {
  const asItStands = {
    state: duty.state,
    dueOn: duty.due,
    completedOn: duty.done,
    expiresOn: duty.expires,
    pausedUntil: duty.paused,
  };
  if (!isWorkedOut) return asItStands;
  const isSince = duty.done !== null && duty.done > on;
  const [before] = evidence
    .filter((each) => isOf(each, duty) && each.on <= on)
    .sort((a, b) => (a.on < b.on ? 1 : -1));
  const completedOn = isSince ? (before?.on ?? null) : duty.done;
  return {
    state: completedOn === null ? STANDING_STATE.notStarted : STANDING_STATE.done,
    dueOn: duty.due,
    completedOn,
    expiresOn: isSince ? (before?.until ?? null) : duty.expires,
    pausedUntil: null,
  };
}
