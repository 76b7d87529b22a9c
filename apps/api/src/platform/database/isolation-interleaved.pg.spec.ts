import { setTimeout as pause } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import type { AgencyScope, PersonScope } from '@learning-reviews/domain/access/scope';
import { isDatabaseAway } from '../http/database-fault.js';
import type { Transaction } from './database.js';
import { createTestDatabase, type TestDatabase } from './testing/test-database.js';

// Test A4 of docs/data.md: many agencies and people interleaved through one small pool, with work that throws,
// savepoints, and backends killed in the middle. One row of anybody else fails it.

const TRANSACTIONS = 10_000;
const AT_ONCE = 24;
const AGENCIES = 40;
const MEMBERS = 5;
const FIRST_AGENCY = 1001;
const KILL_EVERY = 100;

interface Member {
  readonly agencyId: number;
  readonly personId: string;
  readonly membershipId: string;
}

let db: TestDatabase;
let members: Member[];

beforeAll(async () => {
  db = await createTestDatabase();
  await db.superuser.query(`
    insert into module (id, slug) overriding system value values (501, 'a-module');
    insert into module_version (module_id, version, content, content_hash, change, published_at)
      values (501, 1, '{"title":"A module"}', repeat('a', 64), 'first', now());
    insert into agency (id, code, kind, name)
      select ${FIRST_AGENCY} + n, 'agency-' || n, 'charity', 'Agency ' || n from generate_series(0, ${AGENCIES - 1}) n;
    insert into person (id, email_norm, name)
      select gen_random_uuid(), 'p' || n || '@x.example', 'Person ' || n from generate_series(1, ${AGENCIES * MEMBERS}) n;
    insert into membership (agency_id, id, person_id, staff_ref, given_name, family_name, display_name, search_name, job_role, from_on)
      select ${FIRST_AGENCY} + (row_number() over (order by id))::int % ${AGENCIES}, gen_random_uuid(), id, 'S', 'G', 'F', name, lower(name), 'x', '2020-01-01'
      from person;
    insert into standing (agency_id, membership_id, person_id, module_id) select agency_id, id, person_id, 501 from membership`);
  const { rows } = await db.superuser.query<Member>(
    `select agency_id as "agencyId", person_id as "personId", id as "membershipId" from membership`,
  );
  members = rows;
});
afterAll(() => db.close());

const personOf = ({ personId }: Member): PersonScope => ({ brand: 'PersonScope', personId });
const agencyOf = (member: Member): AgencyScope => ({
  ...member,
  brand: 'AgencyScope',
  timeZone: 'Europe/London',
  accessRoles: [],
  teamOf: null,
});

