import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { loadContent } from '../../curriculum/testing/load-content.js';
import { type NewJob, TEST_PASSPHRASE } from '../../platform/testing/test-people.js';
import { startTestApp, type TestApp } from '../../platform/testing/test-app.js';
import { Learner, MODULE, wordsOf } from './learner.js';

/** A person of a test, and where they learn. */
export interface TestLearner extends Learner {
  readonly personId: string;
  readonly email: string;
  readonly membershipIds: readonly string[];
}

/** The application with the real modules published, and people to learn them. */
export class LearningApp {
  private people = 0;

  private constructor(
    readonly app: TestApp,
    readonly moduleId: number,
  ) {}

  static async start(): Promise<LearningApp> {
    const app = await startTestApp({
      arrange: async (_people, database) => void (await loadContent(database)),
    });
    const { rows } = await app.testDatabase.superuser.query('select id from module where slug = $1', [
      MODULE,
    ]);
    return new LearningApp(app, rows[0].id as number);
  }

  close(): Promise<void> {
    return this.app.close();
  }

  /** A new person with these jobs, at the module, in a browser of their own. */
  async learner(...jobs: NewJob[]): Promise<TestLearner> {
    this.people += 1;
    const made = await this.app.people.addPerson(`learner-${this.people}@work.example`, ...jobs);
    return Object.assign(new Learner(await this.app.signIn(made.email)), made);
  }

  /** The same person on another device. */
  async elsewhere(learner: TestLearner): Promise<Learner> {
    return new Learner(await this.app.signIn(learner.email, TEST_PASSPHRASE));
  }

  /** Rows of a table for one person, past every policy. */
  async rows(table: string, learner: TestLearner): Promise<Record<string, unknown>[]> {
    const { rows } = await this.app.testDatabase.superuser.query(
      `select * from ${table} where person_id = $1`,
      [learner.personId],
    );
    return rows as Record<string, unknown>[];
  }

  /** Has an agency require the module by a day, and one member with it; returns nothing until that is written. */
  async require(agencyId: number, learner: TestLearner, job: number, dueOn: string | null): Promise<void> {
    await this.app.testDatabase.superuser.query(
      `insert into assignment (agency_id, id, module_id, due_on, from_on) values ($1, gen_random_uuid(), $2, $3, '2020-01-01')`,
      [agencyId, this.moduleId, dueOn],
    );
    await this.app.testDatabase.superuser.query(
      'insert into standing (agency_id, membership_id, person_id, module_id, due_on) values ($1, $2, $3, $4, $5)',
      [agencyId, learner.membershipIds[job], learner.personId, this.moduleId, dueOn],
    );
  }

  /** Publishes the next version of the module, under another title. */
  async publish(title: string): Promise<number> {
    const { rows } = await this.app.testDatabase.superuser.query(
      `insert into module_version (module_id, version, content, content_hash, change, note, published_at)
       select module_id, max(version) + 1, $2, md5($3) || md5($3), 'material', 'A section was rewritten', now()
       from module_version where module_id = $1 group by module_id
       returning version`,
      [this.moduleId, JSON.stringify({ ...wordsOf(MODULE), title }), title],
    );
    return rows[0].version as number;
  }

  /** Withdraws every version of the module, or gives them back. */
  async withdraw(isWithdrawn: boolean): Promise<void> {
    await this.app.testDatabase.superuser.query(
      'update module_version set withdrawn_at = case when $2 then now() end where module_id = $1',
      [this.moduleId, isWithdrawn],
    );
  }

  /** What an agency's own queries see of a table. */
  async seenBy(agencyId: number, table: string): Promise<Record<string, unknown>[]> {
    const scope: AgencyScope = {
      brand: 'AgencyScope',
      agencyId,
      personId: '0192f0c4-0000-7000-8000-000000000001',
      membershipId: '0192f0c4-0000-7000-8000-000000000002',
      timeZone: 'Europe/London',
      accessRoles: ['training-lead'],
      teamOf: null,
    };
    return this.app.testDatabase.database.read(scope, (tx) => tx.query(`select * from ${table}`));
  }
}
