import type { AgencyScope, JobScope, PersonScope } from '@learning-reviews/domain/access/scope';
import { addDays, calendarDate, type CalendarDate } from '@learning-reviews/domain/calendar-date';
import { standingOn, type StandingFacts } from '@learning-reviews/domain/learning/standing';
import { v7 as uuid } from 'uuid';
import { AssignmentService } from '../../assignment/assignment.service.js';
import { RecomputeOrders } from '../../assignment/recompute-order.service.js';
import { happen, type Happening } from '../../assignment/testing/random-history.js';
import { SlowMember, type SlowStanding, type World } from '../../assignment/testing/slow-standing.js';
import { AgencyEvidence } from '../../learning/agency-evidence.service.js';
import { Database, type Transaction } from '../../platform/database/database.js';
import type { TestApp } from '../../platform/testing/test-app.js';
import { MembershipService } from '../membership.service.js';

const NEVER = new AbortController().signal;
/** Members of each agency that lives a history. */
export const MEMBERS = 3;

/** One member as the database has them. */
export interface Kept {
  readonly personId: string;
  membershipId: string;
  readonly world: World;
  readonly slow: SlowMember;
  readonly completionIds: string[];
}

/** An agency in which a history happens, its members taking turns. */
export class LivedHistory {
  private readonly job: JobScope;
  private readonly teams = new Map([
    ['north', uuid()],
    ['south', uuid()],
  ]);
  private readonly rules: World['rules'] = [];
  readonly members: Kept[] = [];

  constructor(
    private readonly app: TestApp,
    private readonly agencyId: number,
    private readonly moduleId: number,
  ) {
    this.job = { brand: 'JobScope', agencyId };
  }

  async begin(): Promise<void> {
    await this.app.people.addAgency(this.agencyId);
    for (const [name, id] of this.teams)
      await this.sql('insert into team (agency_id, id, name) values ($1, $2, $3)', [this.agencyId, id, name]);
    await this.night();
    for (let member = 0; member < MEMBERS; member += 1) {
      const { personId, membershipIds } = await this.app.people.addPerson(
        `${this.agencyId}-${member}@work.example`,
        { agencyId: this.agencyId, fromOn: this.today(), teamId: this.teams.get('north')! },
      );
      const world: World = {
        joinedOn: this.today(),
        teamId: 'north',
        rules: this.rules,
        publishedOn: calendarDate('2020-01-01'),
        completions: [],
        leave: [],
        exceptions: [],
      };
      const [membershipId = ''] = membershipIds;
      this.members.push({ personId, membershipId, world, slow: new SlowMember(world), completionIds: [] });
    }
  }

  /** What a night does, and the orders it leaves. */
  async night(): Promise<void> {
    await this.find(RecomputeOrders).beginDay(this.job, NEVER);
    await this.workOrders();
  }

  /** Lets something happen to one member, by the service that does it in the product. */
  async follow(member: Kept, happening: Happening): Promise<void> {
    const { world, slow } = member;
    const { what } = happening;
    // Somebody who came today cannot go before today, and the module came out long ago.
    if (what === 'published' || (what === 'left-and-back' && world.joinedOn === this.today())) return;
    if (what === 'began') {
      slow.begin(this.today());
      return this.start(member);
    }
    const before = { ...world };
    if (what === 'left-and-back') this.leaveBehind(member);
    if (!happen(world, happening, this.today(), uuid)) return;
    for (const one of this.members) one.slow.look(this.today());
    if (what.startsWith('rule')) return this.writeRules();
    if (what === 'team' || what === 'moved' || what === 'left-and-back')
      return this.changeJob(member, what, before.joinedOn);
    if (what === 'finished') return this.finish(member);
    await this.writeFacts(member, happening);
    await this.write((tx) =>
      this.find(AssignmentService).recompute(
        this.job,
        tx,
        this.agencyId,
        { membershipIds: [member.membershipId] },
        this.today(),
      ),
    );
  }