/** The next of a sequence that looks random and is the same in every run. */
function draws(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

class Changed extends Error {}

describe('interleaved transactions', () => {
  it(`${TRANSACTIONS} of them, of ${AGENCIES} agencies and ${AGENCIES * MEMBERS} people, see and write 0 foreign rows`, async () => {
    const draw = draws(7);
    const tally = { done: 0, changed: 0, killed: 0, foreign: 0, seen: 0 };
    const written = new Set<string>();

    const check = (rows: readonly Record<string, unknown>[], column: string, expected: unknown) => {
      tally.seen += rows.length;
      tally.foreign += rows.filter((row) => row[column] !== expected).length;
    };
    const readAgency = async (tx: Transaction, member: Member) => {
      check(await tx.query('select agency_id from membership'), 'agency_id', member.agencyId);
      check(await tx.query('select agency_id from standing'), 'agency_id', member.agencyId);
      check(await tx.query('select agency_id from agency_export'), 'agency_id', member.agencyId);
    };
    const readPerson = async (tx: Transaction, member: Member) => {
      check(await tx.query('select id from person'), 'id', member.personId);
      check(await tx.query('select person_id from standing'), 'person_id', member.personId);
      check(await tx.query('select person_id from cpd_entry'), 'person_id', member.personId);
    };
    // No column of these rows is named by the caller's word alone: the text repeats whose they should be.
    const writeExport = async (tx: Transaction, member: Member, ids: string[]) => {
      const id = uuid();
      await tx.query(
        `insert into agency_export (agency_id, id, kind, from_on, to_on, actor, at)
         values (current_setting('app.agency_id')::int, $1, 'summary', '2026-01-01', '2026-01-02', $2, now())`,
        [id, member.personId],
      );
      ids.push(`${member.agencyId} ${id}`);
    };
    const writeEntry = async (tx: Transaction, member: Member, ids: string[]) => {
      const id = uuid();
      await tx.query(
        `insert into cpd_entry (person_id, id, source, learning_type, title, completed_on, minutes, saved_at)
         values (current_setting('app.person_id')::uuid, $1, 'self-declared', 'reading', 'x', '2026-01-01', 5, now())`,
        [id],
      );
      ids.push(`${member.personId} ${id}`);
    };

    const one = async (number: number) => {
      const member = members[draw(members.length)]!;
      const kind = draw(5);
      const isKilled = number % KILL_EVERY === 0;
      const isChanged = !isKilled && draw(5) === 0;
      const wait = draw(3);
      let ids: string[] = [];
      const end = async (tx: Transaction) => {
        if (wait > 0) await pause(wait);
        if (isKilled) {
          const [{ pid }] = (await tx.query('select pg_backend_pid() as pid')) as [{ pid: number }];
          await db.superuser.query('select pg_terminate_backend($1)', [pid]);
          await tx.query('select 1');
        }
        if (isChanged) throw new Changed();
      };
      const work: Record<number, () => Promise<unknown>> = {
        0: () => db.database.read(agencyOf(member), (tx) => readAgency(tx, member).then(() => end(tx))),
        1: () => db.database.read(personOf(member), (tx) => readPerson(tx, member).then(() => end(tx))),
        2: () =>
          db.database.write(agencyOf(member), async (tx) => {
            ids = [];
            await writeExport(tx, member, ids);
            await readAgency(tx, member);
            await end(tx);
          }),
        3: () =>
          db.database.write(personOf(member), async (tx) => {
            ids = [];
            await writeEntry(tx, member, ids);
            await tx
              .transaction(async (nested) => {
                await writeEntry(nested as Transaction, member, []);
                throw new Changed();
              })
              .catch(ignoreChange);
            await readPerson(tx, member);
            await end(tx);
          }),
        4: () =>
          db.database.write(personOf(member), async (tx) => {
            ids = [];
            await writeEntry(tx, member, ids);
            await db.database.withAgency(tx, member.agencyId, async () => {
              await readAgency(tx, member);
              await writeExport(tx, member, ids);
            });
            await readPerson(tx, member);
            await end(tx);
          }),
      };
      try {
        await work[kind]!();
        for (const id of ids) written.add(id);
        tally.done += 1;
      } catch (error) {
        if (error instanceof Changed) tally.changed += 1;
        else if (isKilled && isDatabaseAway(error)) tally.killed += 1;
        else throw error;
      }
    };

    let next = 1;
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        while (next <= TRANSACTIONS) await one(next++);
      }),
    );

    expect(tally.foreign).toBe(0);
    expect(tally.done + tally.changed + tally.killed).toBe(TRANSACTIONS);
    expect(tally.killed).toBe(TRANSACTIONS / KILL_EVERY);
    expect(tally.changed).toBeGreaterThan(TRANSACTIONS / 10);
    expect(tally.seen).toBeGreaterThan(TRANSACTIONS);

    // What was acknowledged is there, under its own owner, and nothing else is.
    const { rows } = await db.superuser.query<{ row: string }>(
      `select agency_id || ' ' || id as row from agency_export union all select person_id || ' ' || id from cpd_entry`,
    );
    expect(rows.length).toBe(written.size);
    expect(rows.filter(({ row }) => !written.has(row))).toEqual([]);
  }, 300_000);
});

function ignoreChange(error: unknown): void {
  if (!(error instanceof Changed)) throw error;
}
