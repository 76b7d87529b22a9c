import { randomUUID } from 'node:crypto';
import { addDays, calendarDate } from '@learning-reviews/domain/calendar-date';
import { startTestApp, type TestApp } from '../../platform/testing/test-app.js';
import type { TestClient, TestRequest } from '../../platform/testing/test-client.js';
import type { MadePerson } from '../../platform/testing/test-people.js';

/** A rule as lists show it. */
export interface ShownRule {
  readonly id: string;
  readonly version: number;
  readonly people: number;
}

/** A module that is published. */
export const RULED_MODULE = 'first-module';
/** An audience that leaves nobody out. */
export const EVERYONE = { groups: [], jobRoles: [], teamIds: [] };

/** One agency of a training lead, a school nurse and two midwives, with what its lead does about rules. */
export class RuledAgency {
  private constructor(
    private readonly app: TestApp,
    readonly id: number,
    readonly lead: TestClient,
    readonly nurse: MadePerson,
  ) {}

  static async of(app: TestApp, id: number, kind = 'community-trust'): Promise<RuledAgency> {
    await app.people.addAgency(id, { kind });
    const agencyId = id;
    const lead = await app.people.addPerson(`lead-${id}@trust.example`, {
      agencyId,
      grants: ['training-lead'],
      jobRole: 'team-manager',
    });
    const nurse = await app.people.addPerson(`nurse-${id}@trust.example`, { agencyId });
    for (const n of [1, 2])
      await app.people.addPerson(`midwife-${n}-${id}@trust.example`, { agencyId, jobRole: 'midwife' });
    return new RuledAgency(app, id, await app.signIn(lead.email), nurse);
  }

  async sql(text: string, ...values: unknown[]): Promise<Record<string, unknown>[]> {
    return (await this.app.testDatabase.superuser.query<Record<string, unknown>>(text, values)).rows;
  }

  day(days: number) {
    return addDays(calendarDate(this.app.clock.today('Europe/London')), days);
  }

  /** What a rule for midwives says, unless told otherwise. */
  setting(more: object = {}) {
    return {
      module: RULED_MODULE,
      audience: { groups: [], jobRoles: ['midwife'], teamIds: [] },
      due: { kind: 'joining', days: 30 },
      renewal: { rule: 'completion-date', months: 24 },
      recogniseWithinDays: null,
      from: this.day(0),
      to: null,
      ...more,
    };
  }

  preview(more: object = {}, as = this.lead) {
    return as.post('/api/agency/assignments/preview', { assignmentId: null, ...this.setting(more) });
  }

  add(more: object = {}, as = this.lead, request: TestRequest = {}) {
    return as.post(
      '/api/agency/assignments',
      { ...this.setting(), confirmed: { people: 2 }, ...more },
      request,
    );
  }

  async added(more: object = {}): Promise<ShownRule> {
    return (await this.add(more)).body as never;
  }

  change({ id, version }: Pick<ShownRule, 'id' | 'version'>, more: object = {}, as = this.lead) {
    const { module: _module, ...asked } = this.setting();
    return as.put(`/api/agency/assignments/${id}`, { ...asked, version, confirmed: { people: 2 }, ...more });
  }

  end({ id, version }: Pick<ShownRule, 'id' | 'version'>, lastDay: string, as = this.lead) {
    return as.post(`/api/agency/assignments/${id}/end`, { lastDay, version });
  }

  remove({ id, version }: Pick<ShownRule, 'id' | 'version'>, as = this.lead) {
    return as.post(`/api/agency/assignments/${id}/remove`, { version });
  }

  async list(as = this.lead): Promise<ShownRule[]> {
    return (await as.get('/api/agency/assignments')).body['rules'] as ShownRule[];
  }

  /** Of whom something is asked, and by when. */
  standings() {
    return this.sql(
      `select m.job_role as role, s.due_on::text as due from standing s
       join membership m on m.agency_id = s.agency_id and m.id = s.membership_id
       where s.agency_id = $1 order by m.job_role, s.membership_id`,
      this.id,
    );
  }

  /** A rule of the partnership, with the agency's copy. */
  async addCopy({ dueOn = null }: { dueOn?: string | null } = {}): Promise<ShownRule> {
    const [partnership, copy] = [randomUUID(), randomUUID()];
    const from = this.day(-100);
    await this.sql(
      'insert into partnership_assignment (id, module_id, from_on) values ($1, 501, $2)',
      partnership,
      from,
    );
    await this.sql(
      `insert into assignment (agency_id, id, module_id, from_on, due_on, partnership_assignment_id)
       values ($1, $2, 501, $3, $4, $5)`,
      this.id,
      copy,
      from,
      dueOn,
      partnership,
    );
    return { id: copy, version: 1, people: 4 };
  }
}

/** The application with two modules that are published, one that is not, and two job roles. */
export async function startRuledApp(): Promise<TestApp> {
  const app = await startTestApp();
  const { superuser } = app.testDatabase;
  for (const [id, slug, isPublished] of [
    [501, RULED_MODULE, true],
    [502, 'second-module', true],
    [503, 'not-out-yet', false],
  ] as const) {
    await superuser.query('insert into module (id, slug) overriding system value values ($1, $2)', [
      id,
      slug,
    ]);
    if (!isPublished) continue;
    await superuser.query(
      `insert into module_version (module_id, version, content, content_hash, change, published_at)
       values ($1, 1, $2, repeat('a', 64), 'first', '2024-01-01')`,
      [
        id,
        JSON.stringify({
          title: `Title of ${slug}`,
          minutes: 40,
          questions: [],
          reviews: [],
          sensitive: false,
          audience: { groups: [], jobRoles: [] },
        }),
      ],
    );
  }
  await superuser.query(
    `insert into job_role (code, label, workforce_groups, position)
     values ('school-nurse', 'School nurse', '{3}', 1), ('midwife', 'Midwife', '{3}', 2)
     on conflict (code) do nothing`,
  );
  return app;
}
