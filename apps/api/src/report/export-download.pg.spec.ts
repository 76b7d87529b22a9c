import { setTimeout as pause } from 'node:timers/promises';
import type { TestClient } from '../platform/testing/test-client.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { addModule } from './testing/report-data.js';

// Readers who go away, or take nothing. A file must be longer than what the sockets hold, or it is sent in any case.

const AGENCIES = [2, 3, 4, 5];
const ROWS = 30_000;
const RANGE = 'from=2026-01-01&to=2026-12-31';
const COMPLETIONS = `/api/agency/export/completions.csv?${RANGE}`;

let app: TestApp;
const leads: TestClient[] = [];
beforeAll(async () => {
  app = await startTestApp();
  const { superuser } = app.testDatabase;
  await addModule(superuser, 1, 'first-module');
  for (const agencyId of AGENCIES) {
    const made = await app.people.addPerson(`lead-${agencyId}@x.example`, {
      agencyId,
      grants: ['training-lead'],
    });
    await superuser.query(
      `insert into agency_completion (agency_id, membership_id, completion_id, person_id, module_id, version, completed_on, minutes, evidence)
       select $1, $2, gen_random_uuid(), $3, 1, 1, date '2026-01-01' + n % 300, 30, repeat('evidence ', 60) from generate_series(1, $4) n`,
      [agencyId, made.membershipIds[0], made.personId, ROWS],
    );
    leads.push(await app.signIn(`lead-${agencyId}@x.example`));
  }
  await superuser.query('analyze');
});
afterAll(() => app.close());
beforeEach(() => app.testDatabase.superuser.query('delete from agency_export'));

/** A download of which nothing is read after its first bytes. */
async function begin(lead: TestClient): Promise<{ leave(): void }> {
  const leaving = new AbortController();
  const { body, status } = await lead.fetch('GET', COMPLETIONS, {}, leaving.signal);
  expect(status).toBe(200);
  const reader = body!.getReader();
  await reader.read();
  return { leave: () => leaving.abort() };
}

/** How many exports stand where. */
async function states(): Promise<Record<string, number>> {
  const { rows } = await app.testDatabase.superuser.query<{ state: string; n: number }>(
    `select concat_ws(' ', state, problem) as state, count(*)::int as n from agency_export group by 1`,
  );
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}

/** Connections of a pool that are in a transaction. */
async function busy(pool: string): Promise<number> {
  const { rowCount } = await app.testDatabase.superuser.query(
    `select from pg_stat_activity where datname = $1 and application_name = $2 and state <> 'idle'`,
    [app.testDatabase.name, pool],
  );
  return rowCount ?? 0;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let wait = 0; wait < 200 && !(await isSo()); wait += 1) await pause(50);
  expect(await isSo()).toBe(true);
}

describe('readers who go away in the middle', () => {
  it('free their connections, three times as many as there are', async () => {
    for (let round = 0; round < 3; round += 1) {
      const readers = await Promise.all(leads.map(begin));
      expect(await busy('learning-reviews export')).toBe(AGENCIES.length);
      for (const reader of readers) reader.leave();
      await until(async () => (await busy('learning-reviews export')) === 0);
    }
    await until(async () => (await states())['broken-off left'] === 3 * AGENCIES.length);
    const whole = await leads[0]!.get(COMPLETIONS);
    expect(whole.text.split('\r\n')).toHaveLength(ROWS + 2);
    expect(await states()).toEqual({ 'broken-off left': 3 * AGENCIES.length, sent: 1 });
  });

  it('free the place in which they waited', async () => {
    const held = [await begin(leads[0]!), await begin(leads[0]!)];
    const leaving = new AbortController();
    const waiting = leads[0]!.fetch('GET', COMPLETIONS, {}, leaving.signal);
    await pause(200);
    leaving.abort();
    await expect(waiting).rejects.toThrow();
    const next = begin(leads[0]!);
    held[0]!.leave();
    (await next).leave();
    held[1]!.leave();
    await until(async () => (await busy('learning-reviews export')) === 0);
    // Who never got a byte exported nothing.
    await until(async () => (await states())['broken-off left'] === 3);
  });
});

describe('twenty readers who take nothing', () => {
  it('hold no connection that anybody else needs', async () => {
    const waiting: AbortController[] = [];
    for (let reader = 0; reader < 20; reader += 1) {
      const leaving = new AbortController();
      waiting.push(leaving);
      void leads[reader % AGENCIES.length]!.fetch('GET', COMPLETIONS, {}, leaving.signal).catch(
        () => undefined,
      );
    }
    await until(async () => (await busy('learning-reviews export')) === AGENCIES.length);
    // Each has looked up what it may export by now, and waits without a connection of the others' pool.
    await until(async () => (await busy('learning-reviews')) === 0);
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, at) => leads[at % AGENCIES.length]!.get('/api/agency')),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    for (const leaving of waiting) leaving.abort();
    await until(async () => (await busy('learning-reviews export')) === 0);
  });
});

describe('an agency with two readers', () => {
  it('waits for the third, and another agency begins at once', async () => {
    const held = [await begin(leads[0]!), await begin(leads[0]!)];
    let isThird = false;
    const third = begin(leads[0]!).then((reader) => {
      isThird = true;
      return reader;
    });
    const other = await begin(leads[1]!);
    expect(isThird).toBe(false);
    held[0]!.leave();
    (await third).leave();
    held[1]!.leave();
    other.leave();
    await until(async () => (await busy('learning-reviews export')) === 0);
  });
});
