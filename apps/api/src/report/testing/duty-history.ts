import { addDays, type CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Client } from 'pg';
import { v7 as uuid } from 'uuid';
import { SeededRandom } from '../../demonstration/seeded-random.js';

/** An agency whose members, teams and duties change at random, the same for the same seed. */
export class DutyHistory {
  readonly memberIds: string[] = [];
  private readonly teamIds = [uuid(), uuid(), uuid()];

  constructor(
    readonly agencyId: number,
    private readonly moduleIds: readonly number[],
    private readonly today: CalendarDate,
    readonly random: SeededRandom,
  ) {}

  /** The agency with its teams and some members. */
  async begin(client: Client, members: number): Promise<void> {
    await client.query(
      `insert into agency (id, code, kind, name) values ($1, $2, 'police', $2) on conflict do nothing`,
      [this.agencyId, `agency-${this.agencyId}`],
    );
    await client.query(
      'insert into team (agency_id, id, name) select $1, id, id::text from unnest($2::uuid[]) id',
      [this.agencyId, this.teamIds],
    );
    for (let made = 0; made < members; made += 1) await this.join(client);
  }

  /** One change of the kind that happens: to a duty, to many, to a member, or of nothing that is counted. */
  async change(client: Client): Promise<void> {
    const { random, agencyId } = this;
    const member = random.pick(this.memberIds);
    const module = random.pick(this.moduleIds);
    switch (random.between(1, 12)) {
      case 1:
        return this.join(client);
      case 2:
      case 3:
        return this.require(client, member);
      case 4:
        await client.query(
          'delete from standing where agency_id = $1 and membership_id = $2 and module_id = $3',
          [agencyId, member, module],
        );
        return;
      case 5: // a whole module at once
        await client.query(
          `update standing set due_on = due_on + $3::int where agency_id = $1 and module_id = $2`,
          [agencyId, module, random.between(-40, 40)],
        );
        return;
      case 6:
        await client.query('update membership set team_id = $3 where agency_id = $1 and id = $2', [
          agencyId,
          member,
          random.happens(0.2) ? null : random.pick(this.teamIds),
        ]);
        return;
      case 7:
        await client.query(
          'update membership set job_role = $3, workforce_group = $4 where agency_id = $1 and id = $2',
          [agencyId, member, this.jobRole(), this.group()],
        );
        return;
      case 8: // leaves, or comes back
        await client.query('update membership set to_on = $3 where agency_id = $1 and id = $2', [
          agencyId,
          member,
          random.happens(0.5) ? null : addDays(this.today, random.between(-5, 5)),
        ]);
        return;
      case 9: // several people are moved at once
        await client.query(`update membership set team_id = $2 where agency_id = $1 and id = any($3)`, [
          agencyId,
          random.pick(this.teamIds),
          [member, random.pick(this.memberIds), random.pick(this.memberIds)],
        ]);
        return;
      default:
        await client.query(
          `update standing set state = $4, due_on = $5, completed_on = $6, expires_on = $7, paused_until = $8
           where agency_id = $1 and membership_id = $2 and module_id = $3`,
          [agencyId, member, module, ...this.facts()],
        );
    }
  }

  private async join(client: Client): Promise<void> {
    const { random, agencyId } = this;
    const personId = uuid();
    const id = uuid();
    await client.query(`insert into person (id, email_norm, name) values ($1, $2, 'Somebody')`, [
      personId,
      `${personId}@work.example`,
    ]);
    await client.query(
      `insert into membership (agency_id, id, person_id, staff_ref, given_name, family_name, display_name, search_name,
         job_role, workforce_group, team_id, from_on, to_on)
       values ($1, $2, $3, 'S', 'A', 'B', 'A B', 'b a', $4, $5, $6, $7, $8)`,
      [
        agencyId,
        id,
        personId,
        this.jobRole(),
        this.group(),
        random.happens(0.2) ? null : random.pick(this.teamIds),
        addDays(this.today, random.between(-500, 3)),
        random.happens(0.8) ? null : addDays(this.today, random.between(3, 9)),
      ],
    );
    this.memberIds.push(id);
    await this.require(client, id);
  }

  /** Several duties of one member, in one statement. */
  private async require(client: Client, member: string): Promise<void> {
    const duties = this.moduleIds
      .filter(() => this.random.happens(0.5))
      .map((module) => {
        const [state, due, completed, expires, paused] = this.facts();
        return { module, state, due, completed, expires, paused };
      });
    await client.query(
      `insert into standing (agency_id, membership_id, person_id, module_id, state, due_on, completed_on, expires_on, paused_until)
       select $1, m.id, m.person_id, d.module, d.state, d.due, d.completed, d.expires, d.paused
       from jsonb_to_recordset($3) as d(module int, state smallint, due date, completed date, expires date, paused date)
       join membership m on m.agency_id = $1 and m.id = $2
       on conflict (agency_id, membership_id, module_id) do nothing`,
      [this.agencyId, member, JSON.stringify(duties)],
    );
  }

  /** State, due, completed, expires, paused until: around every edge of the rule. */
  private facts(): [
    number,
    CalendarDate | null,
    CalendarDate | null,
    CalendarDate | null,
    CalendarDate | null,
  ] {
    const { random, today } = this;
    const near = (...edges: number[]) => addDays(today, random.pick(edges) + random.between(-1, 1));
    const due = random.happens(0.1) ? null : near(-1, 0, 30, 60);
    const state = random.between(0, 3);
    const isDone = state === 2 || (state === 3 && random.happens(0.5));
    const completed = isDone ? addDays(today, random.between(-700, -2)) : null;
    const expires = isDone && random.happens(0.8) ? near(0, 1, 90) : null;
    return [state, due, completed, expires, state === 3 && random.happens(0.7) ? near(0, 20) : null];
  }

  private jobRole(): string {
    return this.random.pick(['school-nurse', 'health-visitor', 'midwife']);
  }

  private group(): number | null {
    return this.random.happens(0.2) ? null : this.random.between(1, 8);
  }
}
