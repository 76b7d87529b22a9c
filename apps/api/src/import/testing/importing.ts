import type { ImportDetail, ImportLeavers, ImportRows } from '@learning-reviews/contracts/import.contract';
import { addDays, type CalendarDate } from '@learning-reviews/domain/calendar-date';
import { v7 as uuid } from 'uuid';
import { loadContent } from '../../curriculum/testing/load-content.js';
import { startTestApp, type TestApp } from '../../platform/testing/test-app.js';
import type { TestAnswer, TestClient } from '../../platform/testing/test-client.js';

const HEADER = 'Staff number,Given name,Family name,Email,Job role,Team,Manager staff number';

/** A member as tests compare them. */
export interface ListedMember {
  readonly staff_ref: string;
  readonly job_role: string;
  readonly team: string | null;
  readonly manager: string | null;
  readonly to_on: string | null;
}

/** An application with content in which leads bring files; each test has an agency of its own. */
export class Importing {
  agencyId = 10;
  /** The lead of the agency of this test. */
  browser!: TestClient;
  /** A module that is required of everybody there. */
  required!: { readonly id: number; readonly slug: string };

  private constructor(
    readonly app: TestApp,
    readonly today: CalendarDate,
  ) {}

  static async start(): Promise<Importing> {
    const app = await startTestApp({
      arrange: async (_people, testDatabase) => void (await loadContent(testDatabase)),
    });
    const importing = new Importing(app, app.clock.today('Europe/London'));
    const [required] = await importing.query<{ id: number; slug: string }>(
      'select id, slug from module order by id limit 1',
    );
    importing.required = required!;
    return importing;
  }

  /** Makes an agency with a lead and one rule, and signs the lead in. */
  async nextAgency(): Promise<void> {
    this.agencyId += 1;
    const { agencyId } = this;
    await this.app.people.addPerson(`lead@${agencyId}.example`, { agencyId, grants: ['training-lead'] });
    await this.query(
      `insert into assignment (agency_id, id, module_id, due_within_days, from_on) values ($1, $2, $3, 30, $4)`,
      [agencyId, uuid(), this.required.id, addDays(this.today, -400)],
    );
    this.browser = await this.app.signIn(`lead@${agencyId}.example`);
  }

  async query<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.app.testDatabase.superuser.query<Row>(text, values)).rows;
  }

  /** A line about somebody; `more` is their team and manager. */
  person(n: number, more = ',,'): string {
    return `S${n},Given${n},Family${n},p${n}@${this.agencyId}.example,School nurse${more}`;
  }

  file(...lines: string[]): string {
    return [HEADER, ...lines].join('\r\n');
  }

  upload(content: string, more = '', kind = 'people', client = this.browser): Promise<TestAnswer> {
    return client.post(`/api/agency/import?kind=${kind}&name=staff.csv${more}`, undefined, {
      rawBody: content,
      headers: { 'content-type': 'application/octet-stream' },
    });
  }

  /** Brings a file and has it read and checked. */
  async bring(content: string, more = '', kind = 'people'): Promise<ImportDetail> {
    const answer = await this.upload(content, more, kind);
    if (answer.status !== 201) throw new Error(`Refused: ${answer.status} ${answer.text}`);
    await this.app.runJobs();
    return this.read(answer.body['id'] as string);
  }

  async read(id: string): Promise<ImportDetail> {
    return (await this.browser.get(`/api/agency/import/${id}`)).body as unknown as ImportDetail;
  }

  async rowsOf(id: string, action = ''): Promise<ImportRows['rows']> {
    const { body } = await this.browser.get(`/api/agency/import/${id}/row?action=${action}`);
    return (body as unknown as ImportRows).rows;
  }

  async leaversOf(id: string): Promise<ImportLeavers['leavers']> {
    const { body } = await this.browser.get(`/api/agency/import/${id}/leaver`);
    return (body as unknown as ImportLeavers).leavers;
  }

  /** Presses Apply. */
  order({ id, checked }: ImportDetail, more: object = {}): Promise<TestAnswer> {
    const usual = { checked, leaveOutProblems: false, leavers: [], invite: false };
    return this.browser.post(`/api/agency/import/${id}/application`, { ...usual, ...more });
  }

  /** Presses Apply and has it done. */
  async apply(detail: ImportDetail, more: object = {}): Promise<ImportDetail> {
    const answer = await this.order(detail, more);
    if (answer.status !== 204) throw new Error(`Refused: ${answer.status} ${answer.text}`);
    await this.app.runJobs();
    return this.read(detail.id);
  }

  /** Everybody a file of this test brought, by staff number and first day. */
  members(): Promise<ListedMember[]> {
    return this.query(
      `select m.staff_ref, m.job_role, team.name as team, m.to_on::text, manager.staff_ref as manager
       from membership m left join team on team.agency_id = m.agency_id and team.id = m.team_id
       left join membership manager on manager.agency_id = m.agency_id and manager.id = m.manager_membership_id
       where m.agency_id = $1 and m.staff_ref like 'S%' order by m.staff_ref, m.from_on`,
      [this.agencyId],
    );
  }
}