  /** As pages show it. */
  async shown({ membershipId }: Kept): Promise<SlowStanding | null> {
    const { rows } = await this.sql<StandingFacts & { askedOn: CalendarDate }>(
      `select state, due_on::text as "dueOn", completed_on::text as "completedOn", expires_on::text as "expiresOn",
         paused_until::text as "pausedUntil", asked_on::text as "askedOn"
       from standing where agency_id = $1 and membership_id = $2 and module_id = $3`,
      [this.agencyId, membershipId, this.moduleId],
    );
    const [kept] = rows;
    if (kept === undefined) return null;
    const { dueOn, completedOn, expiresOn, askedOn } = kept;
    return { standing: standingOn(kept, this.today()), dueOn, completedOn, expiresOn, askedOn };
  }

  private today(): CalendarDate {
    return this.app.clock.today('Europe/London');
  }

  private sql<Row extends object>(text: string, values: unknown[] = []) {
    return this.app.testDatabase.superuser.query<Row>(text, values);
  }

  private find<Service>(type: new (...parts: never[]) => Service): Service {
    return this.app.application.get(type, { strict: false });
  }

  private write<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return this.find(Database).write(this.job, work);
  }

  private async workOrders(): Promise<void> {
    const { rows } = await this.sql<{ id: string }>(
      `select id from standing_recompute where agency_id = $1 and state <> 'done' order by at`,
      [this.agencyId],
    );
    for (const { id } of rows) await this.find(RecomputeOrders).work(this.job, id, NEVER);
  }

  private async writeRules(): Promise<void> {
    await this.sql('delete from assignment where agency_id = $1', [this.agencyId]);
    for (const rule of this.rules) {
      const teams = rule.audience.teams?.map((name) => this.teams.get(name));
      await this.sql(
        `insert into assignment (agency_id, id, module_id, audience, due_within_days, due_on,
           due_after_publication_days, refresh_rule, refresh_months, refresh_day, recognise_within_days, from_on, to_on)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
        [
          this.agencyId,
          rule.id,
          this.moduleId,
          teams === undefined ? {} : { teams },
          rule.dueWithinDays,
          rule.dueOn,
          // Everybody was asked after the publication, so that it says the same as days from being asked.
          rule.dueAfterPublicationDays,
          rule.renewal.rule,
          rule.renewal.months,
          rule.renewal.day,
          rule.recogniseWithinDays,
          rule.fromOn,
          rule.toOn,
        ],
      );
    }
    const order = { cause: 'rule' as const, moduleIds: [this.moduleId], assignmentId: null };
    await this.write((tx) => this.find(AssignmentService).orderRecompute(this.job, tx, order));
    await this.workOrders();
  }

  private async changeJob(
    member: Kept,
    what: 'team' | 'moved' | 'left-and-back',
    joinedOn: CalendarDate,
  ): Promise<void> {
    const service = this.find(MembershipService);
    const { membershipId, personId, world } = member;
    const newMembershipId = joinedOn === this.today() && what === 'moved' ? membershipId : uuid();
    const details = {
      membershipId,
      staffRef: personId.slice(-8),
      givenName: 'Sam',
      familyName: 'Person',
      workEmail: '',
      teamId: this.teams.get(world.teamId)!,
      managerMembershipId: null,
    };
    const job = { jobRole: 'school-nurse', workforceGroup: 3 };
    await this.write(async (tx) => {
      if (what === 'team') return service.change(this.job, tx, [details]);
      if (what === 'moved')
        return service.move(this.job, tx, [{ ...details, ...job, newMembershipId, on: this.today() }]);
      const lastDay = addDays(this.today(), -1);
      await service.leave(this.job, tx, [{ membershipId, lastDay, isAtOnce: false }]);
      const days = { newMembershipId, fromOn: this.today(), toOn: null };
      await service.comeBack({ ...this.job, brand: 'AgencyScope' } as unknown as AgencyScope, tx, {
        ...details,
        ...job,
        ...days,
      });
    });
    if (what !== 'team') member.membershipId = newMembershipId;
  }

  /** Leave that runs, and exceptions, stay with a job that ends; what is over is history. */
  private leaveBehind({ world, slow }: Kept): void {
    slow.forget();
    world.leave = world.leave.filter(({ toOn }) => toOn !== null && toOn < this.today());
    world.exceptions = world.exceptions.filter(({ untilOn }) => untilOn !== null && untilOn < this.today());
  }

  private async start({ personId }: Kept): Promise<void> {
    const person: PersonScope = { brand: 'PersonScope', personId };
    const assignments = this.find(AssignmentService);
    await this.find(Database).write(person, async (tx) => {
      const [job] = await assignments.standingsOf(person, tx, this.app.clock.now());
      const standing = job?.standings.find((one) => one.moduleId === this.moduleId);
      if (job === undefined || standing === undefined) return;
      await this.find(Database).withAgency(tx, job.agencyId, () =>
        assignments.recordStart(person, tx, job, standing),
      );
    });
  }

  private async finish({ personId, completionIds }: Kept): Promise<void> {
    const person: PersonScope = { brand: 'PersonScope', personId };
    const id = uuid();
    completionIds.push(id);
    const completion = {
      id,
      completedAt: this.app.clock.now(),
      moduleId: this.moduleId,
      version: 1,
      minutes: 20,
      participatoryMinutes: 0,
    };
    await this.find(Database).write(person, (tx) =>
      this.find(AgencyEvidence).give(person, tx, completion as never, id.replaceAll('-', '').slice(-20), []),
    );
  }

  private async writeFacts(member: Kept, happening: Happening): Promise<void> {
    const { membershipId, personId, world, completionIds } = member;
    const who = [this.agencyId, membershipId, personId];
    if (happening.what === 'imported') {
      const id = uuid();
      completionIds.push(id);
      await this.sql(
        `insert into agency_completion (agency_id, membership_id, person_id, completion_id, module_id, version, completed_on, minutes)
         values ($1, $2, $3, $4, $5, 1, $6, 20)`,
        [...who, id, this.moduleId, world.completions.at(-1)!.on],
      );
    } else if (happening.what === 'withdrawn' || happening.what === 'taken-back') {
      await this.sql('update agency_completion set result = $3 where agency_id = $1 and completion_id = $2', [
        this.agencyId,
        completionIds[happening.nth],
        happening.what === 'withdrawn' ? 'withdrawn' : 'pass',
      ]);
    } else {
      await this.writeDays(
        'leave_period',
        world.leave.map((one) => ({ ...one, values: {} })),
        member,
      );
      await this.writeDays(
        'duty_exception',
        world.exceptions.map(({ fromOn, untilOn, kind }) => ({
          fromOn,
          toOn: untilOn,
          values: { kind, module_id: this.moduleId, reason: 'For a test' },
        })),
        member,
      );
    }
  }

  /** Makes the rows of a member's days what they should be; each is known by its first day. */
  private async writeDays(
    table: 'leave_period' | 'duty_exception',
    days: readonly { fromOn: CalendarDate; toOn: CalendarDate | null; values: Record<string, unknown> }[],
    { membershipId, personId }: Kept,
  ): Promise<void> {
    const last = table === 'leave_period' ? 'to_on' : 'until_on';
    const key = [this.agencyId, personId];
    await this.sql(
      `delete from ${table} where agency_id = $1 and person_id = $2 and from_on <> all($3::date[])
      and membership_id = $4`,
      [...key, days.map(({ fromOn }) => fromOn), membershipId],
    );
    for (const { fromOn, toOn, values } of days) {
      const { rowCount } = await this.sql(
        `update ${table} set ${last} = $4 where agency_id = $1 and person_id = $2 and from_on = $3`,
        [...key, fromOn, toOn],
      );
      if (rowCount !== 0) continue;
      const columns = Object.keys(values);
      await this.sql(
        `insert into ${table} (${['agency_id', 'person_id', 'id', 'membership_id', 'from_on', last, 'created_by', ...columns].join(', ')})
         values ($1, $2, $3, $4, $5, $6, $2${columns.map((_, index) => `, $${index + 7}`).join('')})`,
        [...key, uuid(), membershipId, fromOn, toOn, ...Object.values(values)],
      );
    }
  }
}
