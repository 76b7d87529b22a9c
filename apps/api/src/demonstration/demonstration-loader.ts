import { Injectable, Logger } from '@nestjs/common';
import { addDays, DEFAULT_TIME_ZONE, type CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { neededToPass } from '@learning-reviews/domain/learning/check';
import { Client } from 'pg';
import { AccessPool } from '../platform/access/access-pool.js';
import { Passphrases } from '../platform/access/passphrase.js';
import { Clock } from '../platform/clock/clock.js';
import { Configuration } from '../platform/config/configuration.js';
import { Database } from '../platform/database/database.js';
import { DEMONSTRATION_ACCOUNTS, DEMONSTRATION_PASSPHRASE } from './demonstration-account.js';
import { COMMUNITY_TRUST, DEMONSTRATION_AGENCIES, PARTNERSHIP_RULE } from './demonstration-agency.js';
import { inventHistory, type HistoryModule, type InventedHistory } from './demonstration-history.js';
import { inventQuestionCounts } from './demonstration-question.js';
import {
  instant,
  inventWorkforce,
  type InventedPerson,
  type InventedWorkforce,
} from './demonstration-workforce.js';
import { DemonstrationRepository } from './demonstration.repository.js';
import { SeededRandom } from './seeded-random.js';

const SEED = 20_261_122;
/** Smaller agencies stand only in "Small organisations" on partnership screens (product rule on small numbers). */
const SMALL_AGENCY = 10;
const PEOPLE_AT_ONCE = 8;
/** Agencies are the partnership's to add, and nobody asks for them here. */
const PARTNERSHIP: JobScope = { brand: 'JobScope', agencyId: 1 };
/** The agencies are ten years older than their data. */
const AGENCY_AGE_DAYS = 3650;

/**
 * Fills a demonstration site with invented agencies, people and two years of history, once. It does nothing
 * on any other site.
 */
@Injectable()
export class DemonstrationLoader {
  private readonly logger = new Logger(DemonstrationLoader.name);

  constructor(
    private readonly configuration: Configuration,
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly repository: DemonstrationRepository,
    private readonly access: AccessPool,
    private readonly passphrases: Passphrases,
  ) {}

  /**
   * Loads what is missing. The accounts' passphrases come last: while they are not there, a load that was
   * broken off is done again, and writes only what it had not.
   *
   * @returns The agencies it loaded; none when there was nothing to do.
   */
  async load(): Promise<number[]> {
    if (!this.configuration.demonstration || (await this.isLoaded())) return [];
    const began = performance.now();
    const { today, modules } = await this.writeAgencies();
    const random = new SeededRandom(SEED);
    const workforce = inventWorkforce(random, today);
    const history = inventHistory(random, today, workforce.members, modules);

    await this.writePeople(workforce.people, history);
    const partnershipId = await this.writePartnershipRule(today, random, modules);
    const agencies = [...new Set(workforce.members.map((member) => member.agencyId))];
    for (const agencyId of agencies) {
      await this.writeAgency(agencyId, today, random, workforce, history, { modules, partnershipId });
    }
    await this.writePassphrases(workforce.people);
    this.logger.log(
      `Demonstration data: ${workforce.people.length} invented people, ${history.standings.length} duties, ` +
        `${Math.round(performance.now() - began)} ms`,
    );
    return agencies;
  }

  /** Whether the last account of the list can sign in: its passphrase is written last of all. */
  private async isLoaded(): Promise<boolean> {
    const emails = DEMONSTRATION_ACCOUNTS.map(({ email }) => email);
    const ids = await this.database.read({ brand: 'PublicScope' }, (tx) =>
      this.repository.findPeople({ brand: 'PublicScope' }, tx, emails),
    );
    const { rows } = await this.access.query<{ accounts: number }>(
      'select count(*) as accounts from access.credential where person_id = any($1)',
      [ids],
    );
    return Number(rows[0]?.accounts) === emails.length;
  }

  /**
   * Writes the agencies in the partnership's own scope, and reads the modules as the migration login.
   *
   * @returns The day on which the history ends. A load that goes on another day finds it in the agencies, so
   * that it invents the same people again.
   */
  private async writeAgencies(): Promise<{ today: CalendarDate; modules: Map<string, HistoryModule> }> {
    const rows = DEMONSTRATION_AGENCIES.map(({ id, code, kind, name, teams }) => ({
      id,
      code,
      kind,
      name,
      small: teams.reduce((sum, { people }) => sum + people, 0) < SMALL_AGENCY,
    }));
    const fromOn = addDays(this.clock.today(DEFAULT_TIME_ZONE), -AGENCY_AGE_DAYS);
    const since = await this.database.write(PARTNERSHIP, (tx) =>
      this.repository.insertAgencies(PARTNERSHIP, tx, rows, fromOn, COMMUNITY_TRUST),
    );
    const client = new Client({ connectionString: this.configuration.migrationDatabaseUrl });
    await client.connect();
    try {
      return { today: addDays(since, AGENCY_AGE_DAYS), modules: await readModules(client) };
    } finally {
      await client.end();
    }
  }

  private async writePeople(people: readonly InventedPerson[], history: InventedHistory): Promise<void> {
    const attempts = Map.groupBy(history.attempts, ({ personId }) => personId);
    const queue = people.values();
    const workers = Array.from({ length: PEOPLE_AT_ONCE }, async () => {
      for (const person of queue) {
        const scope = { brand: 'PersonScope', personId: person.id } as const;
        await this.database.write(scope, (tx) =>
          this.repository.insertPerson(scope, tx, person, attempts.get(person.id) ?? []),
        );
      }
    });
    await Promise.all(workers);
  }

  /** What the partnership asks of its large public bodies, of which each has a copy. @returns The rule's id. */
  private async writePartnershipRule(
    today: CalendarDate,
    random: SeededRandom,
    modules: ReadonlyMap<string, HistoryModule>,
  ): Promise<string> {
    const rule = PARTNERSHIP_RULE;
    const id = random.uuid(instant(today, rule.sinceDays));
    const module = modules.get(rule.module);
    if (module === undefined) return id;
    const fromOn = addDays(today, -rule.sinceDays);
    await this.database.write(PARTNERSHIP, (tx) =>
      this.repository.insertPartnershipRule(
        PARTNERSHIP,
        tx,
        { id, moduleId: module.id, fromOn, rule },
        rule.agencyKinds,
      ),
    );
    return id;
  }

  private async writeAgency(
    agencyId: number,
    today: CalendarDate,
    random: SeededRandom,
    workforce: InventedWorkforce,
    history: InventedHistory,
    required: { readonly modules: ReadonlyMap<string, HistoryModule>; readonly partnershipId: string },
  ): Promise<void> {
    const scope = { brand: 'JobScope', agencyId } as const;
    const members = workforce.members.filter((member) => member.agencyId === agencyId);
    const rules = DEMONSTRATION_AGENCIES.find(({ id }) => id === agencyId)?.rules ?? [];
    const assignments = rules.flatMap((rule) => {
      const module = required.modules.get(rule.module);
      const id = random.uuid(instant(today, rule.sinceDays));
      if (module === undefined) return [];
      const partnershipId = rule.isPartnerships === true ? required.partnershipId : null;
      return [{ id, moduleId: module.id, fromOn: addDays(today, -rule.sinceDays), rule, partnershipId }];
    });
    await this.database.write(scope, async (tx) => {
      const teams = workforce.teams.filter((team) => team.agencyId === agencyId);
      const headcount = { id: random.uuid(instant(today, 30)), asOfOn: addDays(today, -30) };
      await this.repository.insertWorkforce(scope, tx, teams, members, headcount);
      const standings = history.standings.filter(({ member }) => member.agencyId === agencyId);
      await this.repository.insertDuties(scope, tx, assignments, standings);
      const leave = history.leavePeriods.filter(({ member }) => member.agencyId === agencyId);
      await this.repository.insertLeave(scope, tx, leave);
      const evidence = history.attempts.filter(({ completion }) => completion?.member.agencyId === agencyId);
      await this.repository.insertEvidence(scope, tx, evidence);
      const questions = inventQuestionCounts(agencyId, evidence);
      await this.repository.insertQuestionCounts(scope, tx, questions);
    });
  }

  private async writePassphrases(people: readonly InventedPerson[]): Promise<void> {
    for (const { email } of DEMONSTRATION_ACCOUNTS) {
      const person = people.find((each) => each.email === email);
      if (person === undefined) throw new Error('A demonstration account is nobody’s');
      const scope = { brand: 'PersonScope', personId: person.id } as const;
      await this.database.write(scope, (tx) => this.repository.noteVerified(scope, tx, this.clock.now()));
      await this.access.query(
        `insert into access.credential (person_id, passphrase_hash, changed_at) values ($1, $2, $3)
         on conflict (person_id) do nothing`,
        [person.id, await this.passphrases.hash(DEMONSTRATION_PASSPHRASE), this.clock.now()],
      );
    }
  }
}

async function readModules(client: Client): Promise<Map<string, HistoryModule>> {
  const { rows } = await client.query<Omit<HistoryModule, 'passMark'>>(
    `select distinct on (module.id) module.id, module.slug, version.title, version.version,
       (version.content ->> 'minutes')::int as minutes,
       jsonb_array_length(version.content -> 'questions') as "questionCount",
       array(select question ->> 'id' from jsonb_array_elements(version.content -> 'questions') question) as "questionIds"
     from module join module_version version on version.module_id = module.id
     order by module.id, version.version desc`,
  );
  return new Map(rows.map((row) => [row.slug, { ...row, passMark: neededToPass(row.questionCount) }]));
}
